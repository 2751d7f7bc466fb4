"""Suggested replies: a pack's templates with the office's contact points. What is missing is said, never made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from socialcheck.policy import store
from socialcheck.policy.load import Policy

_SLOT = re.compile(r"\{([a-z_]{1,40})\}")
# A page never talks back to these; where a ladder warns the author, the warning is the next step.
UNANSWERED = frozenset(
    (
        "abuse",
        "hate-speech",
        "threat",
        "spam",
        "advertising",
        "unsafe-link",
        "sexual-content",
        "profanity",
        "impersonation",
    )
)
# Whoever is in danger is answered, whatever words they use.
IN_DANGER = frozenset(("emergency", "safeguarding"))


class Suggestion(NamedTuple):
    """A reply, and the contact points it needs that nobody has stated."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Templates:
    """The templates of a policy, its own before those of good practice, and the values that fill them."""

    texts: Mapping[str, str]
    values: Mapping[str, str]

    def suggest(self, *names: str, **more: str) -> Suggestion | None:
        """The first template of these names, filled with the values and `more`."""
        text = next((self.texts[name] for name in names if name in self.texts), None)
        if text is None:
            return None
        missing: list[str] = []
        values = {**self.values, **more}

        def value(found: re.Match[str]) -> str:
            name = found.group(1)
            if name not in values:
                missing.append(name)
            return values.get(name, f"[{name.replace('_', ' ')}: not stated]")

        filled = " ".join(_SLOT.sub(value, text).split())
        return Suggestion(filled, tuple(missing))


def templates_of(policy: Policy) -> Templates:
    """The templates of a policy, ready to fill."""
    shared = store.pack_data("good-practice").get("templates") or {}
    return Templates({**shared, **(policy.pack.get("templates") or {})}, contact_values(policy))


def contact_values(policy: Policy) -> dict[str, str]:
    """What each {topic_kind} stands for: the pack's contact points, then the office's own settings."""
    values: dict[str, str] = {}
    for point in policy.pack.get("contact_points") or ():
        if point.get("topic"):
            values.setdefault(f"{point['topic']}_{point['kind']}", str(point["value"]))
    url = policy.settings.get("complaints_url")
    if url:
        values["complaints_url"] = str(url)
    return values


def say_missing(name: str) -> str:
    """Why a reply is incomplete, and what completes it."""
    shown = name.replace("_", " ")
    if name == "complaints_url":
        return "the document prints no address for complaints; set complaints_url in socialcheck.yaml"
    return f"the document prints no {shown.replace(' url', ' address')}; put it in before you send the reply"


def template_names(action: str, rules: list[str], categories: set[str], *, themes: bool) -> tuple[str, ...]:
    """The templates that fit an action, the finest first; none where the page should not answer."""
    if action in ("hide", "remove"):
        redirects = tuple(name for name in ("redirect-crime", "redirect-complaint", "redirect-foi") if name in categories)
        return () if categories & UNANSWERED else (*redirects, "house-rules")
    if action == "keep" or (action == "escalate" and "threat" in categories and not categories & IN_DANGER):
        return ()
    own = tuple(rules)
    return (*own, "theme-reply", action) if themes and action == "reply" else (*own, action)


def settings_of(policy: Policy) -> Mapping[str, Any]:
    """How the document deals with comments."""
    moderation: Mapping[str, Any] = policy.pack.get("moderation") or {}
    return moderation
