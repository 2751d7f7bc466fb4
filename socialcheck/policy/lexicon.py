"""Lexicons compiled: inflected and mutated forms, terms by first word, themes numbered with their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from socialcheck.text.fold import fold_term
from socialcheck.text.words import TOKEN, open_word

_SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r"}
_NASAL = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
_ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
_UNMUTATED = ("ch", "th", "ph", "dd", "ff", "ng")


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
        # Numbers and further words are kept as text: thousands of small lists would take longer to load than to read.
        "singles": {words[0]: _numbers(held) for words, held in terms.items() if len(words) == 1},
        "phrases": _by_anchor(terms, frozenset(common)),
        "disguise": " ".join(disguise),
        "common": " ".join(sorted(set(common))),
    }


def _numbers(held: Iterable[int]) -> str:
    return " ".join(map(str, held))


def _by_anchor(terms: Mapping[tuple[str, ...], list[int]], common: frozenset[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for words, held in terms.items():
        if len(words) > 1:
            called, line = anchored(words, _numbers(held), common)
            found.setdefault(called, []).append(line)
    return {word: "\n".join(lines) for word, lines in found.items()}


def anchored(words: tuple[str, ...], numbers: str, common: frozenset[str]) -> tuple[str, str]:
    """The word a term of several words is found by, and the line that says so.

    Not the first, since a term is looked for when its word follows the one before it; not a common one, and long.
    """
    called = max(words[1:], key=lambda w: (w not in common, len(w), w))
    return called, f"{words.index(called, 1)} {' '.join(words)}\t{numbers}"
