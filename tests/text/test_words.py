from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcheck.text import disguise
from socialcheck.text.fold import fold
from socialcheck.text.words import Shape, Word, words_of


def words(text: str, known: frozenset[str] = frozenset()) -> list[Word]:
    folded = fold(text)
    size = len(text)

    def original(position: int) -> str:
        at = folded.origin(position, size)
        return text[at : at + 1]

    return list(words_of(folded.text, original, known.__contains__))


def forms(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [w.form for w in words(text, known) if not w.shape & Shape.BOUNDARY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You're not fooling me", ["you", "are", "not", "fooling", "me"]),
        ("Don’t, won't, can't", ["do", "not", "will", "not", "can", "not"]),
        ("the police's job", ["the", "police", "job"]),
        ("it's his", ["it", "is", "his"]),
        ("anti-social", ["anti", "social"]),
        ("ffŵl gwirion", ["ffwl", "gwirion"]),
        ("see https://x.com/a?b now", ["see", "url", "now"]),
        ("@force.uk thanks", ["force.uk", "thanks"]),
        ("f**k this", ["f**k", "this"]),
    ],
)
def test_words_are_read_as_the_grammar_needs_them(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("tag", "known", "expected"),
    [
        ("#VoteLabour", (), ["vote", "labour"]),
        ("#votelabour", ("vote", "labour"), ["vote", "labour"]),
        ("#penistone", ("pen", "is"), ["penistone"]),
        ("#BecausePeopleMatter", (), ["because", "people", "matter"]),
    ],
)
def test_hashtags_are_split_by_capitals_or_known_words(tag: str, known: tuple[str, ...], expected: list[str]) -> None:
    assert forms(tag, frozenset(known)) == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "you are scum" to her', ["you", "are", "scum"]),
        ("He said “you are scum” to her", ["you", "are", "scum"]),
        ("He said 'you are scum' to her", ["you", "are", "scum"]),
        ("The officers' cars don't stop", []),
        ('An inch mark 5" long', []),
    ],
)
def test_words_in_quotes_are_known_as_such(text: str, quoted: list[str]) -> None:
    assert [w.form for w in words(text) if w.shape & Shape.QUOTED] == quoted


def test_abbreviations_and_addresses_end_no_sentence() -> None:
    marks = [w for w in words("Mr. Jones of St. Asaph, see police.uk today. Right?") if w.shape & Shape.BOUNDARY]
    assert [m.form for m in marks] == ["n", ".", "?", "n"]


@given(st.text(max_size=300))
def test_every_word_stands_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert folded.offsets is None or len(folded.offsets) == len(folded.text)
    for word in words(text):
        assert 0 <= word.start <= word.end <= len(folded.text)
        assert 0 <= folded.origin(word.start, len(text)) <= len(text)


BAD = ("fucking", "fuck", "wanker", "shite", "moron", "idiot")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("f**k", "fuck"),
        ("f***ing", "fucking"),
        ("w@nker", "wanker"),
        ("sh!te", "shite"),
        ("1d10t", "idiot"),
        ("idiooooot", "idiot"),
        ("fuuuck", "fuck"),
        ("4x4", None),
        ("b4", None),
        ("covid19", None),
        ("****", None),
        ("soooo", None),
    ],
)
def test_disguises_are_read_only_as_words_of_the_lexicon(form: str, expected: str | None) -> None:
    assert disguise.reading(form, frozenset(BAD), disguise.mask_index(BAD)) == expected


def test_spaced_letters_are_joined() -> None:
    assert disguise.spaced_reading(list("xmoron"), frozenset(BAD)) == (1, 6, "moron")
    assert disguise.spaced_reading(list("abcdef"), frozenset(BAD)) is None


def test_look_alike_letters_in_mixed_words_are_made_plain() -> None:
    assert fold("wаnker").text == "wanker"  # the a is Cyrillic
    assert fold("привет").text == "привет"
