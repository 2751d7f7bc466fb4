"""An office's own words: terms added to a theme, and terms that are never to be matched."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from socialcheck.model import PolicyError
from socialcheck.policy.lexicon import add_term, term_words
from socialcheck.policy.sources import likely


def apply_own_words(vocabulary: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The vocabulary with the office's own words; raises PolicyError for an unknown theme."""
    data = {**vocabulary, "words": ChainMap({}, vocabulary["words"])}
    names: list[str] = data["themes"]
    common = frozenset(data["common"].split())
    for theme, terms in (own.get("add") or {}).items():
        if theme not in names:
            raise PolicyError(f"socialcheck.yaml: lexicons: no theme is called {theme!r}{likely(theme, names)}")
        for term in terms:
            add_term(data["words"], term_words(term), str(names.index(theme)), common)
    # A term that is allowed becomes a safe one: it shelters its own words and those of shorter terms inside it.
    for term in own.get("allow") or () if data["safe"] else ():
        add_term(data["words"], term_words(term), str(data["safe"][0]), common)
    return data


def with_listed(vocabulary: Mapping[str, Any], words: Mapping[str, list[str]]) -> Mapping[str, Any]:
    """The vocabulary with listed candidates and parties in their themes."""
    known = {theme: terms for theme, terms in words.items() if theme in vocabulary["themes"] and terms}
    return apply_own_words(vocabulary, {"add": known}) if known else vocabulary
