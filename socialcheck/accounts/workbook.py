"""Reads XLSX, XLSM and ODS workbooks through calamine, after their bounds were checked. Nothing in them is executed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialcheck.accounts import bounds
from socialcheck.accounts.comments import read_comments
from socialcheck.accounts.register import Elsewhere, RawTable
from socialcheck.kinds.row_values import Row
from socialcheck.model import InputError
from socialcheck.text.cells.secrets import heading_tells_secret

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_CELL = 100_000
PROBED_ROWS = 60
MOST_SHEETS = 30
MOST_OTHER_ROWS = 20_000
MOST_MERGED = 5_000


def read_workbook(path: Path, name: str, wanted: str | None, score: Any) -> RawTable:
    """The rows of one sheet: the one asked for, else the one whose rows `score` highest."""
    kind = _check(path, name)
    book = _open(path, name)
    sheets = [str(sheet) for sheet in book.sheet_names]
    if not sheets:
        raise InputError(f"{name}: holds no sheet")
    if wanted is not None and wanted not in sheets:
        raise InputError(f"{name}: has no sheet called {wanted!r}; it has {', '.join(map(repr, sheets[:20]))}")
    chosen, notices = (wanted, ()) if wanted else _choose(book, sheets, name, score)
    sheet = _sheet(book, chosen, name)
    comments = read_comments(path, chosen) if kind == "xlsx" else ()
    elsewhere = [Elsewhere("a comment on a cell", row) for row in comments]
    for other in [other for other in sheets if other != chosen][:MOST_SHEETS]:
        elsewhere += _elsewhere(_sheet(book, other, name), f"sheet {other!r}")
    return RawTable(list(_rows(sheet)), chosen, notices, tuple(elsewhere))


def _elsewhere(sheet: CalamineSheet, where: str) -> Iterator[Elsewhere]:
    secret: frozenset[int] | None = None
    for row in islice(_rows(sheet), MOST_OTHER_ROWS):
        if not any(row.cells):
            continue
        if secret is None:
            secret = frozenset(at for at, cell in enumerate(row.cells) if heading_tells_secret(cell))
            yield Elsewhere(where, row)
        else:
            yield Elsewhere(where, row, secret)


def _check(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            bounds.check_archive(archive, name)
            parts = set(archive.namelist())
            if "content.xml" in parts:
                bounds.check_ods(archive, name)
                return "ods"
            if not any(part.startswith("xl/") for part in parts):
                raise InputError(f"{name}: is no workbook; give a .csv, .xlsx or .ods register")
            for part in sorted(parts):
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    bounds.check_xlsx_sheet(archive, part, Path(part).stem, name)
    except InputError:
        raise
    except Exception as error:  # zip, zlib and lzma errors share no base class
        raise InputError(f"{name}: is damaged and cannot be opened; save it again from the spreadsheet program") from error
    return "xlsx"


def _open(path: Path, name: str) -> CalamineWorkbook:
    import python_calamine

    with _read_errors(f"{name}: cannot be read as a workbook; save it again, or as CSV"):
        return python_calamine.load_workbook(path)


def _sheet(book: CalamineWorkbook, sheet: str, name: str) -> CalamineSheet:
    with _read_errors(f"{name}: sheet {sheet!r} cannot be read; save the workbook again, or the sheet as CSV"):
        return book.get_sheet_by_name(sheet)


@contextmanager
def _read_errors(message: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # A panic inside calamine is no Exception, and its text may hold what the cells hold.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise InputError(message) from None


def _choose(book: CalamineWorkbook, sheets: Sequence[str], name: str, score: Any) -> tuple[str, tuple[str, ...]]:
    if len(sheets) == 1:
        return sheets[0], ()
    scores = {}
    for sheet in sheets[:50]:
        head = []
        for row in _rows(_sheet(book, sheet, name)):
            head.append(row)
            if len(head) >= PROBED_ROWS:
                break
        scores[sheet] = score(head)
    best = max(sheets[:50], key=lambda sheet: (scores[sheet], -sheets.index(sheet)))
    others = ", ".join(repr(sheet) for sheet in sheets if sheet != best)
    said = f"Sheet {best!r} was checked, as it looks most like a register; choose with --sheet."
    return best, (f"{said} Searched for passwords only: {others}.",)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    seen: dict[str, str] = {}
    fill, held = _merged_downwards(sheet), {}
    if sheet.start is None:
        return
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_text(cell) for cell in cells]
        for column, first in fill.get(number, ()):
            if number == first:
                held[column] = texts[column]
            elif not texts[column]:
                texts[column] = held.get(column, "")
        yield Row(number, tuple([seen.setdefault(text, text) for text in texts]))


def _merged_downwards(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    # One owner beside several accounts stands in one tall cell: its value is theirs all. A wide title stays one cell.
    found: dict[int, list[tuple[int, int]]] = {}
    offset = sheet.start[1] if sheet.start else 0
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:MOST_MERGED]:
        if top < bottom and left >= offset:
            for row in range(top, min(bottom, top + MOST_MERGED) + 1):
                found.setdefault(row + 1, []).append((left - offset, top + 1))
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.strip()[:MAX_CELL]
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
