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
from socialcheck.text.needs import (
    ALONE,
    ASKING,
    NOTHING,
    QUESTION,
    Clause,
    Need,
    Rarity,
    in_a_row,
    likely_count,
    one_of,
    optional,
    repeated,
    set_mark,
    set_need,
    told_alone,
    word_need,
)
from socialcheck.text.words import open_word

WORD_START = b"\x1e"
BOUNDARY = b"\x1f"
TAGS = rb"\x1e[\x80-\xff]*"
ANY_WORD = rb"\x1e[^ ]* "
MAX_PHRASE = 1000
# Stands for TAGS, which every word of a pattern has, in patterns as they are kept.
_SHORT = b"\x7f"
_SET = re.compile(rb"\x00([^\x00]+)\x00")

_PIECE = re.compile(
    r"\s*(?:(?P<ref>\{[^{}\s]+\})|(?P<gap>~[0-9]*)|(?P<end>\$\??)|(?P<punct>[()|?+*<>^])|(?P<word>[^\s{}()|?+*<>^$~]+))"
)


class PhraseError(ValueError):
    """A phrase that cannot be read; the text says why."""


Part = tuple[bytes, Need]
_ENDS: dict[str, tuple[bytes, list[Need]]] = {
    "^": (rb"\x1f[^ ]* ", [Need(ends=ALONE)]),
    "$": (rb"\x1f[^ ]* ", [Need(ends=ALONE)]),
    "$?": (rb"\x1f\? ", [Need((frozenset((QUESTION,)),), ends=ALONE | ASKING)]),
}


class Compiled(NamedTuple):
    """A phrase as an RE2 pattern, and what must stand in a text for it to match."""

    pattern: bytes
    need: Need


def by_size(clause: Clause) -> tuple[float, list[str]]:
    """Rarity where nothing is known of words: few members tell more than many."""
    return len(clause), sorted(clause)[:1]


def tag_code(number: int) -> bytes:
    """The two bytes that stand for tag number `number` (0 to 4095)."""
    return bytes((0x80 + number // 64, 0xC0 + number % 64))


@dataclass(slots=True)
class Grammar:
    """What references in phrases mean: the pattern of a theme or class, and the phrases of a named set.

    `rarity` orders clauses by how seldom a text meets them: of what a phrase needs, the rarest tells most.

    Sets in `alone` are told by marks of their own; `counts` is how many texts may have one.

    A set stands in patterns as NUL name NUL, to be put in by `expanded` when a pattern is first needed.
    """

    theme: Callable[[str], Part | None]
    sets: dict[str, list[str]]
    rarity: Rarity = by_size
    counts: dict[str, float] = field(default_factory=dict)
    alone: dict[str, list[Need]] = field(default_factory=dict)
    compiled: dict[str, tuple[bytes, Need]] = field(default_factory=dict)

    def compile(self, phrase: str) -> Compiled:
        """Compile one phrase; raises PhraseError."""
        if len(phrase) > MAX_PHRASE:
            raise PhraseError(f"longer than {MAX_PHRASE} characters")
        parser = _Parser(_pieces(phrase), self, ())
        pattern, need = parser.sequence()
        if parser.peek():
            raise PhraseError(f"a stray {parser.peek()!r}")
        if not pattern:
            raise PhraseError("is empty")
        if not need.clauses and re.fullmatch(self.put_in(pattern), b""):
            # `jokes?` is one: it makes the whole word optional, and would match everywhere.
            raise PhraseError("matches where there is nothing, as every part of it may be left out")
        return Compiled(pattern, need)

    def read_set(self, name: str) -> None:
        """Compile a named set, which may be one of gaps only; raises PhraseError."""
        _Parser([], self, ()).set_need(name)

    def put_in(self, pattern: bytes) -> bytes:
        """A pattern with its named sets put in."""
        while b"\x00" in pattern:
            pattern = _SET.sub(lambda found: self.compiled[found.group(1).decode()][0], pattern)
        return pattern


def written_short(pattern: bytes) -> str:
    """A pattern as it is kept."""
    return pattern.replace(TAGS, _SHORT).decode("latin-1")


def expanded(pattern: str, sets: Mapping[str, str]) -> bytes:
    """A pattern that was kept, with its named sets put in."""
    whole = pattern.encode("latin-1")
    while b"\x00" in whole:
        whole = _SET.sub(lambda found: sets[found.group(1).decode()].encode("latin-1"), whole)
    return whole.replace(_SHORT, TAGS)


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

    def sequence(self) -> Part:
        patterns: list[bytes] = []
        needs: list[Need] = []
        while self.peek() not in ("", "|", ")", ">"):
            pattern, more = self.element()
            patterns.append(pattern)
            needs.extend(more)
        return b"".join(patterns), in_a_row(needs)

    def element(self) -> tuple[bytes, list[Need]]:
        pattern, needs = self.atom()
        if (sign := self.peek()) in ("?", "+", "*"):
            self.take()
            pattern = b"(?:" + pattern + b")" + sign.encode()
            need = in_a_row(needs) if sign == "?" else repeated(in_a_row(needs))
            needs = [need if sign == "+" else optional(need)]
        return pattern, needs

    def atom(self) -> tuple[bytes, list[Need]]:
        piece = self.take()
        if piece == "(":
            pattern, need = self.group(")")
            return pattern, [need]
        if piece == "<":
            pattern, need = self.group(">")
            return b"(" + pattern + b")", [need]
        if piece in _ENDS:
            return _ENDS[piece]
        if piece.startswith("~"):
            return rb"(?:\x1e[^ ]* ){0,%d}" % min(int(piece[1:] or 3), 30), [NOTHING]
        if piece.startswith("{"):
            pattern, need = self.reference(piece[1:-1])
            return pattern, [need]
        if piece in (")", "|", ">", "?", "+", "*", ""):
            raise PhraseError(f"a stray {piece!r}")
        return _literal(piece)

    def group(self, closing: str) -> Part:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.take()
            branches.append(self.sequence())
        if self.take() != closing:
            raise PhraseError(f"a {closing!r} is missing")
        return _either(branches, self.grammar.rarity)

    def reference(self, name: str) -> Part:
        if name == "any":
            return ANY_WORD, NOTHING
        if name in self.grammar.sets:
            return b"\x00" + name.encode() + b"\x00", self.set_need(name)
        known = self.grammar.theme(name)
        if known is None:
            raise PhraseError(f"{{{name}}} is neither a lexicon theme nor a set in grammar.yaml")
        return known

    def set_need(self, name: str) -> Need:
        if name in self.inside:
            raise PhraseError(f"{{{name}}} refers to itself")
        grammar = self.grammar
        if name not in grammar.compiled:
            branches = [self.expand(name, phrase) for phrase in grammar.sets[name]]
            pattern, need = _either(branches, grammar.rarity)
            if told_alone([own for _, own in branches]):
                grammar.alone[name] = [own for _, own in branches]
                grammar.counts[set_mark(name)] = sum(likely_count(own, grammar.rarity) for _, own in branches)
                need = set_need(name, need)
            grammar.compiled[name] = pattern, need
        return grammar.compiled[name][1]

    def expand(self, name: str, phrase: str) -> Part:
        parser = _Parser(_pieces(phrase), self.grammar, (*self.inside, name))
        result = parser.sequence()
        if parser.peek():
            raise PhraseError(f"{{{name}}}: a stray {parser.peek()!r}")
        return result


def _either(branches: list[Part], rarity: Rarity) -> Part:
    return b"(?:" + b"|".join(pattern for pattern, _ in branches) + b")", one_of([n for _, n in branches], rarity)


def _literal(piece: str) -> tuple[bytes, list[Need]]:
    words = [part for written in re.split(r"[-\s]+", fold_term(piece)) if written for part in open_word(written)]
    return b"".join(TAGS + _escaped(word) + b" " for word in words), [word_need(word) for word in words]


def _escaped(word: str) -> bytes:
    return re.escape(ascii_form(word)).encode("ascii")


def ascii_form(word: str) -> str:
    """A word as it stands in the tagged line, which holds ASCII and tags: any other character becomes its number."""
    if word.isascii():
        return word.replace(" ", "_")
    return "".join(c if c.isascii() else f"u{ord(c):x}" for c in word).replace(" ", "_")
