"""Which pre-election periods are in force for an office at a moment, from the polls that concern it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from socialcheck.model import Period
from socialcheck.policy.load import Policy


@dataclass(frozen=True)
class Span:
    """One poll's period, in seconds since 1970."""

    poll: str
    kind: str
    start: float
    end: float
    period: Period


@dataclass(frozen=True)
class Periods:
    """All periods that concern an office, and the last moment the calendar knows."""

    spans: tuple[Span, ...]
    known_until: float | None

    def in_force(self, moment: datetime) -> tuple[tuple[Period, ...], frozenset[str]]:
        """The periods that cover a moment, and the kinds of their polls."""
        second = moment.timestamp()
        inside = [s for s in self.spans if s.start <= second < s.end]
        return tuple(s.period for s in inside), frozenset(s.kind for s in inside)

    def next_edges(self, moment: datetime, within_days: int) -> list[tuple[float, str]]:
        """Starts and ends of periods after a moment, in order, with what happens then."""
        second = moment.timestamp()
        last = second + within_days * 86_400
        edges = [(s.start, f"the pre-election period of {s.poll} starts") for s in self.spans]
        edges += [(s.end, f"the pre-election period of {s.poll} ends") for s in self.spans]
        return sorted({edge for edge in edges if second < edge[0] <= last})

    def knows(self, moment: datetime) -> bool:
        """Whether the calendar of polls reaches this moment."""
        return self.known_until is None or moment.timestamp() <= self.known_until


def periods_of(policy: Policy) -> Periods:
    """The periods of the polls that concern a policy's office, its own additions included."""
    polls = concerning_polls(policy)
    spans = []
    for poll in polls:
        start, end = poll["period"]["from"], poll["period"]["to"]
        if start and end:
            first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
            spans.append(
                Span(
                    poll["id"],
                    poll["kind"],
                    first.timestamp(),
                    last.timestamp(),
                    Period(poll["id"], start, end),
                )
            )
    through = policy.calendar.get("through")
    until = datetime.fromisoformat(f"{through}T23:59:59+00:00").timestamp() if through and policy.polls else None
    return Periods(tuple(sorted(spans, key=lambda s: s.start)), until)


def concerning_polls(policy: Policy) -> list[Mapping[str, Any]]:
    """Compiled polls that concern the office, with those the configuration adds or changes."""
    own = policy.config.get("elections")
    if not policy.polls and not own:
        return []
    if not own:
        from socialcheck.dates.periods import concerning

        return list(concerning(policy.elections, policy.polls))
    from socialcheck.dates.calendar import load_calendar
    from socialcheck.dates.overrides import polls_of_office

    return list(polls_of_office(policy.elections, policy.polls, own, load_calendar(policy.calendar), policy.nation))


@lru_cache(maxsize=4096)
def iso_moment(second: float) -> datetime:
    """A moment in UK time."""
    from socialcheck.dates.stamps import LONDON

    return datetime.fromtimestamp(second, LONDON)
