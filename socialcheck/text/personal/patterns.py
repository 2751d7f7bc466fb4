"""How this package compiles its patterns: RE2, quiet, with room for its automata."""

from __future__ import annotations

from typing import Any

import re2

# Latin letters only: the full Unicode classes make automata ten times as large; British names need no more.
_LETTERS = {r"\p{Lu}": "A-ZÀ-ÖØ-ÞŴŶŁŠŽ", r"\p{Ll}": "a-zß-öø-ÿŵŷ", r"\p{L}": "A-Za-zÀ-ÖØ-öø-ɏ"}
FIRST = r"[\p{Lu}][\p{Ll}][\p{L}'-]*"


def latin(expression: str) -> str:
    """An expression whose letter classes, always written inside brackets, mean Latin letters."""
    for written, letters in _LETTERS.items():
        expression = expression.replace(written, letters)
    return expression


def options() -> Any:
    """RE2 options: nothing on stderr, and memory enough not to fall back to its slow engine."""
    chosen = re2.Options()
    chosen.max_mem = 64 << 20
    chosen.log_errors = False
    return chosen


def pattern(expression: str) -> Any:
    """A compiled RE2 pattern."""
    return re2.compile(latin(expression), options())
