"""Lexicons compiled: inflected and mutated forms, terms by first word, themes numbered with their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from socialcheck.text.fold import fold_term
from socialcheck.text.words import TOKEN, open_word

_SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r"}
_NASAL = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
_ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
_UNMUTATED = ("ch", "th", "ph", "dd", "ff", "ng")

# What is known of a word: its own themes, and by the word before it the terms of several words that are found by it.
# Both are text: most is never read, and thousands of small lists would take long to load.
WordEntry = tuple[str, Mapping[str, str]]


def term_words(term: str) -> tuple[str, ...]:
    """A term as the words a post would give."""
    folded = fold_term(term)
    words: list[str] = []
    for found in TOKEN.finditer(folded):
        if found.lastgroup in ("word", "emoji"):
            words.extend(open_word(found.group()))
        elif found.lastgroup in ("hashtag", "mention"):
            words.append(found.group()[1:])
    return tuple(words)


def forms(term: str, inflect: str, *, mutate: bool = False) -> Iterator[tuple[str, ...]]:
    """A term and its inflected and mutated forms, each as words; the last word bends (a verb's first)."""
    words = term_words(term)
    if not words:
        return
    place = 0 if inflect == "verb" else len(words) - 1
    for bent in (words[place], *_inflected(words[place], inflect)):
        whole = (*words[:place], bent, *words[place + 1 :])
        yield whole
        if mutate:
            yield from ((mutant, *whole[1:]) for mutant in _mutations(whole[0]))


def _inflected(word: str, inflect: str) -> Iterable[str]:
    if inflect == "noun":
        return (_with_s(word),)
    if inflect == "verb":
        return _verb(word)
    if inflect == "adjective":
        stem = word[:-1] if word.endswith("e") else word[:-1] + "i" if word.endswith("y") else word
        return (stem + "er", stem + "est")
    return ()


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _verb(word: str) -> tuple[str, ...]:
    if word.endswith("e") and not word.endswith("ee"):
        return (word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    both = (_with_s(word), word + "ed", word + "ing")
    if len(word) > 2 and word[-1] not in "aeiouwxyh" and word[-2] in "aeiou" and word[-3] not in "aeiou":
        return (*both, word + word[-1] + "ed", word + word[-1] + "ing")
    return both


def _mutations(word: str) -> Iterator[str]:
    if word.startswith(_UNMUTATED):
        return
    for table in (_SOFT, _NASAL, _ASPIRATE):
        start = next((s for s in (word[:2], word[:1]) if s in table), None)
        if start is not None and len(word) > 2:
            yield table[start] + word[len(start) :]


def parents_of(theme: str) -> list[str]:
    """`a.b.c` has the parents `a` and `a.b`."""
    parts = theme.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def compile_lexicons(themes: Mapping[str, Mapping[str, Any]], common: Iterable[str]) -> dict[str, Any]:
    """The compiled vocabulary, as JSON has it."""
    names = sorted({name for theme in themes for name in (*parents_of(theme), theme)})
    number = {name: n for n, name in enumerate(names)}
    terms: dict[tuple[str, ...], list[int]] = {}
    disguise: dict[str, None] = {}
    for name, theme in themes.items():
        for term in theme["terms"]:
            for words in forms(term, theme.get("inflect", "none"), mutate=theme.get("mutate", False)):
                held = terms.setdefault(words, [])
                if number[name] not in held:
                    held.append(number[name])
                if theme.get("disguise") and len(words) == 1 and len(words[0]) > 2:
                    disguise.setdefault(words[0])
    return {
        "themes": names,
        "parents": [[number[p] for p in parents_of(name)] for name in names],
        "cases": {number[n]: t["case"] for n, t in themes.items() if t.get("case", "any") != "any"},
        "safe": [n for name, n in number.items() if name.startswith("safe.")],
        "words": _by_word(terms, frozenset(common)),
        "disguise": " ".join(disguise),
        "common": " ".join(sorted(set(common))),
    }


def _by_word(terms: Mapping[tuple[str, ...], list[int]], common: frozenset[str]) -> dict[str, WordEntry]:
    found: dict[str, WordEntry] = {}
    for words, held in terms.items():
        add_term(found, words, " ".join(map(str, held)), common)
    return found


def add_term(entries: MutableMapping[str, WordEntry], words: tuple[str, ...], numbers: str, common: frozenset[str]) -> None:
    """Enter a term under its word, or under the word it is found by; every word of it gets an entry."""
    for word in words:
        entries.setdefault(word, ("", {}))
    if len(words) == 1:
        themes, terms = entries[words[0]]
        entries[words[0]] = (f"{themes} {numbers}".strip(), terms)
    elif words:
        at = _anchor(words, common)
        themes, terms = entries[words[at]]
        line = f"{at} {' '.join(words)}\t{numbers}"
        known = terms.get(words[at - 1])
        entries[words[at]] = (themes, {**terms, words[at - 1]: f"{known}\n{line}" if known else line})


def _anchor(words: tuple[str, ...], common: frozenset[str]) -> int:
    """The word a term of several words is found by.

    Not the first, since a term is looked for when its word follows the one before it; not a common one, and long.
    """
    called = max(words[1:], key=lambda w: (w not in common, len(w), w))
    return words.index(called, 1)
