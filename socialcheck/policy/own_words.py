"""An office's own words: terms added to a theme, and terms that are never to be matched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialcheck.model import PolicyError
from socialcheck.policy.lexicon import anchored, term_words
from socialcheck.policy.sources import likely


def apply_own_words(vocabulary: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The vocabulary with the office's own words; raises PolicyError for an unknown theme."""
    data = {**vocabulary, "singles": dict(vocabulary["singles"]), "phrases": dict(vocabulary["phrases"])}
    names: list[str] = data["themes"]
    for theme, terms in (own.get("add") or {}).items():
        if theme not in names:
            raise PolicyError(f"socialcheck.yaml: lexicons: no theme is called {theme!r}{likely(theme, names)}")
        for term in terms:
            _put(data, term_words(term), str(names.index(theme)))
    # A term that is allowed becomes a safe one: it shelters its own words and those of shorter terms inside it.
    for term in own.get("allow") or () if data["safe"] else ():
        _put(data, term_words(term), str(data["safe"][0]))
    return data


def with_listed(vocabulary: Mapping[str, Any], words: Mapping[str, list[str]]) -> Mapping[str, Any]:
    """The vocabulary with listed candidates and parties in their themes."""
    known = {theme: terms for theme, terms in words.items() if theme in vocabulary["themes"] and terms}
    return apply_own_words(vocabulary, {"add": known}) if known else vocabulary


def _put(data: Mapping[str, Any], words: tuple[str, ...], number: str) -> None:
    if len(words) == 1:
        data["singles"][words[0]] = f"{data['singles'].get(words[0], '')} {number}".strip()
    elif words:
        called, line = anchored(words, number, frozenset(data["common"].split()))
        held = data["phrases"].get(called)
        data["phrases"][called] = f"{held}\n{line}" if held else line
