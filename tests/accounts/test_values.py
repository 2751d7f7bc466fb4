"""What cells say: dates, yes and no, types, platforms, handles, people."""

from __future__ import annotations

from datetime import date

import pytest

from socialcheck.text.cells.dates import could_be_month_first, only_month_first, read_date
from socialcheck.text.cells.known import Known, fold_heading
from socialcheck.text.cells.people import name_key, read_people
from socialcheck.text.cells.values import (
    choice_of,
    email_domain,
    handle_key,
    is_filled,
    is_under,
    platform_of,
    same_team,
    yes_or_no,
)

DATES = [
    ("2026-01-31", date(2026, 1, 31)),
    ("2026-01-31 14:30", date(2026, 1, 31)),
    ("31/01/2026", date(2026, 1, 31)),
    ("1/2/26", date(2026, 2, 1)),
    ("31.01.2026", date(2026, 1, 31)),
    ("31-Jan-26", date(2026, 1, 31)),
    ("3rd February 2026", date(2026, 2, 3)),
    ("Tues 3 Feb 2026", date(2026, 2, 3)),
    ("Feb 3, 2026", date(2026, 2, 3)),
    ("3 Chwefror 2026", date(2026, 2, 3)),
    ("45292", date(2024, 1, 1)),
    ("45292.5", date(2024, 1, 1)),
    ("29/02/2024", date(2024, 2, 29)),
    ("29/02/2026", None),
    ("31/02/2026", None),
    ("04/25/2026", None),
    ("Feb 2026", None),
    ("2026", None),
    ("last summer", None),
    ("", None),
    ("3 Febtober 2026", None),
    ("1" * 5000, None),
]


@pytest.mark.parametrize(("text", "expected"), DATES, ids=[text[:30] or "blank" for text, _ in DATES])
def test_dates_are_read_day_first(text: str, expected: date | None) -> None:
    assert read_date(text) == expected


def test_a_date_in_figures_may_be_ambiguous() -> None:
    assert could_be_month_first("03/04/2026")
    assert not could_be_month_first("04/04/2026")
    assert not could_be_month_first("13/04/2026")
    assert only_month_first("04/25/2026")
    assert not only_month_first("25/04/2026")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes", "yes"),
        ("Y", "yes"),
        ("✓", "yes"),
        ("√", "yes"),
        ("Y/N", "blank"),
        ("Yes / No", "blank"),
        ("TRUE", "yes"),
        ("yes, 5 January 2026", "yes"),
        ("Ydy", "yes"),
        ("No", "no"),
        ("no - awaiting form", "no"),
        ("✗", "no"),
        ("not yet", "no"),
        ("pending", "no"),
        ("", "blank"),
        ("n/a", "blank"),
        ("-", "blank"),
        ("TBC", "blank"),
        ("31/01/2026", "date"),
        ("signed on 31/01/2026 by post", "yes"),
        ("on file since 31/01/2026", "yes"),
        ("KP-0042", "reference"),
        ("in the vault", "reference"),
        ("half of them", "other"),
    ],
)
def test_yes_and_no_in_their_many_spellings(text: str, expected: str, known: Known) -> None:
    assert yes_or_no(text, known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("n/a", False),
        ("No", False),
        ("not yet", False),
        ("vacant", False),
        ("Alex", True),
        ("0", False),
        ("No.", False),
        ("NO – awaiting", False),
    ],
)
def test_a_cell_that_says_there_is_nothing_is_not_filled(text: str, expected: bool, known: Known) -> None:
    assert is_filled(text, known) is expected


@pytest.mark.parametrize(
    ("text", "choice", "expected"),
    [
        ("Corporate account", "account_type", "corporate"),
        ("Neighbourhood team (Solihull)", "account_type", "team"),
        ("PERSONAL", "account_type", "personal"),
        ("Bespoke", "account_type", None),
        ("", "account_type", None),
        ("Closed 3 May 2024", "status", "closed"),
        ("Live", "status", "open"),
        ("No longer active", "status", "closed"),
        ("not yet live", "status", "pending"),
        ("No longer in post (May 2025)", "staff_status", "left"),
        ("not in role", "staff_status", "left"),
        ("Deputy Police and Crime Commissioner", "role", "deputy-pcc"),
        ("Police and Crime Commissioner", "role", "pcc"),
        ("Leaver", "staff_status", "left"),
        ("on maternity leave", "staff_status", "in-post"),
    ],
)
def test_choices_are_known_by_their_spellings(text: str, choice: str, expected: str | None, known: Known) -> None:
    assert choice_of(text, choice, known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twitter", "x"),
        ("X (formerly Twitter)", "x"),
        ("https://www.x.com/office", "x"),
        ("FB page", "facebook"),
        ("Facebook Page", "facebook"),
        ("Linked In", "linkedin"),
        ("m.youtube.com/c/office", "youtube"),
        ("netflix.com", None),
        ("Tik Tok", "tiktok"),
        ("", None),
    ],
)
def test_platforms_are_known_by_old_and_new_names(text: str, expected: str | None, known: Known) -> None:
    assert platform_of(text, known) == expected


def test_handles_are_one_as_name_at_sign_or_address() -> None:
    forms = [
        "@Office",
        "office",
        " https://x.com/Office/ ",
        "https://www.facebook.com/pages/office?ref=1",
        "x.com/office",
    ]
    assert {handle_key(form) for form in forms} == {"office"}


def test_an_address_lies_in_a_domain_only_when_it_ends_in_it() -> None:
    assert is_under(email_domain("A.B@Mail.Office.example"), "office.example")
    assert not is_under(email_domain("a@notoffice.example"), "office.example")
    assert not is_under(email_domain("a@office.example.evil.example"), "office.example")


def test_names_are_one_in_any_order_case_and_title() -> None:
    assert {name_key(n) for n in ("Alex Morgan", "MORGAN, Alex", "Sgt 1234 Alex  Morgan", "alex morgan")} == {"alex morgan"}
    assert name_key("Alex Moran") != name_key("Alex Morgan")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Shaw=2026-01-31; B Khan", [("A Shaw", "", date(2026, 1, 31)), ("B Khan", "", None)]),
        ("A Shaw (Finance)\nB Khan (31/01/2026)", [("A Shaw", "Finance", None), ("B Khan", "", date(2026, 1, 31))]),
        ("Shaw, Anna", [("Shaw, Anna", "", None)]),
        (
            "Anna Shaw, Bilal Khan and Cai Rees",
            [("Anna Shaw", "", None), ("Bilal Khan", "", None), ("Cai Rees", "", None)],
        ),
        ("A Shaw - 31/01/2026", [("A Shaw", "", date(2026, 1, 31))]),
        ("31 January 2026", [("", "", date(2026, 1, 31))]),
        ("", []),
    ],
)
def test_people_stand_in_cells_with_dates_and_teams(text: str, expected: list[tuple[str, str, date | None]]) -> None:
    assert [(p.name, p.team, p.on) for p in read_people(text)] == expected


def test_teams_are_known_by_their_short_names(known: Known) -> None:
    wanted = ["Engagement and Communications Team"]
    assert same_team("E&C", wanted, known)
    assert same_team("Comms & Engagement", wanted, known)
    assert not same_team("Engineering", wanted, known)
    assert not same_team("", wanted, known)


def test_headings_are_compared_without_what_does_not_matter() -> None:
    assert fold_heading(" E-mail  Address (work) ") == "email address"
    assert fold_heading("Log-in\nmethod") == "login method"


def test_no_heading_stands_for_two_fields() -> None:
    from socialcheck.policy import store

    seen: dict[str, str] = {}
    for name, entry in store.shared("registers")["fields"].items():
        for heading in {fold_heading(h) for h in (name, *entry["headings"])}:
            assert seen.setdefault(heading, name) == name
