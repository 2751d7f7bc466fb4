"""What an office's configuration does to the polls: adds its own, sets starts and ends, or calls one off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from socialcheck.dates.calendar import Calendar
from socialcheck.dates.elections import compile_poll, flag_doubles
from socialcheck.dates.periods import concerning
from socialcheck.dates.polls import Poll, Start, at_local, local_moment, taking_office
from socialcheck.model import PolicyError

BY_OFFICE = "set by the office in its configuration"
CLOSE_OF_POLL = "close-of-poll"
TAKING_OFFICE = "taking-office"


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
            found[_free_id(added["id"], found)] = _with_end(added, entry.get("end") or end_rule)
        else:
            found[entry["id"]] = _overridden(_named(entry["id"], known, found), entry)
    flagged = flag_doubles([{**p, "warnings": list(p["warnings"])} for p in found.values()])
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
    return poll_id if poll_id not in taken else f"{poll_id}-2"


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
    return _with_end({**poll, "held": True, "period": period}, entry.get("end") or CLOSE_OF_POLL)


def _with_end(poll: Mapping[str, Any], end: str) -> Mapping[str, Any]:
    period = poll["period"]
    if end == CLOSE_OF_POLL or not period["from"]:
        return poll
    if end == TAKING_OFFICE and not poll["kind"].startswith("pcc"):
        return poll
    moment = _end_moment(end, date.fromisoformat(poll["date"]))
    return {
        **poll,
        "period": {**period, "to": moment.isoformat()},
        "notes": [*poll["notes"], f"end {BY_OFFICE}"],
    }


def _end_moment(end: str, day: date) -> datetime:
    return taking_office(day) if end == TAKING_OFFICE else local_moment(end)
