"""Reads CSV as programs write it: any delimiter, UTF-8 with or without BOM, UTF-16, or cp1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from socialcheck.accounts.celltexts import MAX_CELL, CellTexts
from socialcheck.accounts.register import RawTable
from socialcheck.kinds.row_values import Row
from socialcheck.model import InputError

MAX_BYTES = 400_000_000
MAX_ROWS = 1_100_000
MAX_COLUMNS = 1_000
SAMPLE = 65_536
SWALLOWED = "one cell holds several lines that look like rows; a quotation mark may be missing"
END = "\ue000\ue001\ue000"  # put after the last line: where it stands in a longer cell, a quotation mark is open
DELIMITERS = (",", ";", "\t", "|")

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class _Dialect(NamedTuple):
    encoding: str
    delimiter: str
    skip_first: bool


def read_csv(path: Path, name: str) -> RawTable:
    """The rows of a CSV file."""
    if path.stat().st_size > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES // 1_000_000} MB; split the register")
    encoding = _encoding(path, name)
    notices = ("The file is not UTF-8; it was read as Windows text (cp1252).",) if encoding == "cp1252" else ()
    rows: list[Row] = []
    swallowing: dict[int, str] = {}
    try:
        rows.extend(_rows(path, _dialect(path, encoding), name, swallowing))
        return RawTable(rows, notices=notices, broken=swallowing)
    except csv.Error:
        line = f"a cell of row {len(rows) + 1:,} is longer than {MAX_CELL:,} characters, or a quotation mark is never closed"
        raise InputError(f"{name}: {line}") from None
    except UnicodeError:
        raise InputError(f"{name}: is not text in the encoding its first bytes announce; save it as CSV UTF-8") from None


def _encoding(path: Path, name: str) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8 = True
    with path.open("rb") as file:
        start = file.read(SAMPLE)
        for bom, encoding in _BOMS:
            if start.startswith(bom):
                return encoding
        if (guess := _utf16_without_bom(start)) is not None:
            return guess
        if b"\0" in start:
            raise InputError(f"{name}: is not a text file; give a .csv, .xlsx or .ods register")
        while start and utf8:
            more = file.read(1_000_000)
            utf8 = _continues(decoder, start, last=not more)
            start = more
    return "utf-8" if utf8 else "cp1252"


def _continues(decoder: codecs.IncrementalDecoder, piece: bytes, *, last: bool) -> bool:
    try:
        decoder.decode(piece, last)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_bom(start: bytes) -> str | None:
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = start[offset:2000:2]
        if len(half) > 4 and half.count(0) > len(half) * 0.7 and start[1 - offset : 2000 : 2].count(0) == 0:
            return encoding
    return None


def _open(path: Path, encoding: str) -> io.TextIOWrapper:
    return path.open("r", encoding=encoding, errors="replace" if encoding == "cp1252" else "strict", newline="")


def _dialect(path: Path, encoding: str) -> _Dialect:
    with _open(path, encoding) as file:
        sample = file.read(SAMPLE)
    first = sample.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) in (4, 5):
        delimiter = first[4:] or "\t"
        return _Dialect(encoding, delimiter, True)
    if "\n" in sample and len(sample) == SAMPLE:
        sample = sample.rsplit("\n", 1)[0]
    best = max(DELIMITERS, key=lambda mark: (_fit(sample, mark), -DELIMITERS.index(mark)))
    return _Dialect(encoding, best, False)


def _fit(sample: str, delimiter: str) -> int:
    widths: dict[int, int] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            widths[len(row)] = widths.get(len(row), 0) + 1
            if number > 200:
                break
    except csv.Error:
        pass  # a cell longer than the reader takes: what was counted so far decides
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _rows(path: Path, dialect: _Dialect, name: str, swallowing: dict[int, str]) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    read = CellTexts().__getitem__
    line = width = 0
    with _open(path, dialect.encoding) as file:
        if dialect.skip_first:
            file.readline()
        lines = csv.reader(chain(file, [END]), delimiter=dialect.delimiter)
        for number, cells in enumerate(lines, 1):
            if cells and cells[-1].endswith(END):
                if cells != [END]:
                    raise InputError(f"{name}: row {number:,}: a quotation mark is never closed; close it and check again")
                return
            if number > MAX_ROWS:
                raise InputError(f"{name}: has more than {MAX_ROWS:,} rows; split the register")
            if len(cells) > MAX_COLUMNS:
                raise InputError(f"{name}: row {number} has more than {MAX_COLUMNS:,} cells; this does not look like a register")
            if lines.line_num > line + 2 and _holds_rows(cells, dialect.delimiter, width):
                swallowing[number] = SWALLOWED
            line, width = lines.line_num, len(cells)
            yield Row(number, tuple(map(read, cells)))


def _holds_rows(cells: list[str], delimiter: str, width: int) -> bool:
    # A quotation mark that is missing makes one cell of all the rows up to the next one.
    inner = {text.count(delimiter) for cell in cells for text in cell.split("\n")[1:-1]}
    return width > 2 and inner == {width - 1}
