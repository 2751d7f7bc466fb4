"""The lexicons as recognition uses them: terms by the word they are found by, tags by number. Built from the compiled JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from socialcheck.text.disguise import mask_index
from socialcheck.text.grammar import tag_code
from socialcheck.text.words import Shape
from socialcheck.text.written import MOST_KEPT, Written

# Token classes have the first tag numbers; themes follow in pairs (first word of a term, further words of it).
CLASSES: dict[str, int] = {
    "Cap": 0, "Name": 1, "CAPS": 2, "num": 3, "hashtag": 4, "mention": 5, "url": 6, "emoji": 7, "quoted": 8, "possessive": 9,
}  # fmt: skip
SHAPE_TAGS: tuple[tuple[int, bytes], ...] = (
    (Shape.CAP, tag_code(0)), (Shape.CAPS, tag_code(2)), (Shape.NUM, tag_code(3)), (Shape.HASHTAG, tag_code(4)),
    (Shape.MENTION, tag_code(5)), (Shape.URL, tag_code(6)), (Shape.EMOJI, tag_code(7)), (Shape.QUOTED, tag_code(8)),
    (Shape.POSSESSIVE, tag_code(9)),
)  # fmt: skip
NAME_TAG = tag_code(1)
FIRST_THEME = 16


def first_code(theme: int) -> bytes:
    """The tag of the first word of a term of this theme."""
    return tag_code(FIRST_THEME + 2 * theme)


def next_code(theme: int) -> bytes:
    """The tag of the further words of a term of this theme."""
    return tag_code(FIRST_THEME + 2 * theme + 1)


@lru_cache(maxsize=65536)
def _numbers(held: str) -> tuple[int, ...]:
    return tuple(map(int, held.split()))


class Term(NamedTuple):
    """A term of several words, found by its word number `at`, which is not the first."""

    at: int
    words: tuple[str, ...]
    themes: tuple[int, ...]


class Held(NamedTuple):
    """What a word is found in: its own themes and, by the word before it, terms of several words, still to be read."""

    themes: tuple[int, ...]
    terms: Mapping[str, str]


@lru_cache(maxsize=65536)
def terms_of(lines: str) -> tuple[Term, ...]:
    """The terms of several words that lines of text say."""
    terms = []
    for line in lines.split("\n"):
        written, _, held = line.partition("\t")
        at, *words = written.split(" ")
        terms.append(Term(int(at), tuple(words), _numbers(held)))
    return tuple(terms)


def theme_mark(theme: int) -> str:
    """How a theme stands among words in the features of a phrase; no word can hold this character."""
    return f"\x00{theme}"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All terms. A theme's number stands for the theme and its parents; words are folded.

    `words` has every word of any term: its own themes and, by the word before, the terms that are found by it; as text.
    """

    themes: tuple[str, ...]
    parents: tuple[tuple[int, ...], ...]
    cases: Mapping[int, str]
    safe: frozenset[int]
    words: Mapping[str, tuple[str, Mapping[str, str]]]
    disguise_order: tuple[str, ...]
    common: frozenset[str]

    def singles(self, word: str) -> tuple[int, ...]:
        """Themes of a word by itself."""
        held = self.words.get(word)
        return _numbers(held[0]) if held is not None else ()

    def phrases(self, word: str) -> tuple[Term, ...]:
        """Terms of several words that are found by this one."""
        held = self.words.get(word)
        return tuple(term for lines in held[1].values() for term in terms_of(lines)) if held is not None else ()

    @cached_property
    def held(self) -> _Holdings:
        """What each word is found in, or None."""
        return _Holdings(self)

    def with_parents(self, themes: Iterable[int]) -> set[int]:
        """Themes and the themes they belong to."""
        return {n for theme in themes for n in (theme, *self.parents[theme])}

    @cached_property
    def disguised(self) -> frozenset[str]:
        """Words that are looked for in disguise."""
        return frozenset(self.disguise_order)

    def known(self, word: str) -> bool:
        """Whether hashtags may be split at a word: one of any term, or an everyday one."""
        return len(word) > 1 and word in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.common.union(self.words)

    @cached_property
    def written(self) -> Written:
        """Chunks of text as they were read with these words."""
        return Written(self.known)

    @cached_property
    def parts(self) -> dict[tuple[str, int], bytes]:
        """How words by themselves stand in a tagged line, by form and shape; filled as they come up."""
        return {}

    @cached_property
    def masks(self) -> dict[tuple[int, str], list[str]]:
        """Disguisable words by length and first letter."""
        return mask_index(self.disguise_order)

    @cached_property
    def first_codes(self) -> tuple[bytes, ...]:
        """Per theme: the tags of a term's first word, parents included."""
        return tuple(b"".join(first_code(t) for t in (n, *up)) for n, up in enumerate(self.parents))

    @cached_property
    def next_codes(self) -> tuple[bytes, ...]:
        """Per theme: the tags of a term's further words, parents included."""
        return tuple(b"".join(next_code(t) for t in (n, *up)) for n, up in enumerate(self.parents))


class _Holdings(dict[str, Held | None]):
    """Worked out when a word is first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, word: str) -> Held | None:
        written = self.vocabulary.words.get(word)
        held = Held(_numbers(written[0]), written[1]) if written is not None and any(written) else None
        if len(self) > MOST_KEPT:
            self.clear()
        self[word] = held
        return held


def load_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary from its compiled form."""
    return Vocabulary(
        themes=tuple(data["themes"]),
        parents=tuple(map(tuple, data["parents"])),
        cases={int(k): v for k, v in data["cases"].items()},
        safe=frozenset(data["safe"]),
        words=data["words"],
        disguise_order=tuple(data["disguise"].split()),
        common=frozenset(data["common"].split()),
    )
