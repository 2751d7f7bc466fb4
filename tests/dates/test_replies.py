from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from socialcheck.dates.calendar import Calendar
from tests.dates.test_hours import WEEKDAYS, ask

OFFICE = {"days": WEEKDAYS, "from": "09:00", "to": "17:00", "bank_holidays": "excluded"}


@pytest.mark.parametrize(
    ("received", "elapsed", "working_day", "monitored"),
    [
        # The example of clauses-summary.md: Saturday 16:00, Monday 16:00, Wednesday 16:00.
        ("2026-11-27T16:00", "2026-11-28T16:00+00", "2026-11-30T16:00+00", "2026-12-02T16:00+00"),
        ("2026-11-28T03:00", "2026-11-29T03:00+00", "2026-11-30T03:00+00", "2026-12-02T17:00+00"),
        # Over the clock changes an elapsed day is 24 hours, whatever the clocks show.
        ("2026-10-24T12:00", "2026-10-25T11:00+00", "2026-10-26T12:00+00", "2026-10-28T17:00+00"),
        ("2026-03-28T12:00", "2026-03-29T13:00+01", "2026-03-30T12:00+01", "2026-04-01T17:00+01"),
    ],
)
def test_a_target_in_hours_is_given_in_all_its_readings(
    received: str, elapsed: str, working_day: str, monitored: str, calendar: Calendar, packs: dict[str, Any]
) -> None:
    found = ask(received, packs["south-yorkshire"], calendar)
    elapsed, working_day, monitored = (datetime.fromisoformat(text).isoformat() for text in (elapsed, working_day, monitored))
    assert found.reply_due == elapsed
    assert [n for n in found.assumptions if n.startswith("read as ") and ": " in n][-3:] == [
        f"read as 24 elapsed hours: {elapsed}",
        f"read as 1 working day: {working_day}",
        f"read as 24 monitored hours: {monitored}",
    ]


def test_a_reading_that_an_unstated_holiday_leaves_open_says_so(calendar: Calendar, packs: dict[str, Any]) -> None:
    found = ask("2026-05-22T16:00", packs["south-yorkshire"], calendar)
    assert any("24 monitored hours: cannot be told, as 25 May 2026 is undetermined" in n for n in found.assumptions)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-27T18:00", "2026-11-30"),
        ("2026-11-28T10:00", "2026-11-30"),
        ("2026-05-22T18:00", "2026-05-26"),
        ("2026-12-24T18:00", "2026-12-29"),
        ("2027-03-25T18:00", "2027-03-30"),
        ("2028-12-29T18:00", None),
    ],
)
def test_the_next_working_day_is_a_day_where_no_hour_is_stated(
    received: str, due: str | None, calendar: Calendar, packs: dict[str, Any]
) -> None:
    assert ask(received, packs["cleveland"], calendar).reply_due == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-27T18:00", "2026-11-30T09:00:00+00:00"),
        ("2026-11-30T07:00", "2026-11-30T09:00:00+00:00"),
        ("2026-06-15T20:00", "2026-06-16T09:00:00+01:00"),
    ],
)
def test_a_configured_start_gives_the_working_day_its_hour(
    received: str, due: str, calendar: Calendar, packs: dict[str, Any]
) -> None:
    assert ask(received, packs["cleveland"], calendar, {"hours": OFFICE}).reply_due == due


def test_a_closure_is_no_working_day(calendar: Calendar, packs: dict[str, Any]) -> None:
    closed = {"closures": [{"date": "2026-11-30", "reason": "Office move"}]}
    assert ask("2026-11-27T18:00", packs["cleveland"], calendar, closed).reply_due == "2026-12-01"


@pytest.mark.parametrize("policy", ["north-wales", "leicestershire", "west-midlands-police"])
def test_no_figure_is_made_up_where_the_document_states_none(policy: str, calendar: Calendar, packs: dict[str, Any]) -> None:
    found = ask("2026-11-27T18:00", packs[policy], calendar)
    assert found.reply_due is None
    assert any("states no" in note for note in found.assumptions)
