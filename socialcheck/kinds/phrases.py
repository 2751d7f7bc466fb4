"""The kind `phrases`: rows of words and lexicon themes within a sentence, cleared by stance and by what else is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import re2

from socialcheck.model import Match
from socialcheck.text.grammar import expanded
from socialcheck.text.tagged import Span, Tagged, sentence_line
from socialcheck.text.view import TextView
from socialcheck.text.words import Shape

MAX_HITS = 50


class Grammar(NamedTuple):
    """What phrase patterns refer to, from the compiled rules; `ready` keeps patterns once they are compiled."""

    sets: Mapping[str, str]
    stances: Mapping[str, Mapping[str, Any]]
    ready: dict[str, Any]


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = 64 << 20
    return options


_OPTIONS = _options()


def regex(pattern: str, grammar: Grammar) -> Any:
    """The RE2 pattern of a compiled phrase."""
    found = grammar.ready.get(pattern)
    if found is None:
        found = grammar.ready[pattern] = re2.compile(expanded(pattern, grammar.sets), _OPTIONS)
    return found


def find_phrases(rule_id: str, rule: Mapping[str, Any], view: TextView, grammar: Grammar, numbers: Iterable[int]) -> list[Match]:
    """All matches of some phrases of a rule in a text; the longest where they overlap."""
    tagged = view.tagged
    spans = [
        span
        for number in numbers
        for span in spans_of(regex(rule["phrases"][number], grammar), tagged)
        if not cleared(rule, span, tagged, grammar)
    ]
    return [match_of(rule_id, span, view) for span in _longest(spans)]


def spans_of(pattern: Any, tagged: Tagged) -> Iterator[Span]:
    """The runs of words a pattern matches, or of those it marks as the words at fault."""
    for count, found in enumerate(pattern.finditer(tagged.line)):
        if count >= MAX_HITS:
            return
        group = 1 if found.re.groups and found.span(1)[0] >= 0 else 0
        start, end = found.span(group)
        if end > start:
            yield tagged.words_at(start, end)


def cleared(rule: Mapping[str, Any], span: Span, tagged: Tagged, grammar: Grammar) -> bool:
    """Whether a stance or something said elsewhere clears a match."""
    for name in rule.get("stance", ()):
        if has_stance(grammar.stances[name], span, tagged, grammar):
            return True
    sentence = sentence_line(tagged, tagged.sentence(span)) if rule.get("unless_sentence") or rule.get("needs_sentence") else b""
    return (
        _any(rule.get("unless_sentence"), sentence, grammar)
        or _any(rule.get("unless_document"), tagged.line, grammar)
        or not _all_there(rule, sentence, tagged, grammar)
    )


def _all_there(rule: Mapping[str, Any], sentence: bytes, tagged: Tagged, grammar: Grammar) -> bool:
    if rule.get("needs_sentence") and not _any(rule["needs_sentence"], sentence, grammar):
        return False
    return not rule.get("needs_document") or _any(rule["needs_document"], tagged.line, grammar)


def _any(patterns: list[str] | None, line: bytes, grammar: Grammar) -> bool:
    return any(regex(pattern, grammar).search(line) for pattern in patterns or ())


def has_stance(stance: Mapping[str, Any], span: Span, tagged: Tagged, grammar: Grammar) -> bool:
    """Whether a run of words is spoken with this stance."""
    if stance.get("quoted"):
        words = tagged.words[span.first : span.last]
        return all(w.shape & (Shape.QUOTED | Shape.BOUNDARY) for w in words)
    sentence = tagged.sentence(span)
    if stance.get("before"):
        window = Span(max(sentence.first, span.first - stance["before"]), span.first)
        return window.last > window.first and _any(stance["phrases"], tagged.slice(window), grammar)
    line = tagged.line if stance.get("within") == "document" else sentence_line(tagged, sentence)
    return _any(stance["phrases"], line, grammar)


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.first, -s.last)):
        if not kept or span.last > kept[-1].last:
            kept.append(span)
    return kept


def match_of(rule_id: str, span: Span, view: TextView) -> Match:
    """The match a run of words makes."""
    start, end = view.tagged.original_span(span)
    read = next((w.read_as for w in view.tagged.words[span.first : span.last] if w.read_as), None)
    return Match(rule_id, start, end, view.original[start:end], read, view.field)
