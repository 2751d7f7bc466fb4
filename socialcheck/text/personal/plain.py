"""The text as a reader would take it: hidden characters out, odd digits made ordinary, offsets kept."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from socialcheck.text.personal.patterns import pattern

# What can sit unseen inside a number: soft hyphen, zero-width and bidi controls, emoji selectors, keycap
# frames and tag characters.
_HIDDEN: frozenset[int] = frozenset[int]().union(
    (0xAD, 0x34F, 0x61C, 0x180E, 0x20E3, 0x3164, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB),
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
    (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080)),
)
_SWAPS = {
    **{ord(c): "'" for c in "‘’ʼ′＇`"},
    **{ord(c): '"' for c in "“”″"},
    **{ord(c): "-" for c in "‐‑‒–—―−－"},
    **{ord(c): "." for c in "．。․"},
    **{ord(c): " " for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＇－．"},
}
FOLDABLE = (
    r"[\x{AD}\x{34F}\x{61C}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{20E3}\x{3164}\x{FEFF}"
    r"\x{FF10}-\x{FF19}\x{FF20}\x{660}-\x{669}\x{6F0}-\x{6F9}\x{2460}-\x{2468}\x{1D7CE}-\x{1D7FF}]"
)


class Plain(NamedTuple):
    """Folded text; `where` holds the original offset of each character, or None where they are the same."""

    text: str
    where: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text."""
        if self.where is None or end <= start:
            return start, end
        return self.where[start], self.where[end - 1] + 1


def _fold(char: str) -> str:
    code = ord(char)
    if code in _HIDDEN:
        return ""
    if code in _SWAPS:
        return _SWAPS[code]
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)


def fold(text: str) -> Plain:
    """Fold a text; plain ASCII comes back as it is."""
    if text.isascii():
        return Plain(text, None)
    folded = [char if char < "\x80" else _fold(char) for char in text]
    if "" not in folded:
        return Plain("".join(folded), None)
    where = [at for at, char in enumerate(folded) if char]
    return Plain("".join(folded), where)


_STOP = pattern(r"[.!?…]+['\")\]]*\s|\n")
_TITLE_END = pattern(r"(?i)(?:^|[^a-z])(?:mr|mrs|ms|dr|st|no|tel|sgt|insp|supt|rd|ave|[a-z])\.\s$")


def _ends(piece: str) -> list[int]:
    """Where sentences end in a short piece of text; `Mr. ` and initials end none."""
    found = [m.end() for m in _STOP.finditer(piece)]
    return [end for end in found if not _TITLE_END.search(piece[max(0, end - 8) : end])]


def around(text: str, start: int, end: int, reach: int = 120) -> tuple[str, str]:
    """The rest of the sentence before and after a span, no more than `reach` characters each way."""
    before = text[max(0, start - reach) : start]
    after = text[end : end + reach]
    heads, tails = _ends(before), _ends(after)
    return before[heads[-1] :] if heads else before, after[: tails[0]] if tails else after


def sentence(text: str, start: int, end: int, reach: int = 160) -> tuple[str, int]:
    """The sentence a span stands in (bounded), and where it begins."""
    before, after = around(text, start, end, reach)
    return before + text[start:end] + after, start - len(before)
