"""What the verdict on a post becomes later, and because of what. A reason is given only where it makes the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from socialcheck.drafts.docket import Docket
from socialcheck.drafts.judge import Case
from socialcheck.drafts.moments import dates_in
from socialcheck.drafts.periods import iso_moment
from socialcheck.model import Change, Document, Verdict

LOOK_AHEAD_DAYS = 366
PASSING = {"expires": "the post expires", "event_date": "the event is over"}

Edge = tuple[float, str]


def changes_of(verdict: Verdict, edges: Iterable[Edge], verdict_at: Callable[[float], Verdict]) -> Iterator[Change]:
    """The edges at which a verdict turns into another; what turned in between for other reasons is not blamed on them."""
    for second, because in edges:
        then = verdict_at(second)
        if then == verdict:
            continue
        verdict = then
        if verdict_at(second - 1) != then:
            yield Change(iso_moment(second).isoformat(), then, because)


def joined(*sources: Iterable[Edge]) -> list[Edge]:
    """Edges in order, each moment once, with all that happens then."""
    told: dict[float, list[str]] = {}
    for edges in sources:
        for second, because in edges:
            told.setdefault(second, []).append(because)
    return [(second, "; ".join(dict.fromkeys(told[second]))) for second in sorted(told)]


def own_edges(case: Case, document: Document, docket: Docket, moment: datetime) -> list[Edge]:
    """What ends with time in the post itself: its expiry, its event, days its words name, and waivers."""
    first = moment.timestamp()
    last = first + LOOK_AHEAD_DAYS * 86_400
    edges = (*_passing(case), *_named_days(case, docket, moment), *_waivers(case, document))
    return [edge for edge in edges if first < edge[0] <= last]


def _passing(case: Case) -> Iterator[Edge]:
    for fact, because in PASSING.items():
        when = case.facts.get(fact)
        if when is not None:
            yield when.timestamp() // 1 + 1, because


def _named_days(case: Case, docket: Docket, moment: datetime) -> Iterator[Edge]:
    for match in case.matches:
        test: Any = docket.heads[match.rule].get("moment")
        days = list(dates_in(match.shown, moment.date())) if test and test.get("past_date_in_text") else []
        if days:
            yield _day_after(max(days)), "the day that the post names has passed"


def _waivers(case: Case, document: Document) -> Iterator[Edge]:
    found = {finding.rule for finding in document.findings}
    for waiver in case.waivers:
        if waiver.rule in found or not waiver.shared:
            yield _day_after(waiver.until), f"the waiver of '{waiver.rule}' by {waiver.by} runs out"


def _day_after(day: date) -> float:
    from socialcheck.dates.stamps import LONDON

    return datetime.combine(day + timedelta(days=1), time(), LONDON).timestamp()
