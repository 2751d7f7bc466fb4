"""Findings made from matches: words filled in, places counted, doubles merged, fingerprints given."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from socialcheck.drafts.approvals import Approval, Waiver, settled_by, waiver_for
from socialcheck.drafts.post import Post, Trouble
from socialcheck.model import RANK, Finding, Match, Place, Severity, Status

_SLOT = re.compile(r"\{([a-z_.]+)\}")


def make_finding(
    match: Match,
    rule: Mapping[str, Any],
    enforcement: Mapping[str, Any],
    post: Post,
    facts: Mapping[str, Any],
    record: tuple[Iterable[Approval], Iterable[Waiver]],
    moment: datetime,
) -> Finding:
    """The finding that a match is under an enforcement; approvals and waivers on record settle it."""
    approvers = enforcement.get("approvers")
    words = {
        **match.values,
        "match": match.shown,
        "read_as": match.read_as or match.shown,
        "approvers": say_approvers(approvers),
    }
    start, end = _places(match, post)
    status, by = _settlement(match.rule, approvers, record, moment)
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
        status=status,
        by=by,
        fingerprint="",
    )


def _settlement(
    rule: str, approvers: Any, record: tuple[Iterable[Approval], Iterable[Waiver]], moment: datetime
) -> tuple[Status, str | None]:
    approvals, waivers = record
    if approvers and (by := settled_by(approvers, approvals)):
        return "approved", by
    if waiver := waiver_for(rule, waivers, moment.date()):
        return "waived", f"{waiver.by}: {waiver.reason} (until {waiver.until})"
    return "open", None


def fill(template: str, words: Mapping[str, str], facts: Mapping[str, Any]) -> str:
    """Put words and facts into a message; a slot without value becomes `(not stated)`."""
    if "{" not in template:
        return template

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        known = words.get(name, facts.get(name))
        return str(known) if known not in (None, "") else "(not stated)"

    return _SLOT.sub(value, template)


ROLE_WORDS = {
    "pcc": "the PCC",
    "deputy-pcc": "the Deputy PCC",
    "chief-executive": "the Chief Executive",
    "head-of-communications": "the Head of Communications",
    "corporate-communications": "Corporate Communications",
    "smt": "the senior management team",
    "sio": "the senior investigating officer",
    "line-manager": "the line manager",
    "deputised": "somebody deputised to decide",
}


def say_approvers(approvers: Any) -> str:
    """Approvers in words."""
    if approvers == "unstated":
        return "somebody with authority (the document names nobody)"
    if not isinstance(approvers, Mapping):
        return "nobody"
    roles = approvers.get("all") or approvers.get("any") or ()
    joint = " and " if approvers.get("all") else " or "
    *first, last = [ROLE_WORDS.get(role, role) for role in roles] or ["nobody"]
    return joint.join([", ".join(first), last] if first else [last])


def _places(match: Match, post: Post) -> tuple[Place | None, Place | None]:
    if match.start < 0 or match.field != "text":
        return None, None
    return place_at(post, match.start), place_at(post, match.end)


def place_at(post: Post, offset: int) -> Place:
    """Line, column and offset in the post as given."""
    line = post.text.count("\n", 0, offset)
    line_start = post.text.rfind("\n", 0, offset) + 1
    return Place(post.body_line + line, offset - line_start + 1, post.body_offset + offset)


def order(finding: Finding) -> tuple[int, int, str]:
    """Gravest first, then by position."""
    return (-RANK[finding.severity], finding.start.offset if finding.start else -1, finding.rule)


def merged(findings: list[Finding]) -> list[Finding]:
    """Of findings of one category on overlapping words, the gravest and longest stays."""
    if len(findings) < 2:
        return findings
    kept: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (-RANK[f.severity], -_length(f))):
        same = kept.setdefault(finding.category, [])
        if not any(_overlap(finding, other) for other in same):
            same.append(finding)
    return [finding for same in kept.values() for finding in same]


def _length(finding: Finding) -> int:
    return finding.end.offset - finding.start.offset if finding.start and finding.end else 0


def _overlap(one: Finding, other: Finding) -> bool:
    if not (one.start and one.end and other.start and other.end):
        return False
    return one.start.offset < other.end.offset and other.start.offset < one.end.offset


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings with their fingerprints; the same words found again have the next ordinal."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        key = (finding.rule, finding.match or "")
        seen[key] += 1
        yield finding._replace(fingerprint=fingerprint(finding.rule, finding.match, seen[key]))


def fingerprint(rule: str, match: str | None, ordinal: int) -> str:
    """A name for a finding that survives moved lines and shows nothing: rule, masked match and ordinal."""
    text = "\0".join((rule, " ".join((match or "").casefold().split()), str(ordinal)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


_TROUBLE_CATEGORY = {"waive": "waiver", "approvals": "approval"}
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}


def trouble_finding(trouble: Trouble) -> Finding:
    """A finding about the input, an approval or a waiver itself."""
    category = _TROUBLE_CATEGORY.get(trouble.key or "", "input")
    return Finding(
        rule=f"{category}-unclear",
        category=category,
        severity=_SEVERITIES[trouble.severity],
        message=trouble.message,
        fix=trouble.fix,
        match=None,
        read_as=None,
        start=None,
        end=None,
        column=trouble.key,
        source="good-practice",
        clauses=(),
        authority=None,
        approvers=None,
        status="open",
        by=None,
        fingerprint="",
    )
