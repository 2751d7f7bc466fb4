"""Near-duplicates: a message with its disguises off, and whether its author has posted it before.

Memory is bounded: the last 50 messages of each author, and 20,000 messages in all; authors longest
silent are forgotten first.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from typing import NamedTuple

from socialcheck.text.fold import fold

WINDOW = 50
MOST_KEPT = 20_000
MOST_CAMPAIGNS = 10_000
MOST_NAMES = 20
MOST_REPORTED = 1_000
LONGEST = 300
# Short messages are said again in all innocence: they count from the third time on, and only word for word.
SHORT_WORDS, SHORT_LETTERS = 4, 16
ALIKE, SAME_WORDS, SHARED, MANY_AUTHORS = 91.0, 92.0, 0.8, 3
_LINK = re.compile(r"(?:https?://|www\.)[^\s]+")
_WORD = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"\b(?:[a-z0-9] ){2,}[a-z0-9]\b")
_LEET = str.maketrans("01345$@!|", "oieassail")
_COMMON = frozenset(
    (
        "a an the and or but of to in on at for with from by is are was were be it its this that i im ive you your we "
        "our my me us he she they them do does did have has had not no so if as will would can could just now please "
        "up out about there here what when where who how why"
    ).split()
)
_SAME = {"someone": "somebody", "anyone": "anybody", "ive": "have", "pounds": "", "quid": ""}


class Shape(NamedTuple):
    """A message with case, accents, disguise, spacing and order taken off in turn; `telling`: words not every message has."""

    letters: str
    ordered: str
    size: int
    telling: frozenset[str]


def shape_of(text: str) -> Shape:
    """The shape of a message."""
    folded = fold(text[: 4 * LONGEST]).text
    folded = _LINK.sub(" link ", folded).replace("'", "").replace("_", " ")
    plain = " ".join(_WORD.findall(_plain_letters(folded)))
    plain = _SPACED.sub(lambda run: run.group().replace(" ", ""), plain)
    words = [_SAME.get(w, w) for w in plain.split()]
    words = [w for w in words if w]
    ordered = " ".join(sorted(words))[:LONGEST]
    return Shape("".join(words)[:LONGEST], ordered, len(words), frozenset(ordered.split()) - _COMMON)


def _plain_letters(folded: str) -> str:
    if not any(c in folded for c in "013457$@!|"):
        return folded
    return " ".join(w.translate(_LEET) if not w.isdigit() and any(c.isalpha() for c in w) else w for w in folded.split())


def alike(one: Shape, other: Shape) -> bool:
    """Whether two messages of one author say the same in the same words."""
    from rapidfuzz import fuzz

    if one.letters == other.letters:
        return bool(one.letters)
    if min(one.size, other.size) < SHORT_WORDS or min(len(one.letters), len(other.letters)) < SHORT_LETTERS:
        return False
    return (
        fuzz.ratio(one.letters, other.letters, score_cutoff=ALIKE) > 0
        or fuzz.ratio(one.ordered, other.ordered, score_cutoff=SAME_WORDS) > 0
        or _share_words(one, other)
    )


def _share_words(one: Shape, other: Shape) -> bool:
    if not 0.5 <= one.size / other.size <= 2:
        return False
    mine, theirs = one.telling, other.telling
    fewer, more = sorted((len(mine), len(theirs)))
    return fewer >= 5 and more <= 1.7 * fewer and len(mine & theirs) >= SHARED * fewer


class Repeats:
    """The recent messages of every author, and the texts that many authors post. Grows to a bound and no further."""

    def __init__(self) -> None:
        self.authors: OrderedDict[str, list[Shape]] = OrderedDict()
        self.kept = 0
        self.campaigns: OrderedDict[bytes, tuple[str, ...]] = OrderedDict()
        self.coordinated: dict[bytes, tuple[str, tuple[str, ...]]] = {}

    def note(self, author: str | None, text: str) -> int:
        """Which posting of the same message by its author this is: 0 for a first one, 2 for the second and so on."""
        shape = shape_of(text)
        if author is None or not shape.letters:
            return 0
        earlier = self.authors.get(author)
        times = sum(1 for other in earlier if alike(shape, other)) if earlier else 0
        self._keep(author, shape)
        self._campaign(author, shape, text)
        if shape.size < SHORT_WORDS or len(shape.letters) < SHORT_LETTERS:
            return times + 1 if times >= 2 else 0
        return times + 1 if times else 0

    def _keep(self, author: str, shape: Shape) -> None:
        window = self.authors.setdefault(author, [])
        self.authors.move_to_end(author)
        window.append(shape)
        self.kept += 1
        if len(window) > WINDOW:
            del window[0]
            self.kept -= 1
        while self.kept > MOST_KEPT:
            _, oldest = self.authors.popitem(last=False)
            self.kept -= len(oldest)

    def _campaign(self, author: str, shape: Shape, text: str) -> None:
        if shape.size < 6:
            return
        key = hashlib.blake2b(shape.ordered.encode(), digest_size=12).digest()
        names = self.campaigns.get(key, ())
        if author not in names and len(names) < MOST_NAMES:
            names = (*names, author)
        self.campaigns[key] = names
        self.campaigns.move_to_end(key)
        if len(names) >= MANY_AUTHORS and (key in self.coordinated or len(self.coordinated) < MOST_REPORTED):
            self.coordinated[key] = (text[:LONGEST], names)
        if len(self.campaigns) > MOST_CAMPAIGNS:
            self.campaigns.popitem(last=False)
