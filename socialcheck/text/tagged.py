"""A text with its words tagged by the lexicons, ready for the phrase grammar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from socialcheck.text import disguise
from socialcheck.text.fold import Folded, fold
from socialcheck.text.terms import part_of, tags_alone, tags_together
from socialcheck.text.vocabulary import Vocabulary
from socialcheck.text.words import Shape, Word, quoted, words_of
from socialcheck.text.written import MOST_KEPT, Written, loose_words, words_written


class Span(NamedTuple):
    """A run of words: `first` and `last` are word numbers, last excluded."""

    first: int
    last: int


@dataclass(frozen=True)
class Tagged:
    """The words of one text and the tagged line that patterns run over. `at[i]` is where word i starts in the line.

    Where `written` is given, the places of the words have still to be found: few texts match, and only those need them.
    """

    original: str
    folded: Folded
    loose: list[Word]
    line: bytes
    at: list[int]
    written: Written | None = None

    @cached_property
    def words(self) -> list[Word]:
        """The words with their places in the folded text."""
        found = words_written(self.original, self.folded.text, self.written) if self.written is not None else None
        return self.loose if found is None else found

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

    def span_at(self, start: int, end: int) -> Span:
        """The words that lie between two positions of the original text; the first of all where none does."""
        origin, size = self.folded.origin, len(self.original)
        inside = [
            number
            for number, word in enumerate(self.words)
            if word.end > word.start and origin(word.start, size) < end and origin(word.end - 1, size) >= start
        ]
        return Span(inside[0], inside[-1] + 1) if inside else Span(0, 1)

    @cached_property
    def boundaries(self) -> tuple[int, ...]:
        """Word numbers of the sentence boundaries."""
        return tuple(i for i, word in enumerate(self.loose) if word.shape & Shape.BOUNDARY)

    def sentence(self, span: Span) -> Span:
        """The sentence round a run of words, its boundaries included."""
        marks = self.boundaries
        left = marks[max(bisect_right(marks, span.first) - 1, 0)]
        right = next((m for m in marks[bisect_right(marks, span.last - 1) :]), len(self.loose) - 1)
        return Span(left, right + 1)


def sentence_line(tagged: Tagged, sentence: Span) -> bytes:
    """The line of one sentence; the mark that ends the sentence before it is not its own."""
    return b"\x1fn " + tagged.slice(Span(sentence.first + 1, sentence.last))


def tag(original: str, vocabulary: Vocabulary, folded: Folded | None = None) -> Tagged:
    """Tag a text: words, disguises read, lexicon terms found, exceptions taken out."""
    folded = folded or fold(original)
    words = None
    if folded.offsets is None and not folded.mixed_script and quoted(folded.text) is None:
        words = loose_words(original, vocabulary.written)
    written = vocabulary.written if words is not None else None
    if words is None:
        words = _careful_words(original, folded, vocabulary)
    parts = _parts(words, vocabulary)
    return Tagged(original, folded, words, b"".join(parts), [*accumulate(map(len, parts[:-1]), initial=0)], written)


def _careful_words(original: str, folded: Folded, vocabulary: Vocabulary) -> list[Word]:
    words = words_written(original, folded.text, vocabulary.written) if folded.offsets is None else None
    if words is None:
        words = list(words_of(folded.text, _characters(original, folded), vocabulary.known))
    if disguise.suspicious(folded.text) or folded.mixed_script:
        return _read_disguises(words, folded, vocabulary)
    return words


def _parts(words: list[Word], vocabulary: Vocabulary) -> list[bytes]:
    """The words as they stand in the line. What a word is by itself is kept; neighbours may make more or less of it."""
    known = vocabulary.parts
    together = tags_together(words, vocabulary)
    parts: list[bytes] = []
    for number, (form, _, _, shape, _) in enumerate(words):
        if number in together:
            parts.append(part_of(form, shape, together[number], vocabulary))
            continue
        part = known.get((form, shape))
        if part is None:
            if len(known) > MOST_KEPT:
                known.clear()
            part = known[form, shape] = part_of(form, shape, tags_alone(form, shape, vocabulary), vocabulary)
        parts.append(part)
    return parts


def _characters(original: str, folded: Folded) -> Callable[[int], str]:
    length = len(original)

    def character(position: int) -> str:
        at = folded.origin(position, length)
        return original[at : at + 1]

    return character


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
