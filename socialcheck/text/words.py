"""Words of a text: contractions opened, hashtags split, quotes and sentence ends marked.

A `Word` stands where it was written: `start` and `end` are positions in the folded text. One written
word may give several (`you're` is `you` and `are`); they share its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Shape:
    """What a word looks like: bits of a plain integer, since flags of the standard library are slow."""

    NONE = 0
    CAP = 1
    CAPS = 2
    NUM = 4
    HASHTAG = 8
    MENTION = 16
    URL = 32
    EMOJI = 64
    QUOTED = 128
    BOUNDARY = 512
    POSSESSIVE = 1024


class Word(NamedTuple):
    """One word as the phrase grammar sees it; `read_as` tells what a disguised one was taken for."""

    form: str
    start: int
    end: int
    shape: int = 0
    read_as: str | None = None


# Alternatives start with different characters and none is tried twice on the same run, so matching stays linear.
TOKEN = re.compile(
    r"""(?P<url>https?://[^\s<>"]+|www\.[^\s<>"]+)
    |(?P<hashtag>[#＃]\w+)
    |(?P<mention>@\w[\w.]*)
    |(?P<word>[\w$](?:[\w'*@$!|+€£#¢]*[\w*])?|\*+\w[\w*]*)
    |(?P<stop>[.!?…]+)
    |(?P<line>\n\s*)
    |(?P<quote>")
    |(?P<emoji>[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001fbff])""",
    re.VERBOSE,
)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
OPENED = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "ain't": ("is", "not"), "let's": ("let", "us"), "y'all": ("you", "all"), "gonna": ("going", "to"), "wanna": ("want", "to"),
    "gotta": ("got", "to"), "dont": ("do", "not"), "cant": ("can", "not"), "wont": ("will", "not"), "isnt": ("is", "not"),
    "didnt": ("did", "not"), "doesnt": ("does", "not"), "youre": ("you", "are"), "theyre": ("they", "are"), "ur": ("your",),
    "ya": ("you",), "yer": ("your",), "im": ("i", "am"),
}  # fmt: skip
_ENDINGS = {"re": "are", "ll": "will", "ve": "have", "m": "am", "d": "would"}
_IS = frozenset(
    "he she it that there what who where here how when why this everyone everybody someone somebody nobody one".split()
)
_ABBREVIATION = frozenset(
    "mr mrs ms dr st sgt insp supt det prof rev hon cllr no nos approx e.g i.e etc vs jr sr p.m a.m".split()
)
MAX_QUOTE = 600
MOST_LETTERS = 24


def split_hashtag(tag: str, known: Callable[[str], bool]) -> list[str]:
    """The words of a hashtag: by its capitals, else by known words that fill it, else the tag whole."""
    parts = _CAMEL.findall(tag)
    if len(parts) > 1:
        return [part.lower() for part in parts]
    return _fill(tag.lower(), known) or [tag.lower()]


def _fill(tag: str, known: Callable[[str], bool]) -> list[str] | None:
    if known(tag) or not 4 <= len(tag) <= 60:
        return None
    best: list[list[str] | None] = [None] * (len(tag) + 1)
    best[0] = []
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - 18), end):
            before = best[start]
            if before is not None and end - start > 1 and known(tag[start:end]):
                candidate = [*before, tag[start:end]]
                current = best[end]
                if current is None or len(candidate) < len(current):
                    best[end] = candidate
    return best[-1]


def open_word(form: str) -> tuple[str, ...]:
    """A word as the grammar reads it: contractions opened, a possessive ending off."""
    if form in OPENED:
        return OPENED[form]
    if "'" not in form:
        return (form,)
    head, _, tail = form.rpartition("'")
    if tail == "t" and head.endswith("n") and len(head) > 1:
        return (head[:-1], "not")
    if tail in _ENDINGS and head:
        return (head, _ENDINGS[tail])
    if tail == "s" and head:
        return (head, "is") if head in _IS else (head,)
    return (form.strip("'").replace("'", ""),) if form.strip("'") else (form,)


def words_of(folded: str, original_at: Callable[[int], str], known: Callable[[str], bool]) -> Iterator[Word]:
    """All words of a folded text, with a boundary word at its start and after each sentence.

    `original_at(position)` gives the original character there (to see capitals); `known` tells words of the lexicons.
    """
    yield Word("n", 0, 0, Shape.BOUNDARY)
    quotes = quoted(folded)
    previous = ""
    for found in TOKEN.finditer(folded):
        kind = found.lastgroup
        start, end = found.span()
        if kind in ("stop", "line"):
            if kind == "stop" and _inside_sentence(folded, found, previous):
                continue
            yield Word(_boundary_form(found.group(), kind), start, end, Shape.BOUNDARY)
        elif kind != "quote":
            shape = Shape.QUOTED if quotes and quotes[start] else Shape.NONE
            yield from _words_in(found, shape, original_at, known)
        previous = found.group()
    yield Word("n", len(folded), len(folded), Shape.BOUNDARY)


def _boundary_form(text: str, kind: str) -> str:
    if kind == "line":
        return "n"
    return "?" if "?" in text else "!" if "!" in text else "."


def _inside_sentence(folded: str, stop: re.Match[str], previous: str) -> bool:
    if stop.group() != ".":
        return False
    after = folded[stop.end() : stop.end() + 1]
    return (after != "" and not after.isspace() and after not in "\"')") or previous in _ABBREVIATION or len(previous) == 1


def _words_in(
    found: re.Match[str], shape: int, original_at: Callable[[int], str], known: Callable[[str], bool]
) -> Iterator[Word]:
    start, end = found.span()
    text, kind = found.group(), found.lastgroup
    if kind == "url":
        yield Word("url", start, end, shape | Shape.URL)
    elif kind == "emoji":
        yield Word(text, start, end, shape | Shape.EMOJI)
    elif kind == "mention":
        yield Word(text[1:].rstrip("."), start, end, shape | Shape.MENTION)
    elif kind == "hashtag":
        written = "".join(original_at(i) for i in range(start + 1, end))
        for part in split_hashtag(written, known):
            yield Word(part, start, end, shape | Shape.HASHTAG | Shape.CAP)
    else:
        yield from _opened(text, start, end, shape | _case(text, start, original_at))


def _opened(text: str, start: int, end: int, shape: int) -> Iterator[Word]:
    if text.endswith("'s"):
        shape |= Shape.POSSESSIVE
    for part in open_word(text):
        yield Word(part, start, end, shape)


def _case(text: str, start: int, original_at: Callable[[int], str]) -> int:
    if text.isdecimal() and text[0].isdigit():
        return Shape.NUM
    if not original_at(start).isupper():
        return 0
    return case_of([original_at(start + i) for i in range(min(len(text), MOST_LETTERS))], text)


def case_of(written: Sequence[str], folded: str) -> int:
    """Whether a word, of which the first letters are given as written, starts with a capital or is all capitals."""
    if not written[0].isupper():
        return 0
    letters = sum(map(str.isalpha, folded[:MOST_LETTERS]))
    return Shape.CAP | (Shape.CAPS if letters > 1 and sum(map(str.isupper, written)) == letters else 0)


def quoted(folded: str) -> bytearray | None:
    """For each character of a text, whether it stands inside quotation marks; None where nothing does."""
    spans = [*(_double_quotes(folded) if '"' in folded else ()), *(_single_quotes(folded) if "'" in folded else ())]
    if not spans:
        return None
    inside = bytearray(len(folded))
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return inside


_DOUBLE_OR_LINE = re.compile('["\n]')


def _double_quotes(folded: str) -> Iterator[tuple[int, int]]:
    opened = -1
    for found in _DOUBLE_OR_LINE.finditer(folded):
        position = found.start()
        if found.group() == "\n":
            opened = -1
        elif opened >= 0 and position - opened <= MAX_QUOTE:
            yield opened, position
            opened = -1
        else:
            opened = position


_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(:,]))'(?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.!?,])'(?=[\s.,;:!?)]|$)")


def _single_quotes(folded: str) -> Iterator[tuple[int, int]]:
    at = 0
    while opened := _SINGLE_OPEN.search(folded, at):
        limit = folded.find("\n", opened.end())
        limit = min(len(folded) if limit < 0 else limit, opened.end() + MAX_QUOTE)
        closed = _SINGLE_CLOSE.search(folded, opened.end(), limit + 1)
        if closed:
            yield opened.start(), closed.start()
            at = closed.end()
        else:
            at = opened.end()
