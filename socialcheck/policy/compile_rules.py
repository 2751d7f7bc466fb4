"""Compiles rules: phrases to patterns, and the words that must stand in a text before a phrase is worth trying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialcheck.policy.compile_gate import Gate
from socialcheck.policy.frequency import example_texts, make_rarity
from socialcheck.policy.sources import Entry, Sources, likely
from socialcheck.text.grammar import TAGS, Compiled, Grammar, Part, PhraseError, tag_code, written_short
from socialcheck.text.needs import Need, Rarity, class_mark, one_of, word_need
from socialcheck.text.vocabulary import (
    CLASSES,
    first_code,
    load_vocabulary,
    next_code,
    theme_mark,
)

# What is asked of a rule before it has matched: loaded for all rules at once, the rest rule by rule.
HEAD = (
    "kind", "fields", "pattern", "personal", "links", "style", "limit", "facts", "moment", "when", "unless", "scope", "stated",
    "per", "signals", "weights", "reading",
)  # fmt: skip
PHRASE_LISTS = ("phrases", "unless_sentence", "unless_document", "needs_sentence", "needs_document")


def make_grammar(sources: Sources, vocabulary: Mapping[str, Any], rarity: Rarity, counts: dict[str, float]) -> Grammar:
    """The grammar in which this folder's phrases are read."""
    themes: dict[str, Part] = {}
    for number, name in enumerate(vocabulary["themes"]):
        more = b"(?:" + TAGS + next_code(number) + rb"[^ ]* )*"
        themes[name] = (TAGS + first_code(number) + rb"[^ ]* " + more, Need((frozenset((theme_mark(number),)),)))
    for name, number in CLASSES.items():
        themes[name] = (TAGS + tag_code(number) + rb"[^ ]* ", word_need(class_mark(name)))
    return Grammar(themes.get, sources.sets, rarity, counts)


def compile_rules(sources: Sources, vocabulary: Mapping[str, Any], function: frozenset[str]) -> dict[str, Any]:
    """The compiled rules, as JSON has them. Problems are recorded in the sources."""
    texts = example_texts(entry.value for entry in sources.rules.values())
    counts: dict[str, float] = {}
    rarity, most = make_rarity(texts, load_vocabulary(vocabulary), function, counts)
    grammar, gate = make_grammar(sources, vocabulary, rarity, counts), Gate(rarity, most)
    for name in sources.sets:
        _set(name, grammar, sources)
    for name, branches in grammar.alone.items():
        gate.add_set(name, branches)
    stances = {name: _stance(entry, grammar) for name, entry in sources.stances.items()}
    rules = {name: _rule(entry, sources, grammar, gate) for name, entry in sources.rules.items()}
    return {
        "heads": {name: {key: rule[key] for key in HEAD if key in rule} for name, rule in rules.items()},
        "rules": rules,
        "stances": stances,
        "sets": {name: written_short(pattern) for name, (pattern, _) in grammar.compiled.items()},
        **gate.compiled(),
    }


def _set(name: str, grammar: Grammar, sources: Sources) -> None:
    try:
        grammar.read_set(name)
    except PhraseError as error:
        assert sources.set_file is not None
        sources.set_file.problem((name,), f"set {name!r}: {error}")


def _stance(entry: Entry, grammar: Grammar) -> dict[str, Any]:
    patterns = [_phrase(entry, "phrases", n, p, grammar) for n, p in enumerate(entry.value.get("phrases", []))]
    return {**entry.value, "phrases": [written_short(c.pattern) for c in patterns if c]}


def _rule(entry: Entry, sources: Sources, grammar: Grammar, gate: Gate) -> dict[str, Any]:
    rule = dict(entry.value)
    for name in rule.get("stance", ()):
        if name not in sources.stances:
            entry.problem(("stance",), f"{entry.name}: unknown stance {name!r}{likely(name, list(sources.stances))}")
    for key in PHRASE_LISTS:
        compiled = [_phrase(entry, key, n, phrase, grammar) for n, phrase in enumerate(rule.get(key) or [])]
        rule[key] = _patterns(entry, [c for c in compiled if c], gate if key == "phrases" else None)
        if key.startswith("needs_") and rule[key]:
            gate.ask(entry.name, one_of([c.need for c in compiled if c], grammar.rarity))
    moment = rule.get("moment") or {}
    if moment.get("past_date_in_text"):
        compiled = [_phrase(entry, "moment", n, p, grammar) for n, p in enumerate(moment["past_date_in_text"])]
        rule["phrases"] = _patterns(entry, [c for c in compiled if c], gate)
    if rule.get("row"):
        _check_row(entry)
    if rule.get("signals"):
        rule["phrases"], rule["weights"] = _signals(entry, grammar, gate)
    for number, pattern in enumerate(rule.get("pattern") or []):
        _check_pattern(entry, number, pattern)
    rule["kind"] = next((k for k in _kinds() if entry.value.get(k) is not None), "facts")
    if rule.get("signals"):
        rule["signals"] = {k: v for k, v in rule["signals"].items() if k != "cues"}
    return {key: value for key, value in rule.items() if value not in (None, [], {})}


def _signals(entry: Entry, grammar: Grammar, gate: Gate) -> tuple[list[str], list[tuple[int, int]]]:
    """The phrases of all cues in a row, and for each its cue's number and weight."""
    phrases: list[Compiled] = []
    weights: list[tuple[int, int]] = []
    for number, cue in enumerate(entry.value["signals"]["cues"]):
        for place, phrase in enumerate(cue["phrases"]):
            compiled = _phrase(entry, "signals", place, phrase, grammar)
            if compiled:
                phrases.append(compiled)
                weights.append((number, cue["weight"]))
    waiting = _waiting(phrases, weights, entry.value["signals"]["threshold"], gate)
    for number, compiled in enumerate(phrases):
        enter = gate.wait if weights[number][0] in waiting else gate.add
        enter(entry.name, number, compiled.need)
    return _patterns(entry, phrases, None), weights


def _waiting(phrases: list[Compiled], weights: list[tuple[int, int]], threshold: int, gate: Gate) -> frozenset[int]:
    """The cues that need not call for their rule: the commonest ones, which together stay below its threshold."""
    common: dict[tuple[int, int], float] = {}
    for compiled, cue in zip(phrases, weights, strict=True):
        common[cue] = common.get(cue, 0.0) + gate.commonness(compiled.need)
    waiting: list[int] = []
    for number, weight in sorted(common, key=lambda cue: -common[cue]):
        if weight < threshold:
            threshold -= max(weight, 0)
            waiting.append(number)
    return frozenset(waiting)


def _patterns(entry: Entry, phrases: list[Compiled], gate: Gate | None) -> list[str]:
    if gate:
        for number, compiled in enumerate(phrases):
            gate.add(entry.name, number, compiled.need)
    return [written_short(compiled.pattern) for compiled in phrases]


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
