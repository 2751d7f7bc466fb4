"""Counts a poll's legal dates back from polling day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from socialcheck.dates.calendar import NATIONS, SATURDAY, Calendar
from socialcheck.dates.law import (
    CHRISTMAS_EVE,
    OWN_HOLIDAYS_ALWAYS,
    REFERENDUM_DAYS,
    VOTER_ID_DAYS,
    Timetable,
    needs_voter_id,
    timetable_for,
)

Counted = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class PollDates:
    """The dates of one poll in calendar order, the step its period starts from, and the enactment."""

    dates: dict[str, date]
    times: dict[str, str]
    start: date | None
    notice_deadline: date | None
    authority: str


def count_dates(kind: str, day: date, nation: str, calendar: Calendar) -> PollDates:
    """Every legal date of a poll; raises CalendarError where the bank holidays are not known."""
    rules = timetable_for(kind, day, nation)
    calendar.holiday(day, nation)
    if rules is None:
        return PollDates({"poll": day}, {}, None, None, "no timetable is held for a poll of this kind and date")
    found = {step: _step(step, back, day, nation, rules, calendar) for step, back in rules.steps.items()}
    if needs_voter_id(kind, day, nation):
        found["voter_authority"] = _step("voter_authority", VOTER_ID_DAYS, day, nation, rules, calendar)
    found["poll"] = day
    start = found.get(rules.anchor)
    if rules.anchor == "period":
        start = day - timedelta(days=REFERENDUM_DAYS - 1)
    ordered = dict(sorted(found.items(), key=lambda item: item[1]))
    return PollDates(
        ordered,
        {s: t for s, t in rules.times.items() if s in ordered},
        start,
        found.get("notice"),
        rules.authority,
    )


def days_before(day: date, count: int, counted: Callable[[date], bool]) -> date:
    """The `count`th counted day before `day`, which is day 0."""
    while count:
        day -= timedelta(days=1)
        count -= counted(day)
    return day


def counts(calendar: Calendar, nations: tuple[str, ...]) -> Counted:
    """Which days an election timetable counts, with the bank holidays of any of these nations disregarded."""

    def counted(day: date) -> bool:
        if day.weekday() >= SATURDAY or (day.month, day.day) == CHRISTMAS_EVE:
            return False
        return all(calendar.is_working_day(day, nation) for nation in nations)

    return counted


def _step(step: str, back: int, day: date, nation: str, rules: Timetable, calendar: Calendar) -> date:
    own = rules.holidays == "own" or step in OWN_HOLIDAYS_ALWAYS
    return days_before(day, back, counts(calendar, (nation,) if own else tuple(NATIONS)))
