"""The gate saves time and changes nothing: what is found through it is what every phrase of a rule finds by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from socialcheck.kinds import KINDS
from socialcheck.kinds.recognise import Recogniser, make_recogniser
from socialcheck.policy import store
from socialcheck.policy.examples import unmark
from socialcheck.text.personal import make_allow
from socialcheck.text.view import TextView

WORDS = ("phrases", "signals", "moment")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    compiled = store.shared("rules")
    wanted = [name for name, head in compiled["heads"].items() if head["kind"] in WORDS]
    return make_recogniser(compiled, store.shared("vocabulary"), wanted, make_allow([], []), frozenset())


def texts(examples: Mapping[str, Any]) -> Iterator[str]:
    for kind in ("flag", "pass"):
        for example in examples[kind]:
            text = unmark(example if isinstance(example, str) else str(example.get("text", "")))[0]
            yield from (text, text.upper(), f"“{text}” (1)\n\n{text[:40]}", text.replace(" ", "\n", 1))


def test_the_gate_keeps_nothing_back(recogniser: Recogniser) -> None:
    missed = []
    for name in recogniser.heads:
        rule = recogniser.rules[name]
        if rule.get("phrases"):
            for text in texts(store.shared("examples")[name]):
                alone = TextView(text, recogniser.vocabulary)
                every = list(KINDS[rule["kind"]](name, rule, alone, recogniser.context))
                if "text" in rule["fields"] and recogniser.recognise([("text", text)], only=name) != every:
                    missed.append((name, text))
    assert not missed
