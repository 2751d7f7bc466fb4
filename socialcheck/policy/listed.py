"""Candidates and parties from the lists an office keeps: Democracy Club's candidates CSV, the Electoral Commission's register.

Their names become words of the themes `candidate.listed` and `party.listed`. Lists of past elections are reported.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from socialcheck.model import PolicyError
from socialcheck.policy.load import Listed

CANDIDATE, PARTY = "candidate.listed", "party.listed"
MAX_BYTES = 50_000_000
STALE_AFTER = timedelta(days=30)
NAME_COLUMNS = ("person_name", "name")
HANDLE_COLUMNS = ("twitter_username", "blue_sky_url", "instagram_url", "threads_url", "tiktok_url", "mastodon_username")
PARTY_NAMES = ("RegulatedEntityName", "RegulatedEntityAlternateName")
_NOTES = re.compile(r"\s*(?:\[[^\]]*\]|\((?:de-registered|deregistered)[^)]*\))\s*", re.IGNORECASE)


def read_lists(config: Mapping[str, Any], today: date) -> Listed:
    """The lists a configuration names; raises PolicyError for one that cannot be read."""
    candidates: list[str] = []
    notices: list[str] = []
    for name in config.get("candidates") or ():
        rows = list(_csv(Path(name)))
        candidates += _candidates(rows, name)
        notices += _stale(rows, name, today)
    parties = [party for name in config.get("parties") or () for party in _parties(Path(name))]
    return Listed({CANDIDATE: sorted(set(candidates)), PARTY: sorted(set(parties))}, tuple(notices))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    if len(raw) > MAX_BYTES:
        raise PolicyError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _csv(path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from csv.DictReader(_text(path).splitlines())
    except csv.Error as error:
        raise PolicyError(f"{path}: is not a CSV file ({error})") from None


def _candidates(rows: Iterable[Mapping[str, str]], path: str) -> Iterator[str]:
    for number, row in enumerate(rows):
        name = next((row[c] for c in NAME_COLUMNS if row.get(c)), None)
        if name is None and number == 0:
            raise PolicyError(f"{path}:1: has no column person_name; export the candidates CSV from Democracy Club again")
        if name and " " in name.strip():
            yield name.strip()
        yield from (handle for column in HANDLE_COLUMNS if (handle := _handle(row.get(column))))


def _handle(value: str | None) -> str | None:
    tail = (value or "").rstrip("/").rpartition("/")[2].strip().lstrip("@").split("@")[0]
    return "@" + tail if len(tail) > 2 else None


def _stale(rows: list[dict[str, str]], path: str, today: date) -> Iterator[str]:
    days = [row["election_date"] for row in rows if row.get("election_date")]
    try:
        latest = max(map(date.fromisoformat, days), default=None)
    except ValueError:
        yield f"The candidate list {path} has election dates that cannot be read."
        return
    if latest and latest + STALE_AFTER < today:
        yield f"The candidate list {path} is stale: its last election was on {latest:%d %B %Y}."


def _parties(path: Path) -> Iterator[str]:
    text = _text(path)
    records = _records(text, path) if text.lstrip()[:1] in "{[" else csv.DictReader(text.splitlines())
    for record in records:
        if str(record.get("RegistrationStatusName", "Registered")).lower() == "registered":
            for key in PARTY_NAMES:
                name = _NOTES.sub(" ", str(record.get(key) or "")).strip()
                if " " in name:
                    yield name


def _records(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        data = json.loads(text)
        return list(data["Result"] if isinstance(data, dict) else data)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise PolicyError(f"{path}: is neither the register's JSON nor its CSV") from None
