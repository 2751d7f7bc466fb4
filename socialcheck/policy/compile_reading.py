"""Compiles the second reading: what each word weighs for each category, and the bar a post must pass.

The evidence is the examples of the rules and the labelled posts of `policies/posts`, of drafts and comments apart. The
weight of a word is a smoothed log odds (naive Bayes); the bars are taken from everyday posts that had no part in the
weights they are read with.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple

from socialcheck.policy.schema_reading import read_wanted
from socialcheck.policy.sources import Entry, Sources
from socialcheck.policy.yamlfile import Problem, policy_error
from socialcheck.text.fold import fold
from socialcheck.text.reading import read_words, weigh

# Added to every count, so that a word seen once or twice does not decide.
SMOOTHING = 0.3
LEAST_COUNT = 2
# Weights nearer to nothing than this change no reading and are left out.
LEAST_WEIGHT = 0.15
PARTS = 4


class Sample(NamedTuple):
    """A text: the categories it falls under, those it may fall under, and whether it is a post rather than an example."""

    words: frozenset[str]
    expect: frozenset[str]
    unsure: frozenset[str]
    is_post: bool


class Tally:
    """How many texts there are, and in how many each word stands: in all, in those of a category, in those that may be."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self.texts: Counter[str] = Counter()
        self.words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for sample in samples:
            for group in ("", *(f"in {name}" for name in sample.expect), *(f"perhaps {name}" for name in sample.unsure)):
                self.texts[group] += 1
                self.words[group].update(sample.words)

    def texts_of(self, category: str) -> tuple[int, int]:
        """How many texts fall under a category, and how many do not."""
        inside = self.texts[f"in {category}"]
        return inside, self.texts[""] - inside - self.texts[f"perhaps {category}"]

    def words_of(self, category: str) -> tuple[Counter[str], Counter[str]]:
        """In how many of either each word stands."""
        inside = self.words[f"in {category}"]
        return inside, self.words[""] - inside - self.words[f"perhaps {category}"]


SURFACES = {"drafts": "draft", "comments": "comment"}


def compile_reading(folder: Path, sources: Sources) -> dict[str, Any]:
    """Bars by surface and category, and by rule of the kind `reading`; and weights by word, as JSON has them."""
    weights: dict[str, dict[str, float]] = {}
    bars: dict[str, dict[str, float]] = {}
    for surface, wanted in read_wanted(folder / "second-reading.yaml").items():
        categories = frozenset(wanted["categories"])
        samples = [*_examples(sources, categories, SURFACES[surface]), *_posts(folder / "posts" / surface)]
        shares = dict.fromkeys(sorted(categories), wanted["count_in"])
        bars[surface] = _read(samples, shares, f"{surface} ", weights)
    found: dict[str, float] = {}
    for entry in sources.rules.values():
        if entry.value.get("reading"):
            relabelled = list(_relabelled(entry, sources, folder))
            found |= _read(relabelled, {entry.name: entry.value["reading"]["count_in"]}, "", weights)
    return {"bars": bars, "found": found, "weights": weights}


def _read(
    samples: Sequence[Sample], shares: Mapping[str, int], prefix: str, weights: dict[str, dict[str, float]]
) -> dict[str, float]:
    """The bars of categories, each for its share of everyday texts; their weights are entered under `prefix`."""
    parts = [samples[part::PARTS] for part in range(PARTS)]
    tallies = [Tally(part) for part in parts]
    for name in shares:
        for word, weight in _weights(tallies, name).items():
            if abs(weight) >= LEAST_WEIGHT:
                weights.setdefault(word, {})[prefix + name] = round(weight, 2)
    return {name: round(_bar(parts, tallies, name, share), 3) for name, share in shares.items()}


def _relabelled(entry: Entry, sources: Sources, folder: Path) -> Iterator[Sample]:
    """The samples of the surface that a rule of the kind `reading` is for, labelled with the rule where it should find them."""
    reading, surface = entry.value["reading"], entry.value["on"][0]
    like, aside = frozenset(reading["like"]), frozenset(reading["aside"])
    posts = next(folder / "posts" / name for name, on in SURFACES.items() if on == surface)
    this, nothing = frozenset((entry.name,)), frozenset[str]()
    for sample in (*_examples(sources, nothing, surface), *_posts(posts)):
        inside = bool(sample.expect & like)
        perhaps = not inside and bool(sample.unsure & like or sample.expect & aside)
        yield Sample(sample.words, this if inside else nothing, this if perhaps else nothing, sample.is_post)


def _examples(sources: Sources, categories: frozenset[str], surface: str) -> Iterator[Sample]:
    from socialcheck.policy.examples import unmark

    for entry in sources.rules.values():
        rule = entry.value
        if surface not in rule.get("on", ()) or not isinstance(rule.get("examples"), Mapping):
            continue
        for kind, known in (("flag", frozenset((rule["category"],))), ("pass", frozenset[str]())):
            # A flagged example may well fall under other categories too; a near miss falls under none.
            unsure = categories - known if known else frozenset[str]()
            for example in rule["examples"].get(kind) or ():
                text = example.get("text") if isinstance(example, Mapping) else example
                if isinstance(text, str) and text:
                    yield Sample(read_words(fold(unmark(text)[0]).text), known, unsure, is_post=False)


def _posts(folder: Path) -> Iterator[Sample]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                post = json.loads(line)
                expect, allow = frozenset(post["expect"]), frozenset(post.get("allow", ()))
                yield Sample(read_words(fold(post["text"]).text), expect, allow - expect, is_post=True)
            except (ValueError, KeyError, TypeError, AttributeError):
                problem = Problem(str(path), number, "must be an object with text, expect and perhaps allow")
                raise policy_error([problem]) from None


def _weights(tallies: Sequence[Tally], category: str) -> dict[str, float]:
    """How much oftener each word stands in texts of the category than in others, as a logarithm."""
    texts_in, texts_out = (sum(counts) for counts in zip(*(t.texts_of(category) for t in tallies), strict=True))
    if not texts_in or not texts_out:
        return {}
    inside, outside = Counter[str](), Counter[str]()
    for tally in tallies:
        for whole, part in zip((inside, outside), tally.words_of(category), strict=True):
            whole.update(part)
    # The rarer side is smoothed less, so that a word that neither has weighs nothing.
    more = SMOOTHING * texts_out / texts_in
    return {
        word: log((inside[word] + SMOOTHING) / (texts_in + 2 * SMOOTHING)) - log((outside[word] + more) / (texts_out + 2 * more))
        for word in inside.keys() | outside.keys()
        if inside[word] + outside[word] >= LEAST_COUNT
    }


def _bar(parts: Sequence[Sequence[Sample]], tallies: Sequence[Tally], category: str, share: int) -> float:
    """What `share` of a hundred everyday posts weigh more than, each read with the weights of the other parts."""
    read: list[float] = []
    for number, part in enumerate(parts):
        weights = _weights([*tallies[:number], *tallies[number + 1 :]], category)
        by_word = {word: {category: weight} for word, weight in weights.items()}
        read += [
            weigh(sample.words, category, lambda word, known=by_word: known.get(word, {}))  # type: ignore[misc]
            for sample in part
            if sample.is_post and category not in sample.expect | sample.unsure
        ]
    read.sort(reverse=True)
    return read[len(read) * share // 100] if read else 0.0
