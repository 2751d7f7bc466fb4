"""One text as the rules see it: folded at once, its words and tags only when a rule needs them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from socialcheck.text import disguise
from socialcheck.text.fold import Folded, fold
from socialcheck.text.tagged import Tagged, tag
from socialcheck.text.vocabulary import Vocabulary
from socialcheck.text.words import OPENED, open_word, split_hashtag

T = TypeVar("T")

_PLAIN_WORD = re.compile(r"\w+")
_CONTRACTED = re.compile(r"\w+(?:'\w+)+")
_EMOJI = re.compile(r"[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001fbff]")
_HASHTAG = re.compile(r"[#＃](\w+)")


class TextView:
    """A text field of a document, with what is worth computing once."""

    def __init__(self, original: str, vocabulary: Vocabulary, field: str = "text") -> None:
        self.original = original
        self.vocabulary = vocabulary
        self.field = field
        self._found: dict[str, Any] = {}

    def once(self, what: str, find: Callable[[], T]) -> T:
        """What `find` gives, looked for the first time only: several rules share it."""
        if what not in self._found:
            self._found[what] = find()
        found: T = self._found[what]
        return found

    @cached_property
    def folded(self) -> Folded:
        """Lower case, accents off, hidden characters out."""
        return fold(self.original)

    @cached_property
    def tagged(self) -> Tagged:
        """Words with their tags."""
        return tag(self.original, self.vocabulary, self.folded)

    @cached_property
    def present(self) -> set[str]:
        """Every word that stands in the text in any reading: what phrases are chosen by."""
        folded = self.folded
        words = set(_PLAIN_WORD.findall(folded.text))
        if "'" in folded.text:
            words.update(part for written in _CONTRACTED.findall(folded.text) for part in open_word(written))
        words.update(part for written in OPENED.keys() & words for part in OPENED[written])
        if not folded.text.isascii():
            words.update(_EMOJI.findall(folded.text))
        if "#" in folded.text:
            for name in _HASHTAG.findall(self.original):
                words.update(_hashtag_words(name, self.vocabulary))
        if disguise.suspicious(folded.text) or folded.mixed_script:
            words.update(word.form for word in self.tagged.words)
        return words


@lru_cache(maxsize=4096)
def _hashtag_words(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    folded = fold(name).text
    return tuple(split_hashtag(name if len(folded) == len(name) else folded, vocabulary.known.__contains__))
