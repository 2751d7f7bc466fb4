"""Hashtags and mentions as a platform would link them: at the start of a word, outside links."""

from __future__ import annotations

import re
from collections.abc import Iterator

# One class after a fixed sign: linear. What follows `/`, `?` or `=` is part of an address.
_HASHTAG = re.compile(r"(?<![\w/?&=])#(\w+)")
_MENTION = re.compile(r"(?<![\w/?&=])@(\w[\w.]*)")


def hashtags(text: str) -> Iterator[str]:
    """Each hashtag with its sign, folded for comparison."""
    for found in _HASHTAG.finditer(text):
        yield "#" + found.group(1).casefold()


def mentions(text: str) -> Iterator[str]:
    """Each account mentioned, without its sign, folded for comparison."""
    for found in _MENTION.finditer(text):
        yield found.group(1).rstrip(".").casefold()
