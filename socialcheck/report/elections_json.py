"""The elections report as JSON, schema 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from socialcheck.dates.periods import in_force
from socialcheck.model import PolicyIdentity

_KEYS = (
    "id", "kind", "date", "area", "notice_deadline", "dates", "period", "in_force", "source", "notes",
    "warnings",
)  # fmt: skip


def render(policy: PolicyIdentity, polls: Iterable[Mapping[str, Any]], at: datetime, unknown: str | None = None) -> str:
    """The polls that concern the policy; those that were called off stand apart, and so does what cannot be told."""
    polls = list(polls)
    current = {poll["id"] for poll in in_force(polls, at)}
    shown = [{**{k: p.get(k) for k in _KEYS}, "in_force": p["id"] in current} for p in polls]
    report = {
        "schema": 1,
        "policy": asdict(policy),
        "at": at.isoformat(),
        "polls": [s for s, p in zip(shown, polls, strict=True) if p["held"]],
        "not_checked": [*([{"what": "pre-election periods", "reason": unknown}] if unknown else []), *_untold(polls)],
        "not_held": [s for s, p in zip(shown, polls, strict=True) if not p["held"]],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _untold(polls: list[Mapping[str, Any]]) -> list[dict[str, str]]:
    untold = [p for p in polls if p["held"] and not p["period"]["from"]]
    return [{"what": f"the period of {p['id']}", "reason": p["period"]["authority"]} for p in untold]
