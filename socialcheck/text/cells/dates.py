"""Dates as people write them in registers: day first, in figures or words, or as Excel's day numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

LONGEST = 60
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119: a smaller number in a date column is something else

_TAIL = r"(?:,? (?:at )?\d.{0,20})?\Z"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].{0,30})?\Z")
_FIGURES = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})" + _TAIL)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[- ,./]*([a-z]{3,10})[.,]?[- ,./]*(\d{4}|\d{2})" + _TAIL)
_MONTH_DAY = re.compile(r"([a-z]{3,10})[.,]? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TAIL)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]? +")
_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?\Z")
_INSIDE = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}\b"
)
_ENGLISH = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_WELSH = [
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd",
    "rhagfyr",
]  # fmt: skip
_MONTHS = (
    {name[:3]: number for number, name in enumerate(_ENGLISH, 1)}
    | {name: number for number, name in enumerate(_ENGLISH, 1)}
    | {name: number for number, name in enumerate(_WELSH, 1)}
    | {"sept": 9}
)
_STARTS = frozenset(name[:3] for name in (*_MONTHS, "mon", "tue", "wed", "thu", "fri", "sat", "sun"))


@lru_cache(maxsize=16_384)
def read_date(text: str) -> date | None:
    """The day a cell names, day first; None where it names none."""
    text = text[: LONGEST + 12].strip().lower()
    if text[:1].isalpha():
        if text[:3] not in _STARTS:
            return None
        text = _WEEKDAY.sub("", text, count=1)
    if len(text) > LONGEST:
        return None
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.match(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := _DAY_MONTH.match(text):
        return _day(_year(found[3]), _MONTHS.get(found[2], 0), int(found[1]))
    if found := _MONTH_DAY.match(text):
        return _day(int(found[3]), _MONTHS.get(found[1], 0), int(found[2]))
    found = _NUMBER.match(text)
    return EXCEL_EPOCH + timedelta(int(found[1])) if found and int(found[1]) in EXCEL_DAYS else None


def could_be_month_first(text: str) -> bool:
    """Whether a date in figures would also be a date, another one, with the month first."""
    found = _FIGURES.match(text[: LONGEST + 1].strip())
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    return 1 <= first <= 12 and 1 <= second <= 12 and first != second


def only_month_first(text: str) -> bool:
    """Whether a date in figures makes sense only with the month first, such as 04/25/2026."""
    found = _FIGURES.match(text[: LONGEST + 1].strip())
    return found is not None and 1 <= int(found[1]) <= 12 < int(found[2]) <= 31


def date_inside(text: str) -> date | None:
    """The first date that stands in a longer text."""
    found = _INSIDE.search(text[:500])
    return read_date(found[0]) if found else None


def spoken(day: date) -> str:
    """A date as a report prints it: 3 February 2026."""
    return f"{day.day} {_ENGLISH[day.month - 1].title()} {day.year}"


def spoken_days(count: int) -> str:
    """A number of days in words: 1 day, 12 days."""
    return "1 day" if count == 1 else f"{count:,} days"


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2200 else None
    except ValueError:
        return None
