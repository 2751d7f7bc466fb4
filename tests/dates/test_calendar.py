from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from socialcheck.dates.calendar import NATIONS, Calendar, CalendarError, compile_calendar, load_calendar
from tests.dates.conftest import read

LETTERS = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}

# GOV.UK's list, 2012 to 2028, from a stored copy of bank-holidays.json; not made from the `holidays` package.
with (Path(__file__).parent / "bank_holidays.csv").open(encoding="utf-8") as file:
    LISTED = [(date.fromisoformat(row["date"]), row["nations"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_day_of_seventeen_years_is_a_bank_holiday_exactly_where_the_government_lists_it(
    letter: str, calendar: Calendar
) -> None:
    listed = {day for day, nations in LISTED if letter in nations}
    days = [date(2012, 1, 1) + timedelta(days=n) for n in range((date(2029, 1, 1) - date(2012, 1, 1)).days)]
    assert {day for day in days if calendar.is_bank_holiday(day, LETTERS[letter])} == listed


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        ("2012-06-05", "EWSN"),  # Diamond Jubilee
        ("2012-05-28", ""),  # … whose spring holiday was moved
        ("2020-05-08", "EWSN"),  # VE Day, in place of 4 May
        ("2020-05-04", ""),
        ("2022-06-03", "EWSN"),  # Platinum Jubilee
        ("2022-09-19", "EWSN"),  # State Funeral
        ("2023-05-08", "EWSN"),  # Coronation
        ("2026-06-15", "S"),  # World Cup, Scotland only
        ("2026-12-28", "EWSN"),  # Boxing Day in lieu
        ("2027-12-27", "EWSN"),
        ("2027-12-28", "EWSN"),
        ("2028-01-03", "EWSN"),
        ("2026-04-06", "EWN"),  # Easter Monday is none in Scotland
        ("2026-03-17", "N"),
        ("2026-07-13", "N"),
        ("2026-11-30", "S"),
        ("2012-06-04", "EWSN"),  # the spring holiday, moved to go with the Jubilee
        ("2022-06-02", "EWSN"),
        ("2022-05-30", ""),
        ("2023-05-01", "EWSN"),  # the Coronation's day was one more, not this one moved
        ("2026-01-02", "S"),
        ("2022-01-04", "S"),  # 2 January, a Sunday, in lieu
        ("2026-08-03", "S"),  # the summer holiday is the first Monday of August in Scotland
        ("2026-08-31", "EWN"),
        ("2024-03-18", "N"),  # St Patrick's Day, a Sunday, in lieu
        ("2014-07-14", "N"),  # the Twelfth was a Saturday
        ("2019-12-02", "S"),  # St Andrew's Day, a Saturday, in lieu
        ("2027-12-25", ""),  # a Saturday: the list has the weekday in lieu only
    ],
)
def test_one_off_days_and_differences_between_the_nations(day: str, nations: str, calendar: Calendar) -> None:
    found = "".join(k for k, v in LETTERS.items() if calendar.is_bank_holiday(date.fromisoformat(day), v))
    assert found == nations


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2029, 1, 1), date(2031, 12, 25)])
def test_a_day_outside_the_calendar_raises_and_never_answers(day: date, calendar: Calendar) -> None:
    with pytest.raises(CalendarError, match="not checked"):
        calendar.is_working_day(day, "england")


def test_a_day_of_mourning_is_no_working_day_where_it_was_appointed() -> None:
    spec = read("calendar")
    extra = {"date": "2026-11-24", "nations": ["wales"], "reason": "Day of mourning", "source": "a test"}
    calendar = load_calendar(compile_calendar({**spec, "extra_days": [extra]}))
    day = date(2026, 11, 24)
    assert [calendar.is_working_day(day, nation) for nation in NATIONS] == [True, False, True, True]


def test_a_day_in_lieu_says_so(calendar: Calendar) -> None:
    assert calendar.holiday(date(2026, 12, 28), "wales") == "Boxing Day (day in lieu)"
