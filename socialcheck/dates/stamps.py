"""Reads a moment as people and programs write it, always to UK time, and says what it had to assume."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from socialcheck.model import InputError

LONDON = ZoneInfo("Europe/London")
LONGEST = 64
# Far from both ends of what a date can hold, so that a year may be added to any stamp.
EARLIEST, LATEST = 1900, 2200
FIRST_SECOND, LAST_SECOND = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (EARLIEST, LATEST))
BEYOND = f"outside the years that can be reckoned with ({EARLIEST} to {LATEST - 1})"

_EPOCH = re.compile(r"-?[0-9]{9,11}(?:\.[0-9]{1,9})?\Z")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[T ,] ?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?\Z")
WRITE = "write 2026-11-23T14:30, 23/11/2026 14:30, seconds since 1970, or now"
EPOCH = "read as seconds since 1970 (UTC)"
NO_ZONE = "no zone given: taken as UK time (Europe/London)"
NO_TIME = "no time given: taken as the start of the day, 00:00"


class Stamp(NamedTuple):
    """A moment in UK time, and what was assumed in reading it."""

    moment: datetime
    assumptions: tuple[str, ...] = ()


def parse_stamp(text: str, now: datetime) -> Stamp:
    """Read ISO 8601, `23/11/2026 14:30` (day first), seconds since 1970 or `now`; raises InputError."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise InputError("empty: no date and time to read" if not text else "too long to be a date and time")
    if text == "now":
        return Stamp(now.astimezone(LONDON))
    if _EPOCH.match(text):
        return Stamp(_epoch(text), (EPOCH,))
    parsed, assumptions = _iso(text) or _day_first(text)
    if not EARLIEST <= parsed.year < LATEST:
        raise InputError(f"{_shown(text)}: {BEYOND}")
    if parsed.tzinfo is None:
        return Stamp(localise(parsed), (*assumptions, NO_ZONE))
    return Stamp(parsed.astimezone(LONDON), assumptions)


def _epoch(text: str) -> datetime:
    second = float(text)
    if not FIRST_SECOND <= second < LAST_SECOND:
        raise InputError(f"{_shown(text)}: {BEYOND}")
    return datetime.fromtimestamp(second, UTC).astimezone(LONDON)


def localise(naive: datetime) -> datetime:
    """A local UK time with its offset; raises InputError where the clocks skip it or show it twice."""
    if not EARLIEST <= naive.year < LATEST:
        raise InputError(f"{naive.isoformat(' ')}: {BEYOND}")
    local = naive.replace(tzinfo=LONDON, fold=0)
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return local
    shown = f"{naive:%H:%M} on {naive.day} {naive:%B %Y}"
    if first < second:
        raise InputError(f"{shown} does not exist: the clocks go forward from 01:00 to 02:00 that night")
    raise InputError(
        f"{shown} is ambiguous: the clocks go back that night and show it twice; "
        f"write {naive:%Y-%m-%dT%H:%M}+01:00 (summer time) or {naive:%Y-%m-%dT%H:%M}+00:00"
    )


def local_instant(day: date, minutes: int) -> datetime:
    """The instant, in UTC, at which UK clocks first show that many minutes past midnight of the day."""
    wall = datetime.combine(day, time(minutes // 60 % 24, minutes % 60), LONDON)
    if minutes >= 24 * 60:
        wall = datetime.combine(date.fromordinal(day.toordinal() + 1), time(0), LONDON)
    return wall.astimezone(UTC)


def _iso(text: str) -> tuple[datetime, tuple[str, ...]] | None:
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return parsed, () if len(text) > len("2026-11-23") else (NO_TIME,)


def _day_first(text: str) -> tuple[datetime, tuple[str, ...]]:
    match = _DAY_FIRST.match(text)
    if not match:
        raise InputError(f"{_shown(text)}: not a date and time; {WRITE}")
    day, _, month, year, hour, minute, second = match.groups()
    try:
        parsed = datetime(  # noqa: DTZ001 # the zone is settled by the caller
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
    except ValueError as error:
        raise InputError(f"{_shown(text)}: not a date and time, read day first ({error})") from None
    assumed = () if int(day) > 12 or day == month else (f"read day first: {parsed.day} {parsed:%B %Y}",)
    return parsed, assumed if hour else (*assumed, NO_TIME)


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)
