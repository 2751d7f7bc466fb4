"""The ways a reply target in hours can be read: elapsed time, working days, or watched time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from socialcheck.dates.calendar import Calendar, CalendarError, say_day
from socialcheck.dates.schedule import Schedule
from socialcheck.dates.segments import DaySegments, Segment
from socialcheck.dates.stamps import LONDON

HORIZON_DAYS = 400
DAY = timedelta(days=1)
# Clocks change twice a year, months apart: within less, equal offsets at both ends mean that none has changed.
WEEKS_OF_ONE_CLOCK = 8 * 7 * 86_400

Due = tuple[float | None, str]  # seconds since 1970 and as shown; or None and why it cannot be told


class Arrival(NamedTuple):
    """When a message came in: UK time, seconds since 1970, ISO 8601, and the stretch of monitored time."""

    local: datetime
    second: float
    iso: str
    segment: Segment


Reader = Callable[[Arrival], Due]
Reading = tuple[str, Reader]


def make_readings(replies: Mapping[str, Any], schedule: Schedule, calendar: Calendar, days: DaySegments) -> tuple[Reading, ...]:
    """Each reading the pack names, with the function that applies it to the moment a message came in."""
    hours = int(replies["hours"])
    count = max(1, round(hours / 24))
    readers: dict[str, Reading] = {
        "elapsed": (f"{hours} elapsed hours", _elapsed(hours)),
        "working-days": (f"{count} working day{'s' * (count > 1)}", _working_days(count, schedule, calendar)),
        "monitored": (f"{hours} monitored hours", _monitored(hours * 3600, days)),
    }
    return tuple(readers[name] for name in replies.get("readings") or ("elapsed",))


def next_open_day(day: date, schedule: Schedule, calendar: Calendar) -> date:
    """The first working day after `day` on which the office is not closed."""
    day = calendar.next_working_day(day, schedule.nation)
    while schedule.closure(day):
        day = calendar.next_working_day(day, schedule.nation)
    return day


def _elapsed(hours: int) -> Reader:
    span = hours * 3600

    @cache
    def same_clock(day: date) -> str | None:
        """The day on which whole days are over, if no clock changes until that day is over."""
        if span % 86_400:
            return None
        then = day + timedelta(seconds=span)
        midnights = (datetime.combine(d, time(), LONDON) for d in (day, then + DAY))
        first, last = (midnight.utcoffset() for midnight in midnights)
        return then.isoformat() if first == last and span < WEEKS_OF_ONE_CLOCK else None

    def read(came: Arrival) -> Due:
        second = came.second + span
        day = same_clock(came.local.date())
        return second, f"{day}{came.iso[10:]}" if day else datetime.fromtimestamp(second, LONDON).isoformat()

    return read


def _working_days(count: int, schedule: Schedule, calendar: Calendar) -> Reader:
    @cache
    def due_day(day: date) -> tuple[float | None, str, str]:
        try:
            for _ in range(count):
                day = next_open_day(day, schedule, calendar)
        except CalendarError as error:
            return None, f"cannot be told ({error})", ""
        midnight = datetime.combine(day, time(), LONDON)
        return midnight.timestamp(), day.isoformat(), midnight.isoformat()[-6:]

    def read(came: Arrival) -> Due:
        # Clocks change on Sundays, which are no working days: the offset of midnight holds all day.
        start, day, offset = due_day(came.local.date())
        if start is None:
            return None, day
        local = came.local
        second = start + local.hour * 3600 + local.minute * 60 + local.second
        return second, f"{day}{came.iso[10:-6]}{offset}"

    return read


def _monitored(seconds: int, days: DaySegments) -> Reader:
    @cache
    def from_segment(segment: Segment) -> Due:
        return spend(segment.start, date_of(segment.start))

    @cache
    def watched(day: date) -> int | None:
        """The seconds of a day that are watched; None where that is undetermined."""
        if any(s.state == "undetermined" for s in days(day)):
            return None
        return sum(s.end - s.start for s in days(day) if s.state == "inside")

    def spend(now: int, day: date) -> Due:
        found = _within(days(day), now, seconds)
        for _ in range(HORIZON_DAYS):
            if not isinstance(found, int):
                return found
            day += DAY
            whole = watched(day)
            skip = whole is not None and whole < found
            found = found - (whole or 0) if skip else _within(days(day), now, found)
        return None, "cannot be told, as the watched hours are never long enough"

    def read(came: Arrival) -> Due:
        if came.segment.state == "outside":
            return from_segment(came.segment)
        return spend(int(came.second), came.local.date())

    return read


def _within(segments: tuple[Segment, ...], now: int, left: int) -> Due | int:
    """The moment at which so many watched seconds since `now` are over, or how many the day leaves."""
    for segment in segments:
        if segment.end <= now or segment.state == "outside":
            continue
        if segment.state == "undetermined":
            day = say_day(date_of(segment.start))
            return None, f"cannot be told, as {day} is undetermined ({segment.reason})"
        start = max(segment.start, now)
        if segment.end - start >= left:
            return float(start + left), datetime.fromtimestamp(start + left, LONDON).isoformat()
        left -= segment.end - start
    return left


def date_of(second: int) -> date:
    """The day it is in the UK."""
    return datetime.fromtimestamp(second, LONDON).date()
