"""Reads the .csv files of scheduling tools: each row a post, with its own time and platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from socialcheck.drafts.post import Post, Trouble, not_read
from socialcheck.drafts.read import Reading, Scheduling, make_post, unread
from socialcheck.drafts.schedule_columns import Layout
from socialcheck.drafts.schedule_dates import Order, evidence
from socialcheck.drafts.schedule_rows import raw_posts
from socialcheck.drafts.schedule_table import Table, open_table, rows_of
from socialcheck.model import InputError

ENOUGH = 200
ASK = "give --date-format dmy or mdy"


def read_schedule(path: Path, given: Mapping[str, Any], now: datetime, scheduling: Scheduling) -> Iterator[Reading]:
    """A reading for each row, in order; each gives the posts of its row when it is called."""
    from socialcheck.policy import store

    name = str(path)
    try:
        table = open_table(path, store.shared("schedules"), scheduling.columns)
        order = scheduling.order or _order(path, table)
    except (InputError, OSError, UnicodeError) as error:
        yield partial(unread, name, _reason(error))
        return
    troubles = tuple(_remarks(table))
    faults: list[tuple[int, str]] = []
    rows = 0
    try:
        for number, cells in rows_of(path, table, lambda row, why: faults.append((row, why))):
            yield partial(posts_of_row, name, number, cells, table.layout, order, given, now, () if rows else troubles)
            rows += 1
    except OSError as error:
        faults.append((0, _reason(error)))
    for row, why in faults:
        yield partial(unread, name, f"row {row} {why}; the rest of the file was not read" if row else why, row or None)
    if not rows and not faults:
        yield partial(unread, name, "has headings but no posts")


def _reason(error: InputError | OSError | UnicodeError) -> str:
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, UnicodeError):
        return "is in no text encoding socialcheck knows; save it as CSV UTF-8"
    return f"cannot be read: {(error.strerror or 'unknown fault').lower()}"


def posts_of_row(
    name: str, row: int, cells: list[str], layout: Layout, order: Order | None, given: Mapping[str, Any], now: datetime,
    troubles: tuple[Trouble, ...],
) -> Iterator[Post]:  # fmt: skip
    """The posts that one row stands for."""
    try:
        for text, raw in raw_posts(cells, layout, order):
            yield make_post(name, text, raw, given, now, row=row, troubles=troubles)
    except InputError as error:
        yield not_read(name, f"row {row} {error}", row)


def _order(path: Path, table: Table) -> Order | None:
    """The order of day and month that the file itself shows; raises InputError where it shows none and needs one."""
    layout = table.layout
    columns = [*layout.fields.get("moment", ()), *layout.fields.get("date", ())]
    doubtful: tuple[int, str] | None = None
    clear = 0
    for number, cells in rows_of(path, table, lambda row, why: None) if columns else ():
        for cell in (cells[index].strip() for index in columns if index < len(cells)):
            shown = evidence(cell)
            if shown in ("dmy", "mdy"):
                return shown
            doubtful = doubtful or ((number, cell) if shown else None)
            clear += shown is None and bool(cell)
        if clear > ENOUGH and not doubtful:
            return None
    if doubtful is None:
        return None
    raise InputError(f"does not show which of day and month comes first (row {doubtful[0]}: {doubtful[1][:40]}); {ASK}")


def _remarks(table: Table) -> Iterator[Trouble]:
    """What to say of the file as a whole; told with its first row."""
    if table.encoding == "cp1252":
        message = "The file is not UTF-8 and was read as Windows text (cp1252)."
        yield Trouble("note", message, "Save the file as CSV UTF-8.", None)
    if unknown := table.layout.unknown:
        from socialcheck.drafts.facts import KEYS
        from socialcheck.policy.sources import likely

        names = ", ".join(f"'{name}'{likely(name.lower().replace(' ', '_'), sorted(KEYS))}" for name in unknown[:12])
        fix = "Correct the heading, or name it under columns: in socialcheck.yaml."
        yield Trouble("note", f"Columns that were not read: {names}.", fix, None)
