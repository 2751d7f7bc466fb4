"""What a policy does next with an author who breaks its rules: its ladder, and where the author stands on it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from socialcheck.comments.comment import Comment

BREACHES = ("hide", "remove")
MOST_AUTHORS = 20_000
MOST_SHOWN = 200
SPARED = 20
WORDS = {
    "private-warning": "warn the author in a private message",
    "smt-decision": "ask the senior management team to decide whether to block",
    "block": "block the author",
    "remove": "take the comment down",
    "hide": "hide the comment",
    "challenge-and-remove": "challenge it and take it down",
    "report-to-platform": "report it to the platform",
}
WARNINGS = ("private-warning",)
DECISIONS = ("smt-decision",)


@dataclass(slots=True)
class Standing:
    """What is known of one author: comments, breaches before and in this file, warnings and decisions on record."""

    comments: int = 0
    earlier: int = 0
    breaches: int = 0
    repeats: int = 0
    warned: bool = False
    decided: bool = False
    actions: dict[str, int] = field(default_factory=dict)
    last_step: str | None = None

    @property
    def total(self) -> int:
        """All breaches on record."""
        return self.earlier + self.breaches


class Authors:
    """The standing of every author; those longest silent without a breach are forgotten first, beyond 20,000."""

    def __init__(self) -> None:
        self.known: OrderedDict[str, Standing] = OrderedDict()

    def of(self, author: str) -> Standing:
        """The standing of an author."""
        standing = self.known.get(author)
        if standing is None:
            standing = self.known[author] = Standing()
            if len(self.known) > MOST_AUTHORS:
                self._forget()
        else:
            self.known.move_to_end(author)
        return standing

    def _forget(self) -> None:
        # Some of the oldest with breaches are spared; not all, or each new author would cost a walk through everyone.
        for _ in range(SPARED):
            name, standing = self.known.popitem(last=False)
            if not standing.total:
                return
            self.known[name] = standing
        self.known.popitem(last=False)

    def remember(self, comment: Comment, action: str) -> None:
        """Add an earlier comment and what was done about it."""
        if comment.author is not None:
            standing = self.of(comment.author)
            standing.earlier += action in BREACHES
            standing.warned |= comment.warned
            standing.decided |= comment.decided


def next_step(steps: list[str], standing: Standing | None, own: list[str] | None = None) -> str | None:
    """What follows a breach: what its rule asks for, then the rung of the policy's ladder; None without either."""
    parts = [say(step, 0) for step in own or ()]
    if rung := _rung(steps[1:], standing or Standing()):
        parts.append(rung)
    return "; ".join(parts) or None


def _rung(rungs: list[str], standing: Standing) -> str | None:
    earlier = standing.total
    warnings = [rung for rung in rungs if rung in WARNINGS]
    if not rungs:
        return None
    if not warnings:
        return say(rungs[min(earlier - 1, len(rungs) - 1)], earlier) if earlier else f"if repeated, {say(rungs[0], 0)}"
    after = [rung for rung in rungs if rung not in WARNINGS and not (standing.decided and rung in DECISIONS)]
    if standing.warned:
        return say(after[0], earlier) if after else None
    if not earlier:
        return say(warnings[0], 0)
    return say(warnings[0], earlier) + (f", if none is on record; else {say(after[0], 0)}" if after else "")


def say(step: str, earlier: int) -> str:
    """A rung in words, with how often the author has broken the rules before."""
    words = WORDS.get(step, step.replace("-", " "))
    before = f" ({earlier} earlier {'breach' if earlier == 1 else 'breaches'} on record)" if earlier else ""
    return f"{step}: {words}{before}"


def author_objects(authors: Authors, shown: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """The report's entries for authors with breaches, the worst first. `shown` gives the name to print."""
    worst: Iterable[tuple[str, Standing]] = sorted(
        ((name, s) for name, s in authors.known.items() if s.breaches or (s.earlier and s.comments)),
        key=lambda item: (-item[1].total, item[0]),
    )
    for number, (name, standing) in enumerate(worst):
        if number >= MOST_SHOWN:
            return
        yield {
            "author": shown(name),
            "kind": "repeat-offender" if standing.total > 1 else "offender",
            "comments": standing.comments,
            "breaches": standing.breaches,
            "earlier_breaches": standing.earlier,
            "repeats": standing.repeats,
            "warned": standing.warned,
            "actions": dict(sorted(standing.actions.items())),
            "next_step": standing.last_step,
        }
