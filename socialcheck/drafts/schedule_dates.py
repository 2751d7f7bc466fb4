"""Dates as schedulers write them: year first, or day and month in an order that only the file or its owner knows."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

Order = Literal["dmy", "mdy"]
LONGEST = 64

_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]{1,6})? ?([ap]m)?"
_FIGURES = re.compile(rf"([0-9]{{1,4}})([/.-])([0-9]{{1,2}})\2([0-9]{{1,4}})(?:(?:T|,? ){_CLOCK})?\Z", re.IGNORECASE)
_TIME = re.compile(rf"(?:{_CLOCK}|([0-9]{{1,2}}) ?([ap]m))\Z", re.IGNORECASE)


def evidence(text: str) -> Order | Literal["either"] | None:
    """Which order of day and month a date shows: one, either (both would be dates, and different), or none needed."""
    found = _FIGURES.match(text.strip()[:LONGEST])
    if not found or len(found[1]) > 2:
        return None
    first, second = int(found[1]), int(found[3])
    if first == second:
        return None
    if first > 12:
        return "dmy"
    return "mdy" if second > 12 else "either"


def plain_moment(text: str, order: Order | None) -> str:
    """A date and time as ISO writes it; text in no form known here is given back as it is."""
    text = " ".join(text.split())
    found = _FIGURES.match(text[:LONGEST])
    if not found:
        return text
    first, second, last = found[1], found[3], found[4]
    if len(first) == 4:
        year, month, day = first, second, last
    else:
        year = last if len(last) == 4 else f"20{last:0>2}"
        day, month = (second, first) if order == "mdy" else (first, second)
    written = f"{year:0>4}-{month:0>2}-{day:0>2}" + _clock(found[5], found[6], found[7], found[8])
    return written if _is_moment(written) else text


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def plain_time(text: str) -> str | None:
    """A time of day as `14:30:00`; None where it is none."""
    found = _TIME.match(" ".join(text.split())[:LONGEST].replace(".", "") if "m" in text.lower() else text.strip()[:LONGEST])
    if not found:
        return None
    hour, minute, second, half = (found[5], "00", None, found[6]) if found[5] else found.group(1, 2, 3, 4)
    return _clock(hour, minute, second, half)[1:]


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> str:
    if hour is None or minute is None:
        return ""
    number = int(hour)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half.lower() == "pm" else 0)
    return f"T{number:02}:{minute}:{second or '00'}"
