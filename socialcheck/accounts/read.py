"""Reads a register from a file: the table, its header, its rows, and what stands outside the table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from socialcheck.accounts.columns import field_named, find_header, heading_names, match_columns, suggest
from socialcheck.accounts.register import FILE_NAME, FOLDER_NAME, Elsewhere, RawTable, Register
from socialcheck.kinds.row_values import Row
from socialcheck.model import InputError
from socialcheck.text.cells.known import Known, fold
from socialcheck.text.cells.secrets import mask, spaced_name

_ENDINGS = (
    "total",
    "totals",
    "grand total",
    "sub total",
    "count",
    "note",
    "notes",
    "source",
    "key",
    "prepared by",
    "end of",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_register(name: str, known: Known, columns: Mapping[str, str] | None = None, sheet: str | None = None) -> Register:
    """The register at a path; raises InputError with one line that says what is wrong and what to do."""
    names = heading_names(known, columns or {})
    table = read_table(name, names, known, sheet)
    return make_register(name, table, names, known)


def shown_path(name: str, known: Known) -> str:
    """A path as reports show it: a secret in the name of the file, or of a folder, is left out."""
    parts = Path(name).parts
    shown = [mask(part, known) for part in parts]
    return (name or ".") if shown == [*parts] else str(Path(*shown))


def read_table(given: str, names: Mapping[str, str], known: Known, sheet: str | None = None) -> RawTable:
    """The rows of a CSV file or a workbook, whatever it is called."""
    from socialcheck.accounts.csvfile import read_csv
    from socialcheck.accounts.workbook import read_workbook

    path, name = Path(given), shown_path(given, known)
    start = _first_bytes(path, name)
    if not start:
        raise InputError(f"{name}: is empty")
    if start.startswith(_OLE):
        raise InputError(f"{name}: is locked with a password, or an old .xls; save an unlocked .xlsx, or CSV")
    if start.startswith(b"PK"):
        return read_workbook(path, name, sheet, lambda rows: _score(rows, names), known)
    if sheet is not None:
        raise InputError(f"{name}: is no workbook, so it has no sheet {sheet!r}; leave out --sheet")
    if path.suffix.lower() in (".xlsx", ".xlsm", ".ods", ".xls"):
        raise InputError(f"{name}: is damaged, or is no workbook; save it again from the spreadsheet program")
    return read_csv(path, name)


def _first_bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder; name the register file in it")
        if path.exists() and not path.is_file():
            raise InputError(f"{name}: is a pipe or a device; save the register as a file and name that")
        with path.open("rb") as file:
            return file.read(8)
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or 'no such file'})") from None


def _score(rows: Sequence[Row], names: Mapping[str, str]) -> int:
    return max((len({field_named(cell, names) for cell in row.cells} - {None}) for row in rows), default=0)


def make_register(name: str, table: RawTable, names: Mapping[str, str], known: Known) -> Register:
    """A register from the rows of a table."""
    shown = shown_path(name, known)
    where = f"{shown}: sheet {mask(table.sheet, known)!r}" if table.sheet else shown
    header = find_header(table.rows, names, where, known)
    columns, twice = match_columns(header.headings, names, table.first)
    body, tail = _without_tail(table.rows[header.body :], len([c for c in columns if c.heading]))
    rows, unreadable = _fitted(body, len(columns), table.broken)
    above = [row for row in table.rows[: header.body] if row.number not in header.rows]
    *folders, own = Path(name).parts
    names_in_path = [(FOLDER_NAME, folder) for folder in folders if mask(folder, known) != folder] + [(FILE_NAME, own)]
    path = [Elsewhere(where, Row(0, (spaced_name(part),))) for where, part in names_in_path]
    around = [Elsewhere("outside the table", row, first=table.first) for row in (*above, *tail) if any(row.cells)]
    headings = Elsewhere("the headings", Row(header.rows[-1], header.headings), first=table.first)
    return Register(
        path=shown,
        sha256=digest_of(Path(name)),
        columns=columns,
        rows=rows,
        sheet=table.sheet,
        header_rows=header.rows,
        unreadable=tuple(unreadable),
        elsewhere=(*path, headings, *around, *table.elsewhere),
        notices=(*table.notices, *twice, *_said_of_tail(tail)),
        suggestions=suggest(columns, names),
        first=table.first,
    )


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _fitted(rows: Sequence[Row], width: int, broken: Mapping[int, str]) -> tuple[list[Row], list[tuple[Row, str]]]:
    fitted: list[Row] = []
    unreadable: list[tuple[Row, str]] = []
    for row in rows:
        number, cells = row
        if not any(cells):
            continue
        if len(cells) > width and any(cells[width:]):
            reason = f"has {len(cells)} cells, the header {width}; put cells that hold a comma in quotation marks"
            unreadable.append((row, reason))
        elif broken and number in broken:
            unreadable.append((row, broken[number]))
        elif len(cells) == width:
            fitted.append(row)
        else:
            fitted.append(Row(number, (*cells[:width], *[""] * (width - len(cells)))))
    return fitted, unreadable


def _without_tail(rows: Sequence[Row], width: int) -> tuple[Sequence[Row], list[Row]]:
    """The rows without totals and notes at the end: a row that says so, or one lone cell below a blank row."""
    end = len(rows)
    for place in range(len(rows) - 1, max(-1, len(rows) - 200), -1):
        cells = rows[place].cells
        filled = [cell for cell in cells if cell]
        if not filled or _says_total(filled, cells):
            end = place
            continue
        below_blank = place > 0 and (not any(rows[place - 1].cells) or _lone(rows[place - 1].cells))
        if len(filled) == 1 and width >= 3 and below_blank and _after_blank(rows, place):
            end = place
            continue
        break
    return rows[:end], [row for row in rows[end:] if any(row.cells)]


def _after_blank(rows: Sequence[Row], place: int) -> bool:
    while place > 0 and _lone(rows[place - 1].cells):
        place -= 1
    return place > 0 and not any(rows[place - 1].cells)


def _lone(cells: Sequence[str]) -> bool:
    return sum(1 for cell in cells if cell) == 1


def _says_total(filled: Sequence[str], cells: Sequence[str]) -> bool:
    first = fold(filled[0][:200]).rstrip(":. ")
    named = any(first == word or first.startswith((f"{word}:", f"{word} ")) for word in _ENDINGS)
    others_are_figures = all(not any(c.isalpha() for c in cell) for cell in filled[1:])
    return named and others_are_figures and len(filled) <= max(2, len(cells) // 2 + 1)


def _said_of_tail(tail: Sequence[Row]) -> tuple[str, ...]:
    numbers = [str(row.number) for row in tail]
    if not numbers:
        return ()
    what = f"Row {numbers[0]} was" if len(numbers) == 1 else f"Rows {numbers[0]} to {numbers[-1]} were"
    return (f"{what} taken for totals or notes below the table, not for accounts.",)
