"""By when a reply is owed under what the document states. Where it states no figure, none is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from socialcheck.dates.calendar import Calendar, CalendarError
from socialcheck.dates.readings import Arrival, Reading, make_readings, next_open_day
from socialcheck.dates.schedule import Schedule, show_clock
from socialcheck.dates.segments import DaySegments
from socialcheck.dates.stamps import LONDON, local_instant

SEVERAL = "the document does not say which reading it means; reply_due is the earliest"
NEVER: tuple[float, str | None] = (float("inf"), None)
NO_START = "the document does not state at what time the working day starts"


class Reply(NamedTuple):
    """When a reply is due (a moment, or a day if no hour is stated), and how that was read."""

    due: str | None = None
    notes: tuple[str, ...] = ()


Replier = Callable[[Arrival], Reply]


def make_replier(replies: Mapping[str, Any] | None, schedule: Schedule, calendar: Calendar, days: DaySegments) -> Replier:
    """A function from the moment a message came in to when its reply is due."""
    if not replies:
        return lambda _: Reply(None, ("the document states no reply target",))
    if replies.get("hours"):
        return _figure_replier(replies, make_readings(replies, schedule, calendar, days))
    if not replies.get("next_working_day"):
        words = (stated_of(replies), "the document states no figure, so none is given")
        return lambda _: Reply(None, words)

    @cache
    def next_day(day: date, early: bool) -> Reply:
        return _next_working_day(day, early, replies, schedule, calendar)

    opens = schedule.opens
    return lambda came: next_day(came.local.date(), opens is not None and _minute(came.local) < opens)


def stated_of(replies: Mapping[str, Any]) -> str:
    """What the document says of replies, in one line."""
    return f"on replies: {plain(replies['as_written'])} (covers: {plain(replies['covers'])})"


def plain(sentence: str) -> str:
    """A sentence as part of another: no full stop, no capital to start with."""
    text = sentence.strip().rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute


def _next_working_day(day: date, early: bool, replies: Mapping[str, Any], schedule: Schedule, calendar: Calendar) -> Reply:
    stated = stated_of(replies)
    try:
        works = calendar.is_working_day(day, schedule.nation) and not schedule.closure(day)
        due = day if early and works else next_open_day(day, schedule, calendar)
    except CalendarError as error:
        return Reply(None, (stated, str(error)))
    read = "working days read as Monday to Friday without bank holidays and the office's closures"
    if schedule.opens is None:
        return Reply(due.isoformat(), (stated, read, NO_START))
    start = local_instant(due, schedule.opens).astimezone(LONDON)
    return Reply(start.isoformat(), (stated, read, f"the working day starts at {show_clock(schedule.opens)}"))


def _figure_replier(replies: Mapping[str, Any], readings: tuple[Reading, ...]) -> Replier:
    stated = stated_of(replies)
    readers = [(f"read as {name}: ", read) for name, read in readings]
    several = (SEVERAL,) if len(readings) > 1 else ()

    def reply_to(came: Arrival) -> Reply:
        notes, earliest = [stated], NEVER
        for prefix, read in readers:
            due = read(came)
            notes.append(prefix + due[1])
            if due[0] is not None and due[0] < earliest[0]:
                earliest = (due[0], due[1])
        return Reply(earliest[1], (*notes, *several))

    return reply_to
