"""Folding: lower case, accents and hidden characters off, look-alike letters made plain, offsets kept.

`fold` gives the text that words are looked up in and, where a character went missing or grew, the
position of each folded character in the original.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Lower-case letters of other scripts that pass for Latin ones (from Unicode's confusables, those a keyboard offers).
_LOOKALIKES = dict(zip("асеорхуіјѕԁһԛԝьвкмнтгαεηικνορτυχωɑɡıӏ", "aceopxyijsdhqwbbkmhtraenikvoptuxwagil", strict=True))
_HIDDEN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufe00\ufe01\ufe02\ufe0e\ufe0f\ufeff"
)
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "′": "'",
        "＇": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
    }
)
_WORD = re.compile(r"\w+")
_PICTURE_IN_WORD = re.compile(r"(?<=[a-z])[\u2600-\u27bf\U0001f300-\U0001faff](?=[a-z])")


class Folded(NamedTuple):
    """Folded text; `offsets[i]` is where folded character i stands in the original, or None where they agree."""

    text: str
    offsets: list[int] | None
    mixed_script: frozenset[int] = frozenset()

    def origin(self, position: int, length: int) -> int:
        """The original offset of a folded position; `length` is that of the original text."""
        if self.offsets is None:
            return position
        return self.offsets[position] if position < len(self.offsets) else length


def fold(text: str) -> Folded:
    """Fold a text. Plain English passes through with only its case changed."""
    if text.isascii():
        return Folded(text.lower(), None)
    simple = text.translate(_PLAIN)
    if simple.isascii():
        return Folded(simple.lower(), None)
    return _fold_characters(simple)


def fold_term(text: str) -> str:
    """Fold a lexicon term or a phrase's word."""
    return fold(text).text


def _fold_characters(text: str) -> Folded:
    characters: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        for plain in _fold_character(character):
            characters.append(plain)
            offsets.append(position)
    # A picture in the middle of a word stands for a letter.
    masked = _PICTURE_IN_WORD.sub("*", "".join(characters))
    folded, mixed = _fold_mixed_words(masked)
    return Folded(folded, offsets, mixed)


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    if character in _HIDDEN or "\U000e0000" <= character <= "\U000e007f":
        return ""
    opened = unicodedata.normalize("NFKD", character)
    bare = "".join(c for c in opened if not unicodedata.combining(c))
    # NFKD may open into a space, as for a free-standing accent: then the character stays what it is.
    return (bare if bare.strip() else character).lower()


def _fold_mixed_words(text: str) -> tuple[str, frozenset[int]]:
    mixed: set[int] = set()

    def plain(found: re.Match[str]) -> str:
        word = found.group()
        if word.isascii() or not any("a" <= c <= "z" for c in word):
            return word
        latin = "".join(_LOOKALIKES.get(c, c) for c in word)
        if latin != word:
            mixed.add(found.start())
        return latin

    return _WORD.sub(plain, text), frozenset(mixed)
