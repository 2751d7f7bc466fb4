"""Reads XLSX, XLSM and ODS workbooks through calamine, after their bounds were checked. Nothing in them is executed."""

from __future__ import annotations

import marshal
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from socialcheck.accounts import bounds
from socialcheck.accounts.celltexts import MAX_CELL, CellTexts, LongCellError
from socialcheck.accounts.comments import read_notes, sheet_titles
from socialcheck.accounts.register import Elsewhere, RawTable
from socialcheck.accounts.weight import check_ods_text, check_xlsx_text
from socialcheck.kinds.row_values import Row
from socialcheck.model import InputError
from socialcheck.text.cells.known import Known, load_known
from socialcheck.text.cells.secrets import heading_tells_secret, mask, spaced_name

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

PROBED_ROWS = 60
PARCEL = 2_000
MOST_SHEETS = 200
MOST_MERGED = 5_000
MOST_FILLED = 100_000

Score = Callable[[Sequence[Row]], int]


def read_workbook(path: Path, name: str, wanted: str | None, score: Score, known: Known) -> RawTable:
    """The rows of one sheet: the one asked for, else the one whose rows `score` highest."""
    notices = list(_check(path, name))
    book = _open(path, name)
    sheets = [str(sheet) for sheet in book.sheet_names]
    if not sheets:
        raise InputError(f"{name}: holds no sheet")
    if len(sheets) > MOST_SHEETS:
        raise InputError(f"{name}: has {len(sheets)} sheets; save those with accounts as a workbook of their own")
    if wanted is not None and wanted not in sheets:
        shown = ", ".join(repr(mask(sheet, known)) for sheet in sheets[:20])
        raise InputError(f"{name}: has no sheet called {wanted!r}; it has {shown}")
    chosen, elsewhere = _parted(book, sheets, name, lambda sheet: sheet.name == wanted if wanted else score(_head(sheet)))
    book.close()
    notes, unread = read_notes(path, chosen.name)
    notices += [*([] if wanted or len(sheets) == 1 else [_choice(chosen.name, sheets)]), *unread]
    titles = [Elsewhere("the name of a sheet", Row(0, (spaced_name(sheet),))) for sheet in sheets]
    title = chosen.name
    with _read_errors(_unreadable(name, title)):
        parcels = list(_parcels(_rows(chosen)))
    del chosen
    return RawTable(list(_unpacked(parcels)), title, tuple(notices), (*notes, *titles, *elsewhere))


def _parcels(rows: Iterator[Row]) -> Iterator[bytes]:
    # calamine holds a sheet whole. Rows wait in a quarter of the room until its copy is gone.
    while parcel := list(islice(rows, PARCEL)):
        yield marshal.dumps([tuple(row) for row in parcel])


def _unpacked(parcels: list[bytes]) -> Iterator[Row]:
    read = CellTexts().__getitem__
    parcels.reverse()
    while parcels:
        for number, cells in marshal.loads(parcels.pop()):
            yield Row(number, tuple(map(read, cells)))


def _parted(
    book: CalamineWorkbook, sheets: Sequence[str], name: str, rank: Callable[[CalamineSheet], int]
) -> tuple[CalamineSheet, list[Elsewhere]]:
    """The sheet that ranks highest, and the rows of the others. No more than two sheets are in memory at a time."""
    best, highest = _sheet(book, sheets[0], name), -1
    others: dict[str, list[Elsewhere]] = {}
    for at, title in enumerate(sheets):
        sheet = _sheet(book, title, name) if at else best
        with _read_errors(_unreadable(name, title)):
            rate = rank(sheet)
        beaten = sheet if rate <= highest else best
        best, highest = (sheet, rate) if rate > highest else (best, highest)
        if at:
            with _read_errors(_unreadable(name, beaten.name)):
                others[beaten.name] = list(_elsewhere(beaten, f"sheet {beaten.name!r}"))
    return best, [row for title in sheets for row in others.get(title, ())]


def _head(sheet: CalamineSheet) -> list[Row]:
    return list(islice(_rows(sheet), PROBED_ROWS))


def _choice(chosen: str, sheets: Sequence[str]) -> str:
    others = ", ".join(repr(sheet) for sheet in sheets if sheet != chosen)
    said = f"Sheet {chosen!r} was checked, as it looks most like a register; choose with --sheet."
    return f"{said} Searched for passwords only: {others}."


def _elsewhere(sheet: CalamineSheet, where: str) -> Iterator[Elsewhere]:
    secret: frozenset[int] | None = None
    for row in _rows(sheet):
        if not any(row.cells):
            continue
        if secret is None:
            secret = frozenset(at for at, cell in enumerate(row.cells) if heading_tells_secret(cell))
            yield Elsewhere(where, row)
        else:
            yield Elsewhere(where, row, secret)


def _check(path: Path, name: str) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            bounds.check_archive(archive, name)
            parts = set(archive.namelist())
            if "content.xml" in parts:
                bounds.check_ods(archive, name)
                check_ods_text(archive, name)
                return
            if not any(part.startswith("xl/") for part in parts):
                raise InputError(f"{name}: is no workbook; give a .csv, .xlsx or .ods register")
            titles = sheet_titles(archive)
            for part in sorted(parts):
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    bounds.check_xlsx_sheet(archive, part, titles.get(part, Path(part).stem), name)
                    check_xlsx_text(archive, part, name)
            yield from _left_alone(parts)
    except InputError:
        raise
    except Exception as error:  # zip, zlib and lzma errors share no base class
        raise InputError(f"{name}: is damaged and cannot be opened; save it again from the spreadsheet program") from error


def _left_alone(parts: Collection[str]) -> Iterator[str]:
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        yield "The workbook holds macros; they were not run."
    if any(part.startswith("xl/externalLinks/") for part in parts):
        yield "The workbook points to other files; they were not opened."


def _open(path: Path, name: str) -> CalamineWorkbook:
    import python_calamine

    with _read_errors(f"{name}: cannot be read as a workbook; save it again, or as CSV"):
        return python_calamine.load_workbook(path)


def _sheet(book: CalamineWorkbook, sheet: str, name: str) -> CalamineSheet:
    with _read_errors(_unreadable(name, sheet)):
        return book.get_sheet_by_name(sheet)


def _unreadable(name: str, sheet: str) -> str:
    return f"{name}: sheet {mask(sheet, load_known())!r} cannot be read; save the workbook again, or the sheet as CSV"


@contextmanager
def _read_errors(message: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except LongCellError:
        raise InputError(f"{message.partition(' cannot be read')[0]} has a cell longer than {MAX_CELL:,} characters") from None
    except BaseException as error:
        # A panic inside calamine is no Exception, and its text may hold what the cells hold.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise InputError(message) from None


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    read = CellTexts().__getitem__
    held: dict[int, str] = {}
    fill = _merged_downwards(sheet)
    if sheet.start is None:
        return
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = tuple(map(read, cells))
        if number in fill:
            texts = _filled_down(texts, number, fill[number], held)
        yield Row(number, texts)


def _filled_down(texts: tuple[str, ...], number: int, merged: Sequence[tuple[int, int]], held: dict[int, str]) -> tuple[str, ...]:
    cells = list(texts)
    for column, first in merged:
        if number == first:
            held[column] = cells[column]
        elif not cells[column]:
            cells[column] = held.get(column, "")
    return tuple(cells)


def _merged_downwards(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    # One owner beside several accounts stands in one tall cell: its value is theirs all. A wide title stays one cell.
    found: dict[int, list[tuple[int, int]]] = {}
    offset = sheet.start[1] if sheet.start else 0
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:MOST_MERGED]:
        if top < bottom and left >= offset:
            for row in range(top, min(bottom, top + MOST_MERGED) + 1):
                if len(found) > MOST_FILLED:
                    return found
                found.setdefault(row + 1, []).append((left - offset, top + 1))
    return found
