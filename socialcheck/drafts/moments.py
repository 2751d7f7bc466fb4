"""The kind `moment`: windows, weekdays, dates that have passed, in facts or in the words of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from socialcheck.model import Match

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = {name: n for n, names in enumerate(
    ("january jan ionawr", "february feb chwefror", "march mar mawrth", "april apr ebrill", "may mai", "june jun mehefin",
     "july jul gorffennaf", "august aug awst", "september sept sep medi", "october oct hydref", "november nov tachwedd",
     "december dec rhagfyr"), 1) for name in names.split()}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = "[0-3]?[0-9]"
_DATE = re.compile(
    rf"\b(?:(?P<d1>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})|(?P<m2>{_MONTH}) (?P<d2>{_DAY})(?:st|nd|rd|th)?)\b"
    r"(?:,? (?P<y>20[0-9]{2}))?",
    re.IGNORECASE,
)
# Day first, as everybody here writes it: 3/11/2026; or as machines do: 2026-11-03. Without its year 3/11 may be anything.
_FIGURES = re.compile(
    rf"(?<![0-9/.-])(?:(?P<d>{_DAY})(?P<by>[/.-])(?P<m>[01]?[0-9])(?P=by)(?P<y>(?:20)?[0-9]{{2}})"
    r"|(?P<iy>20[0-9]{2})-(?P<im>[01][0-9])-(?P<id>[0-3][0-9]))(?![0-9/-])"
)
# A date without a year is taken as the nearest one; one further back than this is more likely next year's.
LONGEST_PAST = timedelta(days=120)


def moment_match(
    name: str,
    test: Mapping[str, Any],
    matches: list[Match],
    facts: Mapping[str, Any],
    settings: Mapping[str, Any],
    moment: datetime,
) -> list[Match]:
    """Matches of a moment rule at a moment."""
    test = {key: value for key, value in test.items() if value not in (None, False)}
    if fact := test.get("passed"):
        when = facts.get(fact)
        return [Match(name, values={"date": _say(when)})] if when and when < moment else []
    if windows := test.get("outside"):
        stated = settings.get(windows.lstrip("$")) or []
        outside = bool(stated) and facts.get("at") is not None and not any(_within(w, moment) for w in stated)
        return [Match(name, values={"windows": ", ".join(_of_day(stated, moment)) or "none on that day"})] if outside else []
    if days := test.get("weekday"):
        return [Match(name)] if facts.get("at") is not None and DAYS[moment.weekday()] in days else []
    return [m for m in matches if _names_past_day(m.shown, moment)]


def _say(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def _within(window: str, moment: datetime) -> bool:
    day, _, times = window.partition(" ")
    start, _, end = times.partition("-")
    return day[:3].lower() == DAYS[moment.weekday()] and start <= f"{moment:%H:%M}" < end


def _of_day(windows: list[str], moment: datetime) -> Iterator[str]:
    return (w.partition(" ")[2] for w in windows if w[:3].lower() == DAYS[moment.weekday()])


def _names_past_day(words: str, moment: datetime) -> bool:
    dates = list(dates_in(words, moment.date()))
    return bool(dates) and max(dates) < moment.date()


def dates_in(words: str, today: date) -> Iterator[date]:
    """Days that words or figures name; where they name no year, in the one nearest to `today`."""
    yield from _in_figures(words)
    for found in _DATE.finditer(words):
        day = int(found["d1"] or found["d2"])
        month = _MONTHS[(found["m1"] or found["m2"]).lower()]
        years = (int(found["y"]),) if found["y"] else (today.year - 1, today.year, today.year + 1)
        for year in years:
            try:
                named = date(year, month, day)
            except ValueError:
                break
            if found["y"] or named >= today - LONGEST_PAST:
                yield named
                break


def _in_figures(words: str) -> Iterator[date]:
    for found in _FIGURES.finditer(words):
        year = int(found["iy"] or found["y"])
        with suppress(ValueError):
            yield date(year if year > 99 else 2000 + year, int(found["im"] or found["m"]), int(found["id"] or found["d"]))
