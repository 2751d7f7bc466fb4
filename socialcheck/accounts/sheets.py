"""The rows of one sheet of a workbook, whether calamine holds it whole or in slices."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from socialcheck.accounts.celltexts import CellTexts
from socialcheck.kinds.row_values import Row

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

PARCEL = 2_000
MOST_MERGED = 5_000
MOST_FILLED = 100_000


class Sheet(NamedTuple):
    """A sheet: its name, where its first column stands, and its rows, which may be read again."""

    name: str
    first: int
    rows: Callable[[], Iterator[Row]]


def open_sheet(book: CalamineWorkbook, title: str, slices: Sequence[str]) -> Sheet:
    """A sheet of an open workbook. One in slices can only be read while the workbook is open."""
    sheet = book.get_sheet_by_name(title)
    first = sheet.start[1] if sheet.start else 0
    merged = _merged_downwards(sheet, first)
    if slices:
        return Sheet(title, first, lambda: _filled(_from_slices(book, slices), merged))
    return Sheet(title, first, lambda: _filled(_from_whole(sheet), merged))


def all_rows(read: Iterator[Row]) -> list[Row]:
    """Every row, all of one width."""
    rows = list(read)
    width = max((len(row.cells) for row in rows), default=0)
    return [row if len(row.cells) == width else _widened(row, width) for row in rows]


def _widened(row: Row, width: int) -> Row:
    return Row(row.number, (*row.cells, *[""] * (width - len(row.cells))))


def give_back() -> None:
    """Hand the room calamine took back to the system, where that can be asked for: the C library keeps it otherwise."""
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def packed(rows: Iterator[Row]) -> list[bytes]:
    """Rows in a quarter of their room, until calamine's copy of them is gone."""
    parcels = []
    while parcel := list(islice(rows, PARCEL)):
        parcels.append(marshal.dumps([tuple(row) for row in parcel]))
    return parcels


def unpacked(parcels: list[bytes]) -> Iterator[Row]:
    """The rows that were packed; the parcels go as they are read."""
    read = CellTexts().__getitem__
    parcels.reverse()
    while parcels:
        for number, cells in marshal.loads(parcels.pop()):
            yield Row(number, tuple(map(read, cells)))


def _from_whole(sheet: CalamineSheet) -> Iterator[Row]:
    read = CellTexts().__getitem__
    if sheet.start is not None:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield Row(number, tuple(map(read, cells)))


def _from_slices(book: CalamineWorkbook, slices: Sequence[str]) -> Iterator[Row]:
    read = CellTexts().__getitem__
    number = 0
    for name in slices:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        top, left = sheet.start
        yield from (Row(blank, ()) for blank in range(number + 1, top + 1))
        edge = ("",) * left
        for number, cells in enumerate(sheet.to_python(), top + 1):
            yield Row(number, (*edge, *map(read, cells)))


def _filled(rows: Iterator[Row], merged: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[Row]:
    """The rows; where a tall cell was merged over several, each of them says what it says."""
    held: dict[int, str] = {}
    for row in rows:
        yield _filled_down(row, merged[row.number], held) if row.number in merged else row


def _filled_down(row: Row, merged: Sequence[tuple[int, int]], held: dict[int, str]) -> Row:
    cells = list(row.cells)
    for column, first in merged:
        text = cells[column] if column < len(cells) else ""
        if row.number == first:
            held[column] = text
        elif not text and held.get(column):
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = held[column]
    return Row(row.number, tuple(cells))


def _merged_downwards(sheet: CalamineSheet, offset: int) -> dict[int, list[tuple[int, int]]]:
    # One owner beside several accounts stands in one tall cell: its value is theirs all. A wide title stays one cell.
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:MOST_MERGED]:
        if top < bottom and left >= offset:
            for row in range(top, min(bottom, top + MOST_MERGED) + 1):
                if len(found) > MOST_FILLED:
                    return found
                found.setdefault(row + 1, []).append((left - offset, top + 1))
    return found
