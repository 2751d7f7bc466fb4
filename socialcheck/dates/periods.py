"""Which compiled polls concern an office, and whose period covers a moment. Light, since `draft` loads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

EVERYWHERE = "united-kingdom"
NAMES: dict[str, str] = {
    "uk-general": "UK general election",
    "uk-by-election": "UK parliamentary by-election",
    "pcc": "Police and crime commissioner election",
    "pcc-by-election": "Police and crime commissioner by-election",
    "mayor": "Mayoral election",
    "senedd": "Senedd election",
    "local": "Council elections",
    "local-by-election": "Council by-election",
    "european": "European Parliament election",
    "referendum": "Referendum",
}


def concerning(polls: Iterable[Mapping[str, Any]], scopes: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The polls that concern an office, by its pack's scopes; a poll without an area is its own."""
    scopes = list(scopes)
    return [p for p in polls if not p["areas"] or any(_in_scope(p, scope) for scope in scopes)]


def in_force(polls: Iterable[Mapping[str, Any]], moment: datetime) -> list[Mapping[str, Any]]:
    """The polls whose pre-election period covers the moment; the first instant counts, the last does not."""
    second = moment.timestamp()
    return [p for p in polls if (span := span_of(p)) and span[0] <= second < span[1]]


def span_of(poll: Mapping[str, Any]) -> tuple[float, float] | None:
    """A compiled poll's period in seconds since 1970."""
    start, end = poll["period"]["from"], poll["period"]["to"]
    if not start or not end:
        return None
    return datetime.fromisoformat(start).timestamp(), datetime.fromisoformat(end).timestamp()


def _in_scope(poll: Mapping[str, Any], scope: Mapping[str, Any]) -> bool:
    areas = scope.get("areas") or ()
    if poll["kind"] not in scope["kinds"]:
        return False
    return not areas or EVERYWHERE in poll["areas"] or bool(set(areas) & set(poll["areas"]))
