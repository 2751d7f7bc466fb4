"""The kind `signals`: weak evidence that weighs enough together, in one sentence or in the whole text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from socialcheck.kinds.phrases import Grammar, cleared, match_of, regex, spans_of
from socialcheck.model import Match
from socialcheck.text.tagged import Span, Tagged
from socialcheck.text.view import TextView


class _Hit(NamedTuple):
    weight: int
    cue: int
    span: Span


def find_signals(
    rule_id: str, rule: Mapping[str, Any], view: TextView, grammar: Grammar, numbers: Iterable[int]
) -> Iterator[Match]:
    """One match for each sentence, or for the text, whose cues reach the threshold: the weightiest words stand for it."""
    tagged = view.tagged
    hits = sorted(_hits(rule, tagged, grammar, numbers), key=lambda hit: (hit.span, hit.cue))
    for group in _groups(hits, tagged, rule["signals"]["within"]):
        heaviest: dict[int, _Hit] = {}
        for hit in group:
            heaviest.setdefault(hit.cue, hit)
        if sum(hit.weight for hit in heaviest.values()) < rule["signals"]["threshold"]:
            continue
        best = max(heaviest.values(), key=lambda hit: (hit.weight, -hit.span.first))
        if not cleared(rule, best.span, tagged, grammar):
            yield match_of(rule_id, best.span, view)


def _hits(rule: Mapping[str, Any], tagged: Tagged, grammar: Grammar, numbers: Iterable[int]) -> Iterator[_Hit]:
    for number in numbers:
        cue, weight = rule["weights"][number]
        for span in spans_of(regex(rule["phrases"][number], grammar), tagged):
            yield _Hit(weight, cue, span)


def _groups(hits: list[_Hit], tagged: Tagged, within: str) -> Iterable[list[_Hit]]:
    if within == "document":
        return [hits] if hits else []
    sentences: dict[int, list[_Hit]] = {}
    for hit in hits:
        sentences.setdefault(tagged.sentence(hit.span).first, []).append(hit)
    return sentences.values()
