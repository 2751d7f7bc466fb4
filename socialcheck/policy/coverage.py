"""What a compiled pack does about each clause of its document, and the clauses nobody has dealt with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

DECIDABLE = ("automatic", "assisted")
FATES = ("enforced", "attest", "person", "none")
SECTIONS = ("document", "hours", "replies", "pre_election")
LISTS = ("contact_points", "channels")


class ClauseRow(NamedTuple):
    """One clause: what it says, what becomes of it, and the rules or sections that cite it."""

    ref: str
    summary: str
    fate: str
    rules: tuple[str, ...]
    also: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every clause in document order, how many share each fate, and what is left undone."""

    rows: tuple[ClauseRow, ...]
    totals: Mapping[str, int]
    problems: tuple[str, ...]


def coverage(pack: Mapping[str, Any]) -> Coverage:
    """The coverage of a compiled pack."""
    clauses: Mapping[str, Mapping[str, Any]] = pack.get("clauses") or {}
    rows = tuple(_row(ref, clause) for ref, clause in clauses.items())
    counted = Counter(row.fate for row in rows)
    totals = {fate: counted[fate] for fate in FATES} | {"total": len(rows)}
    return Coverage(rows, totals, (*_undecided(clauses), *_unknown_refs(pack, clauses)))


def _row(ref: str, clause: Mapping[str, Any]) -> ClauseRow:
    rules = tuple(clause.get("rules", ()))
    return ClauseRow(ref, clause["text"], clause["fate"], rules, clause.get("also"), clause.get("why"))


def _undecided(clauses: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for ref, clause in clauses.items():
        if clause.get("checkable") in DECIDABLE and not clause.get("rules") and not clause.get("why"):
            yield f"{ref}: can be checked ({clause['checkable']}), yet no rule cites it and no reason stands"


def _unknown_refs(pack: Mapping[str, Any], clauses: Mapping[str, Any]) -> Iterator[str]:
    for name, ref in dict.fromkeys(citations(pack)):
        if ref not in clauses:
            yield f"{name}: cites {ref!r}, which the document does not have"


def citations(pack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each (rule or section, ref) that a compiled pack cites in its own document's name."""
    for surface in (pack.get("enforce") or {}).values():
        for rule, enforcements in surface.items():
            own = [e for e in enforcements if e["source"] == "policy"]
            yield from ((rule, ref) for e in own for ref in e.get("clauses", ()))
    yield from _section_citations(pack)


def _section_citations(pack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for section in SECTIONS:
        yield from ((section, ref) for ref in (pack.get(section) or {}).get("clauses", ()))
    for section in LISTS:
        yield from ((section, ref) for item in pack.get(section) or () for ref in item.get("clauses", ()))
    moderation = pack.get("moderation") or {}
    ladder = moderation.get("ladder") or {}
    lists = (moderation.get("default_clauses"), moderation.get("theme_clauses"), ladder.get("clauses"))
    yield from (("moderation", ref) for refs in lists for ref in refs or ())
