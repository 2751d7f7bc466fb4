"""What an office's configuration does to the polls: adds its own, sets starts and ends, or calls one off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import chain, count
from typing import Any

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.elections import compile_poll, flag_doubles
from socialcheck.dates.periods import concerning, span_of
from socialcheck.dates.polls import Poll, Start, at_local, local_moment, taking_office
from socialcheck.model import PolicyError

BY_OFFICE = "set by the office in its configuration"
CLOSE_OF_POLL = "close-of-poll"
TAKING_OFFICE = "taking-office"
NO_OFFICE_TAKEN = "when office is taken is known for commissioners only: the period ends at the close of poll"
BACKWARDS = "the period ends before it starts, so it is never in force"


def polls_of_office(
    polls: Iterable[Mapping[str, Any]],
    scopes: Iterable[Mapping[str, Any]],
    settings: Any,
    calendar: Calendar,
    nation: str = "england",
) -> list[Mapping[str, Any]]:
    """The compiled polls that concern an office, with its configuration applied, in order of date."""
    entries, end_rule = _settings(settings)
    known = {p["id"]: p for p in polls}
    found = {p["id"]: _with_end(p, end_rule) for p in concerning(known.values(), scopes)}
    for entry in entries:
        if entry.get("kind"):
            added = _added(entry, calendar, nation)
            free = _free_id(added["id"], found)
            found[free] = _ended({**added, "id": free}, entry, end_rule)
        else:
            found[entry["id"]] = _overridden(_named(entry["id"], known, found), entry)
    flagged = flag_doubles([{**p, "warnings": [*p["warnings"], *_backwards(p)]} for p in found.values()])
    return sorted(flagged, key=lambda p: (p["date"], p["id"]))


def _settings(settings: Any) -> tuple[list[Mapping[str, Any]], str]:
    if isinstance(settings, Mapping):
        return list(settings.get("polls") or []), settings.get("end") or CLOSE_OF_POLL
    return list(settings or []), CLOSE_OF_POLL


def _named(poll_id: str, known: Mapping[str, Any], found: Mapping[str, Any]) -> Mapping[str, Any]:
    poll: Mapping[str, Any] | None = found.get(poll_id) or known.get(poll_id)
    if poll is None:
        raise PolicyError(f"elections: no poll is called {poll_id!r}; `socialcheck elections` lists the ids")
    return poll


def _free_id(poll_id: str, taken: Mapping[str, Any]) -> str:
    numbered = (f"{poll_id}-{number}" for number in count(2))
    return next(free for free in chain([poll_id], numbered) if free not in taken)


def _added(entry: Mapping[str, Any], calendar: Calendar, nation: str) -> dict[str, Any]:
    day = date.fromisoformat(entry["date"])
    poll = Poll(
        id=entry.get("id") or f"{entry['kind']}-{entry['date']}-added",
        kind=entry["kind"],
        day=day,
        area=entry.get("area") or "the office's area",
        areas=(),
        nation=nation,
        source=entry.get("source") or BY_OFFICE,
        held=entry.get("held") is not False,
        start=_start(entry),
    )
    return compile_poll(poll, calendar)


def _start(entry: Mapping[str, Any]) -> Start | None:
    if entry.get("start"):
        return Start(local_moment(entry["start"]), "configured", BY_OFFICE)
    if entry.get("notice"):
        return Start(local_moment(entry["notice"]), "configured", f"notice of election as {BY_OFFICE}")
    return None


def _overridden(poll: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    if entry.get("held") is False:
        period = {"from": None, "to": None, "basis": "configured", "authority": f"not held: {BY_OFFICE}"}
        return {**poll, "held": False, "period": period}
    start = _start(entry)
    period = dict(poll["period"])
    if start:
        period |= {"from": start.moment.isoformat(), "basis": start.basis, "authority": start.authority}
        period["to"] = period["to"] or at_local(date.fromisoformat(poll["date"]), 22).isoformat()
    return _ended({**poll, "held": True, "period": period}, entry, CLOSE_OF_POLL)


def _ended(poll: Mapping[str, Any], entry: Mapping[str, Any], otherwise: str) -> Mapping[str, Any]:
    """The poll with the end its entry sets; one that cannot be had is said, not passed over."""
    if entry.get("end") == TAKING_OFFICE and not _commissioner(poll):
        poll = {**poll, "warnings": [*poll["warnings"], NO_OFFICE_TAKEN]}
    return _with_end(poll, entry.get("end") or otherwise)


def _commissioner(poll: Mapping[str, Any]) -> bool:
    return str(poll["kind"]).startswith("pcc")


def _backwards(poll: Mapping[str, Any]) -> list[str]:
    span = span_of(poll)
    return [BACKWARDS] if span and span[0] >= span[1] else []


def _with_end(poll: Mapping[str, Any], end: str) -> Mapping[str, Any]:
    period = poll["period"]
    if end == CLOSE_OF_POLL or not period["from"]:
        return poll
    if end == TAKING_OFFICE and not _commissioner(poll):
        return poll
    moment = _end_moment(end, date.fromisoformat(poll["date"]))
    return {
        **poll,
        "period": {**period, "to": moment.isoformat()},
        "notes": [*poll["notes"], f"end {BY_OFFICE}"],
    }


def _end_moment(end: str, day: date) -> datetime:
    return taking_office(day) if end == TAKING_OFFICE else local_moment(end)
