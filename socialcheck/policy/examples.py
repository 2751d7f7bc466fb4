"""Runs the examples inside rules: what must be flagged, with the words marked [[ ]], and the near misses that must not.

`socialcheck policy test` and the test suite run this same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.drafts.conditions import in_scope
from socialcheck.drafts.facts import joint_facts, read_facts, shown_facts
from socialcheck.drafts.judge import met, triggered
from socialcheck.kinds.reading import Reading
from socialcheck.kinds.recognise import Recogniser, make_recogniser
from socialcheck.model import Match
from socialcheck.policy.platforms import platform_called

NOW = "2026-11-20T10:00:00+00:00"
BLANK_SETTINGS: dict[str, Any] = {}


class Outcome(NamedTuple):
    """How one example went; `fault` is None where it did what the rule promises."""

    rule: str
    kind: str
    number: int
    text: str
    fault: str | None


def run_examples(
    compiled: Mapping[str, Any],
    vocabulary: Mapping[str, Any],
    wanted: Iterable[str],
    examples: Mapping[str, Any],
    reading: Mapping[str, Any],
) -> Iterator[Outcome]:
    """Every example of the named rules. Each rule is tried for itself: no guess is read a second time."""
    from socialcheck.text.personal import make_allow

    names = list(wanted)
    textual = [n for n in names if compiled["rules"][n]["kind"] != "row"]
    recogniser = make_recogniser(compiled, vocabulary, textual, make_allow([], []), frozenset(), Reading(reading, ""))
    for name in names:
        rule = compiled["rules"][name]
        for kind in ("flag", "pass"):
            for number, example in enumerate(examples[name][kind], 1):
                yield _outcome(name, rule, kind, number, example, recogniser)


def _outcome(name: str, rule: Mapping[str, Any], kind: str, number: int, example: Any, recogniser: Recogniser) -> Outcome:
    if rule["kind"] == "row":
        from socialcheck.accounts.examples import row_example_fault

        return Outcome(name, kind, number, str(example), row_example_fault(rule, kind, example))
    raw = {"text": example} if isinstance(example, str) else dict(example)
    text, marked = unmark(str(raw.pop("text", "")))
    found = _found(name, rule, text, raw, recogniser)
    return Outcome(name, kind, number, text or str(raw), _fault(kind, found, marked, rule))


def unmark(text: str) -> tuple[str, list[str]]:
    """A text without its [[ ]] marks, and what they marked."""
    marked: list[str] = []
    pieces = text.split("[[")
    plain = pieces[0]
    for piece in pieces[1:]:
        inside, _, rest = piece.partition("]]")
        marked.append(inside)
        plain += inside + rest
    return plain, marked


def _found(name: str, rule: Mapping[str, Any], text: str, raw: Mapping[str, Any], recogniser: Recogniser) -> list[Match]:
    now = datetime.fromisoformat(NOW)
    extra = {k: raw[k] for k in ("period", "settings", "link", "repeat") if k in raw}
    facts, _ = read_facts({k: v for k, v in raw.items() if k not in extra}, now)
    facts |= joint_facts(facts) | shown_facts(text) | {k: v for k, v in extra.items() if k != "settings"}
    settings = extra.get("settings", BLANK_SETTINGS)
    texts = [
        ("text", text),
        *(("alt", m["alt"]) for m in facts.get("media") or () if isinstance(m.get("alt"), str)),
    ]
    matches = [m for m in recogniser.recognise(texts, platform_called(facts.get("platform")), only=name) if m.rule == name]
    found = triggered(name, rule, matches, facts, settings, facts.get("at") or now)
    asked = rule.get("if_unknown", "remind")
    scope = in_scope(rule.get("scope", {}), facts, settings)
    open_ = scope == "yes" or (scope == "unknown" and asked == "apply")
    return found if open_ and met(rule, facts, settings) else []


def _fault(kind: str, found: list[Match], marked: list[str], rule: Mapping[str, Any]) -> str | None:
    shown = [m.shown for m in found]
    if kind == "pass":
        return f"flagged, and should not be: {shown}" if found else None
    if not found:
        return "not flagged, and should be"
    if marked and not any(_same(words, shown) for words in marked):
        return f"flagged {shown} instead of {marked}"
    return None


def _same(words: str, shown: list[str]) -> bool:
    return any(words.strip() == s.strip() for s in shown)


def main(arguments: list[str]) -> int:
    """`python -m socialcheck.policy.examples [RULE or rules/FILE.yaml ...]`: show the examples that fail."""
    from pathlib import Path

    from socialcheck.policy.compile import vocabulary_of
    from socialcheck.policy.compile_reading import compile_reading
    from socialcheck.policy.compile_rules import compile_rules
    from socialcheck.policy.sources import read_sources
    from socialcheck.policy.where import policies_dir

    sources = read_sources(policies_dir())
    vocabulary, function = vocabulary_of({n: e.value for n, e in sources.themes.items() if e.value.get("terms")})
    compiled = compile_rules(sources, vocabulary, function)
    for problem in sorted(set(sources.problems)):
        print(problem)
    files = {Path(a).name for a in arguments if a.endswith(".yaml")}
    wanted = [n for n, e in sources.rules.items() if not arguments or n in arguments or Path(e.file.path).name in files]
    wanted = [n for n in wanted if compiled["rules"][n].get("examples") and "category" in compiled["rules"][n]]
    examples = {name: compiled["rules"][name]["examples"] for name in wanted}
    outcomes = list(run_examples(compiled, vocabulary, wanted, examples, compile_reading(policies_dir(), sources)))
    for outcome in outcomes:
        if outcome.fault:
            print(f"{outcome.rule} {outcome.kind} {outcome.number}: {outcome.fault} | {outcome.text[:140]}")
    failed = sum(o.fault is not None for o in outcomes)
    print(f"{len(wanted)} rules, {len(outcomes)} examples, {failed} failed")
    return 1 if failed or sources.problems else 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
