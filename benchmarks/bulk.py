"""Bulk: posts a second on one core through the public API, what growing lexicons cost, and that long lines stay linear."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.posts import posts
from socialcheck.drafts.check import Checker
from socialcheck.drafts.post import Post
from socialcheck.drafts.read import make_post
from socialcheck.kinds.gate import Gate
from socialcheck.policy import store
from socialcheck.policy.lexicon import WordEntry
from socialcheck.policy.load import load_policy

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def read(count: int) -> list[Post]:
    return [make_post(None, p.pop("text"), p, {}, NOW) for p in posts(count)]


def rate(checker: Checker, batch: list[Post]) -> float:
    started = time.process_time()
    for _ in checker.check_many(batch, NOW):
        pass
    return len(batch) / (time.process_time() - started)


def run(count: int = 20_000) -> None:
    batch = read(count)
    for policy in ("north-wales", "leicestershire", "west-midlands-police"):
        checker = Checker(load_policy(policy))
        rate(checker, batch[:500])
        print(f"bulk draft, {policy}: {rate(checker, batch):,.0f} posts a second on one core")
    growth(batch)
    long_lines()


def growth(batch: list[Post]) -> None:
    checker = Checker(load_policy("north-wales"))
    rate(checker, batch[:500])
    before = rate(checker, batch)
    grown = Checker(load_policy("north-wales"))
    recogniser = grown.recogniser
    recogniser.vocabulary = replace(recogniser.vocabulary, words=dict(_grown(recogniser.vocabulary.words)))
    recogniser.gate = Gate(store.shared("rules"), recogniser.vocabulary, recogniser.heads)
    rate(grown, batch[:500])
    print(f"with word lists ten times as long: {before / rate(grown, batch):.2f} times the cost")


def _grown(words: Mapping[str, WordEntry]) -> Iterator[tuple[str, WordEntry]]:
    """Every word with its terms, and nine more that differ in spelling only; terms after a word that posts have as well."""
    for word, (themes, terms) in words.items():
        more = {
            before: "\n".join([lines, *(lines.replace(f" {word}", f" {word}{n}zq") for n in range(9))])
            for before, lines in terms.items()
        }
        yield word, (themes, more)
        yield from ((f"{word}{n}zq", (themes, more)) for n in range(9))


def long_lines() -> None:
    checker = Checker(load_policy("north-wales"))
    for name, unit in (
        ("plain words", "a line of plain words "),
        ("mentions", "@somebody "),
        ("nested quotes", "\"'“‘"),
        ("spaced letters", "a b c "),
        ("leet", "1d10t5 "),
    ):
        small, large = (unit * (size // len(unit)) for size in (125_000, 1_000_000))
        times = []
        for text in (small, large):
            started = time.process_time()
            checker.check(Post(None, text, {}), NOW)
            times.append(time.process_time() - started)
        print(
            f"a line of 1 MB against one of 125 kB, {name}: "
            f"{times[1] / times[0]:.1f} times as long for 8 times the text ({times[1]:.1f} s)"
        )
