"""What stands between two spaces of a text, read once and kept: posts are made of words that recur."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from socialcheck.text import disguise
from socialcheck.text.fold import fold
from socialcheck.text.words import MOST_LETTERS, Shape, Word, case_of, open_word, quoted, words_of

# Enough for the language of posts; what is new each time (numbers, links) must not pile up.
MOST_KEPT = 30_000
LONGEST_KEPT = 40
# Signs that part words and say nothing themselves.
_IDLE = "(),;:"
_LONE_FIRST = re.compile(r"[a-z](?![^\W_])")
_LONE_LAST = re.compile(r"(?<![^\W_])[a-z]$")
_NOT_QUOTED = ~Shape.QUOTED


class Chunk(NamedTuple):
    """The words of what is written between two spaces, their places counted from its start.

    `odd`: a word of it may be disguised. `lone`: it begins or ends with a letter that stands alone, as spaced words
    do. `doubtful`: it begins with a full stop, and only the word before tells whether that ends a sentence.
    """

    words: tuple[Word, ...]
    odd: bool = False
    lone: bool = False
    doubtful: bool = False


class Written(dict[str, Chunk]):
    """Chunks by how they are written; `known` tells words of the lexicons, at which hashtags are split."""

    def __init__(self, known: Callable[[str], bool]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, text: str) -> Chunk:
        chunk = _one_word(text) or _read(text, self.known)
        if len(text) <= LONGEST_KEPT:
            if len(self) > MOST_KEPT:
                self.clear()
            self[text] = chunk
        return chunk


def _one_word(text: str) -> Chunk | None:
    """The chunk of one ordinary word or number; None for all else."""
    bare = text.strip(_IDLE)
    if not (bare.isalnum() and bare.isascii()):
        return None
    form, start = bare.lower(), text.index(bare)
    shape = Shape.NUM if form.isdecimal() else case_of(bare[:MOST_LETTERS], form)
    words = tuple(Word(part, start, start + len(bare), shape) for part in open_word(form))
    return Chunk(words, not form.isdecimal() and disguise.suspicious(form), len(form) == 1)


def _read(text: str, known: Callable[[str], bool]) -> Chunk:
    folded, size = fold(text), len(text)

    def character(position: int) -> str:
        at = folded.origin(position, size)
        return text[at : at + 1]

    words = tuple(w._replace(shape=w.shape & _NOT_QUOTED) for w in words_of(folded.text, character, known))[1:-1]
    return Chunk(
        words,
        odd=bool(folded.mixed_script) or disguise.suspicious(folded.text),
        lone=bool(_LONE_FIRST.match(folded.text) or _LONE_LAST.search(folded.text)),
        doubtful=bool(words) and words[0].form == "." and bool(words[0].shape & Shape.BOUNDARY),
    )


_START = Word("n", 0, 0, Shape.BOUNDARY)


def loose_words(text: str, written: Written) -> list[Word] | None:
    """The words of an ordinary text without quotations, their places still counted from each chunk; None for others."""
    words = [_START]
    lone = 0
    ended = False
    for number, line in enumerate(text.split("\n")):
        ended = ended or number > 0
        chunks = [written[chunk] for chunk in line.split()]
        if ended and chunks:
            words.append(_START)
            ended = False
        for own, odd, alone, doubtful in chunks:
            lone += alone
            if odd or doubtful or lone > 1:
                return None
            words += own
    words += [_START, _START] if ended else [_START]
    return words


def words_written(text: str, folded: str, written: Written) -> list[Word] | None:
    """What `words_of` gives for a text whose folding moved nothing; None where a chunk alone does not tell."""
    words = [_START]
    inside = quoted(folded)
    end = 0
    for chunk in text.split():
        start = text.index(chunk, end)
        if (line := text.find("\n", end, start)) >= 0:
            words.append(Word("n", line, start, Shape.BOUNDARY))
        read = written[chunk]
        if read.doubtful:
            return None
        for form, first, last, shape, _ in read.words:
            if inside and inside[start + first] and not shape & Shape.BOUNDARY:
                shape |= Shape.QUOTED
            words.append(Word(form, start + first, start + last, shape))
        end = start + len(chunk)
    if (line := text.find("\n", end)) >= 0:
        words.append(Word("n", line, len(text), Shape.BOUNDARY))
    words.append(Word("n", len(text), len(text), Shape.BOUNDARY))
    return words
