"""Finds out what the columns of a schedule stand for: a row of headings, or the fixed columns of a file without any."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from socialcheck.drafts.facts import KEYS
from socialcheck.drafts.schedule_dates import evidence, plain_moment
from socialcheck.text.cells.known import fold_heading

FIELDS = frozenset("text title first_comment link image video alt moment date time platform".split())
MANY = ("image", "video", "alt")
_NUMBER = re.compile(r" ?[0-9]{1,2}\Z")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OWN = {fold_heading(key): key for key in KEYS}


class Layout(NamedTuple):
    """What each column stands for. `first_row` is the row above the first post, 0 where there are no headings."""

    fields: Mapping[str, tuple[int, ...]]
    keys: Mapping[str, int]
    platforms: Mapping[int, str]
    width: int
    first_row: int
    headings: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def asks_order(self) -> bool:
        """Whether dates may be month first; our own key `at` is day first, as everywhere in socialcheck."""
        return bool(self.fields.get("moment") or self.fields.get("date"))


def find_layout(rows: Sequence[tuple[int, list[str]]], tables: Mapping[str, Any], own: Mapping[str, str]) -> Layout | None:
    """The layout of a table from its first rows; None where no column can be the text."""
    best: Layout | None = None
    for number, cells in rows:
        layout = _headed(number, cells, tables, own)
        if layout and (best is None or _known(layout) > _known(best)):
            best = layout
    return best or _headless(rows, tables)


def _known(layout: Layout) -> int:
    return len(layout.fields) + len(layout.keys) + len(layout.platforms)


def _headed(number: int, cells: list[str], tables: Mapping[str, Any], own: Mapping[str, str]) -> Layout | None:
    names = {fold_heading(heading): field for field, heading in own.items()}
    fields: dict[str, list[int]] = {}
    keys: dict[str, int] = {}
    platforms: dict[int, str] = {}
    unknown: list[str] = []
    for index, cell in enumerate(cells):
        folded = fold_heading(cell)
        bare = _NUMBER.sub("", folded)
        name = names.get(folded) or _OWN.get(folded) or _field(folded, bare, tables)
        if name == "text" or (name in FIELDS and name not in KEYS):
            fields.setdefault(name, []).append(index)
        elif name in KEYS:
            keys.setdefault(name, index)
        elif folded in tables["platform_columns"]:
            platforms[index] = tables["platform_columns"][folded]
        elif folded and not {folded, bare} & set(tables["passed_over"]):
            unknown.append(" ".join(cell.split())[:40])
    if "text" not in fields:
        return None
    kept = {name: tuple(found if name in MANY else _first(found, cells, own.get(name))) for name, found in fields.items()}
    return Layout(kept, keys, platforms, len(cells), number, tuple(cells), tuple(unknown))


def _field(folded: str, bare: str, tables: Mapping[str, Any]) -> str:
    found: str = tables["headings"].get(folded, "")
    numbered = tables["headings"].get(bare)
    return found or (numbered if numbered in MANY else "")


def _first(indices: list[int], cells: list[str], own: str | None) -> list[int]:
    chosen = [i for i in indices if own and fold_heading(cells[i]) == fold_heading(own)]
    return (chosen or indices)[:1]


def _headless(rows: Sequence[tuple[int, list[str]]], tables: Mapping[str, Any]) -> Layout | None:
    cells = next((cells for _, cells in rows if any(map(str.strip, cells))), [])
    if len(cells) < 2 or not _is_date(cells[0]):
        return None
    fields = {name: (index,) for index, name in enumerate(tables["without_headings"]) if index < len(cells)}
    return Layout(fields, {}, {}, len(cells), 0)


def _is_date(cell: str) -> bool:
    return evidence(cell) is not None or bool(_ISO_DAY.match(plain_moment(cell, "dmy")))
