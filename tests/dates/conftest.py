"""The calendar and the polls, compiled once from the policies folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from socialcheck.dates.calendar import Calendar, compile_calendar, load_calendar
from socialcheck.dates.elections import compile_elections

POLICIES = Path(__file__).parents[2] / "policies"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def read(name: str) -> Any:
    return yaml.safe_load((POLICIES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar(compile_calendar(read("calendar")))


@pytest.fixture(scope="session")
def polls(calendar: Calendar) -> list[dict[str, Any]]:
    return compile_elections(read("elections"), calendar)


@pytest.fixture(scope="session")
def packs() -> dict[str, dict[str, Any]]:
    names = ("north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police")
    return {name: read(name) for name in names}
