"""Judging a post: a pure function of its matches, its facts, the policy and a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.drafts.approvals import Approval, Waiver, idle_waivers
from socialcheck.drafts.conditions import Answer, all_hold, any_holds, empty_setting, in_scope
from socialcheck.drafts.docket import Docket
from socialcheck.drafts.findings import make_finding, merged, numbered, order, trouble_finding
from socialcheck.drafts.moments import moment_match
from socialcheck.drafts.post import Post, Trouble
from socialcheck.model import RANK, Document, Finding, Match, NotChecked, Period, Reminder


class Case(NamedTuple):
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


def judge(
    case: Case,
    docket: Docket,
    moment: datetime,
    periods: tuple[Period, ...],
    kinds: frozenset[str],
    besides: tuple[Finding, ...] = (),
) -> Document:
    """The verdict at a moment. `kinds`: the polls whose period is in force; `besides`: findings made elsewhere."""
    facts = {**case.facts, "period": sorted(kinds)} if kinds else case.facts
    outcome = _Outcome([*besides], [], [])
    by_rule: dict[str, list[Match]] = {}
    for match in case.matches:
        by_rule.setdefault(match.rule, []).append(match)
    for name in sorted(docket.called(by_rule, facts)):
        _apply(name, by_rule.get(name, []), case, facts, docket, moment, outcome)
    return _document(case, facts, docket, moment, periods, outcome)


def _document(
    case: Case,
    facts: Mapping[str, Any],
    docket: Docket,
    moment: datetime,
    periods: tuple[Period, ...],
    outcome: _Outcome,
) -> Document:
    findings = merged(outcome.findings)
    troubles = [*case.troubles]
    if case.waivers:
        used = {f.rule for f in findings if f.status == "waived"}
        troubles += idle_waivers(case.waivers, used, {f.rule for f in findings}, moment.date())
    findings += map(trouble_finding, troubles)
    post, at = case.post, facts.get("at")
    return Document(
        path=post.path,
        id=post.id,
        row=post.row,
        at=at.isoformat() if at else None,
        platform=facts.get("platform"),
        periods=periods,
        findings=tuple(numbered(sorted(findings, key=order))) if findings else (),
        reminders=tuple(dict.fromkeys((*outcome.reminders, *_clause_reminders(docket, facts)))),
        not_checked=tuple(dict.fromkeys(outcome.not_checked)),
        readable=not any(t.severity == "error" for t in case.troubles),
        text=post.text,
        text_offset=post.body_offset,
    )


def _apply(
    name: str,
    matches: list[Match],
    case: Case,
    facts: Mapping[str, Any],
    docket: Docket,
    moment: datetime,
    outcome: _Outcome,
) -> None:
    settings = docket.settings
    found = triggered(name, docket.heads[name], matches, facts, settings, moment)
    if not found:
        return
    rule = docket.rules[name]
    if unset := _undecided(rule, facts, settings):
        outcome.not_checked.append(NotChecked(name, f"the setting '{unset}' is empty in socialcheck.yaml"))
    if not met(rule, facts, settings):
        return
    scope = in_scope(rule.get("scope", {}), facts, settings)
    chosen = _chosen(docket.enforce[name], facts, settings)
    if chosen is None or scope == "no":
        return
    enforcement, answer = chosen
    if "unknown" in (scope, answer) and (enforcement.get("if_unknown") or rule.get("if_unknown")) != "apply":
        outcome.reminders.extend(_scope_reminders(rule, enforcement))
        return
    record = (case.approvals, case.waivers)
    outcome.findings.extend(make_finding(m, rule, enforcement, case.post, facts, record, moment) for m in found)


def met(rule: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    """Whether all of a rule's `when` holds and none of its `unless`."""
    return all_hold(rule.get("when", {}), facts, settings) and not any_holds(rule.get("unless", {}), facts, settings)


def _undecided(rule: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]) -> str | None:
    """The setting whose emptiness alone keeps a rule from being decided."""
    when = rule.get("when")
    unset = empty_setting(when, settings) if when else None
    if not when or not unset:
        return None
    rest = {key: value for key, value in when.items() if value != f"${unset}"}
    return unset if all_hold(rest, facts, settings) else None


def _scope_reminders(rule: Mapping[str, Any], enforcement: Mapping[str, Any]) -> Iterator[Reminder]:
    keys = ", ".join({**rule.get("scope", {}), **enforcement.get("scope", {})})
    text = f"{rule['why']} This applies to some accounts only; state {keys} to have it checked."
    return (Reminder(ref, text) for ref in enforcement.get("clauses", ())[:1])


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
) -> tuple[Mapping[str, Any], Answer] | None:
    """The enforcement that applies: the policy's or the law's, whichever is graver; else good practice."""
    fitting: list[tuple[Mapping[str, Any], Answer]] = []
    for enforcement in enforcements:
        answer = in_scope(enforcement.get("scope", {}), facts, settings)
        if answer != "no" and met(enforcement, facts, settings):
            fitting.append((enforcement, answer))
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    certain = [f for f in fitting if f[1] == "yes"] or fitting
    stronger = [f for f in certain if f[0]["source"] != "good-practice"] or certain
    return max(stronger, key=lambda f: RANK[f[0]["severity"]], default=None)


def _clause_reminders(docket: Docket, facts: Mapping[str, Any]) -> Iterator[Reminder]:
    declared = facts.get("declarations") or {}
    for ref, clause in docket.reminding:
        remind = clause["remind"]
        if isinstance(remind, dict) and not all_hold(remind, facts, docket.settings):
            continue
        if not (clause.get("declaration") and declared.get(clause["declaration"])):
            yield Reminder(ref, clause["text"])


def not_readable(post: Post) -> Document:
    """The document of a post that could not be read: never clean."""
    reason = post.unreadable or "could not be read"
    missing = (NotChecked("the whole document", reason),)
    return Document(path=post.path, id=post.id, row=post.row, readable=False, not_checked=missing)
