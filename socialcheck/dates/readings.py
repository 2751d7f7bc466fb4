"""The ways a reply target in hours can be read: elapsed time, working days, or watched time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from socialcheck.dates.calendar import Calendar, CalendarError, say_day
from socialcheck.dates.schedule import Schedule
from socialcheck.dates.segments import DaySegments, Segment
from socialcheck.dates.stamps import LONDON

HORIZON_DAYS = 400

Due = tuple[float | None, str]  # seconds since 1970 and as shown; or None and why it cannot be told
Reader = Callable[[datetime], Due]
Reading = tuple[str, Reader]


def make_readings(
    replies: Mapping[str, Any], schedule: Schedule, calendar: Calendar, days: DaySegments
) -> tuple[Reading, ...]:
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
    span = timedelta(hours=hours)

    def read(local: datetime) -> Due:
        due = (local.astimezone(UTC) + span).astimezone(LONDON)
        return due.timestamp(), due.isoformat()

    return read


def _working_days(count: int, schedule: Schedule, calendar: Calendar) -> Reader:
    @cache
    def due_day(day: date) -> date | str:
        try:
            for _ in range(count):
                day = next_open_day(day, schedule, calendar)
        except CalendarError as error:
            return f"cannot be told ({error})"
        return day

    def read(local: datetime) -> Due:
        day = due_day(local.date())
        if isinstance(day, str):
            return None, day
        due = datetime.combine(day, local.timetz())
        return due.timestamp(), due.isoformat()

    return read


def _monitored(seconds: int, days: DaySegments) -> Reader:
    @cache
    def from_segment(segment: Segment, left: int) -> Due:
        return _spend(segment.start, left, days)

    def read(local: datetime) -> Due:
        now = int(local.timestamp())
        current = next(s for s in days(local.date()) if now < s.end)
        if current.state == "outside":
            return from_segment(current, seconds)
        return _spend(now, seconds, days)

    return read


def _spend(now: int, left: int, days: DaySegments) -> Due:
    """The moment at which so many watched seconds have passed since `now`."""
    day = datetime.fromtimestamp(now, UTC).astimezone(LONDON).date()
    for _ in range(HORIZON_DAYS):
        for segment in days(day):
            if segment.end <= now or segment.state == "outside":
                continue
            if segment.state == "undetermined":
                return None, f"cannot be told, as {say_day(day)} is undetermined ({segment.reason})"
            start = max(segment.start, now)
            if segment.end - start >= left:
                due = datetime.fromtimestamp(start + left, UTC).astimezone(LONDON)
                return float(start + left), due.isoformat()
            left -= segment.end - start
        day += timedelta(days=1)
    return None, "cannot be told, as the watched hours are never long enough"
