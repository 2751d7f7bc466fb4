"""The second reading: whether a post, and the sentence in which a rule has guessed, read like everyday posts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from socialcheck.text.fold import fold
from socialcheck.text.reading import Weights, read_words, weigh
from socialcheck.text.view import TextView

# One sentence says less than a post: it must read as everyday only half as clearly. A risky sentence at the end of a long and
# harmless post is kept by it.
SENTENCE = 0.5
_NOTHING: Weights = {}
# Words are few and recur; what they weigh is kept for so many.
_KEPT = 16384


def is_guess(rule: Mapping[str, Any]) -> bool:
    """Whether a rule goes by words alone, and not by a validator, a fact or a measure."""
    return rule["kind"] in ("phrases", "signals")


class SecondReading:
    """The weights of words, and for each category of guesses the bar a text must pass, on drafts or on comments."""

    def __init__(self, compiled: Mapping[str, Any], surface: str) -> None:
        self._surface = surface
        self._bars: Mapping[str, float] = compiled["bars"].get(surface, {})
        table: Mapping[str, Weights] = compiled["weights"]

        @lru_cache(maxsize=_KEPT)
        def weights(word: str) -> Weights:
            return table.get(word) or _NOTHING

        self._weights = weights

    def doubts(self, rule: Mapping[str, Any], view: TextView, start: int, end: int) -> bool:
        """Whether a guess is not borne out by the rest of the post, nor by its own sentence."""
        category = rule["category"]
        bar = self._bars.get(category)
        if bar is None or not is_guess(rule) or view.field != "text":
            return False
        whole = view.once(f"read {category}", lambda: self._weight(view.folded.text, category))
        return whole <= bar and self._weight(fold(_sentence(view, start, end)).text, category) <= bar * SENTENCE

    def _weight(self, folded: str, category: str) -> float:
        return weigh(read_words(folded), f"{self._surface} {category}", self._weights)


def _sentence(view: TextView, start: int, end: int) -> str:
    """The sentence of these characters, as written."""
    tagged = view.tagged
    first, last = tagged.original_span(tagged.sentence(tagged.span_at(start, end)))
    return view.original[first:last]
