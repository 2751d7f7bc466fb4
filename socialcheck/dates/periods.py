"""Which compiled polls concern an office, and whose period covers a moment. Light, since `draft` loads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
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


# Names as they stand inside a sentence.
IN_WORDS: dict[str, str] = {
    **{kind: f"the {name[:1].lower()}{name[1:]}" for kind, name in NAMES.items()},
    **{kind: f"the {NAMES[kind]}" for kind in ("uk-general", "uk-by-election", "senedd", "european")},
}


def in_words(polls: Iterable[tuple[str, str]]) -> str:
    """Polls, as (kind, day), in a sentence: `the council elections and the mayoral election on 2 May 2024`."""
    by_day: dict[str, list[str]] = {}
    for kind, day in dict.fromkeys(polls):
        by_day.setdefault(day, []).append(IN_WORDS[kind])
    return ", and ".join(f"{_listed(names)} on {_day(day)}" for day, names in by_day.items())


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


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
