"""How often words stand in posts, reckoned from the rules' own examples: which words call for a phrase is chosen by it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from socialcheck.text.fold import fold
from socialcheck.text.needs import Clause, Rarity, class_mark
from socialcheck.text.vocabulary import Vocabulary, theme_mark

_WORD = re.compile(r"\w+")
# A word no example has still counts for something, so that of two rare clauses the shorter is the rarer.
UNSEEN = 0.3
# Neighbours are met together in about this share of the texts that hold both.
TOGETHER = 0.1
# The share of all posts that hold a word of each class.
CLASS_SHARES = {
    "Cap": 1.0, "Name": 0.45, "CAPS": 0.2, "num": 0.3, "hashtag": 0.4, "mention": 0.1, "url": 0.2, "emoji": 0.2, "quoted": 0.4,
    "possessive": 0.2, "?": 0.2,
}  # fmt: skip
FUNCTION_SHARE = 0.1


def example_texts(rules: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The texts of all examples of rules."""
    for rule in rules:
        examples = rule.get("examples")
        for group in examples.values() if isinstance(examples, Mapping) else ():
            for example in group if isinstance(group, list) else ():
                text = example.get("text") if isinstance(example, Mapping) else example
                if isinstance(text, str):
                    yield text


def make_rarity(
    texts: Iterable[str], vocabulary: Vocabulary, function: Set[str], sets: Mapping[str, float]
) -> tuple[Rarity, float]:
    """The order of clauses by how few of these texts would meet them, and what a clause that most meet counts.

    `function` are words known to be in most texts, whatever the examples say; `sets` counts named sets, by their marks.
    """
    words: Counter[str] = Counter()
    total = 0
    for text in texts:
        words.update(set(_WORD.findall(fold(text).text)))
        total += 1
    for word in function:
        words[word] = max(words[word], int(FUNCTION_SHARE * total))
    known = {class_mark(name): share * total for name, share in CLASS_SHARES.items()}
    known.update(_theme_counts(words, vocabulary))

    def count(member: str) -> float:
        if " " in member:
            return TOGETHER * min(map(count, member.split(" ")))
        return sets[member] if member in sets else known[member] if member in known else words[member]

    return _rarity(count), total / 2


def _rarity(count: Callable[[str], float]) -> Rarity:
    def rarity(clause: Clause) -> tuple[float, list[str]]:
        return sum(count(member) + UNSEEN for member in clause), sorted(clause)[:1]

    return rarity


def _theme_counts(words: Mapping[str, int], vocabulary: Vocabulary) -> Mapping[str, float]:
    counts: dict[int, float] = defaultdict(float)
    sizes: Counter[int] = Counter()
    for word in vocabulary.words:
        themes = vocabulary.with_parents(vocabulary.singles(word))
        sizes.update(themes)
        for theme in themes:
            counts[theme] += words.get(word, 0)
    for word in vocabulary.words:
        for term in vocabulary.phrases(word):
            themes = vocabulary.with_parents(term.themes)
            sizes.update(themes)
            rarest = min(words.get(part, 0) for part in term.words)
            for theme in themes:
                counts[theme] += rarest * TOGETHER ** (len(term.words) - 1)
    return {theme_mark(theme): counts[theme] + UNSEEN * size for theme, size in sizes.items()}
