"""People named in a cell, alone or with a date or a team beside the name."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from socialcheck.text.cells.dates import date_inside, read_date
from socialcheck.text.cells.known import fold

MOST = 1_000

_NOT_NAME = re.compile(r"[^\w -]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_BESIDE = re.compile(r"[\d=(]")
_COMMA = re.compile(r",(?! ?\d{4}\b)| & | and ")
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "sir",
        "dame",
        "pc",
        "sgt",
        "ps",
        "insp",
        "cc",
        "dcc",
        "acc",
        "supt",
    ]
)


class Person(NamedTuple):
    """Somebody named in a cell. `key` is the name for comparison; empty where a date stands alone."""

    name: str
    key: str
    team: str = ""
    on: date | None = None


@lru_cache(maxsize=16_384)
def name_key(text: str) -> str:
    """A person's name for comparison: order, case, titles and spacing do not matter."""
    words = _NOT_NAME.sub(" ", fold(text[:200].translate(_APOSTROPHES))).split()
    kept = [word for word in words if word not in _TITLES and not word.isdigit()]
    return " ".join(sorted(kept or words))


@lru_cache(maxsize=8_192)
def read_people(text: str) -> tuple[Person, ...]:
    """People in a cell: `Alex Morgan=2026-01-31; Pat Reed (Finance)`, one a line, or parted by commas."""
    people = map(_person, _items(text.strip()[:20_000])[:MOST])
    return tuple([person for person in people if person.name or person.on])


def _items(text: str) -> list[str]:
    for mark in (";", "|", "\n"):
        if mark in text:
            return text.replace("\n", mark).split(mark)
    surname_first = text.count(",") == 1 and "=" not in text and " " not in text.split(",")[0]
    return [text] if surname_first else _COMMA.split(text)


@lru_cache(maxsize=16_384)
def _person(item: str) -> Person:
    item = " ".join(item.split())
    if not _BESIDE.search(item):
        return Person(item.strip(" -–:"), name_key(item))
    if (whole := read_date(item)) is not None:
        return Person("", "", on=whole)
    name, beside = _parted(item)
    on = read_date(beside) if beside else None
    return Person(name, name_key(name), "" if on else beside, on)


def _parted(item: str) -> tuple[str, str]:
    if "=" in item:
        name, _, beside = item.partition("=")
        return name.strip(), beside.strip()
    if item.endswith(")") and "(" in item:
        name, _, beside = item[:-1].partition("(")
        return name.strip(" -–:"), beside.strip()
    found = date_inside(item)
    if found is None:
        return item.strip(" -–:"), ""
    name = re.split(r"\d", item, maxsplit=1)[0].strip(" -–:,")
    return name, found.isoformat()
