"""Triage: what to do with one comment, by its matches, what is known of its author, the policy and a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.comments.comment import Comment
from socialcheck.comments.findings import GRAVITY, SAFETY, Outcome, findings_of
from socialcheck.comments.ladder import BREACHES, Standing, next_step
from socialcheck.comments.replies import Suggestion, Templates, say_missing, settings_of, template_names, templates_of
from socialcheck.drafts.conditions import all_hold, any_holds
from socialcheck.drafts.facts import shown_facts
from socialcheck.drafts.judge import triggered
from socialcheck.model import Document, Match, NotChecked, Reminder
from socialcheck.policy.load import Policy


@dataclass(frozen=True, slots=True)
class CommentDocument(Document):
    """A comment, judged, with what the table it came from had in its row."""

    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    places_of: tuple[int, int] = (-1, -1)


class Tools(NamedTuple):
    """What triage needs of a policy, made ready once."""

    policy: Policy
    templates: Templates
    fact_rules: tuple[str, ...]
    text_rules: frozenset[str]
    steps: list[str]
    themes: bool
    defaults: tuple[Reminder, ...]


def tools_of(policy: Policy) -> Tools:
    """Triage's tools for a policy."""
    enforced = policy.enforce["comments"]
    by_facts = tuple(name for name in enforced if policy.rules[name]["kind"] == "facts")
    moderation = settings_of(policy)
    defaults = tuple(Reminder(ref, policy.clauses[ref]["text"]) for ref in (moderation.get("default_clauses") or ())[:1])
    steps = list((moderation.get("ladder") or {}).get("steps") or ())
    return Tools(
        policy,
        templates_of(policy),
        by_facts,
        frozenset(enforced) - set(by_facts),
        steps,
        bool(moderation.get("themes")),
        defaults,
    )


def triage(
    comment: Comment, matches: Iterable[Match], standing: Standing | None, repeat: int, tools: Tools, moment: datetime
) -> CommentDocument:
    """The document of one comment: its action, why, a suggested reply and the next step with its author."""
    if comment.unreadable:
        return _unreadable(comment)
    outcomes = sorted(_outcomes(comment, matches, repeat, tools, moment), key=lambda o: -o.gravity)
    action = outcomes[0].action if outcomes else "keep"
    findings = tuple(findings_of(outcomes, comment)) if GRAVITY[action] > 1 else ()
    reply = _reply(action, outcomes, tools)
    return CommentDocument(
        path=comment.path,
        id=comment.id,
        row=comment.row,
        label=comment.author,
        at=comment.at.isoformat() if comment.at else None,
        platform=comment.platform,
        action=action,
        reply=reply.text if reply else None,
        next_step=_next(action, outcomes, standing, tools),
        findings=findings,
        reminders=_reminders(action, outcomes, tools),
        not_checked=_not_checked(comment, reply),
        text=comment.text,
        cells=comment.cells,
        header=comment.header,
        places_of=comment.places,
    )


def _unreadable(comment: Comment) -> CommentDocument:
    what = "the whole file" if comment.row is None else "the comment"
    return CommentDocument(
        path=comment.path,
        id=comment.id,
        row=comment.row,
        label=comment.author,
        readable=False,
        not_checked=(NotChecked(what, comment.unreadable or "could not be read"),),
        cells=comment.cells,
        header=comment.header,
        places_of=comment.places,
    )


def _outcomes(comment: Comment, matches: Iterable[Match], repeat: int, tools: Tools, moment: datetime) -> Iterator[Outcome]:
    by_rule: dict[str, list[Match]] = {}
    for match in matches:
        by_rule.setdefault(match.rule, []).append(match)
    if not by_rule and not repeat:
        return
    policy = tools.policy
    facts = _facts(comment, repeat)
    for name in (*by_rule, *tools.fact_rules):
        rule = policy.rules[name]
        found = triggered(name, rule, by_rule.get(name, []), facts, policy.settings, moment)
        if (
            not found
            or not all_hold(rule.get("when", {}), facts, policy.settings)
            or any_holds(rule.get("unless", {}), facts, policy.settings)
        ):
            continue
        chosen = _chosen(policy.enforce["comments"].get(name, ()), facts, policy.settings)
        if chosen:
            yield Outcome(GRAVITY[chosen["action"]], chosen["action"], name, rule, chosen, found)


def _facts(comment: Comment, repeat: int) -> dict[str, Any]:
    known = {
        "platform": comment.platform,
        "reply_to": comment.parent,
        "kind": "reply" if comment.parent else None,
        "repeat": repeat or None,
    }
    return {**{key: value for key, value in known.items() if value is not None}, **shown_facts(comment.text)}


def _chosen(
    enforcements: Iterable[Mapping[str, Any]], facts: Mapping[str, Any], settings: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The policy's own enforcement, else the law's, else good practice; but whichever puts safety first comes first."""
    fitting = [
        e
        for e in enforcements
        if all_hold(e.get("when", {}), facts, settings) and not any_holds(e.get("unless", {}), facts, settings)
    ]
    safe = [e for e in fitting if GRAVITY[e["action"]] >= SAFETY]
    return next(iter(safe or fitting), None)


def _reply(action: str, outcomes: list[Outcome], tools: Tools) -> Suggestion | None:
    if action == "keep":
        return None
    names = [o.name for o in outcomes if o.action == action]
    # In a comment that goes for the data it shows, what its writer reported still has to reach the right place.
    told = {o.action for o in outcomes} | {o.rule["category"] for o in outcomes if o.gravity > GRAVITY["reply"]}
    return tools.templates.suggest(*template_names(action, names, told, themes=tools.themes))


def _next(action: str, outcomes: list[Outcome], standing: Standing | None, tools: Tools) -> str | None:
    if action not in BREACHES:
        return None
    first = outcomes[0].enforcement
    if first["source"] != "policy":
        return None
    return next_step(tools.steps, standing, list(first.get("next") or ()))


def _reminders(action: str, outcomes: list[Outcome], tools: Tools) -> tuple[Reminder, ...]:
    if action == "keep":
        return tools.defaults
    if action != "reply":
        return ()
    clauses = outcomes[0].enforcement.get("clauses", ())
    return tuple(Reminder(ref, tools.policy.clauses[ref]["text"]) for ref in clauses)


def _not_checked(comment: Comment, reply: Suggestion | None) -> tuple[NotChecked, ...]:
    missing = [NotChecked("the suggested reply", say_missing(name)) for name in dict.fromkeys(reply.missing)] if reply else []
    return (*missing, *([NotChecked("the time of the comment", comment.trouble)] if comment.trouble else ()))
