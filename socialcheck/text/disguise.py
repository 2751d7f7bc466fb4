"""Disguised words: leet (1d10t), masked (f**k, f***ing), stretched (idioooot) and spaced or dotted (m o r o n).

A reading counts only if it is a word that a lexicon marks `disguise: true`; everything else stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from itertools import islice, product

_LEET: Mapping[str, str] = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s",
    "!": "i", "|": "il", "+": "t", "€": "e", "£": "l", "¢": "c",
}  # fmt: skip
_RUN_OR_LETTER = re.compile(r"(.)\1*")
MAX_WORD = 40
LONGEST_SPACED = 14
MAX_READINGS = 16
MASK = "*"

# One cheap look at a whole text: may it hold any disguise at all?
SUSPICION = re.compile(
    r"[a-z][0-9@$!|+€£¢#*]+[a-z]|[$*|+€][a-z]|\b[0-9][a-z]{3,}|[a-z]\*|([a-vx-z])\1\1|\b[a-z](?:[ .\-_*,/][a-z]){2,}\b"
)


def suspicious(folded: str) -> bool:
    """Whether a folded text has the shape of any disguise."""
    return SUSPICION.search(folded) is not None


def mask_index(words: Iterable[str]) -> dict[tuple[int, str], list[str]]:
    """Words by length and first letter, to look masked ones up in; order is kept."""
    index: dict[tuple[int, str], list[str]] = {}
    for word in words:
        index.setdefault((len(word), word[0]), []).append(word)
        index.setdefault((len(word), MASK), []).append(word)
    return index


def reading(form: str, words: Container[str], masks: Mapping[tuple[int, str], list[str]]) -> str | None:
    """The disguised word a form stands for, or None if it is plain or stands for none."""
    if len(form) > MAX_WORD or form in words:
        return None
    bare = form.replace("'", "").replace("#", MASK)
    if MASK in bare:
        return _unmask(bare, masks)
    if not bare.isalpha() and (found := _first_known(_leet_readings(bare), words)):
        return found
    return _unstretch(bare, words)


def spaced_reading(letters: list[str], words: Container[str]) -> tuple[int, int, str] | None:
    """The longest run of single letters that spells a disguised word: first and last index, and the word."""
    joined = "".join(_LEET.get(letter, letter)[0] for letter in letters[:MAX_WORD])
    for length in range(min(len(joined), LONGEST_SPACED), 2, -1):
        for start in range(len(joined) - length + 1):
            if joined[start : start + length] in words:
                return start, start + length, joined[start : start + length]
    return None


def _first_known(candidates: Iterable[str], words: Container[str]) -> str | None:
    for candidate in candidates:
        if candidate in words:
            return candidate
        if found := _unstretch(candidate, words):
            return found
    return None


def _leet_readings(form: str) -> Iterable[str]:
    choices = [_LEET.get(character, character) for character in form]
    if any(not choice.isalpha() for choice in choices) or sum(c.isalpha() for c in form) < 2:
        return ()
    return ("".join(letters) for letters in islice(product(*choices), MAX_READINGS))


def _unmask(form: str, masks: Mapping[tuple[int, str], list[str]]) -> str | None:
    plain = [_LEET.get(c, c) if c != MASK and not c.isalpha() else c for c in form]
    if sum(c != MASK for c in form) < (1 if len(form) > 3 else 2) or not form.strip(MASK):
        return None
    for word in masks.get((len(form), plain[0][0]), ()):
        if all(mask == MASK or letter in mask for mask, letter in zip(plain, word, strict=True)):
            return word
    return None


def _unstretch(form: str, words: Container[str]) -> str | None:
    runs = [run.group() for run in _RUN_OR_LETTER.finditer(form)]
    choices = [(run[0], run[0] * 2) if len(run) > 2 else (run,) for run in runs]
    if not any(len(choice) > 1 for choice in choices):
        return None
    plain = ("".join(parts) for parts in islice(product(*choices), MAX_READINGS))
    return next((word for word in plain if word in words), None)
