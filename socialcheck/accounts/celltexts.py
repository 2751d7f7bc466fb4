"""Cells as text. What was read once is remembered, since a register says the same few things over and over."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

MAX_CELL = 100_000
MOST_REMEMBERED = 50_000


class LongCellError(Exception):
    """A cell that is longer than any cell of a register."""


class CellTexts(dict[Any, str]):
    """The text of each different cell. Numbers are not remembered: as keys, 1 and True are one."""

    def __missing__(self, cell: Any) -> str:
        text = cell.strip() if type(cell) is str and len(cell) <= MAX_CELL else text_of(cell)
        if len(self) < MOST_REMEMBERED and not isinstance(cell, (bool, int, float)):
            self[cell] = text
        return text


def text_of(cell: Any) -> str:
    """A cell as a person reads it: days without their midnight, whole numbers without a point."""
    if isinstance(cell, str):
        if len(cell) > MAX_CELL:
            raise LongCellError
        return cell.strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)
