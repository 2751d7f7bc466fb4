"""Compiles what calls for a phrase: the rarest thing it needs, and the further things that must then be there as well.

A text is looked up word by word. A word names the phrases it calls for (`calls`) and the bits it sets; a phrase is
tried only where all its bits are set. So the cost of a clean post does not grow with the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from socialcheck.text.needs import Clause, Need, Rarity, set_mark

MOST_NEEDS = 5


@dataclass(slots=True)
class Gate:
    """Grows as rules are compiled. What is in more than `most` of the texts by `rarity` is not asked for."""

    rarity: Rarity
    most: float
    keys: dict[Clause, int] = field(default_factory=dict)
    bits: dict[Clause, int] = field(default_factory=dict)
    calls: list[list[str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    waiting: dict[str, list[str]] = field(default_factory=dict)

    def add(self, rule: str, number: int, need: Need) -> None:
        """Enter one phrase of a rule."""
        told = sorted(need.clauses, key=self.rarity)
        if not told:
            self.open.append(f"{rule} {number}")
            return
        needed = self._bits([clause for clause in told[1:MOST_NEEDS] if not told[0] <= clause])
        key = self.keys.setdefault(told[0], len(self.keys))
        if key == len(self.calls):
            self.calls.append([])
        self.calls[key].append(" ".join((rule, str(number), str(int(need.crosses)), *needed)))

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
        self.waiting.setdefault(rule, []).append(" ".join((str(number), *bits)))

    def commonness(self, need: Need) -> float:
        """In how many texts a phrase may stand, by the rarest thing it needs."""
        return min((self.rarity(clause)[0] for clause in need.clauses), default=2 * self.most)

    def _bits(self, clauses: list[Clause], *, seldom: bool = True) -> list[str]:
        asked = [clause for clause in clauses if not seldom or self.rarity(clause)[0] < self.most]
        return [str(self.bits.setdefault(clause, len(self.bits))) for clause in asked]

    def compiled(self) -> dict[str, Any]:
        """The gate as JSON has it: for each word, pair, theme or class its bits and keys; for each key its phrases."""
        members: dict[str, tuple[list[int], list[int]]] = {}
        for place, table in enumerate((self.bits, self.keys)):
            for clause, number in table.items():
                for member in sorted(clause):
                    members.setdefault(member, ([], []))[place].append(number)
        return {
            "members": {m: f"{_line(bits)};{_line(keys)}" for m, (bits, keys) in sorted(members.items()) if " " not in m},
            "pairs": _by_second({m: f"{_line(bits)};{_line(keys)}" for m, (bits, keys) in sorted(members.items()) if " " in m}),
            "calls": ["\n".join(lines) for lines in self.calls],
            "open": self.open,
            "waiting": {rule: "\n".join(lines) for rule, lines in self.waiting.items()},
        }


def _line(numbers: list[int]) -> str:
    return " ".join(map(str, numbers))


def _by_second(pairs: dict[str, str]) -> dict[str, str]:
    """Pairs under their second word: the first, a tab, its bits and keys."""
    found: dict[str, list[str]] = {}
    for pair, held in pairs.items():
        first, _, second = pair.partition(" ")
        found.setdefault(second, []).append(f"{first}\t{held}")
    return {word: "\n".join(lines) for word, lines in found.items()}
