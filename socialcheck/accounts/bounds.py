"""Looks at a workbook's insides before it is read: how many parts, how large unpacked, how far out its cells lie."""

from __future__ import annotations

import re
import zipfile
from typing import NamedTuple

from socialcheck.accounts.xmltext import chunks
from socialcheck.model import InputError

MAX_PARTS = 5_000
MAX_UNPACKED = 700_000_000
MAX_RATIO = 400
RATIO_FREE = 20_000_000
MAX_CELLS = 12_000_000

_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]{0,300}?\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,9})[\"'][^<>]{0,300}>")
_REFERENCE = re.compile(rb' r="([A-Za-z]{1,3}\d{1,9})"')
_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NOT_CELLS = (b"<col", b"<cond", b"<cf", b"<cust", b"<cell", b"<control")
_REPEATED = re.compile(rb"repeated\s*=\s*[\"'](\d{1,12})[\"']")
_ODS_TAG = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]{0,4000})>")


class Extent(NamedTuple):
    """The rectangle that holds every filled cell of a sheet, and the cell that stretches it."""

    rows: int
    columns: int
    furthest: str


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse archives of too many, too large or too tightly packed parts."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise InputError(f"{name}: has {len(parts):,} parts inside, which no register has; it was not opened")
    unpacked = sum(part.file_size for part in parts)
    tight = any(p.file_size > RATIO_FREE and p.file_size > MAX_RATIO * max(p.compress_size, 1) for p in parts)
    if unpacked > MAX_UNPACKED or tight:
        raise InputError(f"{name}: unpacks to {unpacked // 1_000_000:,} MB, which looks like a trap; save the sheet as CSV")
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"{name}: is locked with a password; save an unlocked copy")


def check_xlsx_sheet(archive: zipfile.ZipFile, part: str, sheet: str, name: str) -> None:
    """Refuse a sheet whose filled cells span more than can be read."""
    if _is_small(archive, part):
        return
    extent = _xlsx_extent(archive, part)
    if extent.rows * extent.columns > MAX_CELLS:
        raise InputError(
            f"{name}: sheet {sheet!r}: a cell at {extent.furthest} makes it {extent.rows:,} rows by "
            f"{extent.columns:,} columns; delete what stands far from the table, or save the table as CSV"
        )


def _is_small(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether all cells, empty ones too, lie close enough together. Quick; most sheets need no closer look."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    with archive.open(part) as stream:
        for text in chunks(stream):
            found = _REFERENCE.findall(text)
            if len(found) != text.count(b"<c") and len(found) != _count_cells(text):
                return False
            references = b" ".join(found)
            rows.update(references.translate(None, _LETTERS).split())
            columns.update(references.translate(None, _DIGITS).split())
    lowest, highest = (edge(map(int, rows), default=0) for edge in (min, max))
    width = max(map(column_number, columns), default=0)
    return (highest - lowest + 1) * width <= MAX_CELLS


def _count_cells(text: bytes) -> int:
    # A cell that is written in another way than ` r="A1"` makes this count differ, and the sheet is looked at closely.
    return text.count(b"<c") - sum(text.count(tag) for tag in _NOT_CELLS)


def _xlsx_extent(archive: zipfile.ZipFile, part: str) -> Extent:
    rows: list[int] = [0, 0]
    columns: list[int] = [0, 0]
    furthest = ("A1", 0)
    with archive.open(part) as stream:
        for text in chunks(stream):
            for found in _CELL.finditer(text):
                if found[0].endswith(b"/>"):
                    continue
                column, row = column_number(found[1]), int(found[2])
                rows = [min(rows[0] or row, row), max(rows[1], row)]
                columns = [min(columns[0] or column, column), max(columns[1], column)]
                if row + column > furthest[1]:
                    furthest = ((found[1] + found[2]).decode().upper(), row + column)
    return Extent(rows[1] - rows[0] + 1, columns[1] - columns[0] + 1, furthest[0])


def check_ods(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an ODS workbook whose filled cells, repeats counted, span more than can be read."""
    rows = columns = width = repeat = 0
    filled = False
    with archive.open("content.xml") as stream:
        for text in chunks(stream):
            for found in _ODS_TAG.finditer(text):
                closing, tag, inside = found[1], found[2], found[3]
                if tag == b"table":
                    rows = columns = 0
                elif tag == b"table-row":
                    if closing or inside.endswith(b"/"):
                        rows += repeat if closing else _repeats(inside)
                        if filled and rows * max(columns, width) > MAX_CELLS:
                            raise InputError(
                                f"{name}: a sheet spans {rows:,} rows by {max(columns, width):,} columns; "
                                "delete what stands far from the table, or save the table as CSV"
                            )
                        columns, width, filled = max(columns, width) if filled else columns, 0, False
                    else:
                        repeat, width, filled = _repeats(inside), 0, False
                else:
                    width += _repeats(inside) if not closing else 0
                    filled = filled or b"value-type" in inside
                    if width > 20_000 and b"value-type" in inside:
                        raise InputError(f"{name}: a row is {width:,} columns wide, which no register is")


def _repeats(inside: bytes) -> int:
    found = _REPEATED.search(inside)
    return int(found[1]) if found else 1


def column_number(name: bytes) -> int:
    """A column's number from its letters: A is 1."""
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number
