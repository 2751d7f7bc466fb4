"""Offsets, masking, allowed contact points and behaviour on hostile text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socialcheck.text import personal
from socialcheck.text.personal.allow import e164
from socialcheck.text.personal.identity import luhn_checks, nhs_checks
from socialcheck.text.personal.plain import around, fold
from tests.text.personal_cases import NUMBERS, PLACES

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u202e\u00ad"


def found(text: str, allow: personal.Allow = personal.NOTHING) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in personal.find(text, personal.KINDS, allow)]


def digits(text: str) -> str:
    return "".join(c for c in fold(text).text if c.isdigit())


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_number_with_hidden_characters_is_found_at_its_place(hidden: str) -> None:
    text = "👏 ring Baz: " + hidden.join("07700 900467") + " ok"
    (span,) = personal.find(text)
    assert (span.kind, span.start) == ("phone", text.index("0"))
    assert text[span.end - 1] == "7"
    assert span.shown == "07700 ••• •••"


@pytest.mark.parametrize("number", ["０７７００ ９００４６７", "𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎𝟒𝟔𝟕", "٠٧٧٠٠ ٩٠٠٤٦٧", "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣4️⃣6️⃣7️⃣"])
def test_digits_of_other_scripts_are_digits(number: str) -> None:
    text = f"é {number} !"
    (span,) = personal.find(text)
    assert span.kind == "phone"
    assert digits(text[span.start : span.end]) == "07700900467"


def test_masks_show_the_kind_and_no_more() -> None:
    cases = {
        "Ring Baz on 07700 900467": "07700 ••• •••",
        "ask jo.price@example.uk": "j•••@•••.uk",
        "lives at 12 Carr Lane": "•• ••• Lane",
        "He is in B12 8QT": "B12 •••",
        "NI AB123456C": "AB•••",
        "Card 4111 1111 1111 1111": "•••• •••• •••• ••••",
        "reg BX19 KTV": "BX•••",
        "dob 03/11/1968": "••/••/••••",
    }
    assert {text: personal.find(text)[0].shown for text in cases} == cases


@given(st.sampled_from([hit for hits, _ in {**NUMBERS, **PLACES}.values() for hit in hits]))
def test_a_mask_never_holds_what_it_masks(marked: str) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    for span in personal.find(text):
        value = text[span.start : span.end]
        assert value not in span.shown
        assert len(digits(span.shown)) <= max(5, len(digits(value)) // 2)
        assert len(digits(span.shown)) < len(digits(value)) or not digits(value)


@given(st.from_regex(r"07[1-9][0-9]{8}", fullmatch=True), st.text(alphabet="ab é👏.,\n", max_size=20))
def test_any_mobile_is_found_and_masked(number: str, words: str) -> None:
    text = f"{words} ring Baz on {number} {words}"
    spans = [s for s in personal.find(text, ["phone"]) if text[s.start : s.end] == number]
    assert [s.kind for s in spans] == ["phone"]
    assert digits(spans[0].shown) == number[:5]


@given(st.text(max_size=200))
@example("\u200b" * 50)
@example("Mr " * 60)
def test_spans_always_lie_inside_the_text(text: str) -> None:
    for span in personal.find(text):
        assert 0 <= span.start < span.end <= len(text)
        assert span.shown


@given(st.text(alphabet="a0\u200b\u202eé👏 ", max_size=40))
def test_folding_maps_every_place_back(text: str) -> None:
    plain = fold(text)
    for at, char in enumerate(plain.text):
        start, end = plain.span(at, at + 1)
        assert end == start + 1
        assert fold(text[start:end]).text == char


def test_the_offices_own_contact_points_are_never_reported() -> None:
    allow = personal.make_allow(
        [
            "01632 960123",
            "+44 7700 900111",
            "Jo.Price@example.uk; desk 07700 900222",
            "12 Carr Lane, Mold CH7 1AB",
        ],
        ["Example.Wales"],
    )
    text = (
        "Her number is 01632 960123, or ring Jo on 07700 900111 or 07700900222, jo.price@EXAMPLE.uk, "
        "bob@mail.example.wales. "
        "He lives at 12 Carr Lane, CH7 1AB."
    )
    assert found(text, allow) == []
    assert {kind for kind, _ in found(text)} == {"phone", "email", "postal-address", "postcode"}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("101", "101"),
    ],
)
def test_numbers_have_one_form(written: str, number: str) -> None:
    assert e164(written) == number


def test_only_the_kinds_wanted_are_given() -> None:
    text = "Ring Baz on 07700 900467, he lives at 12 Carr Lane"
    assert [s.kind for s in personal.find(text, ["postal-address"])] == ["postal-address"]
    assert personal.find(text, []) == []


def test_one_run_of_digits_is_one_kind_of_thing() -> None:
    kinds = [kind for kind, _ in found("Card 4111 1111 1111 1111 and NHS 943 476 5870 and 07700 900123")]
    assert kinds == ["card", "nhs-number", "phone"]


def test_checks_of_numbers() -> None:
    assert nhs_checks("9434765870")
    assert not nhs_checks("9434765871")
    assert luhn_checks("4111111111111111")
    assert not luhn_checks("4111111111111112")


def test_a_sentence_ends_at_its_full_stop_but_not_at_a_title() -> None:
    text = "First one. Mr. Jones lives here. Last."
    at = text.index("lives")
    assert around(text, at, at + 5) == ("Mr. Jones ", " here. ")


WORDS = """gay Muslim Black disabled trans Traveller Jewish elderly immigrant Asian Sikh Hindu Polish Roma
Christian lesbian bisexual deaf autistic refugee"""
GROUPS = WORDS.split()
PLAIN = [
    "{} staff joined our network day.", "We met {} residents in Wrexham.", "{} History Month starts today.",
    "Proud of our {} officers.", "A {} woman led the panel.", "{} communities told us what matters.",
    "Thank you to the {} volunteers.", "Hate crime against {} people is a crime.",
    "The {} support group meets on Tuesday.",
    "More {} recruits than ever.",
]  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_naming_a_group_of_people_is_no_personal_data(group: str) -> None:
    assert [hit for sentence in PLAIN for hit in found(sentence.format(group))] == []


@pytest.mark.parametrize(
    "unit",
    [
        "07700 900123 ",
        "@a.b ",
        "12 Carr Lane ",
        "a@b.",
        "1 ",
        "double one ",
        "Mr Jones ",
        "\u200b0",
        "your number ",
        "((((",
        "A" * 7,
    ],
)
def test_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + ". Ring Baz on 07700 900467"
    assert text[personal.find(text, ["phone"])[-1].start :].startswith("07700 900467")
