"""Readings: a text judged by what all its words weigh together.

The second reading asks whether a post, and the sentence in which a rule has guessed, read like everyday posts. The kind
`reading` finds texts that read like those of its categories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from socialcheck.model import Match
from socialcheck.text.fold import fold
from socialcheck.text.reading import Weights, read_words, weigh
from socialcheck.text.tagged import Span
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


class Reading:
    """The weights of words, and the bars that texts must pass: for a guess to count, or to be found by a reading alone."""

    def __init__(self, compiled: Mapping[str, Any], surface: str) -> None:
        self._surface = surface
        self._bars: Mapping[str, float] = compiled["bars"].get(surface, {})
        self._found: Mapping[str, float] = compiled["found"]
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
        whole = view.once(f"read {category}", lambda: self._weight(view.folded.text, f"{self._surface} {category}"))
        if whole > bar:
            return False
        tagged = view.tagged
        first, last = tagged.original_span(tagged.sentence(tagged.span_at(match.start, match.end)))
        return self._weight(fold(view.original[first:last]).text, f"{self._surface} {category}") <= bar * SENTENCE

    def _weight(self, folded: str, key: str) -> float:
        return weigh(read_words(folded), key, self._weights)

    def find(self, name: str, view: TextView) -> Iterator[Match]:
        """The kind `reading`: a text that passes the rule's bar. The sentence that weighs most stands for it."""
        if view.field != "text" or self._weight(view.folded.text, name) <= self._found[name]:
            return
        tagged = view.tagged
        sentences = [
            tagged.original_span(Span(left + 1, right)) for left, right in pairwise(tagged.boundaries) if right > left + 1
        ]
        weights = [self._weight(fold(view.original[first:last]).text, name) for first, last in sentences]
        start, end = sentences[weights.index(max(weights))] if sentences else (0, len(view.original))
        yield Match(name, start, end, view.original[start:end], None, view.field)
