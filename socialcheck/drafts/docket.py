"""What a policy asks of drafts, arranged so that a post is held only against the rules its facts or words call for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from socialcheck.policy.load import Policy

RuleData = Mapping[str, Any]
CONDITIONS = ("facts", "stated", "when", "unless", "scope")


class Docket(NamedTuple):
    """Rules with their enforcements; `by_fact` lists rules that a stated fact calls for, `always` those that none does.

    What the rules in `shifting` say may change with the moment alone.
    """

    rules: Mapping[str, RuleData]
    heads: Mapping[str, RuleData]
    enforce: Mapping[str, list[RuleData]]
    settings: Mapping[str, Any]
    always: tuple[str, ...]
    by_fact: Mapping[str, tuple[str, ...]]
    reminding: tuple[tuple[str, RuleData], ...]
    shifting: frozenset[str] = frozenset()

    def called(self, matched: Iterable[str], facts: Iterable[str]) -> Iterator[str]:
        """The rules that matched words or stated facts call for, each once."""
        names = {*self.always, *matched}
        for fact in facts:
            if fact in self.by_fact:
                names.update(self.by_fact[fact])
        return (name for name in names if name in self.enforce)

    def may_shift(self, matched: Iterable[str], facts: Iterable[str]) -> bool:
        """Whether a post with these words and facts may be judged otherwise at another moment."""
        return not self.shifting.isdisjoint(self.called(matched, (*facts, "period")))


def docket_of(policy: Policy) -> Docket:
    """The docket of a policy for drafts."""
    enforce = policy.enforce["drafts"]
    by_fact: dict[str, list[str]] = {}
    always: list[str] = []
    for name in enforce:
        caller = _caller(policy.heads[name])
        if caller == "":
            always.append(name)
        elif caller is not None:
            by_fact.setdefault(caller, []).append(name)
    return Docket(
        rules=policy.rules,
        heads=policy.heads,
        enforce=enforce,
        settings=policy.settings,
        always=tuple(always),
        by_fact={fact: tuple(names) for fact, names in by_fact.items()},
        reminding=tuple((ref, clause) for ref, clause in policy.clauses.items() if clause.get("remind")),
        shifting=frozenset(name for name in enforce if _shifts(policy.heads[name], enforce[name])),
    )


def _shifts(rule: RuleData, enforcements: Iterable[RuleData]) -> bool:
    asked = (part.get(key) or {} for part in (rule, *enforcements) for key in CONDITIONS)
    return rule["kind"] == "moment" or any("period" in conditions for conditions in asked)


def _caller(rule: RuleData) -> str | None:
    """The fact that must be stated for a rule to fire without words; empty if none must, None if words must."""
    if rule["kind"] == "moment":
        test = rule["moment"]
        return test.get("passed") or ("at" if test.get("outside") or test.get("weekday") else None)
    if rule["kind"] != "facts":
        return _stated(rule["stated"]) if rule.get("stated") else None
    return _stated({**rule.get("when", {}), **rule["facts"]})


def _stated(conditions: Mapping[str, Any]) -> str:
    needed = (key for key, expected in conditions.items() if expected != "absent" or key.startswith("media."))
    # What the text shows (link, hashtag) and what the moment brings (period) are facts like those stated.
    return next((key.partition(".")[0] for key in needed), "")
