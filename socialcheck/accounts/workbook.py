"""Reads XLSX, XLSM and ODS workbooks through calamine, after their bounds were checked. Nothing in them is executed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from socialcheck.accounts import bounds
from socialcheck.accounts.celltexts import MAX_CELL, LongCellError
from socialcheck.accounts.comments import read_notes, sheet_titles
from socialcheck.accounts.register import Elsewhere, RawTable
from socialcheck.accounts.sheets import Sheet, all_rows, give_back, open_sheet, packed, unpacked
from socialcheck.accounts.slices import cut_long_sheets
from socialcheck.accounts.weight import check_ods_text, check_xlsx_text
from socialcheck.kinds.row_values import Row
from socialcheck.model import InputError
from socialcheck.text.cells.known import Known, load_known
from socialcheck.text.cells.secrets import heading_tells_secret, mask, spaced_name

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

PROBED_ROWS = 60
MOST_SHEETS = 200

Score = Callable[[Sequence[Row]], int]
Opener = Callable[[str], Sheet]


def read_workbook(path: Path, name: str, wanted: str | None, score: Score, known: Known) -> RawTable:
    """The rows of one sheet: the one asked for, else the one whose rows `score` highest."""
    table = _table(path, name, wanted, score, known)
    give_back()
    return table


def _table(path: Path, name: str, wanted: str | None, score: Score, known: Known) -> RawTable:
    notices, content, slices = _check(path, name)
    book = _open(content or path, name)
    del content
    sheets = _named_sheets(book, slices, wanted, name, known)
    hidden = _hidden_sheets(book)
    chosen, elsewhere = _parted(
        lambda title: _sheet(book, title, slices, name),
        sheets,
        name,
        lambda sheet: sheet.name == wanted if wanted else 2 * score(_top(sheet)) - (sheet.name in hidden),
    )
    title, first = chosen.name, chosen.first
    if title not in slices:
        book.close()
    notes, unread = read_notes(path, title)
    notices += [*([] if wanted or len(sheets) == 1 else [_choice(title, sheets, hidden)]), *unread]
    titles = [Elsewhere("the name of a sheet", Row(0, (spaced_name(sheet),))) for sheet in sheets]
    with _read_errors(_unreadable(name, title)):
        if title in slices:
            rows = all_rows(chosen.rows())
        else:
            parcels = packed(chosen.rows())
            del chosen
            rows = list(unpacked(parcels))
    return RawTable(rows, title, tuple(notices), (*notes, *titles, *elsewhere), first)


def _named_sheets(
    book: CalamineWorkbook, slices: Mapping[str, Sequence[str]], wanted: str | None, name: str, known: Known
) -> list[str]:
    inner = {part for parts in slices.values() for part in parts}
    sheets = [str(sheet) for sheet in book.sheet_names if sheet not in inner]
    if not sheets:
        raise InputError(f"{name}: holds no sheet")
    if len(sheets) > MOST_SHEETS:
        raise InputError(f"{name}: has {len(sheets)} sheets; save those with accounts as a workbook of their own")
    if wanted is not None and wanted not in sheets:
        shown = ", ".join(repr(mask(sheet, known)) for sheet in sheets[:20])
        raise InputError(f"{name}: has no sheet called {wanted!r}; it has {shown}")
    return sheets


def _parted(open_named: Opener, sheets: Sequence[str], name: str, rank: Callable[[Sheet], int]) -> tuple[Sheet, list[Elsewhere]]:
    """The sheet that ranks highest, and the rows of the others. No more than two sheets are in memory at a time."""
    best, highest = open_named(sheets[0]), -1
    others: dict[str, list[Elsewhere]] = {}
    for at, title in enumerate(sheets):
        sheet = open_named(title) if at else best
        with _read_errors(_unreadable(name, title)):
            rate = rank(sheet)
        beaten = sheet if rate <= highest else best
        best, highest = (sheet, rate) if rate > highest else (best, highest)
        if at:
            with _read_errors(_unreadable(name, beaten.name)):
                others[beaten.name] = list(_elsewhere(beaten, f"sheet {beaten.name!r}"))
    return best, [row for title in sheets for row in others.get(title, ())]


def _hidden_sheets(book: CalamineWorkbook) -> frozenset[str]:
    from python_calamine import SheetVisibleEnum

    return frozenset(str(sheet.name) for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible)


def _top(sheet: Sheet) -> list[Row]:
    return list(islice(sheet.rows(), PROBED_ROWS))


def _choice(chosen: str, sheets: Sequence[str], hidden: Collection[str]) -> str:
    named = {sheet: f"{sheet!r} (hidden)" if sheet in hidden else repr(sheet) for sheet in sheets}
    others = ", ".join(named[sheet] for sheet in sheets if sheet != chosen)
    said = f"Sheet {named[chosen]} was checked, as it looks most like a register; choose with --sheet."
    return f"{said} Searched for passwords only: {others}."


def _elsewhere(sheet: Sheet, where: str) -> Iterator[Elsewhere]:
    secret: frozenset[int] | None = None
    for row in sheet.rows():
        if not any(row.cells):
            continue
        yield Elsewhere(where, row, secret or frozenset(), sheet.first)
        if secret is None:
            secret = frozenset(at for at, cell in enumerate(row.cells) if heading_tells_secret(cell))


def _check(path: Path, name: str) -> tuple[list[str], IO[bytes] | None, Mapping[str, Sequence[str]]]:
    """What to say of the workbook, and where it has long sheets, a copy with those in slices."""
    try:
        with zipfile.ZipFile(path) as archive:
            bounds.check_archive(archive, name)
            parts = set(archive.namelist())
            if "content.xml" in parts:
                bounds.check_ods(archive, name)
                check_ods_text(archive, name)
                return [], None, {}
            if not any(part.startswith("xl/") for part in parts):
                raise InputError(f"{name}: is no workbook; give a .csv, .xlsx or .ods register")
            cut = cut_long_sheets(archive)
            _check_sheets(archive, name, cut.slices if cut else {})
            return list(_left_alone(parts)), io.BytesIO(cut.content) if cut else None, cut.slices if cut else {}
    except InputError:
        raise
    except Exception as error:  # zip, zlib and lzma errors share no base class
        raise InputError(f"{name}: is damaged and cannot be opened; save it again from the spreadsheet program") from error


def _check_sheets(archive: zipfile.ZipFile, name: str, slices: Mapping[str, Sequence[str]]) -> None:
    titles = sheet_titles(archive)
    for part in sorted(archive.namelist()):
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            if titles.get(part) not in slices:
                bounds.check_xlsx_sheet(archive, part, titles.get(part, Path(part).stem), name)
            check_xlsx_text(archive, part, name)


def _left_alone(parts: Collection[str]) -> Iterator[str]:
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        yield "The workbook holds macros; they were not run."
    if any(part.startswith("xl/externalLinks/") for part in parts):
        yield "The workbook points to other files; they were not opened."


def _open(content: Path | IO[bytes], name: str) -> CalamineWorkbook:
    import python_calamine

    with _read_errors(f"{name}: cannot be read as a workbook; save it again, or as CSV"):
        return python_calamine.load_workbook(content)


def _sheet(book: CalamineWorkbook, title: str, slices: Mapping[str, Sequence[str]], name: str) -> Sheet:
    with _read_errors(_unreadable(name, title)):
        return open_sheet(book, title, slices.get(title, ()))


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
