"""Cuts a day into stretches that are inside, outside or undetermined; every second lies in exactly one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from socialcheck.dates.calendar import Calendar, CalendarError, say_day
from socialcheck.dates.schedule import DAY_NAMES, UNSTATED, Closure, Extra, Schedule, show_clock
from socialcheck.dates.stamps import local_instant

State = Literal["inside", "outside", "undetermined"]
MIDNIGHT = 24 * 60


class Segment(NamedTuple):
    """A stretch of time, half-open, in seconds since 1970."""

    start: int
    end: int
    state: State
    reason: str
    holiday: str | None = None
    settings: tuple[str, ...] = ()


DaySegments = Callable[[date], tuple[Segment, ...]]


class Verdict(NamedTuple):
    """A state with its reason and the settings that brought it about."""

    state: State
    reason: str
    settings: tuple[str, ...] = ()


def cut_day(day: date, schedule: Schedule, calendar: Calendar) -> tuple[Segment, ...]:
    """The stretches of one day of UK time, midnight to midnight, without gap or overlap."""
    try:
        holiday = calendar.holiday(day, schedule.nation)
    except CalendarError as error:
        return (_segment(day, 0, MIDNIGHT, Verdict("undetermined", str(error)), None),)
    extras, closure = schedule.extras.get(day, ()), schedule.closure(day)
    edges = sorted({0, MIDNIGHT, *_edges(schedule), *(m for x in extras for m in (x.opens, x.closes))})
    segments: list[Segment] = []
    for start, end in pairwise(edges):
        verdict = _extra(start, extras) or _closed(closure) or _stated(day, start, holiday, schedule)
        segments.append(_segment(day, start, end, verdict, holiday))
    return _joined(segments)


def _edges(schedule: Schedule) -> list[int]:
    return [m for m in (schedule.opens, schedule.closes, schedule.closes_not_before) if m is not None]


def _segment(day: date, start: int, end: int, verdict: Verdict, holiday: str | None) -> Segment:
    first, last = (int(local_instant(day, m).timestamp()) for m in (start, end))
    return Segment(first, last, verdict.state, verdict.reason, holiday, verdict.settings)


def _joined(segments: list[Segment]) -> tuple[Segment, ...]:
    joined: list[Segment] = []
    for segment in segments:
        if segment.start == segment.end:
            continue  # an edge inside the hour the clocks skip
        if joined and joined[-1][2:] == segment[2:]:
            joined[-1] = joined[-1]._replace(end=segment.end)
        else:
            joined.append(segment)
    return tuple(joined)


def _extra(minute: int, extras: tuple[Extra, ...]) -> Verdict | None:
    for extra in extras:
        if extra.opens <= minute < extra.closes:
            shown = f"{show_clock(extra.opens)} to {show_clock(extra.closes)}"
            setting = f"hours.extra: {shown}"
            return Verdict("inside", f"{extra.reason}: {shown}, added by the office", (setting,))
    return None


def _closed(closure: Closure | None) -> Verdict | None:
    if closure is None:
        return None
    days = say_day(closure.first)
    if closure.last != closure.first:
        days += f" to {say_day(closure.last)}"
    setting = f"closures: {closure.reason}"
    return Verdict("outside", f"{closure.reason}: the office is closed {days}", (setting,))


def _stated(day: date, minute: int, holiday: str | None, schedule: Schedule) -> Verdict:
    tests = (_day_test(day, schedule), _holiday_test(holiday, schedule), _time_test(minute, schedule))
    states: tuple[State, ...] = ("outside", "undetermined")
    for state in states:
        reasons = [reason for found, reason in tests if found == state]
        if reasons:
            return Verdict(state, "; ".join(reasons), schedule.settings)
    return Verdict("inside", f"{DAY_NAMES[day.weekday()]}, {tests[2][1]}", schedule.settings)


def _day_test(day: date, schedule: Schedule) -> tuple[State, str]:
    if schedule.days is None:
        return "undetermined", _unstated("on which days accounts are watched", "days")
    name = DAY_NAMES[day.weekday()]
    return ("inside", name) if day.weekday() in schedule.days else ("outside", f"{name} is not a watched day")


def _holiday_test(holiday: str | None, schedule: Schedule) -> tuple[State, str]:
    if holiday is None or schedule.bank_holidays == "included":
        return "inside", ""
    if schedule.bank_holidays == UNSTATED:
        return "undetermined", f"{holiday}: {_unstated('whether bank holidays are watched', 'bank_holidays')}"
    return "outside", f"{holiday}: the accounts are not watched on bank holidays"


def _time_test(minute: int, schedule: Schedule) -> tuple[State, str]:
    opens, closes = schedule.opens, schedule.closes
    if opens is not None and minute < opens:
        return "outside", f"before {show_clock(opens)}"
    if closes is not None and minute >= closes:
        return "outside", f"{show_clock(closes)} or later"
    if opens is None:
        return "undetermined", _unstated("from when accounts are watched", "from")
    if closes is not None:
        return "inside", f"between {show_clock(opens)} and {show_clock(closes)}"
    certain = schedule.closes_not_before
    if certain is not None and minute < certain:
        return "inside", f"between {show_clock(opens)} and {show_clock(certain)}"
    return "undetermined", _unstated("until when accounts are watched", "to")


def _unstated(what: str, key: str) -> str:
    return f"the document does not state {what}; hours.{key} in socialcheck.yaml decides it"
