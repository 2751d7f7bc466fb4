"""Kinds that look at the surface of a text: patterns, style, personal data, links, and platform limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import re2

from socialcheck.model import Match
from socialcheck.text import length, links, personal
from socialcheck.text.length import Platform
from socialcheck.text.marks import hashtags
from socialcheck.text.view import TextView
from socialcheck.text.words import Shape

MAX_HITS = 20


@lru_cache(maxsize=2048)
def _pattern(source: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(source, options)


def find_patterns(rule_id: str, rule: Mapping[str, Any], view: TextView) -> Iterator[Match]:
    """The kind `pattern`: RE2 over the text as written."""
    for source in rule["pattern"]:
        for count, found in enumerate(_pattern(source).finditer(view.original)):
            if count >= MAX_HITS:
                break
            start, end = found.span(1) if found.re.groups and found.span(1)[0] >= 0 else found.span()
            yield Match(rule_id, start, end, view.original[start:end], None, view.field)


def find_personal(
    rule_id: str, rule: Mapping[str, Any], view: TextView, allow: personal.Allow, kinds: frozenset[str]
) -> Iterator[Match]:
    """The kind `personal`: contact and identity details of private people, masked. `kinds` are those any rule wants."""
    for span in personal_spans(view, allow, kinds):
        if span.kind in rule["personal"]:
            yield Match(rule_id, span.start, span.end, span.shown, None, view.field, {"kind": span.kind})


def personal_spans(view: TextView, allow: personal.Allow, kinds: frozenset[str]) -> list[personal.PersonalSpan]:
    """Details of private people in a text, looked for once for all rules."""
    return view.once("personal", lambda: [*personal.find(view.original, kinds, allow)])


def find_links(rule_id: str, rule: Mapping[str, Any], view: TextView, official: frozenset[str]) -> Iterator[Match]:
    """The kind `links`: faults in a link's address."""
    for link, found in link_faults(view, official):
        for fault in found:
            if fault.kind in rule["links"]:
                yield Match(rule_id, link.start, link.end, link.url[:120], None, view.field, {"detail": fault.detail})
                break


def link_faults(view: TextView, official: frozenset[str]) -> list[tuple[links.Link, list[links.LinkFault]]]:
    """The links of a text with their faults, looked for once for all rules."""
    return view.once("links", lambda: [(link, list(links.faults(link, official))) for link in links.find(view.original)])


def find_style(rule_id: str, rule: Mapping[str, Any], view: TextView) -> Iterator[Match]:
    """The kind `style`: shouting, exclamation marks, emoji, sentences too long to follow."""
    style = rule["style"]
    if (capitals := style.get("capitals")) and (found := _shouting(view, capitals["words"], capitals["percent"])):
        yield Match(rule_id, *found, view.original[found[0] : found[1]][:80], None, view.field)
    if limit := style.get("exclamations"):
        yield from _count_of(rule_id, view, "!", limit)
    if limit := style.get("emoji"):
        yield from _emoji(rule_id, view, limit)
    if limit := style.get("sentence_words"):
        yield from _long_sentences(rule_id, view, limit)


def _shouting(view: TextView, words: int, percent: int) -> tuple[int, int] | None:
    if sum(map(str.isupper, view.original)) < 3 * words:
        return None
    spoken = [
        w
        for w in view.tagged.words
        if not w.shape & (Shape.BOUNDARY | Shape.HASHTAG | Shape.URL | Shape.MENTION) and w.form.isalpha()
    ]
    loud = [w for w in spoken if w.shape & Shape.CAPS]
    if len(loud) < words or len(loud) * 100 < percent * len(spoken):
        return None
    origin, size = view.folded.origin, len(view.original)
    return origin(loud[0].start, size), origin(loud[-1].end - 1, size) + 1


def _count_of(rule_id: str, view: TextView, sign: str, limit: int) -> Iterator[Match]:
    if view.original.count(sign) >= limit:
        start = view.original.index(sign)
        yield Match(rule_id, start, start + 1, sign * 3, None, view.field, {"count": str(view.original.count(sign))})


def _emoji(rule_id: str, view: TextView, limit: int) -> Iterator[Match]:
    if view.original.isascii():
        return
    found = [w for w in view.tagged.words if w.shape & Shape.EMOJI]
    if len(found) > limit:
        start = view.folded.origin(found[0].start, len(view.original))
        yield Match(rule_id, start, start + 1, view.original[start], None, view.field, {"count": str(len(found))})


def _long_sentences(rule_id: str, view: TextView, limit: int) -> Iterator[Match]:
    if view.original.count(" ") < limit:
        return
    marks = view.tagged.boundaries
    for left, right in pairwise(marks):
        words = [w for w in view.tagged.words[left + 1 : right] if not w.shape & (Shape.EMOJI | Shape.HASHTAG)]
        if len(words) > limit:
            origin, size = view.folded.origin, len(view.original)
            start, end = origin(words[0].start, size), origin(words[-1].end - 1, size) + 1
            yield Match(
                rule_id,
                start,
                end,
                view.original[start : start + 60] + "…",
                None,
                view.field,
                {"count": str(len(words))},
            )


def find_limit(rule_id: str, rule: Mapping[str, Any], view: TextView, platform: Platform | None) -> Iterator[Match]:
    """The kind `limit`: longer than the platform, or the policy, allows."""
    limit = rule["limit"]
    of = limit["of"]
    if (
        platform is None
        or (limit.get("platform") and platform.id not in limit["platform"])
        or (of == "alt-length") != (view.field == "alt")
    ):
        return
    for used, most, unit in _measures(of, limit.get("characters"), view.original, platform):
        if used > most:
            values = {
                "count": str(used),
                "limit": str(most),
                "over": str(used - most),
                "unit": unit,
                "platform": platform.name,
            }
            yield Match(rule_id, -1, -1, "", None, view.field, values)
            return


def _measures(of: str, characters: int | None, text: str, platform: Platform) -> Iterator[tuple[int, int, str]]:
    if characters is not None:
        yield length.count(text, platform), characters, "characters"
    elif of == "platform-length":
        yield from ((measured.used, measured.limit, measured.unit) for measured in length.measure(text, platform))
    elif of == "platform-hashtags" and platform.hashtag_limit is not None:
        yield sum(1 for _ in hashtags(text)), platform.hashtag_limit, "hashtags"
    elif of == "alt-length" and platform.alt_limit is not None:
        yield len(text), platform.alt_limit, "characters"
