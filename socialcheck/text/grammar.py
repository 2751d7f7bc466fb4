"""The phrase grammar: a phrase in a rule becomes one RE2 pattern over the tagged words of a text.

See docs/architecture.md for the notation. A tagged text is a line of bytes: each word is 0x1e, its tag codes
(two bytes each: 0x80-0xbf, 0xc0-0xff), its form and a space; a sentence boundary is 0x1f, its mark and a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from socialcheck.text.fold import fold_term
from socialcheck.text.words import open_word

WORD_START = b"\x1e"
BOUNDARY = b"\x1f"
TAGS = rb"\x1e[\x80-\xff]*"
ANY_WORD = rb"\x1e[^ ]* "
MAX_PHRASE = 1000
_SET = re.compile(rb"\x00([^\x00]+)\x00")

_PIECE = re.compile(
    r"\s*(?:(?P<ref>\{[^{}\s]+\})|(?P<gap>~[0-9]*)|(?P<end>\$\??)|(?P<punct>[()|?+*<>^])|(?P<word>[^\s{}()|?+*<>^$~]+))"
)


class PhraseError(ValueError):
    """A phrase that cannot be read; the text says why."""


class Compiled(NamedTuple):
    """A phrase as an RE2 pattern, and what must stand in a text for it to match: sets of which one each is needed."""

    pattern: bytes
    needs: tuple[frozenset[str], ...]


def tag_code(number: int) -> bytes:
    """The two bytes that stand for tag number `number` (0 to 4095)."""
    return bytes((0x80 + number // 64, 0xC0 + number % 64))


@dataclass(slots=True)
class Grammar:
    """What references in phrases mean: the pattern of a theme or class, and the phrases of a named set.

    `weak` words are in most texts: where a phrase needs one of several words, others tell more.

    A set stands in patterns as NUL name NUL, to be put in by `expand_sets` when a pattern is first needed.
    """

    theme: Callable[[str], tuple[bytes, frozenset[str]] | None]
    sets: dict[str, list[str]]
    weak: frozenset[str] = frozenset()
    compiled: dict[str, tuple[bytes, list[frozenset[str]]]] = field(default_factory=dict)

    def compile(self, phrase: str) -> Compiled:
        """Compile one phrase; raises PhraseError."""
        if len(phrase) > MAX_PHRASE:
            raise PhraseError(f"longer than {MAX_PHRASE} characters")
        parser = _Parser(_pieces(phrase), self, ())
        pattern, needs = parser.sequence()
        if parser.peek():
            raise PhraseError(f"a stray {parser.peek()!r}")
        if not pattern:
            raise PhraseError("is empty")
        return Compiled(pattern, tuple(needs))


def expand_sets(pattern: bytes, sets: Mapping[str, bytes]) -> bytes:
    """A pattern with its named sets put in."""
    while b"\x00" in pattern:
        pattern = _SET.sub(lambda found: sets[found.group(1).decode()], pattern)
    return pattern


def _pieces(phrase: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    while at < len(phrase.rstrip()):
        found = _PIECE.match(phrase, at)
        if not found:
            raise PhraseError(f"cannot read {phrase[at : at + 20]!r}")
        pieces.append(found.group().strip())
        at = found.end()
    return pieces


@dataclass(slots=True)
class _Parser:
    pieces: list[str]
    grammar: Grammar
    inside: tuple[str, ...]
    at: int = 0

    def peek(self) -> str:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def take(self) -> str:
        piece = self.peek()
        self.at += 1
        return piece

    def sequence(self) -> tuple[bytes, list[frozenset[str]]]:
        patterns: list[bytes] = []
        needs: list[frozenset[str]] = []
        while self.peek() not in ("", "|", ")", ">"):
            pattern, more = self.element()
            patterns.append(pattern)
            needs.extend(more)
        return b"".join(patterns), needs

    def element(self) -> tuple[bytes, list[frozenset[str]]]:
        pattern, needs = self.atom()
        if (sign := self.peek()) in ("?", "+", "*"):
            self.take()
            pattern = b"(?:" + pattern + b")" + sign.encode()
            needs = needs if sign == "+" else []
        return pattern, needs

    def atom(self) -> tuple[bytes, list[frozenset[str]]]:
        piece = self.take()
        if piece == "(":
            return self.group(")")
        if piece == "<":
            pattern, needs = self.group(">")
            return b"(" + pattern + b")", needs
        if piece == "^":
            return rb"\x1f[^ ]* ", []
        if piece in ("$", "$?"):
            return (rb"\x1f[^ ]* " if piece == "$" else rb"\x1f\? "), []
        if piece.startswith("~"):
            return rb"(?:\x1e[^ ]* ){0,%d}" % min(int(piece[1:] or 3), 30), []
        if piece.startswith("{"):
            return self.reference(piece[1:-1])
        if piece in (")", "|", ">", "?", "+", "*", ""):
            raise PhraseError(f"a stray {piece!r}")
        return _literal(piece)

    def group(self, closing: str) -> tuple[bytes, list[frozenset[str]]]:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.take()
            branches.append(self.sequence())
        if self.take() != closing:
            raise PhraseError(f"a {closing!r} is missing")
        return _either(branches, self.grammar.weak)

    def reference(self, name: str) -> tuple[bytes, list[frozenset[str]]]:
        if name == "any":
            return ANY_WORD, []
        if name in self.grammar.sets:
            return b"\x00" + name.encode() + b"\x00", self.set_needs(name)
        known = self.grammar.theme(name)
        if known is None:
            raise PhraseError(f"{{{name}}} is neither a lexicon theme nor a set in grammar.yaml")
        pattern, anchors = known
        return pattern, [anchors] if anchors else []

    def set_needs(self, name: str) -> list[frozenset[str]]:
        if name in self.inside:
            raise PhraseError(f"{{{name}}} refers to itself")
        if name not in self.grammar.compiled:
            branches = [self.expand(name, phrase) for phrase in self.grammar.sets[name]]
            self.grammar.compiled[name] = _either(branches, self.grammar.weak)
        return self.grammar.compiled[name][1]

    def expand(self, name: str, phrase: str) -> tuple[bytes, list[frozenset[str]]]:
        parser = _Parser(_pieces(phrase), self.grammar, (*self.inside, name))
        result = parser.sequence()
        if parser.peek():
            raise PhraseError(f"{{{name}}}: a stray {parser.peek()!r}")
        return result


def _either(branches: list[tuple[bytes, list[frozenset[str]]]], weak: frozenset[str]) -> tuple[bytes, list[frozenset[str]]]:
    if len(branches) == 1:
        return b"(?:" + branches[0][0] + b")", branches[0][1]
    pattern = b"(?:" + b"|".join(branch for branch, _ in branches) + b")"
    if not all(needs for _, needs in branches):
        return pattern, []
    # Any branch may match: the text must hold one word of some branch. Each gives its most telling set.
    telling = (min(needs, key=lambda need: (len(need & weak), len(need))) for _, needs in branches)
    return pattern, [frozenset().union(*telling)]


def _literal(piece: str) -> tuple[bytes, list[frozenset[str]]]:
    words = [part for written in re.split(r"[-\s]+", fold_term(piece)) if written for part in open_word(written)]
    pattern = b"".join(TAGS + _escaped(word) + b" " for word in words)
    return pattern, [frozenset((word,)) for word in words]


def _escaped(word: str) -> bytes:
    return re.escape(ascii_form(word)).encode("ascii")


def ascii_form(word: str) -> str:
    """A word as it stands in the tagged line: what is not ASCII becomes `?`, which only lexicons see through."""
    return word if word.isascii() and " " not in word else word.encode("ascii", "replace").decode().replace(" ", "_")
