"""A text with its words tagged by the lexicons, ready for the phrase grammar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from socialcheck.text import disguise
from socialcheck.text.fold import Folded, fold
from socialcheck.text.grammar import ascii_form
from socialcheck.text.vocabulary import NAME_TAG, SHAPE_TAGS, Vocabulary
from socialcheck.text.words import Shape, Word, words_of


class Span(NamedTuple):
    """A run of words: `first` and `last` are word numbers, last excluded."""

    first: int
    last: int


@dataclass(frozen=True)
class Tagged:
    """The words of one text and the tagged line that patterns run over. `at[i]` is where word i starts in the line."""

    original: str
    folded: Folded
    words: tuple[Word, ...]
    line: bytes
    at: tuple[int, ...]

    def words_at(self, start: int, end: int) -> Span:
        """The words that lie between two positions of the line."""
        return Span(bisect_right(self.at, start) - 1, bisect_right(self.at, end - 1))

    def slice(self, span: Span) -> bytes:
        """The part of the line that holds these words."""
        end = self.at[span.last] if span.last < len(self.at) else len(self.line)
        return self.line[self.at[span.first] : end]

    def original_span(self, span: Span) -> tuple[int, int]:
        """Code-point offsets of a run of words in the original text, sentence marks at its edges left out."""
        inner = [w for w in self.words[span.first : span.last] if not w.shape & Shape.BOUNDARY]
        if not inner:
            return 0, 0
        start = min(w.start for w in inner)
        end = max(w.end for w in inner)
        length = len(self.original)
        return self.folded.origin(start, length), self.folded.origin(end - 1, length) + 1 if end else 0

    @cached_property
    def boundaries(self) -> tuple[int, ...]:
        """Word numbers of the sentence boundaries."""
        return tuple(i for i, word in enumerate(self.words) if word.shape & Shape.BOUNDARY)

    def sentence(self, span: Span) -> Span:
        """The sentence round a run of words, its boundaries included."""
        marks = self.boundaries
        left = marks[max(bisect_right(marks, span.first) - 1, 0)]
        right = next((m for m in marks[bisect_right(marks, span.last - 1) :]), len(self.words) - 1)
        return Span(left, right + 1)


def sentence_line(tagged: Tagged, sentence: Span) -> bytes:
    """The line of one sentence; the mark that ends the sentence before it is not its own."""
    return b"\x1fn " + tagged.slice(Span(sentence.first + 1, sentence.last))


def tag(original: str, vocabulary: Vocabulary, folded: Folded | None = None) -> Tagged:
    """Tag a text: words, disguises read, lexicon terms found, exceptions taken out."""
    folded = folded or fold(original)
    length = len(original)

    def character(position: int) -> str:
        at = folded.origin(position, length)
        return original[at : at + 1]

    words = list(words_of(folded.text, character, lambda word: word in vocabulary.known))
    if disguise.suspicious(folded.text) or folded.mixed_script:
        words = _read_disguises(words, folded, vocabulary)
    return _lay_out(original, folded, words, _term_tags(words, vocabulary), vocabulary)


def _read_disguises(words: list[Word], folded: Folded, vocabulary: Vocabulary) -> list[Word]:
    read = [_read(word, folded, vocabulary) for word in words]
    return list(_read_spaced(read, vocabulary))


def _read(word: Word, folded: Folded, vocabulary: Vocabulary) -> Word:
    if word.shape & (Shape.BOUNDARY | Shape.URL | Shape.EMOJI):
        return word
    found = disguise.reading(word.form, vocabulary.disguised, vocabulary.masks)
    if found is None and word.start in folded.mixed_script:
        found = word.form
    return word._replace(form=found, read_as=found) if found else word


def _read_spaced(words: list[Word], vocabulary: Vocabulary) -> Iterator[Word]:
    at = 0
    while at < len(words):
        run = at
        while run < len(words) and len(words[run].form) == 1 and run - at < disguise.MAX_WORD and _joins(words, run):
            run += 1
        found = disguise.spaced_reading([w.form for w in words[at:run]], vocabulary.disguised) if run - at > 2 else None
        if found:
            start, end, form = found
            yield from _read_spaced(words[at : at + start], vocabulary)
            first, last = words[at + start], words[at + end - 1]
            yield Word(form, first.start, last.end, first.shape, form)
            at += end
        else:
            yield from words[at : max(run, at + 1)]
            at = max(run, at + 1)


def _joins(words: list[Word], number: int) -> bool:
    word = words[number]
    return not word.shape & (Shape.EMOJI | Shape.BOUNDARY)


class _Term(NamedTuple):
    first: int
    last: int
    themes: tuple[int, ...]
    safe: bool


def _terms(words: list[Word], vocabulary: Vocabulary) -> Iterator[_Term]:
    safe = vocabulary.safe
    single_terms, phrase_terms = vocabulary.single_terms, vocabulary.phrase_terms
    forms = [word.form for word in words]
    for number, form in enumerate(forms):
        if form in single_terms:
            themes = vocabulary.singles(form)
            yield _Term(number, number + 1, themes, not safe.isdisjoint(themes))
        if form in phrase_terms:
            for term in vocabulary.phrases(form):
                first = number - term.at
                if first >= 0 and tuple(forms[first : first + len(term.words)]) == term.words:
                    yield _Term(first, first + len(term.words), term.themes, not safe.isdisjoint(term.themes))


def _term_tags(words: list[Word], vocabulary: Vocabulary) -> dict[int, set[bytes]]:
    terms = list(_terms(words, vocabulary))
    shelter = sorted(t for t in terms if t.safe and _shelters(words, t, vocabulary))
    tags: dict[int, set[bytes]] = {}
    for term in terms:
        sheltered = any(s.first <= term.first and term.last <= s.last for s in _near(shelter, term))
        for theme in term.themes:
            if (sheltered and theme not in vocabulary.safe) or not _case_fits(words[term.first], vocabulary.cases.get(theme)):
                continue
            tags.setdefault(term.first, set()).add(vocabulary.first_codes[theme])
            for number in range(term.first + 1, term.last):
                tags.setdefault(number, set()).add(vocabulary.next_codes[theme])
    return tags


def _shelters(words: list[Word], term: _Term, vocabulary: Vocabulary) -> bool:
    safe = (theme for theme in term.themes if theme in vocabulary.safe)
    return any(_case_fits(words[term.first], vocabulary.cases.get(theme)) for theme in safe)


def _near(shelter: list[_Term], term: _Term) -> list[_Term]:
    # Safe terms are in order of their first word and at most 12 words long: only those just before can cover a term.
    high = bisect_right(shelter, term.first, key=lambda s: s.first)
    low = bisect_right(shelter, term.first - 12, key=lambda s: s.first)
    return shelter[low:high]


def _case_fits(word: Word, case: str | None) -> bool:
    if case is None or word.shape & (Shape.HASHTAG | Shape.MENTION):
        return True
    return bool(word.shape & (Shape.CAP if case == "title" else Shape.CAPS))


def _lay_out(original: str, folded: Folded, words: list[Word], tags: dict[int, set[bytes]], vocabulary: Vocabulary) -> Tagged:
    parts: list[bytes] = []
    at: list[int] = []
    position = 0
    for number, word in enumerate(words):
        at.append(position)
        if word.shape & Shape.BOUNDARY:
            part = b"\x1f" + word.form.encode() + b" "
        else:
            own = b"".join(sorted(tags.get(number, ())))
            part = b"\x1e" + _shape_tags(word, vocabulary) + own + ascii_form(word.form).encode() + b" "
        parts.append(part)
        position += len(part)
    return Tagged(original, folded, tuple(words), b"".join(parts), tuple(at))


def _shape_tags(word: Word, vocabulary: Vocabulary) -> bytes:
    shape = word.shape
    if not shape:
        return b""
    tags = b"".join(code for flag, code in SHAPE_TAGS if shape & flag)
    if shape & Shape.CAP and not shape & Shape.CAPS and word.form not in vocabulary.common:
        tags += NAME_TAG
    return tags
