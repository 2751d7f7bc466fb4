"""What a search for personal data gives back, and how each kind is masked for print."""

from __future__ import annotations

from typing import Any, NamedTuple

from socialcheck.text.personal.patterns import pattern

DOT = "•"


class PersonalSpan(NamedTuple):
    """One piece of personal data: offsets into the original text, and a masked form that may be printed."""

    kind: str
    start: int
    end: int
    shown: str


class Hit(NamedTuple):
    """A find in folded text, before it is resolved against others and mapped back."""

    kind: str
    start: int
    end: int
    shown: str


def found(kind: str, match: Any, shown: str, group: int = 0) -> Hit:
    """A hit where a pattern matched."""
    start, end = match.span(group)
    return Hit(kind, start, end, shown)


_NAME = pattern(r"[\p{Lu}][\p{L}'-]*|\d+[A-Za-z]?")
_KEPT_TEXT = """
    The A An He She They Who I It And But His Her Their My Your You We Our Mr Mrs Ms Miss Dr Year Primary
    School Academy High Sorry Hi Hello Dear As In Road Street Lane Close Avenue Way Drive
"""
_KEPT = frozenset(_KEPT_TEXT.split())
_STREET_END = pattern(r"[\p{L}]+$")


def masked_names(words: str) -> str:
    """Words as they are, with names and numbers blotted out."""
    return str(_NAME.sub(lambda m: m.group() if m.group() in _KEPT else DOT * 3, words))


def masked_email(address: str) -> str:
    """First letter and last label only."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}{DOT * 3}@{DOT * 3}.{domain.rpartition('.')[2]}"


def masked_phone(digits: str) -> str:
    """The first five digits of a full number, the rest blotted out; fewer of a short one."""
    keep = 5 if len(digits) >= 10 else 2
    return f"{digits[:keep]} {DOT * 3} {DOT * 3}"


def masked_head(value: str, keep: int = 2) -> str:
    """The first characters, then dots."""
    return value[:keep] + DOT * 3


def masked_address(value: str) -> str:
    """Only the kind of street stays."""
    return f"{DOT * 2} {DOT * 3} {street}" if (street := last_word(value)) else DOT * 3


def last_word(value: str) -> str:
    """The last run of letters of a text."""
    found = _STREET_END.search(value.strip())
    return found.group() if found else ""
