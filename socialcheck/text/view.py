"""One text as the rules see it: folded at once, its words and tags only when a rule needs them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from socialcheck.text.fold import Folded, fold
from socialcheck.text.tagged import Tagged, tag
from socialcheck.text.vocabulary import Vocabulary

T = TypeVar("T")


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
