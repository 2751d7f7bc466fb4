"""What the words of a text weigh together: the second reading of a post in which a rule has guessed.

Each word has a weight for a category: the logarithm of how much oftener it stands in posts of that category than in
others. Words not known weigh nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from math import sqrt

# One class repeated each: linear. Where a link leads says nothing of what is said.
_LINK = re.compile(r"(?:https?://|www\.)\S*")
_WORD = re.compile(r"\w+|[?!]")
_BEGINNING = 4

Weights = Mapping[str, float]


def read_words(folded: str) -> frozenset[str]:
    """The words of a folded text, each once, and their beginnings, in which forms of a word agree."""
    words = {"#" if word.isdigit() else word for word in _WORD.findall(_LINK.sub(" ", folded))}
    return frozenset(words | {word[:_BEGINNING] + "-" for word in words if len(word) > _BEGINNING})


def weigh(words: Iterable[str], category: str, weights: Callable[[str], Weights]) -> float:
    """What words weigh for a category, whatever their number; 0 says nothing, above speaks for it, below against it."""
    count, total = 0, 0.0
    for word in words:
        count += 1
        total += weights(word).get(category, 0.0)
    return total / sqrt(count + 1)
