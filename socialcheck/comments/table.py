"""Reads comments from a CSV export: finds the heading row and the columns, keeps every original cell."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TextIO

from socialcheck.comments.comment import Comment, not_read
from socialcheck.comments.fields import find_columns, moment_of, says_yes, words
from socialcheck.drafts.decode import without_halves

HEADING_ROWS = 20
MAX_CELL = 1_000_000
MAX_TEXT = 100_000
EMPTY = "holds no text; a picture or a sticker has to be looked at by a person"


def read_table(name: str, file: TextIO, own: Mapping[str, str], now: datetime) -> Iterator[Comment]:
    """The comments of a table, row by row. `own` are the office's own headings: field to heading."""
    csv.field_size_limit(MAX_CELL)
    first = file.readline()
    file.seek(0)
    rows = enumerate(csv.reader(file, delimiter=_delimiter(first)), 1)
    seen: list[list[str]] = []
    try:
        for row, cells in rows:
            columns = find_columns(cells, own)
            if "text" in columns:
                yield from _rows(name, rows, tuple(cells), columns, now)
                return
            seen.append(cells)
            if row >= HEADING_ROWS:
                break
    except csv.Error as error:
        yield not_read(name, f"is not a table that can be read ({error})")
        return
    yield _no_heading(name, seen)


def _delimiter(line: str) -> str:
    return max(",;\t|", key=line.count)


def _no_heading(name: str, seen: list[list[str]]) -> Comment:
    shown = next((", ".join(c for c in cells if c.strip())[:120] for cells in seen if any(c.strip() for c in cells)), "")
    if not shown:
        return not_read(name, "is empty")
    return not_read(
        name,
        f"has no column known to hold comments (first row: {shown}); name it in socialcheck.yaml under columns: text:",
    )


def _rows(
    name: str, rows: Iterator[tuple[int, list[str]]], header: tuple[str, ...], columns: Mapping[str, int], now: datetime
) -> Iterator[Comment]:
    while True:
        try:
            row, cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield not_read(name, f"cannot be read further: a row after the last one reported is damaged ({error})")
            return
        if any(c.strip() for c in cells):
            yield _comment(name, row, cells, header, columns, now)


def _comment(
    name: str, row: int, cells: list[str], header: tuple[str, ...], columns: Mapping[str, int], now: datetime
) -> Comment:
    def cell(field: str) -> str | None:
        number = columns.get(field, -1)
        return cells[number] if 0 <= number < len(cells) else None

    text = unwrapped(cell("text") or "")
    at, trouble = moment_of(cell("at"), now)
    fault = EMPTY if not text.strip() else f"is longer than {MAX_TEXT:,} characters" if len(text) > MAX_TEXT else None
    return Comment(
        text=without_halves(text[:MAX_TEXT]),
        path=name,
        row=row,
        id=words(cell("id")),
        author=words(cell("author")),
        at=at,
        platform=words(cell("platform")),
        parent=words(cell("parent")),
        action=words(cell("action")),
        warned=says_yes(cell("warned")),
        decided=says_yes(cell("decided")),
        cells=tuple(cells),
        header=header,
        places=(columns["text"], columns.get("author", -1)),
        trouble=trouble,
        unreadable=fault,
    )


def unwrapped(text: str) -> str:
    """The text of a cell; a YouTube download puts JSON into it."""
    if not text.startswith('{"t'):
        return text
    try:
        pieces = json.loads(f"[{text}]")
    except (ValueError, RecursionError):
        return text
    return "".join(part for piece in pieces for part in _segments(piece)) or text


def _segments(piece: object) -> Iterator[str]:
    if not isinstance(piece, dict):
        return
    inside = piece.get("takeoutSegments")
    for segment in inside if isinstance(inside, list) else [piece]:
        if isinstance(segment, dict) and isinstance(segment.get("text"), str):
            yield segment["text"]
