"""Reads many stamps: from the command line, from standard input, or from a column of a CSV or JSONL file."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from socialcheck.model import UsageError

SUFFIXES = (".csv", ".jsonl")
LONGEST_LINE = 1_000_000
GUESSES = ("at", "when", "received", "time", "timestamp", "created_at", "date", "datetime", "published")


class Given(NamedTuple):
    """A stamp as given, where it stands (empty for the command line), and why it could not be had."""

    text: str
    where: str = ""
    problem: str = ""


def is_stream(value: str) -> bool:
    """Whether an argument names a stream of stamps and not a stamp."""
    return value == "-" or value.lower().endswith(SUFFIXES)


def read_lines(lines: Iterable[str], name: str = "line") -> Iterator[Given]:
    """One stamp a line; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Given(line.strip()[:200], f"{name} {number}")


def check_column(value: str, column: str | None) -> None:
    """Raise UsageError, before anything is reported, if a CSV file has no such column."""
    path = Path(value)
    if path.suffix.lower() != ".csv":
        return
    with contextlib.suppress(OSError, csv.Error), _opened(path) as file:
        header = next(csv.reader(file, delimiter=_delimiter(file)), None)
        if header:
            _place(header, column)


def read_column(path: Path, column: str | None) -> Iterator[Given]:
    """The stamps of one column of a CSV or JSONL file; what cannot be read comes as a problem."""
    try:
        with _opened(path) as file:
            yield from _csv(file, column) if path.suffix.lower() == ".csv" else _jsonl(file, column)
    except OSError as error:
        yield Given(str(path), problem=f"the file cannot be read ({error.strerror or error})")
    except csv.Error as error:
        yield Given(str(path), problem=f"the file cannot be read ({error})")


def _opened(path: Path) -> IO[str]:
    # A letter that is not UTF-8 spoils its own stamp, not the file: older programs write their own code pages.
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _csv(file: IO[str], column: str | None) -> Iterator[Given]:
    rows = csv.reader(file, delimiter=_delimiter(file))
    header = next(rows, None)
    if not header:
        yield Given(file.name, problem="the file is empty: no header row to find the stamps by")
        return
    place = _place(header, column)
    for number, row in enumerate(rows, 2):  # as a spreadsheet numbers them, whatever lines a cell holds
        if any(cell.strip() for cell in row):
            yield Given(row[place] if place < len(row) else "", f"row {number}")


def _delimiter(file: IO[str]) -> str:
    """Comma, semicolon or tab: the one the first line has most of."""
    first = file.readline(LONGEST_LINE)
    file.seek(0)
    return max(",;\t", key=first.count)


def _place(header: list[str], column: str | None) -> int:
    folded = [name.strip().casefold() for name in header]
    for name in [column.casefold()] if column else GUESSES:
        if name in folded:
            return folded.index(name)
    wanted = f"no column is called {column!r}" if column else "which column holds the stamps? Give --column"
    raise UsageError(f"{wanted}; the columns are {', '.join(header[:20])}")


def _jsonl(file: IO[str], column: str | None) -> Iterator[Given]:
    names = [column] if column else list(GUESSES)
    for number, line in enumerate(file, 1):
        if line.strip():
            yield Given(_value(line, names), f"row {number}")


def _value(line: str, names: list[str]) -> str:
    if len(line) > LONGEST_LINE:
        return ""
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(record, dict):
        return ""
    value = next((record[name] for name in names if name in record), "")
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
