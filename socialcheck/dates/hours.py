"""Whether a moment is inside monitored hours, why, what changes next, and by when a reply is owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.replies import Reply, make_replier, plain
from socialcheck.dates.schedule import Schedule, load_schedule
from socialcheck.dates.segments import DaySegments, Segment, State, cut_day
from socialcheck.dates.stamps import LONDON

HORIZON_DAYS = 400
OPEN_END = "the end of the hours is not stated: from closes_at on the answer is undetermined, not outside"


@dataclass(frozen=True, slots=True)
class HoursAnswer:
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
    def frame(segment: Segment) -> tuple[str | None, str | None, tuple[str, ...]]:
        opens, closes = changes_after(segment, days)
        return _iso(opens), _iso(closes), _notes(segment, schedule)

    def answer_one(moment: datetime, assumptions: tuple[str, ...]) -> HoursAnswer:
        local = moment.astimezone(LONDON)
        segment = segment_at(local, days)
        opens, closes, notes = frame(segment)
        reply: Reply = reply_to(local)
        clauses = schedule.clauses
        if segment.state != "inside" and schedule.out_of_hours:
            clauses = (*clauses, *schedule.out_of_hours_clauses)
        return HoursAnswer(
            local.isoformat(),
            segment.state,
            segment.reason,
            segment.holiday,
            opens,
            closes,
            reply.due,
            (*assumptions, *notes, *reply.notes),
            tuple(dict.fromkeys((*clauses, *reply.clauses))),
            segment.settings,
        )

    return answer_one


def day_cutter(schedule: Schedule, calendar: Calendar) -> DaySegments:
    """`cut_day` for one schedule, each day worked out once."""
    return cache(lambda day: cut_day(day, schedule, calendar))


def segment_at(local: datetime, days: DaySegments) -> Segment:
    """The segment a moment of UK time lies in."""
    second = local.timestamp()
    for segment in days(local.date()):
        if second < segment.end:
            return segment
    raise AssertionError("a day's segments end at its midnight")  # pragma: no cover


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


def _notes(segment: Segment, schedule: Schedule) -> tuple[str, ...]:
    if segment.state != "inside" and schedule.out_of_hours:
        return (*schedule.assumptions, plain(schedule.out_of_hours))
    if segment.state == "inside" and schedule.closes is None:
        return (*schedule.assumptions, OPEN_END)
    return schedule.assumptions


def _iso(second: int | None) -> str | None:
    return None if second is None else datetime.fromtimestamp(second, UTC).astimezone(LONDON).isoformat()
