"""Compiles what calls for a phrase: the rarest thing it needs, and the further things that must then be there as well.

A text is looked up word by word. A word names the phrases it calls for (`calls`) and the bits it sets; a phrase is
tried only where all its bits are set. So the cost of a clean post does not grow with the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from socialcheck.text.needs import Clause, Need, Rarity, set_mark

MOST_NEEDS = 5
# A phrase: its rule, its number, whether it may cross sentences, the bits it needs.
Call = tuple[str, int, int, list[int]]
# The bits a word sets and the keys it calls for; the same of pairs, by the word before it.
Member = tuple[list[int], list[int], dict[str, tuple[list[int], list[int]]]]


@dataclass(slots=True)
class Gate:
    """Grows as rules are compiled. What is in more than `most` of the texts by `rarity` is not asked for."""

    rarity: Rarity
    most: float
    keys: dict[Clause, int] = field(default_factory=dict)
    bits: dict[Clause, int] = field(default_factory=dict)
    calls: list[list[Call]] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)
    waiting: dict[str, list[tuple[int, list[int]]]] = field(default_factory=dict)
    asked: dict[str, list[int]] = field(default_factory=dict)

    def add(self, rule: str, number: int, need: Need) -> None:
        """Enter one phrase of a rule."""
        told = sorted(need.clauses, key=self.rarity)
        if not told:
            self.open.append((rule, number))
            return
        needed = self._bits([clause for clause in told[1:MOST_NEEDS] if not told[0] <= clause])
        key = self.keys.setdefault(told[0], len(self.keys))
        if key == len(self.calls):
            self.calls.append([])
        self.calls[key].append((rule, number, int(need.crosses), needed))

    def add_set(self, name: str, branches: list[Need]) -> None:
        """Enter the phrases of a named set: each one that is there makes the set be there."""
        for number, branch in enumerate(branches):
            # What a phrase over several sentences needs may stand apart: then the rarest of it must do.
            rarest = (min(branch.clauses, key=self.rarity),)
            self.add(set_mark(name), number, Need(rarest) if branch.crosses else branch)

    def wait(self, rule: str, number: int, need: Need) -> None:
        """Enter one phrase that calls for nothing, and is tried where another phrase has called for its rule."""
        told = sorted(need.clauses, key=self.rarity)
        bits = [*self._bits(told[:1], seldom=False), *self._bits(told[1:MOST_NEEDS])]
        self.waiting.setdefault(rule, []).append((number, bits))

    def ask(self, rule: str, need: Need) -> None:
        """Enter what a text must have besides for a rule to find anything."""
        self.asked.setdefault(rule, []).extend(self._bits(list(need.clauses)))

    def commonness(self, need: Need) -> float:
        """In how many texts a phrase may stand, by the rarest thing it needs."""
        return min((self.rarity(clause)[0] for clause in need.clauses), default=2 * self.most)

    def _bits(self, clauses: list[Clause], *, seldom: bool = True) -> list[int]:
        asked = [clause for clause in clauses if not seldom or self.rarity(clause)[0] < self.most]
        return [self.bits.setdefault(clause, len(self.bits)) for clause in asked]

    def compiled(self) -> dict[str, Any]:
        """The gate as JSON has it: for each word, theme or class its bits, its keys and its pairs; for each key its phrases."""
        told: dict[str, tuple[list[int], list[int]]] = {}
        for place, table in enumerate((self.bits, self.keys)):
            for clause, number in table.items():
                for member in sorted(clause):
                    told.setdefault(member, ([], []))[place].append(number)
        return {
            "members": _members(told),
            "calls": {str(key): calls for key, calls in enumerate(self.calls)},
            "open": self.open,
            "waiting": self.waiting,
            "asked": self.asked,
        }


def _members(told: Mapping[str, tuple[list[int], list[int]]]) -> dict[str, Member]:
    """What each word, theme or class tells alone; a pair stands with its second word, under the first."""
    members: dict[str, Member] = {}
    for member, (bits, keys) in told.items():
        first, _, second = member.rpartition(" ")
        own = members.setdefault(second, ([], [], {}))
        if first:
            own[2][first] = (bits, keys)
        else:
            own[0].extend(bits)
            own[1].extend(keys)
    return members
