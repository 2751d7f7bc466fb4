"""Judging a post: a pure function of its matches, its facts, the policy and a moment."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.drafts.approvals import Approval, Waiver, idle_waivers, settled_by, waiver_for
from socialcheck.drafts.conditions import all_hold, any_holds, empty_setting, in_scope
from socialcheck.drafts.moments import moment_match
from socialcheck.drafts.post import Post, Trouble
from socialcheck.model import RANK, Document, Finding, Match, NotChecked, Period, Place, Reminder
from socialcheck.policy.load import Policy

_SLOT = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """A post made ready for judging: everything that does not depend on the moment."""

    post: Post
    facts: Mapping[str, Any]
    matches: tuple[Match, ...]
    approvals: tuple[Approval, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class _Outcome(NamedTuple):
    findings: list[Finding]
    reminders: list[Reminder]
    not_checked: list[NotChecked]


def judge(case: Case, policy: Policy, moment: datetime, periods: tuple[Period, ...], kinds: frozenset[str]) -> Document:
    """The document's verdict at a moment. `kinds` are the kinds of poll whose period is then in force."""
    facts = {**case.facts, "period": sorted(kinds)} if kinds else case.facts
    outcome = _Outcome([], [], [])
    by_rule: dict[str, list[Match]] = {}
    for match in case.matches:
        by_rule.setdefault(match.rule, []).append(match)
    for name, enforcements in policy.enforce["drafts"].items():
        _apply(name, enforcements, by_rule.get(name, []), case, facts, policy, moment, outcome)
    findings = _merged(outcome.findings)
    used = {f.rule for f in findings if f.status == "waived"}
    idle = idle_waivers(case.waivers, used, moment.date())
    findings += [trouble_finding(t) for t in (*case.troubles, *idle)]
    post = case.post
    at = facts.get("at")
    return Document(
        path=post.path,
        id=post.id,
        row=post.row,
        at=at.isoformat() if at else None,
        platform=facts.get("platform"),
        periods=periods,
        findings=tuple(_numbered(sorted(findings, key=_order))),
        reminders=tuple(dict.fromkeys((*outcome.reminders, *_clause_reminders(policy, facts)))),
        not_checked=tuple(dict.fromkeys(outcome.not_checked)),
        readable=not any(t.severity == "error" for t in case.troubles),
        text=post.text,
        text_offset=post.body_offset,
    )


def _order(finding: Finding) -> tuple[int, int, str]:
    return (-RANK[finding.severity], finding.start.offset if finding.start else -1, finding.rule)


def _apply(
    name: str, enforcements: list[Mapping[str, Any]], matches: list[Match], case: Case, facts: Mapping[str, Any],
    policy: Policy, moment: datetime, outcome: _Outcome,
) -> None:  # fmt: skip
    rule = policy.rules[name]
    settings = policy.settings
    found = triggered(name, rule, matches, facts, settings, moment)
    if not found:
        return
    if not all_hold(rule.get("when", {}), facts, settings):
        unset = empty_setting(rule.get("when", {}), settings)
        if unset:
            outcome.not_checked.append(NotChecked(name, f"the setting '{unset}' is empty in socialcheck.yaml"))
        return
    if any_holds(rule.get("unless", {}), facts, settings):
        return
    scope = in_scope(rule.get("scope", {}), facts, settings)
    chosen = _chosen(enforcements, facts, settings)
    if chosen is None or scope == "no":
        return
    enforcement, answer = chosen
    asks = enforcement.get("if_unknown") or rule.get("if_unknown", "remind")
    if "unknown" in (scope, answer) and asks != "apply":
        keys = ", ".join({**rule.get("scope", {}), **enforcement.get("scope", {})})
        text = f"{rule['why']} Applies to some accounts only; state {keys} to have it checked."
        outcome.reminders.extend(Reminder(ref, text) for ref in enforcement.get("clauses", ())[:1])
        return
    outcome.findings.extend(_finding(match, rule, enforcement, case, facts, moment) for match in found)


def triggered(
    name: str,
    rule: Mapping[str, Any],
    matches: list[Match],
    facts: Mapping[str, Any],
    settings: Mapping[str, Any],
    moment: datetime,
) -> list[Match]:
    """What a rule has found in a post at a moment, before its conditions are asked."""
    kind = rule["kind"]
    if kind == "facts":
        return [Match(name)] if all_hold(rule["facts"], facts, settings) else []
    if kind == "moment":
        return moment_match(name, rule["moment"], matches, facts, settings, moment)
    if not matches and rule.get("stated") and all_hold(rule["stated"], facts, settings):
        return [Match(name)]
    return matches[:1] if rule.get("per") == "document" else matches


def _chosen(
    enforcements: list[Mapping[str, Any]], facts: Mapping[str, Any], settings: Mapping[str, Any]
) -> tuple[Mapping[str, Any], str] | None:
    """The enforcement that applies: the policy's or the law's, whichever is graver; else good practice."""
    fitting: list[tuple[Mapping[str, Any], str]] = []
    for enforcement in enforcements:
        answer = in_scope(enforcement.get("scope", {}), facts, settings)
        if (
            answer != "no"
            and all_hold(enforcement.get("when", {}), facts, settings)
            and not any_holds(enforcement.get("unless", {}), facts, settings)
        ):
            fitting.append((enforcement, answer))
    stronger = [f for f in fitting if f[0]["source"] != "good-practice" and f[1] == "yes"] or fitting
    return max(stronger, key=lambda f: RANK[f[0]["severity"]], default=None)


def _finding(
    match: Match,
    rule: Mapping[str, Any],
    enforcement: Mapping[str, Any],
    case: Case,
    facts: Mapping[str, Any],
    moment: datetime,
) -> Finding:
    approvers = enforcement.get("approvers")
    settled = settled_by(approvers, case.approvals) if approvers else None
    waiver = waiver_for(match.rule, case.waivers, moment.date())
    words = {
        **match.values,
        "match": match.shown,
        "read_as": match.read_as or match.shown,
        "approvers": say_approvers(approvers),
    }
    start, end = _places(match, case.post)
    return Finding(
        rule=match.rule,
        category=rule["category"],
        severity=enforcement["severity"],
        message=fill(enforcement.get("message") or rule["message"], words, facts),
        fix=fill(enforcement.get("fix") or rule["fix"], words, facts),
        match=match.shown or None,
        read_as=match.read_as,
        start=start,
        end=end,
        column=match.field if match.field != "text" else None,
        source=enforcement["source"],
        clauses=tuple(enforcement.get("clauses", ())),
        authority=enforcement.get("authority"),
        approvers=approvers,
        status="approved" if settled else "waived" if waiver else "open",
        by=settled or (f"{waiver.by}: {waiver.reason} (until {waiver.until})" if waiver else None),
        fingerprint="",
    )


def fill(template: str, words: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    """Put words and facts into a message; a slot without value becomes `(not stated)`."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        known = words.get(name, facts.get(name))
        return str(known) if known not in (None, "") else "(not stated)"

    return _SLOT.sub(value, template)


def say_approvers(approvers: Any) -> str:
    """Approvers in words."""
    if approvers == "unstated":
        return "somebody with authority (the document names nobody)"
    if not isinstance(approvers, Mapping):
        return "nobody"
    if approvers.get("all"):
        return " and ".join(approvers["all"])
    return " or ".join(approvers.get("any") or ["nobody"])


def _places(match: Match, post: Post) -> tuple[Place | None, Place | None]:
    if match.start < 0 or match.field != "text":
        return None, None
    return place_at(post, match.start), place_at(post, match.end)


def place_at(post: Post, offset: int) -> Place:
    """Line, column and offset in the post as given."""
    before = post.text[:offset]
    line = before.count("\n")
    return Place(post.body_line + line, offset - (before.rfind("\n") + 1) + 1, post.body_offset + offset)


def _merged(findings: list[Finding]) -> list[Finding]:
    """Of findings of one category on overlapping words, the gravest and longest stays."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-RANK[f.severity], -_length(f))):
        if not any(_overlap(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _length(finding: Finding) -> int:
    return finding.end.offset - finding.start.offset if finding.start and finding.end else 0


def _overlap(one: Finding, other: Finding) -> bool:
    if one.category != other.category or not (one.start and one.end and other.start and other.end):
        return False
    return one.start.offset < other.end.offset and other.start.offset < one.end.offset


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        key = (finding.rule, finding.match or "")
        seen[key] += 1
        yield finding._replace(fingerprint=fingerprint(finding.rule, finding.match, seen[key]))


def fingerprint(rule: str, match: str | None, ordinal: int) -> str:
    """A name for a finding that survives moved lines and shows nothing: rule, masked match and ordinal."""
    text = "\0".join((rule, " ".join((match or "").casefold().split()), str(ordinal)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def trouble_finding(trouble: Trouble) -> Finding:
    """A finding about the input, an approval or a waiver itself."""
    category = {"waive": "waiver", "approvals": "approval"}.get(trouble.key or "", "input")
    return Finding(
        f"{category}-unclear", category, trouble.severity, trouble.message, trouble.fix, None, None, None, None, trouble.key,  # type: ignore[arg-type] # severities come from this package
        "good-practice", (), None, None, "open", None, "",
    )  # fmt: skip


def _clause_reminders(policy: Policy, facts: Mapping[str, Any]) -> Iterator[Reminder]:
    for ref, clause in policy.clauses.items():
        remind = clause.get("remind")
        if not remind or (isinstance(remind, Mapping) and not all_hold(remind, facts, policy.settings)):
            continue
        declared = facts.get("declarations") or {}
        if clause.get("declaration") and declared.get(clause["declaration"]):
            continue
        yield Reminder(ref, clause["text"])


def not_readable(post: Post) -> Document:
    """The document of a post that could not be read: never clean."""
    reason = post.unreadable or "could not be read"
    return Document(
        path=post.path,
        id=post.id,
        row=post.row,
        readable=False,
        not_checked=(NotChecked("the whole document", reason),),
    )


def with_changes(document: Document, changes: Iterable[Any]) -> Document:
    """The document with what its verdict becomes later."""
    return replace(document, changes=tuple(changes))
