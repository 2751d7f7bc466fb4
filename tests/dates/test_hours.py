from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.hours import HoursAnswer, answer
from socialcheck.dates.stamps import parse_stamp
from tests.dates.conftest import NOW

with (Path(__file__).parent / "hours_cases.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))

NO_HOLIDAYS, HOLIDAYS = {"bank_holidays": "excluded"}, {"bank_holidays": "included"}
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]


def ask(when: str, pack: dict[str, Any], calendar: Calendar, settings: dict[str, Any] | None = None) -> HoursAnswer:
    nation, hours, replies = pack["organisation"]["nation"], pack.get("hours"), pack.get("replies")
    return answer(parse_stamp(when, NOW).moment, hours, nation, calendar, settings, replies=replies)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['policy']} {c['when']} {c['note']}" for c in CASES])
def test_truth_table(case: dict[str, str], calendar: Calendar, packs: dict[str, Any]) -> None:
    found = ask(case["when"], packs[case["policy"]], calendar)
    expected = tuple(case[key] or None for key in ("state", "opens_at", "closes_at", "holiday"))
    assert (found.state, found.opens_at, found.closes_at, found.holiday) == expected


@pytest.mark.parametrize(
    ("policy", "when", "setting"),
    [
        ("leicestershire", "2026-11-23T14:00", "hours.to"),
        ("leicestershire", "2026-05-25T11:00", "hours.bank_holidays"),
        ("south-yorkshire", "2026-05-25T10:00", "hours.bank_holidays"),
        ("cleveland", "2026-11-23T11:00", "hours.days"),
        ("west-midlands-police", "2026-11-23T11:00", "hours.from"),
    ],
)
def test_undetermined_names_the_setting_that_decides_it(
    policy: str, when: str, setting: str, calendar: Calendar, packs: dict[str, Any]
) -> None:
    assert f"{setting} in socialcheck.yaml decides it" in ask(when, packs[policy], calendar).reason


def test_an_answer_cites_the_clauses(calendar: Calendar, packs: dict[str, Any]) -> None:
    found = ask("2026-11-23T11:00", packs["north-wales"], calendar)
    assert {"5.1a", "5.1b"} <= set(found.clauses)


@pytest.mark.parametrize(
    ("policy", "hours", "when", "state", "shown"),
    [
        ("leicestershire", {"to": "17:00"}, "2026-11-23T16:59", "inside", ["to: 17:00"]),
        ("leicestershire", {"to": "17:00"}, "2026-11-23T17:00", "outside", ["to: 17:00"]),
        ("leicestershire", {"to": "17:00"}, "2026-05-25T11:00", "undetermined", ["to: 17:00"]),
        ("south-yorkshire", NO_HOLIDAYS, "2026-05-25T10:00", "outside", ["bank_holidays: excluded"]),
        ("south-yorkshire", HOLIDAYS, "2026-05-25T10:00", "inside", ["bank_holidays: included"]),
        ("cleveland", {"days": ["mon", "fri"]}, "2026-11-28T11:00", "outside", ["days: mon, fri"]),
        ("cleveland", {"days": ["mon", "fri"]}, "2026-11-27T11:00", "undetermined", ["days: mon, fri"]),
        ("north-wales", {"to": "20:00"}, "2026-11-23T17:00", "outside", []),
    ],
)
def test_a_setting_decides_only_what_the_document_leaves_unstated(
    policy: str,
    hours: dict[str, Any],
    when: str,
    state: str,
    shown: list[str],
    calendar: Calendar,
    packs: dict[str, Any],
) -> None:
    found = ask(when, packs[policy], calendar, {"hours": hours})
    assert (found.state, found.settings) == (state, tuple(f"hours.{key}" for key in shown))


def test_a_setting_that_contradicts_the_document_is_reported(calendar: Calendar, packs: dict[str, Any]) -> None:
    found = ask("2026-11-23T17:00", packs["north-wales"], calendar, {"hours": {"to": "20:00"}})
    assert "hours.to: 20:00 is not used, as the document itself states 16:00" in found.assumptions


CLOSED = {"closures": [{"from": "2026-12-24", "to": "2027-01-03", "reason": "Christmas closure"}]}
ONE_DAY = {"closures": [{"date": "2026-11-23", "reason": "Office move"}]}
EXTRA = {"hours": {"extra": [{"date": "2026-11-28", "from": "10:00", "to": "12:00", "reason": "Open day"}]}}


@pytest.mark.parametrize(
    ("settings", "when", "state", "opens_at", "reason"),
    [
        (CLOSED, "2026-12-24T11:00", "outside", "2027-01-04T10:00:00+00:00", "Christmas closure"),
        (CLOSED, "2026-12-23T16:00", "outside", "2027-01-04T10:00:00+00:00", "16:00 or later"),
        (ONE_DAY, "2026-11-23T11:00", "outside", "2026-11-24T10:00:00+00:00", "Office move"),
        (EXTRA, "2026-11-28T11:00", "inside", None, "Open day"),
        (EXTRA, "2026-11-27T16:00", "outside", "2026-11-28T10:00:00+00:00", "16:00 or later"),
        (EXTRA, "2026-11-28T12:00", "outside", "2026-11-30T10:00:00+00:00", "Saturday is not a watched day"),
        (EXTRA | CLOSED, "2026-12-25T12:00", "outside", "2027-01-04T10:00:00+00:00", "Christmas closure"),
    ],
)
def test_closures_and_extra_hours_come_from_the_configuration(
    settings: dict[str, Any],
    when: str,
    state: str,
    opens_at: str | None,
    reason: str,
    calendar: Calendar,
    packs: dict[str, Any],
) -> None:
    found = ask(when, packs["north-wales"], calendar, settings)
    assert (found.state, found.opens_at) == (state, opens_at)
    assert reason in found.reason
