"""The second reading: it drops guesses in everyday texts, never an example, nor a risky sentence in harmless company."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialcheck.drafts.check import recogniser_for
from socialcheck.kinds.reading import Reading, is_guess
from socialcheck.kinds.recognise import Recogniser
from socialcheck.model import Match, PolicyError
from socialcheck.policy import store
from socialcheck.policy.compile_reading import compile_reading
from socialcheck.policy.examples import unmark
from socialcheck.policy.load import load_policy
from socialcheck.policy.sources import read_sources
from socialcheck.policy.where import policies_dir
from socialcheck.text.reading import read_words, weigh
from socialcheck.text.view import TextView

FILES = sorted((policies_dir() / "posts").rglob("*.jsonl"))
LINES = [(path, json.loads(line)) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
POSTS = [post for _, post in LINES]
COMPANY = [
    post["text"] for path, post in LINES if path.parent.name == "drafts" and not post["expect"] and len(post["text"]) > 150
]
BARS = store.shared("reading")["bars"]
SURFACES = ("drafts", "comments")
DANGER = {"crying": {"danger": 3.0}, "cold": {"danger": 2.0}, "fete": {"danger": -2.0}}
WEIGHTS = {"fete": {"drafts abuse": -4.0}, "cakes": {"drafts abuse": -2.0}, "clown": {"drafts abuse": 3.0}}
SMALL = Reading({"bars": {"drafts": {"abuse": -1.0}}, "found": {}, "weights": WEIGHTS}, "drafts")
RULE = {"category": "abuse", "kind": "phrases"}


def everyday(surface: str = "drafts") -> Recogniser:
    return recogniser_for(load_policy("good-practice"), surface)


def flagged(recogniser: Recogniser, surface: str = "drafts") -> Iterator[tuple[str, str]]:
    """Examples of guesses, each as (rule, text)."""
    for name, examples in store.shared("examples").items():
        rule = recogniser.rules[name]
        if name in recogniser.heads and is_guess(rule) and rule["category"] in BARS[surface]:
            yield from ((name, unmark(example)[0]) for example in examples["flag"] if isinstance(example, str))


def found(recogniser: Recogniser, rule: str, text: str) -> bool:
    return any(match.rule == rule for match in recogniser.recognise([("text", text)], only=rule))


def doubted(text: str, *words: str, rule: dict[str, str] = RULE, field: str = "text") -> bool:
    """Whether guesses at these words are all dropped."""
    view = TextView(text, everyday().vocabulary, field)
    places = [(text.index(one), text.index(one) + len(one)) for one in words]
    guesses = [Match("guess", start, end, text[start:end], None, field) for start, end in places]
    return not SMALL.borne_out(guesses, {"guess": rule}, view)


def test_words_are_read_once_each_with_their_beginnings() -> None:
    read = read_words("cakes and more cakes for 12: https://office.example/fete")
    assert read == {"cakes", "and", "more", "for", "#", "cake-"}


def test_unknown_words_weigh_nothing() -> None:
    assert weigh(read_words("unheard of"), "abuse", lambda _: {}) == 0.0
    assert weigh((), "abuse", lambda _: {}) == 0.0


def test_a_guess_in_an_everyday_post_is_doubted() -> None:
    assert doubted("Cakes at the fete.", "Cakes")


def test_a_guess_that_the_post_bears_out_is_not() -> None:
    assert not doubted("You clown. Cakes at the fete.", "clown")
    assert not doubted("Nothing is known of these words.", "words")


def test_a_risky_sentence_in_an_everyday_post_is_not_doubted() -> None:
    text = "Cakes at the fete, fete, cakes and fete. What a shower."
    assert doubted(text, "Cakes")
    assert not doubted(text, "shower")


@pytest.mark.parametrize("rule", [{**RULE, "kind": "pattern"}, {**RULE, "category": "profanity"}])
def test_validators_and_other_categories_are_not_read_twice(rule: dict[str, str]) -> None:
    assert not doubted("Cakes at the fete.", "Cakes", rule=rule)


def test_two_guesses_of_a_category_speak_for_each_other() -> None:
    assert not doubted("Cakes at the fete.", "Cakes", "fete")
    assert doubted("Cakes at the fete.", "Cakes", "Cakes")


def test_alt_text_is_not_read_twice() -> None:
    assert not doubted("Cakes at the fete.", "Cakes", field="alt")


@pytest.mark.parametrize(("surface", "fewest"), [("drafts", 800), ("comments", 40)])
def test_every_example_stands_the_second_reading(surface: str, fewest: int) -> None:
    recogniser = everyday(surface)
    examples = [*flagged(recogniser, surface)]
    recogniser.second = None
    alone = {example for example in examples if found(recogniser, *example)}
    recogniser.second = Reading(store.shared("reading"), surface)
    assert len(alone) > fewest
    assert [example for example in alone if not found(recogniser, *example)] == []


def test_examples_in_long_harmless_company_mostly_stand_it() -> None:
    recogniser = everyday()
    pairs = [(rule, f"{COMPANY[n % len(COMPANY)]} {text}") for n, (rule, text) in enumerate(flagged(recogniser)) if n % 5 == 0]
    recogniser.second = None
    alone = [pair for pair in pairs if found(recogniser, *pair)]
    recogniser.second = Reading(store.shared("reading"), "drafts")
    lost = [pair for pair in alone if not found(recogniser, *pair)]
    assert len(alone) > 100
    assert len(lost) <= 0.03 * len(alone), lost


def test_posts_are_labelled_with_categories_and_stand_once() -> None:
    known = {rule["category"] for rule in store.shared("rules")["rules"].values()}
    assert {category for post in POSTS for category in (*post["expect"], *post.get("allow", ()))} <= known | {"length", "hashtag"}
    assert len({post["text"] for post in POSTS}) == len(POSTS) > 3000


@pytest.mark.parametrize("line", ["no json", "[]", '{"text": "A post."}', '{"expect": []}', '{"text": 3, "expect": []}'])
def test_a_bad_line_is_named_with_its_place(line: str, tmp_path: Path) -> None:
    (tmp_path / "posts" / "drafts").mkdir(parents=True)
    (tmp_path / "posts" / "drafts" / "own.jsonl").write_text(f'{{"text": "A post.", "expect": []}}\n{line}\n', encoding="utf-8")
    (tmp_path / "second-reading.yaml").write_text("drafts: {count_in: 30, categories: [abuse]}\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"own\.jsonl:2: must be an object with text, expect and perhaps allow"):
        compile_reading(tmp_path, read_sources(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("posts: {count_in: 30, categories: [abuse]}\n", "unknown key 'posts'"),
        ("drafts: {count_in: 0, categories: [abuse]}\n", "count_in"),
        ("drafts: {count_in: 30, categories: [rudeness]}\n", "rudeness"),
    ],
)
def test_a_bad_setting_is_named_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "second-reading.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match=rf"second-reading\.yaml:1: .*{said}"):
        compile_reading(tmp_path, read_sources(tmp_path))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The fete was lovely. She is crying and cold.", "She is crying and cold"),
        ("Crying and cold", "Crying and cold"),
        ("A cold fete.", None),
        ("Nothing is known of these words.", None),
        ("", None),
    ],
)
def test_a_reading_finds_what_weighs_enough_and_shows_the_weightiest_sentence(text: str, shown: str | None) -> None:
    reading = Reading({"bars": {}, "found": {"danger": 0.5}, "weights": DANGER}, "comments")
    found = [match.shown for match in reading.find("danger", TextView(text, everyday().vocabulary))]
    assert found == ([shown] if shown else [])


def test_a_reading_gives_way_to_a_rule_that_says_what_the_text_is() -> None:
    recogniser = everyday("comments")
    known = Match("crime-past", 0, 4, "told", None, "text")
    read = Match("danger-read", 0, 4, "told", None, "text")
    assert recogniser.better_known([known, read]) == [known]
    assert recogniser.better_known([read]) == [read]


def test_bars_of_readings_come_from_everyday_comments() -> None:
    bars = store.shared("reading")["found"]
    kinds = {name: head["kind"] for name, head in store.shared("rules")["heads"].items()}
    assert set(bars) == {name for name, kind in kinds.items() if kind == "reading"} == {"danger-read"}
    everyday_ones = [post["text"] for path, post in LINES if path.parent.name == "comments" and not post["expect"]]
    recogniser = everyday("comments")
    read = [text for text in everyday_ones if any(m.rule == "danger-read" for m in recogniser.recognise([("text", text)]))]
    assert len(read) <= 0.02 * len(everyday_ones)
