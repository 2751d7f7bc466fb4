"""Reads a CSV row by row, however long it is: any delimiter, UTF-8 with or without BOM, UTF-16, or cp1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from socialcheck.drafts.schedule_columns import Layout, find_layout
from socialcheck.model import InputError

DELIMITERS = (",", ";", "\t", "|")
MAX_CELL = 1_000_000
SAMPLE = 262_144
HEADING_ROWS = 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

Cells = tuple[int, list[str]]


class Table(NamedTuple):
    """How a file is to be read, and what its columns stand for."""

    encoding: str
    delimiter: str
    layout: Layout
    announced: bool = False


def open_table(path: Path, tables: Mapping[str, Any], own: Mapping[str, str]) -> Table:
    """The table in a file; raises InputError, or OSError where the file cannot be read."""
    encoding = _encoding(path)
    with path.open("r", encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
    if not sample.strip():
        raise InputError("is empty")
    announced = sample[:4].lower() == "sep=" and len(sample) > 5
    found = [(_table(sample, mark, tables, own), mark) for mark in DELIMITERS]
    fitting = [(layout, mark) for layout, mark in found if layout]
    if not fitting:
        raise InputError(
            "has no column that is known to hold the text of posts; "
            "name it under columns: in socialcheck.yaml (text: your heading)"
        )
    layout, delimiter = max(fitting, key=lambda pair: (len(pair[0].fields) + len(pair[0].keys), pair[0].width))
    return Table(encoding, delimiter, layout, announced)


def _table(sample: str, delimiter: str, tables: Mapping[str, Any], own: Mapping[str, str]) -> Layout | None:
    rows: list[Cells] = []
    lines = io.StringIO(sample, newline="")
    if sample[:4].lower() == "sep=":
        lines.readline()
    try:
        rows.extend(islice(enumerate(_reader(lines, delimiter), 1), HEADING_ROWS))
    except csv.Error:
        # The sample may end inside a cell; and a wrong guess at the delimiter need not parse.
        rows = _rows_before_fault(sample, delimiter)
    return find_layout(rows, tables, own)


def _rows_before_fault(sample: str, delimiter: str) -> list[Cells]:
    rows: list[Cells] = []
    try:
        for pair in enumerate(_reader(io.StringIO(sample, newline=""), delimiter), 1):
            rows.append(pair)
    except csv.Error:
        pass
    return rows


def _reader(lines: Any, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    return csv.reader(lines, delimiter=delimiter, strict=True)


def rows_of(path: Path, table: Table, fault: Callable[[int, str], None]) -> Iterator[Cells]:
    """The rows below the headings that hold anything, numbered as a spreadsheet program numbers them."""
    number = 0
    with path.open("r", encoding=table.encoding, newline="") as file:
        if table.announced:
            file.readline()
        try:
            for cells in _reader(file, table.delimiter):
                number += 1
                if number > table.layout.first_row and any(map(str.strip, cells)):
                    yield number, cells
        except csv.Error as error:
            fault(number + 1, _plain(error))
        except UnicodeDecodeError:
            fault(number + 1, "is in no text encoding socialcheck knows; save the file as CSV UTF-8")


def _plain(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"holds a cell longer than {MAX_CELL:,} characters"
    return "has a quotation mark that is not closed, or that stands inside a cell"


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        block = file.read(SAMPLE)
        for bom, encoding in _BOMS:
            if block.startswith(bom):
                return encoding
        if block.startswith(b"PK"):
            raise InputError("is a workbook and not CSV; save the sheet as CSV UTF-8")
        if b"\0" in block:
            raise InputError("is not a text file")
        try:
            while block:
                decoder.decode(block)
                block = file.read(1_000_000)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
