"""Compiles rules: phrases to patterns, and the words that must stand in a text before a phrase is worth trying."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from socialcheck.policy.sources import Entry, Sources, likely
from socialcheck.text.grammar import TAGS, Compiled, Grammar, PhraseError, tag_code
from socialcheck.text.vocabulary import CLASSES, first_code, load_vocabulary, next_code, theme_mark

PHRASE_LISTS = ("phrases", "unless_sentence", "unless_document", "needs_sentence", "needs_document")


class _Features:
    """Sets of which one member must be in a text: words, or themes by number. Numbered as they come up."""

    def __init__(self, function_words: frozenset[str], sizes: Mapping[str, int]) -> None:
        self.function = function_words
        self.sizes = sizes
        self.numbers: dict[frozenset[str], int] = {}
        self.words: dict[str, list[int]] = {}

    def number(self, members: frozenset[str]) -> int:
        if members not in self.numbers:
            number = self.numbers[members] = len(self.numbers)
            for member in members:
                self.words.setdefault(member, []).append(number)
        return self.numbers[members]

    def of(self, compiled: Compiled) -> list[int]:
        """The features a phrase needs, the most telling one first."""
        telling = [need for need in compiled.needs if self.function.isdisjoint(need)] or list(compiled.needs)
        return [self.number(need) for need in sorted(set(telling), key=self._rank)]

    def _rank(self, need: frozenset[str]) -> tuple[int, int, list[str]]:
        return (len(need & self.function), sum(self.sizes.get(m, 1) for m in need), sorted(need)[:1])


def theme_sizes(vocabulary: Mapping[str, Any]) -> dict[str, int]:
    """How many terms each theme has, by its mark in a feature."""
    loaded = load_vocabulary(vocabulary)
    sizes: Counter[int] = Counter()
    for word in loaded.single_terms:
        sizes.update(loaded.with_parents(loaded.singles(word)))
    for word in loaded.phrase_terms:
        for term in loaded.phrases(word):
            sizes.update(loaded.with_parents(term.themes))
    return {theme_mark(number): count for number, count in sizes.items()}


def make_grammar(sources: Sources, vocabulary: Mapping[str, Any], function: frozenset[str]) -> Grammar:
    """The grammar in which this folder's phrases are read."""
    themes: dict[str, tuple[bytes, frozenset[str]]] = {}
    for number, name in enumerate(vocabulary["themes"]):
        more = b"(?:" + TAGS + next_code(number) + rb"[^ ]* )*"
        themes[name] = (TAGS + first_code(number) + rb"[^ ]* " + more, frozenset((theme_mark(number),)))
    themes |= {name: (TAGS + tag_code(n) + rb"[^ ]* ", frozenset()) for name, n in CLASSES.items()}
    return Grammar(themes.get, sources.sets, function)


def compile_rules(sources: Sources, vocabulary: Mapping[str, Any], function: frozenset[str]) -> dict[str, Any]:
    """The compiled rules, as JSON has them. Problems are recorded in the sources."""
    grammar = make_grammar(sources, vocabulary, function)
    features = _Features(function, theme_sizes(vocabulary))
    for name in sources.sets:
        _set(name, grammar, sources)
    stances = {name: _stance(entry, grammar) for name, entry in sources.stances.items()}
    rules = {name: _rule(entry, sources, grammar, features) for name, entry in sources.rules.items()}
    return {
        "rules": rules,
        "stances": stances,
        "sets": {name: pattern.decode("latin-1") for name, (pattern, _) in grammar.compiled.items()},
        "features": {word: " ".join(map(str, numbers)) for word, numbers in features.words.items()},
    }


def _set(name: str, grammar: Grammar, sources: Sources) -> None:
    try:
        grammar.compile("{" + name + "}")
    except PhraseError as error:
        assert sources.set_file is not None
        sources.set_file.problem((name,), f"set {name!r}: {error}")


def _stance(entry: Entry, grammar: Grammar) -> dict[str, Any]:
    patterns = [_phrase(entry, "phrases", n, p, grammar) for n, p in enumerate(entry.value.get("phrases", []))]
    return {**entry.value, "phrases": [c.pattern.decode("latin-1") for c in patterns if c]}


def _rule(entry: Entry, sources: Sources, grammar: Grammar, features: _Features) -> dict[str, Any]:
    rule = dict(entry.value)
    for name in rule.get("stance", ()):
        if name not in sources.stances:
            entry.problem(("stance",), f"{entry.name}: unknown stance {name!r}{likely(name, list(sources.stances))}")
    for key in PHRASE_LISTS:
        compiled = [_phrase(entry, key, n, phrase, grammar) for n, phrase in enumerate(rule.get(key) or [])]
        rule[key] = [_stored(c, features if key == "phrases" else None) for c in compiled if c]
    moment = rule.get("moment") or {}
    if moment.get("past_date_in_text"):
        compiled = [_phrase(entry, "moment", n, p, grammar) for n, p in enumerate(moment["past_date_in_text"])]
        rule["phrases"] = [_stored(c, features) for c in compiled if c]
    if rule.get("row"):
        _check_row(entry)
    if rule.get("signals"):
        rule["phrases"], rule["weights"] = _signals(entry, grammar, features)
    for number, pattern in enumerate(rule.get("pattern") or []):
        _check_pattern(entry, number, pattern)
    rule["kind"] = next((k for k in _kinds() if entry.value.get(k) is not None), "facts")
    if rule.get("signals"):
        rule["signals"] = {k: v for k, v in rule["signals"].items() if k != "cues"}
    return {key: value for key, value in rule.items() if value not in (None, [], {})}


def _signals(entry: Entry, grammar: Grammar, features: _Features) -> tuple[list[Any], list[tuple[int, int]]]:
    """The phrases of all cues in a row, and for each its cue's number and weight."""
    phrases: list[Any] = []
    weights: list[tuple[int, int]] = []
    for number, cue in enumerate(entry.value["signals"]["cues"]):
        for place, phrase in enumerate(cue["phrases"]):
            compiled = _phrase(entry, "signals", place, phrase, grammar)
            if compiled:
                phrases.append(_stored(compiled, features))
                weights.append((number, cue["weight"]))
    return phrases, weights


def _stored(compiled: Compiled, features: _Features | None) -> Any:
    pattern = compiled.pattern.decode("latin-1")
    return [pattern, features.of(compiled)] if features else pattern


def _kinds() -> tuple[str, ...]:
    from socialcheck.policy.schema_rules import KINDS

    return KINDS


def _phrase(entry: Entry, key: str, number: int, phrase: str, grammar: Grammar) -> Compiled | None:
    try:
        return grammar.compile(phrase)
    except PhraseError as error:
        entry.problem((key, number), f"{entry.name}: {key}: {error} in {phrase[:60]!r}")
        return None


def _check_row(entry: Entry) -> None:
    from pydantic import ValidationError

    from socialcheck.policy.schema_accounts import RowTrigger
    from socialcheck.policy.sources import explain

    try:
        RowTrigger.model_validate({k: v for k, v in entry.value["row"].items() if v is not None})
    except ValidationError as error:
        for inside, message in explain(error, RowTrigger):
            entry.problem(("row", *inside), f"{entry.name}: row: {message}")


def _check_pattern(entry: Entry, number: int, pattern: str) -> None:
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        reason = reason.decode() if isinstance(reason, bytes) else reason
        entry.problem(("pattern", number), f"{entry.name}: pattern: {reason}")
