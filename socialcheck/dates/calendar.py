"""Bank holidays by nation, and working days. Compiled once from `holidays`; later only the result is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from socialcheck.model import InputError

NATIONS: dict[str, str] = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
SATURDAY = 5

# GOV.UK's titles where `holidays` words them otherwise.
_TITLES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Saint Andrew's Day": "St Andrew’s Day",
    "Saint Patrick's Day": "St Patrick’s Day",
    "New Year Holiday": "2nd January",
    "New Year's Day": "New Year’s Day",
}


class CalendarError(InputError):
    """A day for which no bank holidays are known."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Bank holidays of the four nations, and what else is no working day, from `first` to `through`."""

    first: date
    through: date
    source: str
    holidays: Mapping[str, Mapping[date, str]]
    extra: Mapping[str, Mapping[date, str]]

    def holiday(self, day: date, nation: str) -> str | None:
        """The name of the bank holiday on that day, or None; raises CalendarError outside the calendar."""
        if not self.first <= day <= self.through:
            raise CalendarError(self.beyond(day))
        return self.holidays[nation].get(day)

    def is_bank_holiday(self, day: date, nation: str) -> bool:
        """Whether the day is a bank holiday in that nation."""
        return self.holiday(day, nation) is not None

    def is_working_day(self, day: date, nation: str) -> bool:
        """Whether it is no weekend, no bank holiday and no day of mourning or thanksgiving."""
        holiday = self.holiday(day, nation)
        return day.weekday() < SATURDAY and holiday is None and day not in self.extra.get(nation, {})

    def next_working_day(self, day: date, nation: str) -> date:
        """The first working day after `day`."""
        day += timedelta(days=1)
        while not self.is_working_day(day, nation):
            day += timedelta(days=1)
        return day

    def beyond(self, day: date) -> str:
        """Why nothing can be said of a day outside the calendar."""
        if day < self.first:
            return f"bank holidays are held from {say_day(self.first)} on: {say_day(day)} is not checked"
        return f"bank holidays are published up to {say_day(self.through)}: {say_day(day)} is not checked"


def say_day(day: date) -> str:
    """A day as people write it: 7 May 2026."""
    return f"{day.day} {day:%B %Y}"


def compile_calendar(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Every bank holiday of calendar.yaml's years, as plain values for JSON; raises PolicyError."""
    from socialcheck.policy.schema_dates import CalendarFile, check_file

    check_file("calendar.yaml", CalendarFile, spec)
    first, through = date(spec["first_year"], 1, 1), date.fromisoformat(spec["through"])
    return {
        "first": first.isoformat(),
        "through": through.isoformat(),
        "source": " ".join(spec["source"].split()),
        "nations": {nation: _holidays_of(code, first, through) for nation, code in NATIONS.items()},
        "extra": [[d["date"], list(d["nations"]), d["reason"]] for d in spec.get("extra_days") or []],
    }


def load_calendar(data: Mapping[str, Any]) -> Calendar:
    """A calendar from its compiled form."""
    extra: dict[str, dict[date, str]] = {}
    for day, nations, reason in data["extra"]:
        for nation in nations:
            extra.setdefault(nation, {})[date.fromisoformat(day)] = reason
    return Calendar(
        date.fromisoformat(data["first"]),
        date.fromisoformat(data["through"]),
        data["source"],
        {nation: _by_day(days) for nation, days in data["nations"].items()},
        extra,
    )


def _by_day(days: Iterable[tuple[str, str]]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in days}


def _holidays_of(code: str, first: date, through: date) -> list[list[str]]:
    import holidays

    years = range(first.year, through.year + 1)
    days = holidays.country_holidays("GB", subdiv=code, years=years, language="en_GB")
    # The government lists the weekday in lieu only, never the Saturday or Sunday itself.
    listed = sorted(d for d in days if d.weekday() < SATURDAY and first <= d <= through)
    return [[d.isoformat(), _title(days[d])] for d in listed]


def _title(name: str) -> str:
    first = name.split("; ")[0]
    lieu = first.endswith(" (observed)")
    plain = first.removesuffix(" (observed)")
    plain = _TITLES.get(plain, plain)
    return f"{plain} (day in lieu)" if lieu else plain
