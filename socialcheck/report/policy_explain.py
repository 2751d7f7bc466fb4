"""`policy explain RULE`: what a rule finds and why, who enforces it, examples, and what to do. All from the rule's own fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from socialcheck.kinds.reading import is_guess
from socialcheck.model import UsageError
from socialcheck.policy import store
from socialcheck.policy.examples import unmark
from socialcheck.policy.load import Policy, load_policy
from socialcheck.policy.sources import likely
from socialcheck.report.plain import Page, page_of_terminal

MOST_EXAMPLES = 8
GUESS = (
    "This rule guesses from words. On {where} it counts only where the text, or the sentence, does not otherwise read like the "
    "everyday ones that come with socialcheck."
)
READ = (
    "This rule goes by all the words of a text, not by any of them. Of a hundred everyday texts that come with socialcheck, "
    "{count} read as much like what it looks for, so a person decides."
)
_SLOT = re.compile(r"\{([a-z_.]+)\}")
_SLOTS = {
    "match": "[the words]",
    "read_as": "[the word meant]",
    "approvers": "whoever the policy names",
    "platform": "[the platform]",
}


def explain_rule(name: str) -> str:
    """The explanation of a rule; raises UsageError with the likely name for one that is not there."""
    rules: Mapping[str, Mapping[str, Any]] = store.shared("rules")["rules"]
    if name not in rules:
        raise UsageError(
            f"no rule is called {name!r}{likely(name, list(rules))}; findings and 'socialcheck policy show ID' name them"
        )
    return "\n".join(line.rstrip() for line in _explained(name, rules[name], page_of_terminal())) + "\n"


def _explained(name: str, rule: Mapping[str, Any], page: Page) -> Iterator[str]:
    yield (page.paint(name, "bold") + f"  ({rule['category']}; applies to {', '.join(s + 's' for s in rule['on'])})")
    for title, key in (
        ("What it says", "message"),
        ("Why", "why"),
        ("What to do", "fix"),
        ("Source", "source"),
    ):
        if rule.get(key):
            yield ""
            yield page.paint(title, "bold")
            yield from page.wrap(_SLOT.sub(lambda found: _SLOTS.get(found[1], "…"), rule[key]), "  ")
    if sure := _how_sure(rule):
        yield ""
        yield page.paint("How sure", "bold")
        yield from page.wrap(sure, "  ")
    yield ""
    yield page.paint("Who enforces it", "bold")
    for policy_id in store.pack_ids():
        yield from _enforced(name, load_policy(policy_id), page)
    for title, key in (("Flagged", "flag"), ("Not flagged", "pass")):
        yield ""
        yield page.paint(title, "bold")
        for example in store.shared("examples")[name][key][:MOST_EXAMPLES]:
            yield from page.wrap(_example(example), "    ", "  - ")


def _how_sure(rule: Mapping[str, Any]) -> str:
    """What there is to say of a rule that goes by words alone."""
    if rule["kind"] == "reading":
        return READ.format(count=rule["reading"]["count_in"])
    bars = store.shared("reading")["bars"]
    twice = [f"{one}s" for one in rule["on"] if rule["category"] in bars.get(f"{one}s", ())]
    return GUESS.format(where=" and ".join(twice)) if twice and is_guess(rule) else ""


def _example(example: Any) -> str:
    if isinstance(example, str):
        return unmark(example)[0]
    facts = ", ".join(f"{key}: {value}" for key, value in example.items() if key != "text")
    text = unmark(str(example.get("text", "")))[0]
    return f"{text} ({facts})" if text and facts else text or facts


def _enforced(name: str, policy: Policy, page: Page) -> Iterator[str]:
    own = "law" if policy.id == "law" else "policy" if policy.organisation else "good-practice"
    for surface in ("drafts", "comments", "accounts"):
        for enforcement in policy.enforce[surface].get(name, ()):
            if policy.id == "law" or enforcement["source"] == own:
                yield from _ground(enforcement, surface, policy, page)


def _ground(enforcement: Mapping[str, Any], surface: str, policy: Policy, page: Page) -> Iterator[str]:
    what = enforcement.get("severity") or enforcement.get("action")
    authority = f", {enforcement['authority']}" if enforcement.get("authority") else ""
    yield from page.wrap(f"{policy.id}: {what} on {surface}{authority}", "    ", "  - ")
    for ref in enforcement.get("clauses", ()):
        yield from page.wrap(f"{ref}: {policy.clauses[ref]['text']}", "        ", "      ")
