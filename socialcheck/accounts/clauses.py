"""Counts the clauses a register could be checked by, and says why not for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from socialcheck.accounts.compiled import Bound, Unbound
from socialcheck.model import ClauseCount
from socialcheck.text.cells.known import Known

IN_PART = "in part: "


def count_clauses(bound: Sequence[Bound], unbound: Sequence[Unbound], undecided: Mapping[str, str], known: Known) -> ClauseCount:
    """A clause is checked if every rule that cites it could run; in part is not checked, and says so."""
    able: dict[str, int] = {}
    reasons: dict[str, dict[str, None]] = {}
    for rule in bound:
        if rule.enforcement["source"] != "policy":
            continue
        for ref in rule.enforcement.get("clauses", ()):
            able.setdefault(ref, 0)
            if rule.name in undecided:
                reasons.setdefault(ref, {})[undecided[rule.name]] = None
            else:
                able[ref] += 1
    for lacking in unbound:
        if lacking.enforcement["source"] != "policy" or lacking.left_out:
            continue
        for ref in lacking.enforcement.get("clauses", ()):
            able.setdefault(ref, 0)
            for field in lacking.missing:
                reasons.setdefault(ref, {})[f"no column for {known.titles.get(field, field)}"] = None
    not_checkable = tuple((ref, _say(reasons[ref], able[ref])) for ref in sorted(able, key=clause_key) if ref in reasons)
    return ClauseCount(len(able) - len(not_checkable), len(able), not_checkable)


def clause_refs(bound: Sequence[Bound], unbound: Sequence[Unbound]) -> tuple[str, ...]:
    """The clauses that concern this register, in order."""
    enforced = [rule.enforcement for rule in bound] + [lacking.enforcement for lacking in unbound if not lacking.left_out]
    refs = {ref for e in enforced if e["source"] == "policy" for ref in e.get("clauses", ())}
    return tuple(sorted(refs, key=clause_key))


def _say(reasons: Mapping[str, None], able: int) -> str:
    said = "; ".join(reasons)  # a reader of the report may part them again
    return f"{IN_PART}{said}" if able else said


def clause_key(ref: str) -> tuple[tuple[int, str], ...]:
    """Orders clause refs as the document does: 3.9 before 3.10."""
    parts: list[tuple[int, str]] = []
    digits = ""
    for char in f"{ref} ":
        if char.isdigit():
            digits += char
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        parts.append((-1, char if char.isalnum() else "~"))
    return tuple(parts)
