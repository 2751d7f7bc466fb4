"""Each example in each rule is a test: what must be flagged, with the marked words, and the near misses that must not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from socialcheck.policy import store
from socialcheck.policy.examples import Outcome, run_examples
from socialcheck.policy.where import policies_dir

EXAMPLES: Mapping[str, Any] = store.shared("examples")
HEADS: Mapping[str, Any] = store.shared("rules")["heads"]
CASES = [
    (rule, kind, number)
    for rule, examples in EXAMPLES.items()
    for kind in ("flag", "pass")
    for number in range(1, len(examples[kind]) + 1)
]


@cache
def outcomes() -> dict[tuple[str, str, int], Outcome]:
    found = run_examples(store.shared("rules"), store.shared("vocabulary"), list(EXAMPLES), EXAMPLES, store.shared("reading"))
    return {(o.rule, o.kind, o.number): o for o in found}


@pytest.mark.parametrize(("rule", "kind", "number"), CASES)
def test_example(rule: str, kind: str, number: int) -> None:
    outcome = outcomes()[rule, kind, number]
    assert outcome.fault is None, f"{outcome.fault} | {outcome.text}"


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_has_examples_of_both_kinds(rule: str) -> None:
    # Rules on registers are proved row by row in tests/accounts as well.
    fewest = 1 if HEADS[rule]["kind"] == "row" else 8
    assert len(EXAMPLES[rule]["flag"]) >= fewest
    assert len(EXAMPLES[rule]["pass"]) >= fewest


def test_every_policy_file_is_visited() -> None:
    files = sorted(p.relative_to(policies_dir()).as_posix() for p in policies_dir().rglob("*.yaml"))
    assert len([f for f in files if f.startswith("rules/")]) >= 20
    assert len([f for f in files if f.startswith("lexicons/")]) >= 20
    assert set(EXAMPLES) == set(store.shared("rules")["rules"])
