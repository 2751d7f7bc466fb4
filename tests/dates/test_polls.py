from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.elections import compile_elections
from socialcheck.dates.overrides import polls_of_office
from socialcheck.dates.periods import concerning, in_force
from socialcheck.dates.stamps import LONDON
from socialcheck.model import PolicyError
from socialcheck.policy.schema_dates import CalendarFile, ElectionsFile
from tests.dates.conftest import read

Polls = list[dict[str, Any]]
OFFICES = ("north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police")
ORDINARY_DAYS = {
    12: "2012-05-03", 13: "2013-05-02", 14: "2014-05-22", 15: "2015-05-07", 16: "2016-05-05", 17: "2017-05-04",
    18: "2018-05-03", 19: "2019-05-02", 21: "2021-05-06", 22: "2022-05-05", 23: "2023-05-04", 24: "2024-05-02",
    25: "2025-05-01", 26: "2026-05-07", 27: "2027-05-06", 28: "2028-05-04",
}  # fmt: skip


@cache
def scopes(policy: str) -> list[dict[str, Any]]:
    stated: list[dict[str, Any]] = read(policy)["polls"]
    return stated


def days_of(policy: str, polls: Polls, kind: str | None = None) -> list[str]:
    found = concerning(polls, scopes(policy))
    return sorted({p["date"] for p in found if p["held"] and kind in (None, p["kind"])})


def test_the_files_are_what_their_schemas_say() -> None:
    ElectionsFile.model_validate(read("elections"))
    CalendarFile.model_validate(read("calendar"))


@pytest.mark.parametrize(
    ("policy", "kind", "years"),
    [
        ("north-wales", "senedd", [16, 21, 26]),
        ("north-wales", "local", [12, 13, 17, 22, 27]),
        ("north-wales", "mayor", []),
        ("cleveland", "mayor", [15, 17, 19, 21, 23, 24, 27, 28]),
        ("cleveland", "local", [12, 14, 15, 16, 18, 19, 21, 22, 23, 24, 26, 27, 28]),
        ("leicestershire", "local", [13, 15, 17, 19, 21, 23, 25, 27]),
        ("leicestershire", "mayor", [15, 19, 23, 27]),
        ("south-yorkshire", "local", [12, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28]),
        ("south-yorkshire", "mayor", [13, 17, 18, 21, 22, 24, 25, 28]),
        ("west-midlands-police", "mayor", [17, 21, 24, 28]),
        ("west-midlands-police", "local", [12, 14, 15, 16, 18, 19, 21, 22, 23, 24, 26, 27, 28]),
    ],
)
def test_polls_held_on_the_ordinary_day_of_a_year(policy: str, kind: str, years: list[int], polls: Polls) -> None:
    assert days_of(policy, polls, kind) == [ORDINARY_DAYS[year] for year in years]


@pytest.mark.parametrize(
    ("policy", "kind", "expected"),
    [
        ("north-wales", "pcc", "2012-11-15 2016-05-05 2021-05-06 2024-05-02 2028-05-04"),
        ("south-yorkshire", "pcc", "2012-11-15 2016-05-05 2021-05-06"),
        ("south-yorkshire", "pcc-by-election", "2014-10-30"),
        ("west-midlands-police", "pcc-by-election", "2014-08-21"),
        ("cleveland", "pcc-by-election", ""),
    ],
)
def test_polls_that_concern_an_office(policy: str, kind: str, expected: str, polls: Polls) -> None:
    assert days_of(policy, polls, kind) == expected.split()


@pytest.mark.parametrize("policy", OFFICES)
@pytest.mark.parametrize(
    "day", ["2014-05-22", "2015-05-07", "2016-06-23", "2017-06-08", "2019-05-23", "2019-12-12", "2024-07-04"]
)
def test_polls_across_the_kingdom_concern_every_office(policy: str, day: str, polls: Polls) -> None:
    assert day in days_of(policy, polls)


@pytest.mark.parametrize(
    ("policy", "day", "kind"),
    [
        ("north-wales", "2025-05-01", None),
        ("cleveland", "2025-05-01", None),
        ("west-midlands-police", "2025-05-01", None),
        ("south-yorkshire", "2024-05-02", "pcc"),
        ("south-yorkshire", "2028-05-04", "pcc"),
        ("north-wales", "2023-05-04", None),
        ("north-wales", "2012-05-03", "pcc"),
        ("leicestershire", "2024-05-02", "local"),
        ("leicestershire", "2026-05-07", None),
        ("cleveland", "2017-05-04", "local"),
        ("cleveland", "2016-05-05", "senedd"),
        ("cleveland", "2014-08-21", None),
        ("leicestershire", "2014-10-30", None),
        ("north-wales", "2014-05-22", "local"),
        ("north-wales", "2015-05-07", "local"),
        ("north-wales", "2016-05-05", "local"),
        ("north-wales", "2018-05-03", None),
        ("north-wales", "2021-05-06", "local"),
        ("north-wales", "2026-05-07", "local"),
        ("north-wales", "2028-05-04", "senedd"),
        ("cleveland", "2012-05-03", "mayor"),
        ("cleveland", "2013-05-02", None),
        ("cleveland", "2028-05-04", "senedd"),
        ("leicestershire", "2012-05-03", None),
        ("leicestershire", "2014-05-22", "local"),
        ("leicestershire", "2018-05-03", None),
        ("leicestershire", "2022-05-05", None),
        ("leicestershire", "2024-05-02", "mayor"),
        ("leicestershire", "2028-05-04", "local"),
        ("leicestershire", "2028-05-04", "mayor"),
        ("south-yorkshire", "2013-05-02", "local"),
        ("south-yorkshire", "2014-08-21", None),
        ("south-yorkshire", "2017-05-04", "pcc"),
        ("south-yorkshire", "2026-05-07", "mayor"),
        ("west-midlands-police", "2013-05-02", None),
        ("west-midlands-police", "2014-10-30", None),
        ("west-midlands-police", "2017-05-04", "local"),
        ("west-midlands-police", "2018-05-03", "mayor"),
        *((policy, "2020-05-07", None) for policy in OFFICES),
    ],
)
def test_polls_that_must_not_concern_an_office(policy: str, day: str, kind: str | None, polls: Polls) -> None:
    assert day not in days_of(policy, polls, kind)


def test_a_poll_that_was_put_off_is_known_and_has_no_period(polls: Polls) -> None:
    put_off = [p for p in polls if p["date"] == "2020-05-07"]
    assert put_off
    assert all(not p["held"] and p["period"]["from"] is None for p in put_off)


def test_every_poll_has_a_source_and_an_id_of_its_own(polls: Polls) -> None:
    assert len({p["id"] for p in polls}) == len(polls)
    assert all(p["source"] for p in polls)
    assert [p["id"] for p in polls if p["warnings"]] == []


THIRDS = {year for year in ORDINARY_DAYS if year % 4 != 1} | {21}  # 2021 in place of 2020
FOURTH_YEARS = {15, 19, 23, 27}
CYCLES = {
    "Birmingham": {12, 14, 15, 16, 18, 22, 26},
    "Coventry": THIRDS, "Dudley": THIRDS, "Sandwell": THIRDS, "Solihull": THIRDS, "Walsall": THIRDS, "Wolverhampton": THIRDS,
    "Barnsley": THIRDS - {27, 28}, "Sheffield": THIRDS, "Rotherham": {12, 14, 15, 16, 21, 24, 28},
    "Doncaster": {12, 14, 15, 17, 21, 25},
    "Hartlepool": THIRDS, "Middlesbrough": FOURTH_YEARS, "Redcar and Cleveland": FOURTH_YEARS, "Stockton-on-Tees": FOURTH_YEARS,
    "Leicester,": FOURTH_YEARS, "Rutland": FOURTH_YEARS, "seven districts": FOURTH_YEARS,
    "Leicestershire (county)": {13, 17, 21, 25},
}  # fmt: skip


@pytest.mark.parametrize("council", CYCLES)
def test_each_council_is_named_in_the_years_of_its_cycle_and_in_no_other(council: str, polls: Polls) -> None:
    of_council = [p["date"] for p in polls if p["kind"] == "local" and p["held"] and council in p["area"]]
    assert of_council == [ORDINARY_DAYS[year] for year in sorted(CYCLES[council])]


def test_every_source_can_be_looked_up(polls: Polls) -> None:
    found = re.compile(r"\b(Act|Order|Regulations|SI|WSI|Rules) (19|20)\d\d|https?://|CBP\d|returning officer|Announced on")
    assert [(p["id"], p["source"]) for p in polls if not found.search(p["source"])] == []


@pytest.mark.parametrize(
    ("poll", "start", "end", "basis"),
    [
        ("uk-general-2024-07-04", "2024-05-25T00:01:00+01:00", "2024-07-04T22:00:00+01:00", "recorded"),
        ("uk-general-2019-12-12", "2019-11-06T00:00:00+00:00", "2019-12-12T22:00:00+00:00", "computed"),
        ("uk-general-2015-05-07", "2015-03-30T00:00:00+01:00", "2015-05-07T22:00:00+01:00", "computed"),
        ("uk-general-2017-06-08", "2017-04-22T00:00:00+01:00", "2017-06-08T22:00:00+01:00", "recorded"),
        ("referendum-2016-06-23", "2016-05-27T00:00:00+01:00", "2016-06-23T22:00:00+01:00", "computed"),
        ("pcc-2024-05-02-north-wales", "2024-03-26T00:00:00+00:00", "2024-05-02T22:00:00+01:00", "computed"),
        ("pcc-2021-05-06-cleveland", "2021-03-22T00:00:00+00:00", "2021-05-06T22:00:00+01:00", "published"),
        (
            "senedd-2026-05-07-north-wales",
            "2026-03-30T00:00:00+01:00",
            "2026-05-07T22:00:00+01:00",
            "computed",
        ),
    ],
)
def test_periods(poll: str, start: str, end: str, basis: str, polls: Polls) -> None:
    period = next(p["period"] for p in polls if p["id"] == poll)
    assert (period["from"], period["to"], period["basis"]) == (start, end, basis)
    assert period["authority"]


def test_the_notice_of_the_2024_general_election_stays_visible(polls: Polls) -> None:
    assert next(p for p in polls if p["id"] == "uk-general-2024-07-04")["notice_deadline"] == "2024-06-04"


@pytest.mark.parametrize(
    ("moment", "ids"),
    [
        ("2026-03-29T23:59:59", []),
        ("2026-03-30T00:00:00", ["senedd-2026-05-07-north-wales"]),
        ("2026-05-07T21:59:59", ["senedd-2026-05-07-north-wales"]),
        ("2026-05-07T22:00:00", []),
        ("2015-04-10T12:00:00", ["uk-general-2015-05-07"]),
        ("2016-04-10T12:00:00", ["pcc-2016-05-05-north-wales", "senedd-2016-05-05-north-wales"]),
    ],
)
def test_a_period_holds_from_its_first_instant_to_its_last(moment: str, ids: list[str], polls: Polls) -> None:
    found = in_force(concerning(polls, scopes("north-wales")), datetime.fromisoformat(moment).replace(tzinfo=LONDON))
    assert [p["id"] for p in found] == ids


def office(settings: Any, polls: Polls, calendar: Calendar) -> dict[str, Any]:
    return {p["id"]: p for p in polls_of_office(polls, scopes("cleveland"), settings, calendar)}


def test_configuration_adds_a_by_election(polls: Polls, calendar: Calendar) -> None:
    added = [{"kind": "pcc-by-election", "date": "2027-02-11", "area": "Cleveland"}]
    poll = office(added, polls, calendar)["pcc-by-election-2027-02-11-added"]
    assert (poll["notice_deadline"], poll["period"]["basis"]) == ("2027-01-07", "computed")


@pytest.mark.parametrize(
    ("entry", "start", "end", "basis"),
    [
        ({"start": "2026-03-20"}, "2026-03-20T00:00:00+00:00", "2026-05-07T22:00:00+01:00", "configured"),
        ({"notice": "2026-03-25"}, "2026-03-25T00:00:00+00:00", "2026-05-07T22:00:00+01:00", "configured"),
        ({"end": "2026-05-08T14:30"}, "2026-03-30T00:00:00+01:00", "2026-05-08T14:30:00+01:00", "computed"),
        ({"held": False}, None, None, "configured"),
    ],
)
def test_configuration_sets_starts_and_ends(
    entry: dict[str, Any], start: str | None, end: str | None, basis: str, polls: Polls, calendar: Calendar
) -> None:
    settings = [{"id": "local-2026-05-07-cleveland", **entry}]
    period = office(settings, polls, calendar)["local-2026-05-07-cleveland"]["period"]
    assert (period["from"], period["to"], period["basis"]) == (start, end, basis)


def test_periods_of_commissioners_may_last_until_office_is_taken(polls: Polls, calendar: Calendar) -> None:
    found = office({"end": "taking-office"}, polls, calendar)
    assert found["pcc-2024-05-02-cleveland"]["period"]["to"] == "2024-05-09T00:00:00+01:00"
    assert found["local-2024-05-02-cleveland"]["period"]["to"] == "2024-05-02T22:00:00+01:00"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"kind": "local-by-election", "date": "2026-11-28"}, "Saturday"),
        ({"kind": "local-by-election", "date": "2026-12-25"}, "bank holiday"),
        ({"kind": "uk-general", "date": "2029-05-03"}, "not checked"),
        ({"kind": "local", "date": "2026-05-07", "area": "Hartlepool"}, "doubles local-2026-05-07-cleveland"),
    ],
)
def test_an_unlikely_poll_is_reported(entry: dict[str, Any], says: str, polls: Polls, calendar: Calendar) -> None:
    warnings = [w for p in office([entry], polls, calendar).values() for w in p["warnings"]]
    assert len(warnings) == 1
    assert says in warnings[0]


def test_three_by_elections_on_one_day_are_three_polls(polls: Polls, calendar: Calendar) -> None:
    wards = [{"kind": "local-by-election", "date": "2027-02-11", "area": area} for area in "ABC"]
    found = [p for p in office(wards, polls, calendar).values() if p["date"] == "2027-02-11"]
    assert [p["area"] for p in found] == ["A", "B", "C"]
    assert len({p["id"] for p in found}) == 3


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"id": "local-2026-05-07-cleveland", "start": "2026-06-01"}, "ends before it starts"),
        ({"id": "mayor-2027-05-06-middlesbrough", "end": "taking-office"}, "for commissioners only"),
        ({"kind": "local-by-election", "date": "2027-02-11", "end": "taking-office"}, "for commissioners only"),
    ],
)
def test_a_setting_that_cannot_take_effect_is_said(entry: dict[str, Any], says: str, polls: Polls, calendar: Calendar) -> None:
    assert [w for p in office([entry], polls, calendar).values() for w in p["warnings"] if says in w]


def test_an_override_of_a_poll_that_is_not_known_does_not_load(polls: Polls, calendar: Calendar) -> None:
    with pytest.raises(PolicyError, match="no poll is called"):
        office([{"id": "local-2026-05-08-cleveland", "start": "2026-03-20"}], polls, calendar)


def test_a_uk_by_election_says_that_its_notice_follows_the_writ(polls: Polls, calendar: Calendar) -> None:
    poll = office([{"kind": "uk-by-election", "date": "2026-06-25"}], polls, calendar)
    assert "writ" in poll["uk-by-election-2026-06-25-added"]["notes"][0]
    assert date.fromisoformat(poll["uk-by-election-2026-06-25-added"]["date"]).weekday() == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "parish"}, "kind"),
        ({"date": "2027-02-30"}, "must be a day"),
        ({"areas": ["atlantis"]}, "unknown area atlantis"),
        ({"source": None}, "source"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_broken_entry_does_not_load(change: dict[str, Any], says: str, calendar: Calendar) -> None:
    spec = read("elections")
    broken = {**spec, "polls": [{**spec["polls"][0], **change}]}
    with pytest.raises(PolicyError, match=says):
        compile_elections(broken, calendar)
