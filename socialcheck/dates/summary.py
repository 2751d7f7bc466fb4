"""What many stamps come to: the share inside hours, and the longest time nobody was watching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from socialcheck.dates.segments import DaySegments
from socialcheck.dates.stamps import LONDON

MAX_DAYS = 36_525  # a century of days between first and last stamp


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time in which the accounts were not watched for certain, in seconds since 1970."""

    start: int
    end: int


@dataclass(slots=True)
class Counted:
    """Running totals; grows as stamps stream past."""

    inside: int = 0
    outside: int = 0
    undetermined: int = 0
    unreadable: int = 0
    first: float | None = None
    last: float | None = None

    def add(self, state: str, second: float | None) -> None:
        """Count one answer; `second` is None for a stamp that could not be read."""
        if second is None:
            self.unreadable += 1
            return
        if state == "inside":
            self.inside += 1
        elif state == "outside":
            self.outside += 1
        else:
            self.undetermined += 1
        if self.first is None or second < self.first:
            self.first = second
        if self.last is None or second > self.last:
            self.last = second

    @property
    def total(self) -> int:
        """How many stamps were given."""
        return self.inside + self.outside + self.undetermined + self.unreadable

    @property
    def share_inside(self) -> float | None:
        """The share of readable stamps inside hours, 0 to 1."""
        readable = self.total - self.unreadable
        return round(self.inside / readable, 4) if readable else None


def longest_gap(counted: Counted, days: DaySegments) -> Gap | None:
    """The longest unwatched stretch that touches the time from the first stamp to the last."""
    if counted.first is None or counted.last is None:
        return None
    day = datetime.fromtimestamp(counted.first, UTC).astimezone(LONDON).date()
    best: Gap | None = None
    start: int | None = None
    for _ in range(MAX_DAYS):
        for segment in days(day):
            if segment.state != "inside":
                start = segment.start if start is None else start
                if best is None or segment.end - start > best.end - best.start:
                    best = Gap(start, segment.end)
            elif segment.start > counted.last:
                return best
            else:
                start = None
        if days(day)[-1].end > counted.last + 7 * 86_400:
            return best
        day += timedelta(days=1)
    return best
