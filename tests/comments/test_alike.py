"""Near-duplicates of one author are repeats; the same short praise of many is not."""

from __future__ import annotations

import pytest

from socialcheck.comments.alike import MOST_KEPT, Repeats, alike, shape_of

ADVERT = "Roof repairs from £99, call Dave at Topnotch Roofing for a free quote today"


@pytest.mark.parametrize(
    "again",
    [
        ADVERT.upper(),
        "Roof repairs from £89, call Dave at Topnotch Roofing for a free quote today",
        "call Dave at Topnotch Roofing for a free quote today, roof repairs from £99",
        "R o o f repairs from £99!!! call D4ve at T0pn0tch R00fing for a free quote today 🔥🔥",
        "Roof repairs from £99 - call Dave at Topnotch Roofing, free quote",
        "R\u200boof rep\u0430irs from £99, call Dave at Topnotch Roofing for a free quote today",
    ],
)
def test_disguise_order_and_figures_do_not_hide_a_repeat(again: str) -> None:
    assert alike(shape_of(ADVERT), shape_of(again))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When is the next meeting in Rhyl?", "When is the next meeting in Wrexham town?"),
        ("Great work by the team at Copper Street", "The cameras on the ring road are broken again"),
        ("Well done", "Well done all"),
    ],
)
def test_different_messages_of_one_author_are_no_repeats(one: str, other: str) -> None:
    assert not alike(shape_of(one), shape_of(other))


def test_repeats_are_counted_by_author_in_file_order() -> None:
    repeats = Repeats()
    assert [repeats.note("a", ADVERT), repeats.note("b", ADVERT), repeats.note("a", ADVERT + "!")] == [0, 0, 2]


def test_short_messages_count_from_the_third_time_on() -> None:
    repeats = Repeats()
    assert [repeats.note("a", "Well done!") for _ in range(4)] == [0, 0, 3, 4]


def test_a_text_of_three_authors_is_reported_as_coordinated() -> None:
    repeats = Repeats()
    for author in "abca":
        repeats.note(author, "Save our front desk, the town needs a police station")
    assert [names for _, names in repeats.coordinated.values()] == [("a", "b", "c")]


def test_memory_is_bounded() -> None:
    repeats = Repeats()
    for number in range(MOST_KEPT + 500):
        repeats.note(f"author {number}", f"hello {number}")
    assert repeats.kept <= MOST_KEPT
