"""Polls as values, and the entries of policies/elections.yaml they are made of. Counts no dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from socialcheck.dates.calendar import say_day
from socialcheck.dates.law import TAKING_OFFICE_DAYS
from socialcheck.dates.periods import EVERYWHERE
from socialcheck.dates.stamps import LONDON

NATION_OF_UK_POLLS = "england"  # for steps that go by one nation; Wales has the same bank holidays
WRIT_NOTE = (
    "the notice follows the writ and not the poll: the date shown is the earliest that the longest timetable "
    "(27 working days) allows; give `notice` when it has been published"
)


@dataclass(frozen=True, slots=True)
class Start:
    """A start other than the computed one: when, how it is known, and from whom."""

    moment: datetime
    basis: str
    authority: str


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll in one area, before its dates are counted."""

    id: str
    kind: str
    day: date
    area: str
    areas: tuple[str, ...]
    nation: str
    source: str
    held: bool = True
    start: Start | None = None
    end: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A pre-election period, half-open; None where there is none or it cannot be told."""

    start: datetime | None
    end: datetime | None
    basis: str | None
    authority: str


def polls_of_entry(entry: Mapping[str, Any], areas: Mapping[str, Any]) -> list[Poll]:
    """One poll for each area of an entry of elections.yaml."""
    return [_poll_in_area(entry, area, areas[area]) for area in entry["areas"]]


def at_local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A time of day in the UK."""
    return datetime.combine(day, time(hour, minute), LONDON)


def taking_office(day: date) -> datetime:
    """The moment a commissioner elected on that day takes office."""
    return at_local(day + timedelta(days=TAKING_OFFICE_DAYS))


def local_moment(text: str) -> datetime:
    """A day or a moment of a data file or configuration, in UK time if it names no zone."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def _poll_in_area(entry: Mapping[str, Any], area: str, known: Mapping[str, Any]) -> Poll:
    kind, day = entry["kind"], entry["date"]
    label = entry.get("label") or known["name"]
    place = _slug(label.split("(")[0]) if kind == "mayor" else area
    others = [_other_start(r) for r in _records(entry, area) if not r.get("default")]
    notes = [*(n for n in (entry.get("uncertain"), entry.get("note")) if n), *others]
    return Poll(
        id=f"{kind}-{day}" if area == EVERYWHERE else f"{kind}-{day}-{place}",
        kind=kind,
        day=date.fromisoformat(day),
        area=label,
        areas=(area,),
        nation=known.get("nation") or NATION_OF_UK_POLLS,
        source=" ".join(entry["source"].split()),
        held=entry.get("held", True),
        start=_published(entry, area) or _recorded(entry, area),
        notes=tuple(" ".join(n.split()) for n in notes),
    )


def _records(entry: Mapping[str, Any], area: str) -> list[Mapping[str, Any]]:
    return [r for r in entry.get("recorded") or [] if r.get("area") in (None, area)]


def _published(entry: Mapping[str, Any], area: str) -> Start | None:
    notice = (entry.get("notices") or {}).get(area)
    if not notice:
        return None
    return Start(local_moment(notice["date"]), "published", f"Notice of election: {notice['source']}")


def _recorded(entry: Mapping[str, Any], area: str) -> Start | None:
    for record in _records(entry, area):
        if record.get("default"):
            return Start(local_moment(record["from"]), "recorded", f"{record['by']}: {record['source']}")
    return None


def _other_start(record: Mapping[str, Any]) -> str:
    day = say_day(local_moment(record["from"]).date())
    return f"also on record: {day}, used by {record['by']} ({record['source']})"


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
