"""Lexicon terms among the words of a text: what tags each word bears, and how it stands in the tagged line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from socialcheck.text.grammar import ascii_form
from socialcheck.text.vocabulary import NAME_TAG, SHAPE_TAGS, Vocabulary, terms_of
from socialcheck.text.words import Shape, Word

Tags = set[bytes]


class Found(NamedTuple):
    """A term and the words it takes up, the last excluded. A safe one shelters the terms it covers."""

    first: int
    last: int
    themes: tuple[int, ...]
    safe: bool


def tags_alone(form: str, shape: int, vocabulary: Vocabulary) -> Tags:
    """The tags of a word that no term of several words takes up."""
    held = None if shape & Shape.BOUNDARY else vocabulary.held[form]
    if held is None or not held.themes:
        return set()
    found = Found(0, 1, held.themes, not vocabulary.safe.isdisjoint(held.themes))
    return _tagged([found], {0: shape}, vocabulary).get(0, set())


def tags_together(words: list[Word], vocabulary: Vocabulary) -> dict[int, Tags]:
    """The tags of the words that terms of several words take up, by word number."""
    spelled = list(_spelled(words, vocabulary))
    if not spelled:
        return {}
    taken = sorted({number for term in spelled for number in range(term.first, term.last)})
    tags = _tagged([*spelled, *_single(taken, words, vocabulary)], {n: words[n].shape for n in taken}, vocabulary)
    return {number: tags.get(number, set()) for number in taken}


def _single(taken: Iterable[int], words: list[Word], vocabulary: Vocabulary) -> Iterator[Found]:
    for number in taken:
        held = vocabulary.held[words[number].form]
        if held is not None and held.themes:
            yield Found(number, number + 1, held.themes, not vocabulary.safe.isdisjoint(held.themes))


def _spelled(words: list[Word], vocabulary: Vocabulary) -> Iterator[Found]:
    holdings = vocabulary.held
    forms = [word.form for word in words]
    before = ""
    for number, form in enumerate(forms):
        held = holdings[form]
        if held is not None and (lines := held.terms.get(before)):
            for term in terms_of(lines):
                first = number - term.at
                last = first + len(term.words)
                if first >= 0 and tuple(forms[first:last]) == term.words:
                    yield Found(first, last, term.themes, not vocabulary.safe.isdisjoint(term.themes))
        before = form


def _tagged(terms: list[Found], shapes: dict[int, int], vocabulary: Vocabulary) -> dict[int, Tags]:
    shelter = sorted([t for t in terms if t.safe and _shelters(t, shapes[t.first], vocabulary)])
    safe, cases, first_codes, next_codes = vocabulary.safe, vocabulary.cases, vocabulary.first_codes, vocabulary.next_codes
    tags: dict[int, Tags] = {}
    for first, last, themes, _ in terms:
        sheltered = bool(shelter) and _sheltered(first, last, shelter)
        for theme in themes:
            if (sheltered and theme not in safe) or (theme in cases and not _case_fits(theme, shapes[first], vocabulary)):
                continue
            tags.setdefault(first, set()).add(first_codes[theme])
            for number in range(first + 1, last):
                tags.setdefault(number, set()).add(next_codes[theme])
    return tags


def _shelters(term: Found, shape: int, vocabulary: Vocabulary) -> bool:
    return any(theme in vocabulary.safe and _case_fits(theme, shape, vocabulary) for theme in term.themes)


def _sheltered(first: int, last: int, shelter: list[Found]) -> bool:
    # Safe terms are in order of their first word and at most 12 words long: only those just before can cover a term.
    high = bisect_right(shelter, first, key=lambda s: s.first)
    low = bisect_right(shelter, first - 12, key=lambda s: s.first)
    return any(last <= s.last for s in shelter[low:high])


def _case_fits(theme: int, shape: int, vocabulary: Vocabulary) -> bool:
    case = vocabulary.cases.get(theme)
    if case is None or shape & (Shape.HASHTAG | Shape.MENTION):
        return True
    return bool(shape & (Shape.CAP if case == "title" else Shape.CAPS))


def part_of(form: str, shape: int, tags: Tags, vocabulary: Vocabulary) -> bytes:
    """A word, or the end of a sentence, as it stands in the tagged line."""
    if shape & Shape.BOUNDARY:
        return b"\x1f" + form.encode() + b" "
    name = bool(shape & Shape.CAP) and not shape & Shape.CAPS and form not in vocabulary.common
    return b"\x1e" + _shape_tags(shape, name) + b"".join(sorted(tags)) + ascii_form(form).encode() + b" "


@lru_cache(maxsize=4096)
def _shape_tags(shape: int, name: bool) -> bytes:
    return b"".join(code for flag, code in SHAPE_TAGS if shape & flag) + (NAME_TAG if name else b"")
