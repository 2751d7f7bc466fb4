"""The second reading: whether a post, and the sentence in which a rule has guessed, read like everyday posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from socialcheck.model import Match
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

    def borne_out(self, matches: list[Match], rules: Mapping[str, Mapping[str, Any]], view: TextView) -> list[Match]:
        """The matches of a text without the guesses that nothing else in it speaks for.

        Guesses of one category in different words speak for each other.
        """
        if not matches or view.field != "text":
            return matches
        places = {(rules[match.rule]["category"], match.start, match.end) for match in matches}
        often = Counter(category for category, _, _ in places)
        return [
            match
            for match in matches
            if often[rules[match.rule]["category"]] > 1 or not self._doubts(rules[match.rule], match, view)
        ]

    def _doubts(self, rule: Mapping[str, Any], match: Match, view: TextView) -> bool:
        category = rule["category"]
        bar = self._bars.get(category)
        if bar is None or not is_guess(rule):
            return False
        whole = view.once(f"read {category}", lambda: self._weight(view.folded.text, category))
        return whole <= bar and self._weight(fold(_sentence(view, match)).text, category) <= bar * SENTENCE

    def _weight(self, folded: str, category: str) -> float:
        return weigh(read_words(folded), f"{self._surface} {category}", self._weights)


def _sentence(view: TextView, match: Match) -> str:
    """The sentence in which a match stands, as written."""
    tagged = view.tagged
    first, last = tagged.original_span(tagged.sentence(tagged.span_at(match.start, match.end)))
    return view.original[first:last]
