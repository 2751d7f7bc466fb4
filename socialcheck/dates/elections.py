"""Polls and their pre-election periods: compiled once from policies/elections.yaml, at run time read and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from socialcheck.dates.calendar import SATURDAY, Calendar, CalendarError, say_day
from socialcheck.dates.law import CLOSE_OF_POLL, TAKING_OFFICE_DAYS
from socialcheck.dates.stamps import LONDON
from socialcheck.dates.timetable import PollDates, count_dates
from socialcheck.model import PolicyError

EVERYWHERE = "united-kingdom"
NATION_OF_UK_POLLS = (
    "england"  # for steps that go by the bank holidays of one part: England and Wales share theirs
)
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
WRIT_NOTE = (
    "the notice follows the writ and not the poll: the date shown is the earliest a poll 27 working days after the writ allows; "
    "give `notice` when it has been published"
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


def timetable(poll: Poll, calendar: Calendar) -> PollDates:
    """The poll's legal dates; raises CalendarError where bank holidays are not known."""
    return count_dates(poll.kind, poll.day, poll.nation, calendar)


def period_of(poll: Poll, calendar: Calendar) -> PeriodSpan:
    """When the pre-election period of a poll starts and ends, how that is known, and on whose authority."""
    if not poll.held:
        return PeriodSpan(None, None, None, f"not held: {poll.source}")
    end = poll.end or at_local(poll.day, *CLOSE_OF_POLL)
    if poll.start:
        return PeriodSpan(poll.start.moment, end, poll.start.basis, poll.start.authority)
    dates = timetable(poll, calendar)
    if dates.start is None:
        return PeriodSpan(None, None, None, dates.authority)
    return PeriodSpan(at_local(dates.start), end, "computed", dates.authority)


def compile_elections(spec: Mapping[str, Any], calendar: Calendar) -> list[dict[str, Any]]:
    """Every poll of elections.yaml with its dates and period, as plain values for JSON, in order of date."""
    from pydantic import ValidationError

    from socialcheck.policy.schema_dates import ElectionsFile

    try:
        ElectionsFile.model_validate(spec)
    except ValidationError as error:
        lines = (f"elections.yaml: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise PolicyError("\n".join(lines)) from None
    polls = [p for entry in spec["polls"] for p in polls_of_entry(entry, spec["areas"])]
    return flag_doubles([compile_poll(p, calendar) for p in sorted(polls, key=lambda p: (p.day, p.id))])


def polls_of_entry(entry: Mapping[str, Any], areas: Mapping[str, Any]) -> list[Poll]:
    """One poll for each area of an entry of elections.yaml."""
    return [_poll_in_area(entry, area, areas[area]) for area in entry["areas"]]


def compile_poll(poll: Poll, calendar: Calendar) -> dict[str, Any]:
    """One poll with its dates and period, as plain values; what cannot be told is None, with a warning."""
    warnings: list[str] = []
    try:
        dates, span = timetable(poll, calendar), period_of(poll, calendar)
        warnings += _unlikely_day(poll, calendar)
    except CalendarError as error:
        dates = PollDates({"poll": poll.day}, {}, None, None, str(error))
        span = (
            period_of(poll, calendar) if poll.start else PeriodSpan(None, None, None, f"not checked: {error}")
        )
        warnings.append(f"the poll's dates are not checked: {error}")
    return {
        "id": poll.id,
        "kind": poll.kind,
        "date": poll.day.isoformat(),
        "area": poll.area,
        "areas": list(poll.areas),
        "nation": poll.nation,
        "held": poll.held,
        "notice_deadline": dates.notice_deadline.isoformat() if dates.notice_deadline else None,
        "dates": {step: day.isoformat() for step, day in dates.dates.items()},
        "times": dates.times,
        "period": period_as_dict(span),
        "source": poll.source,
        "notes": [*poll.notes, *((WRIT_NOTE,) if poll.kind == "uk-by-election" and not poll.start else ())],
        "warnings": warnings,
    }


def period_as_dict(span: PeriodSpan) -> dict[str, str | None]:
    """A period as the report has it."""
    start, end = (m.isoformat() if m else None for m in (span.start, span.end))
    return {"from": start, "to": end, "basis": span.basis, "authority": span.authority}


def flag_doubles(polls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add a warning to each poll that repeats an earlier one: same kind, day and area."""
    seen: dict[tuple[str, str, str], str] = {}
    for poll in polls:
        first = seen.setdefault((poll["kind"], poll["date"], poll["area"].casefold()), poll["id"])
        if first is not poll["id"]:
            poll["warnings"].append(f"doubles {first}: same kind, day and area")
    return polls


def concerning(
    polls: Iterable[Mapping[str, Any]], scopes: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The polls that concern an office, by the scopes its pack states; what the office adds concerns it anyway."""
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
    return f"also on record: {say_day(local_moment(record['from']).date())}, used by {record['by']} ({record['source']})"


def _unlikely_day(poll: Poll, calendar: Calendar) -> list[str]:
    if poll.day.weekday() >= SATURDAY:
        return [f"{say_day(poll.day)} is a {poll.day:%A}, on which no poll is held"]
    holiday = calendar.holiday(poll.day, poll.nation)
    return [f"{say_day(poll.day)} is a bank holiday ({holiday}), on which no poll is held"] if holiday else []


def _in_scope(poll: Mapping[str, Any], scope: Mapping[str, Any]) -> bool:
    areas = scope.get("areas") or ()
    if poll["kind"] not in scope["kinds"]:
        return False
    return not areas or EVERYWHERE in poll["areas"] or bool(set(areas) & set(poll["areas"]))


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
