"""Findings on a comment: each match of a rule with its ground, its severity, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from socialcheck.comments.comment import Comment
from socialcheck.comments.ladder import BREACHES
from socialcheck.drafts.findings import fill, fingerprint
from socialcheck.model import Finding, Match, Place, Severity

# Safety first, then what must go, then where a comment belongs, then what wants an answer.
GRAVITY = {
    "redirect-emergency": 8,
    "escalate": 7,
    "remove": 6,
    "hide": 5,
    "redirect-foi": 4,
    "redirect-complaint": 3,
    "redirect-crime": 2,
    "reply": 1,
    "keep": 0,
}
SAFETY = 7
TO_DO = {
    "remove": "Take the comment down and keep a copy.",
    "hide": "Hide the comment and keep a copy.",
    "escalate": "Tell the person responsible now; keep a copy and do not argue with the author.",
}
MOST_FINDINGS = 50


class Outcome(NamedTuple):
    """A rule that matched, with what the policy does about it."""

    gravity: int
    action: str
    name: str
    rule: Mapping[str, Any]
    enforcement: Mapping[str, Any]
    matches: list[Match]


def findings_of(outcomes: list[Outcome], comment: Comment) -> Iterator[Finding]:
    """One finding for each match that calls for more than an answer, the gravest first."""
    seen: dict[tuple[str, str], int] = {}
    taken: list[tuple[str, int, int]] = []
    for outcome in outcomes:
        if outcome.gravity <= GRAVITY["reply"]:
            return
        for match in outcome.matches[:MOST_FINDINGS]:
            finding = _finding(match, outcome, comment)
            if any(finding.category == c and match.start < end and start < match.end for c, start, end in taken):
                continue
            taken.append((finding.category, match.start, match.end))
            key = (finding.rule, finding.match or "")
            seen[key] = seen.get(key, 0) + 1
            yield finding._replace(fingerprint=fingerprint(*key, seen[key]))


def _finding(match: Match, outcome: Outcome, comment: Comment) -> Finding:
    rule, enforcement = outcome.rule, outcome.enforcement
    words = {**match.values, "match": match.shown, "read_as": match.read_as or match.shown}
    start, end = _places(match, comment.text)
    return Finding(
        rule=outcome.name,
        category=rule["category"],
        severity=severity_of(outcome.action, enforcement["source"]),
        message=fill(rule["message"], words, {}) + _doubt(outcome),
        fix=rule["fix"] if rule["on"] == ["comment"] else TO_DO.get(outcome.action, rule["fix"]),
        match=match.shown or None,
        read_as=match.read_as,
        start=start,
        end=end,
        column=None,
        source=enforcement["source"],
        clauses=tuple(enforcement.get("clauses", ())),
        authority=enforcement.get("authority"),
        approvers=None,
        status="open",
        by=None,
        fingerprint="",
    )


def severity_of(action: str, source: str) -> Severity:
    """`error` where something must be done, `warning` where a person decides first or passes it on."""
    if action in ("remove", "escalate", "redirect-emergency") or (action == "hide" and source == "policy"):
        return "error"
    return "warning"


def _doubt(outcome: Outcome) -> str:
    if outcome.enforcement["source"] == "policy":
        return ""
    if outcome.gravity >= SAFETY:
        return " A safety default: the policy is silent on this."
    if outcome.action in BREACHES:
        return " Likely, and for a person to decide: no clause of a policy says so."
    return ""


def _places(match: Match, text: str) -> tuple[Place | None, Place | None]:
    if match.start < 0:
        return None, None
    return _place(text, match.start), _place(text, match.end)


def _place(text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1, offset)
