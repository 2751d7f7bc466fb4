"""What comments are about: counts by theme, how many need an answer, sample lines, and by when an answer is due."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from socialcheck.policy import store
from socialcheck.text.fold import fold

SAMPLES = 3
LONGEST_SAMPLE = 140
_WORD = re.compile(r"[^\W_]+")

Due = Callable[[datetime], str | None]


class ThemeFinder:
    """The themes' words, arranged for looking them up."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: list[str] = data["names"]
        self.labels: list[str] = data["labels"]
        self.first: Mapping[str, list[tuple[list[str], int]]] = data["first"]

    def find(self, text: str) -> tuple[int, ...]:
        """The numbers of the themes a text speaks of."""
        words = _WORD.findall(fold(text).text)
        found = {
            number
            for at, word in enumerate(words)
            if word in self.first
            for rest, number in self.first[word]
            if words[at + 1 : at + 1 + len(rest)] == rest
        }
        return tuple(sorted(found))


def theme_finder() -> ThemeFinder:
    """The finder for the themes that come with socialcheck."""
    return ThemeFinder(store.shared("themes"))


@dataclass(slots=True)
class ThemeCount:
    """Running totals of one theme."""

    comments: int = 0
    need_answer: int = 0
    oldest: datetime | None = None
    samples: list[str] = field(default_factory=list)


class ThemeTotals:
    """Totals of all themes as comments stream past."""

    def __init__(self, finder: ThemeFinder) -> None:
        self.finder = finder
        self.counts: dict[int, ThemeCount] = {}
        self.other = ThemeCount()

    def add(self, numbers: Iterable[int], action: str, answer: bool, at: datetime | None, sample: Callable[[], str]) -> None:
        """Count one comment; `answer` says whether it needs one."""
        for count in [self.counts.setdefault(n, ThemeCount()) for n in numbers] or [self.other]:
            count.comments += 1
            if answer:
                count.need_answer += 1
                if at is not None and (count.oldest is None or at < count.oldest):
                    count.oldest = at
            if action in ("keep", "reply") and len(count.samples) < SAMPLES:
                count.samples.append(shorten(sample()))

    def objects(self, due: Due, reply: Callable[[str], str | None]) -> list[dict[str, Any]]:
        """The report's `themes`, the most frequent first; what has no theme comes last."""
        order = sorted(self.counts, key=lambda n: (-self.counts[n].comments, self.finder.names[n]))
        found = [
            _object(self.finder.names[n], self.finder.labels[n], self.counts[n], due, reply(self.finder.labels[n])) for n in order
        ]
        if self.other.comments:
            found.append(_object("other", "Anything else", self.other, due, None))
        return found


def _object(name: str, label: str, count: ThemeCount, due: Due, reply: str | None) -> dict[str, Any]:
    return {
        "theme": name,
        "label": label,
        "comments": count.comments,
        "need_answer": count.need_answer,
        "share": round(count.need_answer / count.comments, 3),
        "due": due(count.oldest) if count.oldest else None,
        "oldest": count.oldest.isoformat() if count.oldest else None,
        "samples": list(count.samples),
        "reply": reply if count.need_answer else None,
    }


def shorten(text: str) -> str:
    """One line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_SAMPLE:
        return line
    return line[: LONGEST_SAMPLE - 1].rsplit(" ", 1)[0] + "…"
