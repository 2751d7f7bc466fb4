"""Recognition: which rules match a text and where. Knows no organisation and no clock.

A phrase is tried only on texts that hold a word it cannot do without, so that the cost of a clean post does not
grow with the lexicons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from socialcheck.kinds import KINDS, Context
from socialcheck.kinds.phrases import Grammar, cleared, find_phrases
from socialcheck.kinds.signals import find_signals
from socialcheck.model import Match
from socialcheck.text.tagged import Span
from socialcheck.text.view import TextView
from socialcheck.text.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from socialcheck.text.length import Platform
    from socialcheck.text.personal import Allow

CLEARING = ("stance", "unless_sentence", "unless_document", "needs_sentence", "needs_document")


@lru_cache(maxsize=65536)
def _numbers(held: str) -> tuple[int, ...]:
    return tuple(map(int, held.split()))


class Recogniser:
    """The rules that a policy enforces, arranged by the words that call for them. Built once, used for many texts."""

    def __init__(
        self,
        compiled: Mapping[str, Any],
        vocabulary: Vocabulary,
        wanted: Iterable[str],
        allow: Allow,
        official: frozenset[str],
    ) -> None:
        sets = {name: pattern.encode("latin-1") for name, pattern in compiled["sets"].items()}
        self.vocabulary = vocabulary
        self.rules: dict[str, Mapping[str, Any]] = {name: compiled["rules"][name] for name in sorted(wanted)}
        self.context = Context(Grammar(sets, compiled["stances"], {}), allow, official)
        self.features: Mapping[str, str] = compiled["features"]
        self.keyed: dict[int, list[tuple[frozenset[int], str, int]]] = {}
        self.unkeyed: list[tuple[str, int]] = []
        self.plain = [
            name for name, rule in self.rules.items() if rule["kind"] not in ("phrases", "signals", "moment", "facts", "row")
        ]
        self.kinds_wanted = frozenset(kind for rule in self.rules.values() for kind in rule.get("personal", ()))
        self._arrange()

    def _arrange(self) -> None:
        for name, rule in self.rules.items():
            for number, (_, needs) in enumerate(rule.get("phrases", ())):
                if needs:
                    self.keyed.setdefault(needs[0], []).append((frozenset(needs), name, number))
                else:
                    self.unkeyed.append((name, number))

    def recognise(
        self, texts: Iterable[tuple[str, str]], platform: Platform | None = None, only: str | None = None
    ) -> list[Match]:
        """Matches in each (field, text), by rule; of the rule `only`, if one is named."""
        matches: list[Match] = []
        context = self.context._replace(platform=platform, personal_kinds=self._personal_kinds(only))
        for field, text in texts:
            view = TextView(text, self.vocabulary, field)
            matches += self._phrases(view, only)
            matches += self._others(view, context, only)
        return matches

    def _personal_kinds(self, only: str | None) -> frozenset[str]:
        return self.kinds_wanted if only is None else frozenset(self.rules[only].get("personal", ()))

    def _phrases(self, view: TextView, only: str | None) -> list[Match]:
        due = self._due(view)
        return [
            match
            for name in sorted(due)
            if view.field in self.rules[name]["fields"] and only in (None, name)
            for match in self._found(name, view, due[name])
        ]

    def _found(self, name: str, view: TextView, numbers: list[int]) -> Iterable[Match]:
        find = find_signals if self.rules[name]["kind"] == "signals" else find_phrases
        return find(name, self.rules[name], view, self.context.grammar, numbers)

    def _due(self, view: TextView) -> dict[str, list[int]]:
        due: dict[str, list[int]] = {}
        for name, number in self.unkeyed:
            due.setdefault(name, []).append(number)
        words = view.present
        hits: set[int] = set()
        for member in self.features.keys() & (words | self.vocabulary.marks_in(words)):
            hits.update(_numbers(self.features[member]))
        for feature in hits & self.keyed.keys():
            for needs, name, number in self.keyed[feature]:
                if needs <= hits:
                    due.setdefault(name, []).append(number)
        return due

    def _others(self, view: TextView, context: Context, only: str | None) -> list[Match]:
        found: list[Match] = []
        for name in self.plain if only is None else [only] if only in self.plain else ():
            rule = self.rules[name]
            if view.field in rule["fields"]:
                for match in KINDS[rule["kind"]](name, rule, view, context):
                    if not self._cleared(rule, match, view):
                        found.append(match)
        return found

    def _cleared(self, rule: Mapping[str, Any], match: Match, view: TextView) -> bool:
        if match.start < 0 or not any(key in rule for key in CLEARING):
            return False
        return cleared(rule, _span_at(view, match.start, match.end), view.tagged, self.context.grammar)


def _span_at(view: TextView, start: int, end: int) -> Span:
    tagged = view.tagged
    size = len(view.original)
    inside = [
        number
        for number, word in enumerate(tagged.words)
        if word.end > word.start
        and tagged.folded.origin(word.start, size) < end
        and tagged.folded.origin(word.end - 1, size) >= start
    ]
    return Span(inside[0], inside[-1] + 1) if inside else Span(0, 1)


def make_recogniser(
    compiled: Mapping[str, Any],
    vocabulary: Mapping[str, Any],
    wanted: Iterable[str],
    allow: Allow,
    official: frozenset[str],
) -> Recogniser:
    """A recogniser from compiled data."""
    return Recogniser(compiled, load_vocabulary(vocabulary), wanted, allow, official)
