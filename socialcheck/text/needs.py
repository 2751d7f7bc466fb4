"""What must stand in a text for a phrase to match, worked out along with the phrase's pattern.

A need is a list of clauses; of each clause one member must be there. Members are written as text: a word, a theme of
the lexicons, a class of words or a named set (their marks), or a pair of neighbours (`get a`), each a word or a class.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product
from typing import NamedTuple

Clause = frozenset[str]
Rarity = Callable[[Clause], tuple[float, list[str]]]

# Pairs tell much more than words, but each costs a place in the compiled rules.
MOST_PAIRS = 36
# Of the texts that have one thing a phrase needs, about this share have another as well; no more than so many are reckoned.
APART, MOST_APART = 0.3, 3
QUESTION = "\x01?"


def class_mark(name: str) -> str:
    """How a token class stands among what a phrase needs; no word can hold this character."""
    return f"\x01{name}"


def set_mark(name: str) -> str:
    """How a named set, one of whose phrases is there, stands among what a phrase needs."""
    return f"\x02{name}"


# Where a pattern may take in the end of a sentence: it is nothing else, at its start, at its end, in between.
ALONE, LEADING, TRAILING, BETWEEN, ASKING = 1, 2, 4, 8, 16


class Need(NamedTuple):
    """Clauses; the words a match can only begin and end with, where those are known; and its sentence ends."""

    clauses: tuple[Clause, ...] = ()
    first: Clause | None = None
    last: Clause | None = None
    ends: int = 0

    @property
    def crosses(self) -> bool:
        """Whether a match may reach over the end of a sentence."""
        return bool(self.ends & BETWEEN)


NOTHING = Need()


def word_need(word: str) -> Need:
    """The need of one word, or of one word of a class."""
    only = frozenset((word,))
    return Need((only,), only, only)


def set_need(name: str, whole: Need) -> Need:
    """The need of a named set that is told by its own mark."""
    return whole._replace(clauses=(frozenset((set_mark(name),)),))


def told_alone(branches: Sequence[Need]) -> bool:
    """Whether a set is better told by a mark of its own: its phrases need several things each."""
    return len(branches) > 1 and all(b.clauses for b in branches) and any(len(b.clauses) > 1 for b in branches)


def likely_count(need: Need, rarity: Rarity) -> float:
    """How many texts may have all that a phrase needs: the rarest, and of those fewer with each further thing."""
    return min(rarity(clause)[0] for clause in need.clauses) * APART ** min(len(need.clauses) - 1, MOST_APART)


def optional(need: Need) -> Need:
    """The need of what may be left out."""
    return Need(ends=need.ends)


def repeated(need: Need) -> Need:
    """The need of what may come several times: a sentence end in it then stands between words."""
    return need._replace(ends=BETWEEN) if need.ends else need


def in_a_row(parts: Sequence[Need]) -> Need:
    """The need of parts that follow each other."""
    if not parts:
        return NOTHING
    clauses = [clause for part in parts for clause in part.clauses]
    clauses += [pairs for one, two in pairwise(parts) if (pairs := _pairs(one, two))]
    return Need(tuple(dict.fromkeys(clauses)), parts[0].first, parts[-1].last, _ends_in_a_row(parts))


def _pairs(one: Need, two: Need) -> Clause | None:
    if not one.last or not two.first or len(one.last) * len(two.first) > MOST_PAIRS:
        return None
    return frozenset(f"{a} {b}" for a, b in product(one.last, two.first))


def _ends_in_a_row(parts: Sequence[Need]) -> int:
    ends = 0
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        inside = (not first and part.ends & LEADING) or (not last and part.ends & TRAILING) or part.ends & BETWEEN
        # `$?` asks how a sentence ends, so at the start of a phrase it speaks of the sentence before.
        alone = part.ends & ALONE and not ((first or last) and (last or not part.ends & ASKING))
        if inside or alone:
            ends |= BETWEEN
        elif part.ends:
            ends |= part.ends if len(parts) == 1 else (LEADING if first else TRAILING) | part.ends & ASKING
    return ends


def one_of(branches: Sequence[Need], rarity: Rarity) -> Need:
    """The need of several ways to say it: one clause of each is put together, the most telling, then the next."""
    if len(branches) == 1:
        return branches[0]
    ends = 0
    for branch in branches:
        ends |= branch.ends
    first, last = (_all_of([getattr(b, side) for b in branches]) for side in ("first", "last"))
    if not all(branch.clauses for branch in branches):
        return Need((), first, last, ends)
    told = [sorted(branch.clauses, key=rarity) for branch in branches]
    clauses = [frozenset().union(*(clauses[min(place, len(clauses) - 1)] for clauses in told)) for place in (0, 1)]
    return Need(tuple(dict.fromkeys(clauses)), first, last, ends)


def _all_of(sides: list[Clause | None]) -> Clause | None:
    known = [side for side in sides if side]
    return frozenset().union(*known) if len(known) == len(sides) else None
