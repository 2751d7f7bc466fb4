"""Properties over four years that hold both clock changes, a leap day and every kind of holiday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.hours import day_cutter, make_answerer
from socialcheck.dates.schedule import load_schedule
from socialcheck.dates.segments import DaySegments, cut_day
from socialcheck.dates.stamps import LONDON

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
POLICIES = ("north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police")
OWN: dict[str, Any] = {
    "hours": {"to": "17:30", "extra": [{"date": "2026-10-25", "from": "00:30", "to": "03:00"}]},
    "closures": [{"from": "2025-12-24", "to": "2026-01-02", "reason": "Christmas"}],
}
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 30)).map(  # noqa: DTZ001 # made UTC here
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)


def days_of(policy: str, packs: dict[str, Any], calendar: Calendar, own: Any = None) -> DaySegments:
    pack = packs[policy]
    return day_cutter(load_schedule(pack.get("hours"), pack["organisation"]["nation"], own), calendar)


def state_at(second: float, days: DaySegments) -> str:
    local = datetime.fromtimestamp(second, LONDON)
    return next(segment for segment in days(local.date()) if second < segment.end).state


@pytest.mark.parametrize("own", [None, OWN], ids=["as stated", "with settings"])
@pytest.mark.parametrize("policy", POLICIES)
def test_every_second_of_four_years_has_exactly_one_state(
    policy: str, own: Any, packs: dict[str, Any], calendar: Calendar
) -> None:
    days = days_of(policy, packs, calendar, own)
    stretches = [segment for day in DAYS for segment in days(day)]
    start, end = (int(datetime(y, 1, 1, tzinfo=UTC).timestamp()) for y in (2024, 2028))
    assert (stretches[0].start, stretches[-1].end) == (start, end)
    assert all(a.end == b.start for a, b in pairwise(stretches))
    assert all(s.start < s.end for s in stretches)


@pytest.mark.parametrize("policy", POLICIES)
@given(moment=MOMENTS)
@settings(max_examples=60, deadline=None)
def test_opens_at_and_closes_at_are_the_first_instants_that_change_the_state(
    policy: str, moment: datetime, packs: dict[str, Any], calendar: Calendar
) -> None:
    pack = packs[policy]
    schedule = load_schedule(pack.get("hours"), pack["organisation"]["nation"])
    days = day_cutter(schedule, calendar)
    found = make_answerer(schedule, calendar)(moment, ())
    change = found.closes_at if found.state == "inside" else found.opens_at
    assert (found.opens_at if found.state == "inside" else found.closes_at) is None
    if change is None:
        return
    second = datetime.fromisoformat(change).timestamp()
    inside = found.state == "inside"
    assert (state_at(second, days) == "inside") != inside
    edges = [s.start for n in range(8) for s in days(moment.astimezone(LONDON).date() + timedelta(days=n))]
    between = [e for e in edges if moment.timestamp() < e < second]
    assert all((state_at(e, days) == "inside") == inside for e in [*between, second - 1])


@pytest.mark.parametrize("own", [None, OWN], ids=["as stated", "with settings"])
@pytest.mark.parametrize("policy", POLICIES)
def test_an_answer_turns_at_the_very_second_its_stretch_starts(
    policy: str, own: Any, packs: dict[str, Any], calendar: Calendar
) -> None:
    pack = packs[policy]
    schedule = load_schedule(pack.get("hours"), pack["organisation"]["nation"], own)
    answer = make_answerer(schedule, calendar)
    edges = [(second, s) for day in DAYS for s in cut_day(day, schedule, calendar) for second in (s.start, s.end - 1)]
    wrong = [(second, s) for second, s in edges if answer(datetime.fromtimestamp(second, LONDON), ()).state != s.state]
    assert wrong == []


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-15", 24), ("2024-02-29", 24)])
def test_clock_changes_lose_and_repeat_nothing(day: str, hours: int, packs: dict[str, Any], calendar: Calendar) -> None:
    for policy in POLICIES:
        segments = days_of(policy, packs, calendar, OWN)(date.fromisoformat(day))
        assert sum(s.end - s.start for s in segments) == hours * 3600


def test_hours_that_open_inside_the_skipped_hour_lose_only_that_hour(calendar: Calendar) -> None:
    night = {"days": ["sun"], "from": "01:30", "to": "04:00", "bank_holidays": "excluded"}
    segments = cut_day(date(2026, 3, 29), load_schedule(night, "england"), calendar)
    inside = [s for s in segments if s.state == "inside"]
    assert sum(s.end - s.start for s in inside) == 5400


@given(moment=MOMENTS)
@settings(max_examples=200, deadline=None)
def test_a_state_follows_from_the_wall_clock_the_weekday_and_the_holidays_alone(
    moment: datetime, packs: dict[str, Any], calendar: Calendar
) -> None:
    local = moment.astimezone(LONDON)
    works = local.weekday() < 5 and not calendar.is_bank_holiday(local.date(), "wales")
    expected = "inside" if works and 10 <= local.hour < 16 else "outside"
    assert state_at(moment.timestamp(), days_of("north-wales", packs, calendar)) == expected
