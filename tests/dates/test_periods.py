"""What drafts ask of the periods: which are in force, what changes next, and whether the calendar reaches that far."""

from __future__ import annotations

from datetime import datetime

import pytest

from socialcheck.dates.periods import in_words
from socialcheck.dates.stamps import LONDON
from socialcheck.drafts.periods import Periods, periods_of
from socialcheck.policy.load import load_policy


@pytest.fixture(scope="module")
def cleveland() -> Periods:
    return periods_of(load_policy("cleveland", {}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def edges(periods: Periods, moment: str, days: int) -> list[tuple[str, str]]:
    found = periods.next_edges(at(moment), days)
    return [(datetime.fromtimestamp(second, LONDON).isoformat()[:16], because) for second, because in found]


def test_polls_that_start_together_are_one_change(cleveland: Periods) -> None:
    together = "the council elections, the mayoral election and the police and crime commissioner election on 2 May 2024"
    assert edges(cleveland, "2024-02-20", 120) == [
        ("2024-03-26T00:00", f"the pre-election period of {together} starts"),
        ("2024-05-02T22:00", f"the pre-election period of {together} ends"),
        ("2024-05-25T00:01", "the pre-election period of the UK general election on 4 July 2024 starts"),
    ]


def test_an_edge_is_later_than_the_moment_and_no_later_than_the_days_asked_for(cleveland: Periods) -> None:
    assert edges(cleveland, "2024-05-02T22:00", 22) == []
    assert [when for when, _ in edges(cleveland, "2024-05-02T21:59", 23)] == ["2024-05-02T22:00", "2024-05-25T00:01"]


@pytest.mark.parametrize(
    ("moment", "known"),
    [
        ("2011-12-31T23:59:59", False),
        ("2012-01-01T00:00:00", True),
        ("2028-12-31T23:59:59", True),
        ("2029-01-01T00:00:00", False),
    ],
)
def test_the_calendar_of_polls_has_a_first_and_a_last_day(moment: str, known: bool, cleveland: Periods) -> None:
    assert cleveland.knows(at(moment)) is known


def test_without_polls_there_is_nothing_to_know() -> None:
    assert periods_of(load_policy("good-practice", {})).knows(at("2035-01-01"))


@pytest.mark.parametrize(
    ("polls", "words"),
    [
        ([("senedd", "2026-05-07")], "the Senedd election on 7 May 2026"),
        ([("local", "2026-05-07"), ("local", "2026-05-07")], "the council elections on 7 May 2026"),
        ([("pcc", "2024-05-02"), ("referendum", "2016-06-23")],
         "the police and crime commissioner election on 2 May 2024, and the referendum on 23 June 2016"),
    ],
)  # fmt: skip
def test_polls_in_words(polls: list[tuple[str, str]], words: str) -> None:
    assert in_words(polls) == words
