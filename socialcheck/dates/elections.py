"""A poll's timetable and pre-election period: compiled once from policies/elections.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialcheck.dates.calendar import SATURDAY, Calendar, CalendarError, say_day
from socialcheck.dates.law import CLOSE_OF_POLL
from socialcheck.dates.periods import concerning, in_force, span_of
from socialcheck.dates.polls import WRIT_NOTE, PeriodSpan, Poll, at_local, polls_of_entry
from socialcheck.dates.timetable import PollDates, count_dates

__all__ = ["compile_elections", "compile_poll", "concerning", "in_force", "period_of", "span_of", "timetable"]


def timetable(poll: Poll, calendar: Calendar) -> PollDates:
    """The poll's legal dates; raises CalendarError where bank holidays are not known."""
    return count_dates(poll.kind, poll.day, poll.nation, calendar)


def period_of(poll: Poll, calendar: Calendar) -> PeriodSpan:
    """When the pre-election period of a poll starts and ends, how that is known, and on whose authority."""
    if not poll.held:
        return PeriodSpan(None, None, None, f"not held: {poll.source}")
    end = poll.end or at_local(poll.day, *CLOSE_OF_POLL)
    if poll.start:
        return PeriodSpan(poll.start.moment, end, poll.start.basis, poll.start.authority)
    dates = timetable(poll, calendar)
    if dates.start is None:
        return PeriodSpan(None, None, None, dates.authority)
    return PeriodSpan(at_local(dates.start), end, "computed", dates.authority)


def compile_elections(spec: Mapping[str, Any], calendar: Calendar) -> list[dict[str, Any]]:
    """Every poll of elections.yaml with its dates and period, as plain values, in order of date; raises PolicyError."""
    from socialcheck.policy.schema_dates import ElectionsFile, check_file

    check_file("elections.yaml", ElectionsFile, spec)
    polls = [p for entry in spec["polls"] for p in polls_of_entry(entry, spec["areas"])]
    return flag_doubles([compile_poll(p, calendar) for p in sorted(polls, key=lambda p: (p.day, p.id))])


def compile_poll(poll: Poll, calendar: Calendar) -> dict[str, Any]:
    """One poll with its dates and period, as plain values; what cannot be told is None, with a warning."""
    warnings: list[str] = []
    try:
        dates, span = timetable(poll, calendar), period_of(poll, calendar)
        warnings += _unlikely_day(poll, calendar)
    except CalendarError as error:
        dates = PollDates({"poll": poll.day}, {}, None, None, str(error))
        span = period_of(poll, calendar) if poll.start else PeriodSpan(None, None, None, f"not checked: {error}")
        warnings.append(f"the poll's dates are not checked: {error}")
    return {
        "id": poll.id,
        "kind": poll.kind,
        "date": poll.day.isoformat(),
        "area": poll.area,
        "areas": list(poll.areas),
        "nation": poll.nation,
        "held": poll.held,
        "notice_deadline": dates.notice_deadline.isoformat() if dates.notice_deadline else None,
        "dates": {step: day.isoformat() for step, day in dates.dates.items()},
        "times": dates.times,
        "period": period_as_dict(span),
        "source": poll.source,
        "notes": [*poll.notes, *((WRIT_NOTE,) if poll.kind == "uk-by-election" and not poll.start else ())],
        "warnings": warnings,
    }


def period_as_dict(span: PeriodSpan) -> dict[str, str | None]:
    """A period as the report has it."""
    start, end = (m.isoformat() if m else None for m in (span.start, span.end))
    return {"from": start, "to": end, "basis": span.basis, "authority": span.authority}


def flag_doubles(polls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add a warning to each poll that repeats an earlier one: same kind, day and area."""
    seen: dict[tuple[str, str, str], str] = {}
    for poll in polls:
        first = seen.setdefault((poll["kind"], poll["date"], poll["area"].casefold()), poll["id"])
        if first is not poll["id"]:
            poll["warnings"].append(f"doubles {first}: same kind, day and area")
    return polls


def _unlikely_day(poll: Poll, calendar: Calendar) -> list[str]:
    if poll.day.weekday() >= SATURDAY:
        return [f"{say_day(poll.day)} is a {poll.day:%A}, on which no poll is held"]
    holiday = calendar.holiday(poll.day, poll.nation)
    return [f"{say_day(poll.day)} is a bank holiday ({holiday}), on which no poll is held"] if holiday else []
