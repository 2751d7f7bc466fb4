"""Recognition: which rules match a text and where. Knows no organisation and no clock.

A rule is asked only about texts that show what it cannot do without (`gate` for phrases, `looks` for the rest), so that
the cost of a clean post does not grow with the lexicons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from socialcheck.kinds import KINDS, Context
from socialcheck.kinds.gate import Due, Gate
from socialcheck.kinds.looks import Looks
from socialcheck.kinds.phrases import Grammar, cleared, find_phrases
from socialcheck.kinds.reading import Reading
from socialcheck.kinds.signals import find_signals
from socialcheck.kinds.surface import link_faults, personal_spans
from socialcheck.model import Match
from socialcheck.text.view import TextView
from socialcheck.text.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from socialcheck.text.length import Platform
    from socialcheck.text.personal import Allow

CLEARING = ("stance", "unless_sentence", "unless_document", "needs_sentence", "needs_document")


class Recogniser:
    """The rules that a policy enforces, arranged by the words that call for them. Built once, used for many texts."""

    def __init__(
        self,
        compiled: Mapping[str, Any],
        vocabulary: Vocabulary,
        wanted: Iterable[str],
        allow: Allow,
        official: frozenset[str],
        reading: Reading | None = None,
    ) -> None:
        self.vocabulary, self.second = vocabulary, reading
        self.rules: Mapping[str, Mapping[str, Any]] = compiled["rules"]
        self.heads: dict[str, Mapping[str, Any]] = {name: compiled["heads"][name] for name in sorted(wanted)}
        self.context = Context(Grammar(compiled["sets"], compiled["stances"], {}), allow, official, reading=reading)
        self.gate = Gate(compiled, vocabulary, self.heads)
        self.looks = Looks(self.heads)
        self.kinds_wanted = frozenset(kind for head in self.heads.values() for kind in head.get("personal", ()))

    def recognise(
        self, texts: Iterable[tuple[str, str]], platform: Platform | None = None, only: str | None = None
    ) -> list[Match]:
        """Matches in each (field, text), by rule; of the rule `only`, if one is named."""
        matches: list[Match] = []
        for field, text in texts:
            view = TextView(text, self.vocabulary, field)
            if due := self.gate.due(view):
                found = list(self._phrases(due, view, only))
                matches += self.second.borne_out(found, self.rules, view) if self.second else found
            if names := self.looks.due(view, platform):
                matches += self._others(names, view, platform, only)
        return matches if self.looks.always.isdisjoint([match.rule for match in matches]) else self.better_known(matches)

    def better_known(self, matches: list[Match]) -> list[Match]:
        """Matches without what a reading alone has found, where another rule says better what the text is."""
        read = self.looks.always
        known = {self.rules[match.rule]["category"] for match in matches if match.rule not in read}
        return [
            match
            for match in matches
            if match.rule not in read or known.isdisjoint(self.heads[match.rule]["reading"]["unless_found"])
        ]

    def _phrases(self, due: Due, view: TextView, only: str | None) -> Iterator[Match]:
        for name in sorted(due) if only is None else (due.keys() & {only}):
            if view.field in self.heads[name]["fields"]:
                yield from self._found(name, view, sorted(due[name]))

    def _found(self, name: str, view: TextView, numbers: list[int]) -> Iterable[Match]:
        find = find_signals if self.rules[name]["kind"] == "signals" else find_phrases
        return find(name, self.rules[name], view, self.context.grammar, numbers)

    def _others(self, names: list[str], view: TextView, platform: Platform | None, only: str | None) -> Iterator[Match]:
        kinds = self.kinds_wanted if only is None else frozenset(self.heads[only].get("personal", ()))
        context = self.context._replace(platform=platform, personal_kinds=kinds)
        worth: dict[str, bool] = {}
        for name in names if only is None else {only}.intersection(names):
            head = self.heads[name]
            kind = head["kind"]
            if kind not in worth:
                worth[kind] = _may_find(kind, view, context)
            if worth[kind] and view.field in head["fields"]:
                rule = self.rules[name]
                for match in KINDS[kind](name, rule, view, context):
                    if not self._cleared(rule, match, view):
                        yield match

    def _cleared(self, rule: Mapping[str, Any], match: Match, view: TextView) -> bool:
        if match.start < 0 or not any(key in rule for key in CLEARING):
            return False
        return cleared(rule, view.tagged.span_at(match.start, match.end), view.tagged, self.context.grammar)


def _may_find(kind: str, view: TextView, context: Context) -> bool:
    """Whether anything was found that rules of a kind share."""
    if kind == "personal":
        return bool(personal_spans(view, context.allow, context.personal_kinds))
    return kind != "links" or any(found for _, found in link_faults(view, context.official))


def make_recogniser(
    compiled: Mapping[str, Any],
    vocabulary: Mapping[str, Any],
    wanted: Iterable[str],
    allow: Allow,
    official: frozenset[str],
    reading: Reading | None = None,
) -> Recogniser:
    """A recogniser from compiled data; with a reading, guesses that it does not bear out are dropped."""
    return Recogniser(compiled, load_vocabulary(vocabulary), wanted, allow, official, reading)
