"""Judges in memory whether passwords can be guessed. Nothing about them is kept but the answer."""

from __future__ import annotations

from collections.abc import Iterable

MOST_JUDGED = 1_000
LONGEST = 72
WEAK_BELOW = 3  # zxcvbn's scale of 0 to 4: below 3 falls to 100 million guesses


def guessable(passwords: Iterable[str]) -> frozenset[str]:
    """Those of the first thousand passwords that can be guessed; longer ones are judged by their start."""
    from zxcvbn import zxcvbn

    judged = sorted(set(passwords))[:MOST_JUDGED]
    return frozenset(word for word in judged if word and zxcvbn(word[:LONGEST])["score"] < WEAK_BELOW)
