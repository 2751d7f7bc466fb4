"""Which pre-election periods are in force for an office at a moment, from the polls that concern it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from socialcheck.dates.periods import concerning, in_words
from socialcheck.model import Period
from socialcheck.policy.load import Policy


@dataclass(frozen=True)
class Span:
    """One poll's period, in seconds since 1970."""

    poll: str
    kind: str
    day: str
    start: float
    end: float
    period: Period


@dataclass(frozen=True)
class Periods:
    """All periods that concern an office, and the first and last moment the calendar knows (None: no polls to know)."""

    spans: tuple[Span, ...]
    known_until: float | None
    known_from: float | None = None

    def in_force(self, moment: datetime) -> tuple[tuple[Period, ...], frozenset[str]]:
        """The periods that cover a moment, and the kinds of their polls."""
        second = moment.timestamp()
        inside = [s for s in self.spans if s.start <= second < s.end]
        return tuple(s.period for s in inside), frozenset(s.kind for s in inside)

    def next_edges(self, moment: datetime, within_days: int) -> list[tuple[float, str]]:
        """The moments after this one at which periods start or end, in order, each once, with what happens then."""
        second = moment.timestamp()
        last = second + within_days * 86_400
        polls: dict[tuple[float, str], list[tuple[str, str]]] = {}
        for span in self.spans:
            for edge, happens in ((span.start, "starts"), (span.end, "ends")):
                if second < edge <= last:
                    polls.setdefault((edge, happens), []).append((span.kind, span.day))
        told: dict[float, list[str]] = {}
        for (edge, happens), which in sorted(polls.items()):
            told.setdefault(edge, []).append(f"the pre-election period of {in_words(which)} {happens}")
        return [(edge, "; ".join(what)) for edge, what in told.items()]

    def knows(self, moment: datetime) -> bool:
        """Whether the calendar of polls reaches this moment."""
        first, second, last = self.known_from, moment.timestamp(), self.known_until
        return (first is None or first <= second) and (last is None or second < last)


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
                    poll["date"],
                    first.timestamp(),
                    last.timestamp(),
                    Period(poll["id"], start, end, in_words([(poll["kind"], poll["date"])])),
                )
            )
    if not (policy.polls or spans) or not policy.calendar.get("through"):
        return Periods((), None)
    since, until = (datetime.fromisoformat(policy.calendar[key]).replace(tzinfo=UTC) for key in ("first", "through"))
    # The last day counts to its end; on neither day does UK time differ from UTC.
    end = (until + timedelta(days=1)).timestamp()
    return Periods(tuple(sorted(spans, key=lambda s: s.start)), end, since.timestamp())


def concerning_polls(policy: Policy) -> list[Mapping[str, Any]]:
    """Compiled polls that concern the office, with those the configuration adds or changes."""
    own = policy.config.get("elections")
    if not policy.polls and not own:
        return []
    if not own:
        return list(concerning(policy.elections, policy.polls))
    from socialcheck.dates.calendar import load_calendar
    from socialcheck.dates.overrides import polls_of_office

    return list(polls_of_office(policy.elections, policy.polls, own, load_calendar(policy.calendar), policy.nation))


@lru_cache(maxsize=4096)
def iso_moment(second: float) -> datetime:
    """A moment in UK time."""
    from socialcheck.dates.stamps import LONDON

    return datetime.fromtimestamp(second, LONDON)
