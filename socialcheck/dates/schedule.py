"""The monitored hours of one office: what its document states, and what its configuration adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNSTATED = "unstated"
CONFIGURABLE = ("days", "from", "to", "bank_holidays")


@dataclass(frozen=True, slots=True)
class Extra:
    """Hours the office adds on one day, in minutes past midnight."""

    opens: int
    closes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, first to last, on which the office is closed."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hours as minutes past midnight; None is unstated, and no figure stands in for it."""

    nation: str
    days: frozenset[int] | None = None
    opens: int | None = None
    closes: int | None = None
    closes_not_before: int | None = None
    bank_holidays: str = UNSTATED
    extras: Mapping[date, tuple[Extra, ...]] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    clauses: tuple[str, ...] = ()
    out_of_hours: str | None = None
    out_of_hours_clauses: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    def closure(self, day: date) -> Closure | None:
        """The closure that covers the day, if any."""
        return next((c for c in self.closures if c.first <= day <= c.last), None)


def load_schedule(hours: Mapping[str, Any] | None, nation: str, settings: Mapping[str, Any] | None = None) -> Schedule:
    """A schedule from a pack's `hours` and the office's settings, which decide only what is unstated."""
    stated, settings = dict(hours or {}), settings or {}
    own = {k: v for k, v in (settings.get("hours") or {}).items() if v is not None}
    used = {k: own[k] for k in CONFIGURABLE if k in own and stated.get(k, UNSTATED) == UNSTATED}
    merged = {**stated, **used}
    closes = _minutes(merged.get("to"))
    return Schedule(
        nation,
        _days(merged.get("days", UNSTATED)),
        _minutes(merged.get("from")),
        closes,
        _minutes(stated.get("to_not_before")) if closes is None else None,
        merged.get("bank_holidays", UNSTATED),
        _extras(own.get("extra") or ()),
        tuple(_closure(c) for c in settings.get("closures") or ()),
        tuple(stated.get("clauses") or ()),
        stated.get("out_of_hours"),
        tuple(stated.get("out_of_hours_clauses") or ()),
        tuple(f"hours.{key}: {_show(value)}" for key, value in used.items()),
        tuple(_not_used(key, own[key], stated[key]) for key in CONFIGURABLE if key in own.keys() - used.keys()),
    )


def show_clock(minutes: int) -> str:
    """Minutes past midnight as a clock shows them."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _not_used(key: str, own: Any, stated: Any) -> str:
    return f"hours.{key}: {_show(own)} is not used, as the document itself states {_show(stated)}"


def _days(value: Iterable[str] | str) -> frozenset[int] | None:
    return None if value == UNSTATED else frozenset(WEEKDAYS.index(day) for day in value)


def _minutes(value: str | None) -> int | None:
    if value is None or value == UNSTATED:
        return None
    hour, minute = value.split(":")
    return int(hour) * 60 + int(minute)


def _extras(entries: Iterable[Mapping[str, Any]]) -> dict[date, tuple[Extra, ...]]:
    found: dict[date, tuple[Extra, ...]] = {}
    for entry in entries:
        day = date.fromisoformat(entry["date"])
        opens, closes = _minutes(entry["from"]) or 0, _minutes(entry["to"]) or 0
        extra = Extra(opens, closes, entry.get("reason") or "extra hours")
        found[day] = (*found.get(day, ()), extra)
    return found


def _closure(entry: Mapping[str, Any]) -> Closure:
    first, last = entry.get("date") or entry["from"], entry.get("date") or entry["to"]
    return Closure(date.fromisoformat(first), date.fromisoformat(last), entry["reason"])


def _show(value: Any) -> str:
    return ", ".join(value) if isinstance(value, (list, tuple)) else str(value)
