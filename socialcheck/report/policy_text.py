"""`policy list` and `policy show` for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from socialcheck.policy import store
from socialcheck.policy.load import Policy, load_policy
from socialcheck.report.heading import say_review
from socialcheck.report.plain import Page, page_of_terminal, plural, say_date


def list_policies(today: date, format: str) -> str:
    """All packs but the law, which every pack extends, with their state of review."""
    policies = [load_policy(name) for name in store.pack_ids() if name != "law"]
    if format == "json":
        return json.dumps({"schema": 1, "policies": [_listed(p, today) for p in policies]}, ensure_ascii=False, indent=2) + "\n"
    page = page_of_terminal()
    return "\n".join(line.rstrip() for p in policies for line in _list_entry(p, today, page)) + "\n"


def _listed(policy: Policy, today: date) -> dict[str, Any]:
    identity = policy.identity(today)
    return {
        **{name: getattr(identity, name) for name in identity.__slots__},
        "nation": policy.organisation.get("nation"),
        "clauses": len(policy.clauses),
    }


def _list_entry(policy: Policy, today: date, page: Page) -> Iterator[str]:
    identity = policy.identity(today)
    yield page.paint(policy.id, "bold")
    if not policy.organisation:
        yield from page.wrap("Good practice for any public body, and the law; applies with every policy.", "  ")
    else:
        version = "no version stated" if identity.version == "unstated" else f"version {identity.version}"
        yield from page.wrap(f"{identity.organisation}: {identity.title}, {version}", "    ", "  ")
        yield from page.wrap(
            f"{say_review(identity.review_date, identity.review_overdue)} {plural(len(policy.clauses), 'clause')}.",
            "    ",
            "  ",
        )
    if identity.succeeded_by:
        yield from page.wrap(f"Functions passed to: {identity.succeeded_by}.", "    ", "  ")
    yield ""


def show_policy(name: str, today: date, format: str) -> str:
    """One policy whole."""
    policy = load_policy(name)
    if format == "json":
        return json.dumps({"schema": 1, **policy.pack}, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(line.rstrip() for line in _shown(policy, today, page_of_terminal())) + "\n"


def _shown(policy: Policy, today: date, page: Page) -> Iterator[str]:
    pack = policy.pack
    yield from _list_entry(policy, today, page)
    document = pack["document"]
    rows = [("Kind of body", policy.organisation.get("kind")), ("Nation", policy.organisation.get("nation")),
            ("In effect from", _date(document["effective_date"])), ("Review date", _date(document["review_date"]))]  # fmt: skip
    yield from (f"  {label:<15} {value}" for label, value in rows if value)
    yield from _section("About the document", document.get("notes") or [], page)
    yield from _section("Monitored hours", _hours(pack.get("hours")), page)
    yield from _section("Replies", [pack["replies"]["as_written"]] if pack.get("replies") else [], page)
    yield from _section("Channels", [_channel(c) for c in pack.get("channels") or []], page)
    yield from _section(
        "Contact points",
        [f"{c['value']}: {c['use']}{_refs(c)}" for c in pack.get("contact_points") or []],
        page,
    )
    yield from _section("Contact points the document lacks", pack.get("missing_contact_points") or [], page)
    for surface in ("drafts", "comments", "accounts"):
        yield from _section(f"Requires of {surface}", list(_required(policy, surface)), page)
    yield from _section("Left unstated", pack.get("gaps") or [], page)
    if policy.clauses:
        yield f"Every clause with its fate: socialcheck policy coverage {policy.id}"


def _date(value: str) -> str:
    return "not stated" if value == "unstated" else say_date(value)


def _refs(item: Mapping[str, Any]) -> str:
    return f" ({', '.join(item['clauses'])})" if item.get("clauses") else ""


def _channel(channel: Mapping[str, Any]) -> str:
    handle = f" {channel['handle']}" if channel.get("handle") else ""
    return f"{channel['platform']}{handle}: {channel['status']}{_refs(channel)}"


def _hours(hours: Mapping[str, Any] | None) -> list[str]:
    if not hours:
        return ["The document states none."]
    days = hours.get("days", "unstated")
    named = ", ".join(days) if isinstance(days, list) else days
    stated = f"Days: {named}; from {hours['from']} to {hours['to']}; bank holidays {hours['bank_holidays']}{_refs(hours)}"
    return [stated, *([hours["as_written"]] if hours.get("as_written") else [])]


def _required(policy: Policy, surface: str) -> Iterator[str]:
    for rule, group in sorted(policy.enforce[surface].items()):
        for enforcement in group:
            if enforcement["source"] == ("policy" if policy.organisation else "good-practice"):
                yield f"{rule}: {enforcement.get('severity') or enforcement.get('action')}{_refs(enforcement)}"


def _section(title: str, items: list[str], page: Page) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield page.paint(title, "bold")
    for item in items:
        yield from page.wrap(item, "    ", "  - ")
