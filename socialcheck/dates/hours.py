"""Whether a moment is inside monitored hours, why, what changes next, and by when a reply is owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.readings import Arrival
from socialcheck.dates.replies import make_replier, plain
from socialcheck.dates.schedule import Schedule, load_schedule
from socialcheck.dates.segments import DaySegments, Segment, State, cut_day
from socialcheck.dates.stamps import LONDON

HORIZON_DAYS = 400
OPEN_END = "the end of the hours is not stated: from closes_at on the answer is undetermined, not outside"


class HoursAnswer(NamedTuple):
    """The answer for one moment. Times are ISO 8601 with offset; `reply_due` may be a day without an hour."""

    when: str
    state: State
    reason: str
    holiday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    reply_due: str | None = None
    assumptions: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


class Stretch(NamedTuple):
    """A segment with all that is the same for every moment in it."""

    segment: Segment
    opens_at: str | None
    closes_at: str | None
    notes: tuple[str, ...]
    clauses: tuple[str, ...]


def answer(
    moment: datetime,
    hours: Mapping[str, Any] | None,
    nation: str,
    calendar: Calendar,
    settings: Mapping[str, Any] | None = None,
    *,
    replies: Mapping[str, Any] | None = None,
) -> HoursAnswer:
    """Answer for one moment under a pack's `hours` and `replies` and the office's settings."""
    return make_answerer(load_schedule(hours, nation, settings), calendar, replies)(moment, ())


def make_answerer(
    schedule: Schedule, calendar: Calendar, replies: Mapping[str, Any] | None = None
) -> Callable[[datetime, tuple[str, ...]], HoursAnswer]:
    """A function that answers for many moments of one schedule, working each day out once."""
    days = day_cutter(schedule, calendar)
    reply_to = make_replier(replies, schedule, calendar, days)

    @cache
    def stretches(day: date) -> tuple[Stretch, ...]:
        return tuple(_stretch(segment, days, schedule, replies) for segment in days(day))

    def answer_one(moment: datetime, assumptions: tuple[str, ...]) -> HoursAnswer:
        local = moment if moment.tzinfo is LONDON else moment.astimezone(LONDON)
        second, iso = local.timestamp(), local.isoformat()
        segment, opens, closes, notes, clauses = _lying_in(second, stretches(local.date()))
        due, read_as = reply_to(Arrival(local, second, iso, segment))
        _, _, state, reason, holiday, settings = segment
        every = (*assumptions, *notes, *read_as)
        return HoursAnswer(iso, state, reason, holiday, opens, closes, due, every, clauses, settings)

    return answer_one


def day_cutter(schedule: Schedule, calendar: Calendar) -> DaySegments:
    """`cut_day` for one schedule, each day worked out once."""
    return cache(lambda day: cut_day(day, schedule, calendar))


def _lying_in(second: float, stretches: tuple[Stretch, ...]) -> Stretch:
    for stretch in stretches:
        if second < stretch.segment.end:
            return stretch
    raise AssertionError("a day's stretches end at its midnight")  # pragma: no cover


def changes_after(segment: Segment, days: DaySegments) -> tuple[int | None, int | None]:
    """When the accounts are next watched for certain; or, if they are being watched, when that ends."""
    wanted_inside = segment.state != "inside"
    day = datetime.fromtimestamp(segment.start, UTC).astimezone(LONDON).date()
    for _ in range(HORIZON_DAYS):
        for later in days(day):
            if later.start >= segment.end and (later.state == "inside") == wanted_inside:
                return (later.start, None) if wanted_inside else (None, later.start)
        day += timedelta(days=1)
    return None, None


def _stretch(segment: Segment, days: DaySegments, schedule: Schedule, replies: Mapping[str, Any] | None) -> Stretch:
    opens, closes = changes_after(segment, days)
    notes, clauses = _notes(segment, schedule), _clauses(segment, schedule, replies)
    return Stretch(segment, _iso(opens), _iso(closes), notes, clauses)


def _notes(segment: Segment, schedule: Schedule) -> tuple[str, ...]:
    if segment.state != "inside" and schedule.out_of_hours:
        return (*schedule.assumptions, plain(schedule.out_of_hours))
    if segment.state == "inside" and schedule.closes is None:
        return (*schedule.assumptions, OPEN_END)
    return schedule.assumptions


def _clauses(segment: Segment, schedule: Schedule, replies: Mapping[str, Any] | None) -> tuple[str, ...]:
    beyond = schedule.out_of_hours_clauses if segment.state != "inside" else ()
    promised = (replies or {}).get("clauses") or ()
    return tuple(dict.fromkeys((*schedule.clauses, *beyond, *promised)))


def _iso(second: int | None) -> str | None:
    return None if second is None else datetime.fromtimestamp(second, UTC).astimezone(LONDON).isoformat()
