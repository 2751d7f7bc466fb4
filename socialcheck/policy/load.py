"""A policy ready to judge with: a compiled pack, the office's own settings, and what the two say together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from socialcheck.model import PolicyIdentity
from socialcheck.policy import store

LIST_SETTINGS = (
    "contact_points", "email_domains", "corporate_apps", "link_domains", "main_accounts", "partner_accounts", "media_accounts",
    "hashtags", "posting_windows", "owner_team", "official_handles", "official_names",
)  # fmt: skip


class Listed(NamedTuple):
    """Candidates and parties an office lists: words by theme, and what a person should know about the lists."""

    words: Mapping[str, list[str]]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """One pack with the office's configuration. `enforce[surface][rule]` lists enforcements: policy, law, good practice."""

    id: str
    pack: Mapping[str, Any]
    config: Mapping[str, Any] = field(default_factory=dict)

    @property
    def organisation(self) -> Mapping[str, Any]:
        """Name, kind and nation; empty where no organisation was chosen."""
        return self.pack.get("organisation") or {}

    @property
    def nation(self) -> str:
        """Whose bank holidays count; England where no organisation was chosen."""
        return str(self.organisation.get("nation", "england"))

    @property
    def hours(self) -> Mapping[str, Any] | None:
        """Monitored hours as the document states them."""
        return self.pack.get("hours")

    @property
    def replies(self) -> Mapping[str, Any] | None:
        """What the document promises about replies."""
        return self.pack.get("replies")

    @property
    def polls(self) -> list[Mapping[str, Any]]:
        """Scopes of the polls that concern the office."""
        return list(self.pack.get("polls") or [])

    @property
    def pre_election(self) -> Mapping[str, Any] | None:
        """What the document says of the time before an election."""
        return self.pack.get("pre_election")

    @property
    def enforce(self) -> Mapping[str, Mapping[str, list[Mapping[str, Any]]]]:
        """Enforcements by surface and rule."""
        enforced: Mapping[str, Mapping[str, list[Mapping[str, Any]]]] = self.pack["enforce"]
        return enforced

    @property
    def clauses(self) -> Mapping[str, Mapping[str, Any]]:
        """Every clause: text, fate, rules that enforce it."""
        clauses: Mapping[str, Mapping[str, Any]] = self.pack.get("clauses") or {}
        return clauses

    @property
    def calendar(self) -> Mapping[str, Any]:
        """Bank holidays, compiled."""
        data: Mapping[str, Any] = store.shared("calendar")
        return data

    @property
    def elections(self) -> list[Mapping[str, Any]]:
        """Every known poll with its timetable and period, compiled."""
        data: list[Mapping[str, Any]] = store.shared("elections")
        return data

    @property
    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        """Every rule, compiled; parsed when it is first asked for."""
        data: Mapping[str, Mapping[str, Any]] = store.shared("rules")["rules"]
        return data

    @property
    def heads(self) -> Mapping[str, Mapping[str, Any]]:
        """Of every rule, what is asked before it has matched: its kind, its fields and its conditions."""
        data: Mapping[str, Mapping[str, Any]] = store.shared("rules")["heads"]
        return data

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The lists rules refer to as $name: the pack's own with the office's added, and the office's single values."""
        stated = self.pack.get("settings") or {}
        merged: dict[str, Any] = {**stated, **{k: v for k, v in self.config.items() if v is not None}}
        for name in LIST_SETTINGS:
            merged[name] = [*(stated.get(name) or []), *(self.config.get(name) or [])]
        published = [point["value"] for point in self.pack.get("contact_points") or []]
        merged["contact_points"] = [*published, *merged["contact_points"]]
        merged["monitored_windows"] = list(monitored_windows(self.hours or {}, self.config.get("hours") or {}))
        return merged

    def identity(self, today: date) -> PolicyIdentity:
        """Who judged, and whether the document was due for review by `today`."""
        document = self.pack["document"]
        review = document["review_date"]
        return PolicyIdentity(
            id=self.id,
            title=document["title"],
            organisation=str(self.organisation.get("name", "No organisation chosen")),
            kind=str(self.organisation.get("kind", "none")),
            version=document["version"],
            sha256=self.pack["sha256"],
            review_date=None if review == "unstated" else review,
            review_overdue=None if review == "unstated" else is_overdue(review, today),
            succeeded_by=(self.pack.get("succeeded_by") or {}).get("name"),
        )


def monitored_windows(stated: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[str]:
    """Weekly windows such as `mon 09:00-17:00`, where the document, or else the office, states them whole."""
    days, start, end = (
        own.get(key) if stated.get(key, "unstated") == "unstated" else stated[key] for key in ("days", "from", "to")
    )
    if isinstance(days, list) and start and end:
        yield from (f"{day} {start}-{end}" for day in days)


def is_overdue(review_date: str, today: date) -> bool:
    """Whether a review date (a day, or a whole month) lies before `today`."""
    return today.isoformat()[: len(review_date)] > review_date


def load_policy(name: str, config: Mapping[str, Any] | None = None) -> Policy:
    """The policy of this id, or of the YAML file at this path; raises UsageError or PolicyError."""
    pack = store.pack_data(name)
    return Policy(pack["id"], pack, config or {})
