"""What the phrase grammar refuses, and says why."""

from __future__ import annotations

import pytest

from socialcheck.text.grammar import Grammar, PhraseError

SETS = {"gap": ["({any}|$)*"], "joke": ["joke", "jokes?"], "loop": ["{loop} again"]}


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("jokes?", "matches where there is nothing"),
        ("(a lot)? of? them*", "matches where there is nothing"),
        ("{gap}", "matches where there is nothing"),
        ("{joke}", "matches where there is nothing"),
        ("~5", "matches where there is nothing"),
        ("", "is empty"),
        ("(left open", "missing"),
        ("stray )", "stray"),
        ("{nobody}", "neither a lexicon theme nor a set"),
        ("{loop}", "refers to itself"),
        ("word " * 300, "longer than 1000"),
    ],
)
def test_a_phrase_that_cannot_be_meant_is_refused(phrase: str, said: str) -> None:
    with pytest.raises(PhraseError, match=said):
        Grammar(lambda _: None, SETS).compile(phrase)


@pytest.mark.parametrize("phrase", ["^ $", "jokes? please", "one {gap} other", "no ~5 joke?"])
def test_a_phrase_with_optional_parts_is_read(phrase: str) -> None:
    Grammar(lambda _: None, SETS).compile(phrase)
