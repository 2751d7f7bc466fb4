"""A register beside a staff list, and beside an earlier register."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from socialcheck.accounts.examples import example_register
from socialcheck.accounts.run import Beside, check
from socialcheck.accounts.staff import read_staff
from socialcheck.model import InputError
from socialcheck.policy.load import load_policy
from socialcheck.text.cells.known import Known
from tests.accounts.conftest import NOW, SETTINGS

Write = Callable[[str, str | bytes], str]
STAFF = """Staff list,,,,,
First name,Surname,Team,Line manager,Left on,Social media training
Alex,Morgan,Communications,Pat Reed,,10/01/2025
Pat,Reed,Communications,,,
Sam,Lee,Finance,Pat Reed,19/11/2026,
Jo,Khan,Finance,Pat Reed,20/11/2026,
Chris,Evans,Finance,Pat Reed,01/01/2020,
Chris,Evans,Communications,Pat Reed,,
"""


def rules(policy: str, rows: list[dict[str, str]], known: Known, beside: Beside) -> list[tuple[int | None, str]]:
    checked = check(example_register(rows, known), load_policy(policy, SETTINGS), NOW, known, beside)
    return [(d.row, f.rule) for d in checked.documents for f in d.findings]


@pytest.mark.parametrize(
    ("row", "rule", "flagged"),
    [
        ({"owner": "Sam Lee"}, "owner-left-staff", True),
        ({"owner": "LEE, Sam"}, "owner-left-staff", True),
        ({"owner": "Jo Khan"}, "owner-left-staff", False),
        ({"owner": "Chris Evans"}, "owner-left-staff", False),
        ({"owner": "Sam Lee", "status": "closed"}, "owner-left-staff", False),
        ({"owner": "Sam Leigh"}, "owner-unlisted", True),
        ({"owner": "Alex Morgan", "owner_team": "Finance"}, "owner-moved", True),
        ({"owner": "Alex Morgan", "owner_team": "Comms"}, "owner-moved", False),
        ({"owner": "Alex Morgan", "line_manager": "Sam Lee"}, "line-manager-left", True),
        ({"owner": "Alex Morgan", "line_manager": "Jo Khan"}, "line-manager-differs", True),
        ({"owner": "Alex Morgan", "line_manager": "Pat Reed"}, "line-manager-differs", False),
        ({"access_list": "Alex Morgan; Sam Lee"}, "administrator-left", True),
        ({"access_list": "Alex Morgan; Jo Khan"}, "administrator-left", False),
    ],
)
def test_a_staff_list_tells_who_has_left_moved_or_manages(
    row: dict[str, str], rule: str, flagged: bool, write: Write, known: Known
) -> None:
    beside = Beside(staff=read_staff(write("staff.csv", STAFF), known))
    assert (rule in {name for _, name in rules("west-midlands-police", [row], known, beside)}) is flagged


def test_training_on_the_staff_list_counts(write: Write, known: Known) -> None:
    beside = Beside(staff=read_staff(write("staff.csv", STAFF), known))
    for name, flagged in (("Alex Morgan", False), ("Pat Reed", True)):
        row = {"administrators": name, "training_completed": ""}
        assert ("training-missing" in {rule for _, rule in rules("south-yorkshire", [row], known, beside)}) is flagged


def test_teams_of_administrators_come_from_the_staff_list(write: Write, known: Known) -> None:
    beside = Beside(staff=read_staff(write("staff.csv", STAFF), known))
    for name, flagged in (("Alex Morgan", False), ("Jo Khan", True)):
        assert ((2, "access-outside-team") in rules("leicestershire", [{"access_list": name}], known, beside)) is flagged


def test_a_staff_list_without_names_is_refused(write: Write, known: Known) -> None:
    with pytest.raises(InputError, match="no column of names"):
        read_staff(write("staff.csv", "Team,Line manager,Left on\nA,B,\n"), known)


EARLIER = {
    "platform": "X",
    "handle": "@a",
    "owner": "Alex Morgan",
    "account_type": "team",
    "status": "open",
    "application_ref": "SM-1",
    "access_list": "Alex Morgan; Sam Lee",
    "password_changed_on": "2025-01-01",
    "owner_change_notified_on": "",
    "name_change_notified_on": "",
}


@pytest.mark.parametrize(
    ("change", "rule", "flagged"),
    [
        ({}, "earlier-", False),
        ({"owner": "Pat Reed"}, "earlier-owner-changed", True),
        ({"owner": "Pat Reed", "owner_change_notified_on": "2026-02-01"}, "earlier-owner-changed", False),
        ({"owner": "MORGAN, Alex"}, "earlier-owner-changed", False),
        ({"handle": "@new"}, "earlier-name-changed", True),
        ({"handle": "@new", "name_change_notified_on": "2026-02-01"}, "earlier-name-changed", False),
        ({"handle": "@A"}, "earlier-name-changed", False),
        ({"account_type": "personal"}, "earlier-type-crossed", True),
        ({"account_type": "individual"}, "earlier-type-crossed", False),
        ({"access_list": "Alex Morgan"}, "earlier-password-kept", True),
        ({"access_list": "Alex Morgan", "password_changed_on": "2026-03-01"}, "earlier-password-kept", False),
        ({"access_list": "Alex Morgan; Sam Lee; Jo Khan"}, "earlier-password-kept", False),
        ({"handle": "@other", "application_ref": "SM-2"}, "earlier-vanished", True),
    ],
)
def test_an_earlier_register_shows_what_changed_unannounced(
    change: dict[str, str], rule: str, flagged: bool, known: Known
) -> None:
    beside = Beside(previous=example_register([EARLIER], known))
    found = {name for _, name in rules("west-midlands-police", [{**EARLIER, **change}], known, beside)}
    assert any(name.startswith(rule) for name in found) is flagged


@pytest.mark.parametrize(("earlier", "flagged"), [("open", True), ("closed", False), ("refused", False)])
def test_an_account_that_dropped_out_is_shown_unless_it_was_closed(earlier: str, flagged: bool, known: Known) -> None:
    beside = Beside(previous=example_register([EARLIER, {**EARLIER, "handle": "@gone", "status": earlier}], known))
    found = rules("west-midlands-police", [{**EARLIER, "application_ref": "SM-9"}], known, beside)
    assert ((None, "earlier-vanished") in found) is flagged


def test_an_account_that_was_closed_and_is_open_again(known: Known) -> None:
    beside = Beside(previous=example_register([{**EARLIER, "status": "closed"}], known))
    assert (2, "earlier-reopened") in rules("west-midlands-police", [EARLIER], known, beside)
