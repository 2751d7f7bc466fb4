"""Long sheets are cut into short ones before they are read; what is read is the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from socialcheck.accounts import slices
from socialcheck.accounts.columns import letters
from socialcheck.accounts.read import read_register
from socialcheck.accounts.register import Register
from socialcheck.text.cells.known import Known

PART = "xl/worksheets/sheet1.xml"


def long_workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Accounts & more"
    sheet["C2"] = "Register of accounts"
    for column, heading in zip("CDEFGH", ["Platform", "Handle", "Owner", "Approved on", "Live", "Notes"], strict=True):
        sheet[f"{column}5"] = heading
    for row in (n for n in range(6, 90) if n not in (20, 21, 40)):
        values = ["X", f"@a{row}", "Alex Morgan" if row % 3 == 0 else None, 43_000 + row, row % 2 == 0, "é <b> & c" * (row % 4)]
        for column, value in zip("CDEFGH", values, strict=True):
            sheet[f"{column}{row}"] = value
        sheet[f"F{row}"].number_format = "dd/mm/yyyy"
    sheet["AB50"] = "far"
    for cells in ("E9:E14", "E30:E45", "AZ3:AZ9"):
        sheet.merge_cells(cells)
    sheet["D30"].comment = openpyxl.comments.Comment("pw: Tuesday99x", "A")
    other = book.create_sheet("Old")
    for line in (["Account", "Password"], ["@x", "hunter2"]):
        other.append(line)
    path = folder / "long.xlsx"
    book.save(path)
    return path


@pytest.fixture
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "LONG", 3_000)
    monkeypatch.setattr(slices, "SLICE", 2_000)


def told(register: Register) -> tuple[object, ...]:
    """What was read, without blank columns, which lead the rows of a sheet in slices."""
    kept = [c for c in register.columns if not c.heading.startswith("column ") or any(r.cells[c.place] for r in register.rows)]
    rows = [(row.number, [row.cells[c.place] for c in kept]) for row in register.rows]
    around = [(e.where, e.row.number, [cell for cell in e.row.cells if cell]) for e in register.elsewhere]
    return rows, [(c.heading, c.field) for c in kept], around, register.notices, register.header_rows, register.unreadable


def test_a_sheet_in_slices_reads_as_the_whole(tmp_path: Path, known: Known, request: pytest.FixtureRequest) -> None:
    path = long_workbook(tmp_path)
    whole = read_register(str(path), known)
    request.getfixturevalue("short_slices")
    with zipfile.ZipFile(path) as archive:
        cut = slices.cut_long_sheets(archive)
    assert cut is not None
    assert list(cut.slices) == ["Accounts & more"]
    assert len(cut.slices["Accounts & more"]) > 5
    assert told(read_register(str(path), known)) == told(whole)
    assert told(read_register(str(path), known, sheet="Old")) != told(whole)
    assert [row.cells[2] for row in whole.rows if row.number in (9, 14, 15)] == ["Alex Morgan"] * 3
    assert "column AB" in [column.heading for column in whole.columns]


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> zipfile.ZipFile:
    target = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            content = source.read(part)
            copy.writestr(part, change(content) if part == PART else content)
    return zipfile.ZipFile(target)


ODD: dict[str, Callable[[bytes], bytes]] = {
    "a cell far to the right": lambda xml: xml.replace(b'r="D60"', b'r="XFD60"'),
    "a cell far below": lambda xml: xml.replace(b'r="D60"', b'r="D900000"'),
    "a cell above its slice": lambda xml: xml.replace(b'r="D60"', b'r="D6"'),
    "small letters": lambda xml: xml.replace(b'r="D60"', b'r="d60"'),
    "no reference": lambda xml: xml.replace(b'<c r="D60"', b"<c"),
    "other quotation marks": lambda xml: xml.replace(b'r="D60"', b"r='D60'"),
    "reference not first": lambda xml: re.sub(rb'<c (r="D60") (t="\w+")', rb"<c \2 \1", xml),
    "a prefix": lambda xml: xml.replace(b'<c r="D60"', b'<x:c r="D60"'),
    "a leading nought": lambda xml: xml.replace(b'r="D60"', b'r="D060"'),
    "a line break": lambda xml: xml.replace(b'<c r="D60"', b'<c\nr="D60"'),
    "rows out of order": lambda xml: re.sub(rb'(r="[A-Z]?)60"', rb'\g<1>7"', xml),
    "no rows": lambda xml: xml.replace(b"<sheetData>", b"<sheetData >"),
}


@pytest.mark.usefixtures("short_slices")
@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_a_sheet_written_oddly_is_not_cut(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = long_workbook(tmp_path)
    with rewritten(path, change) as archive:
        assert archive.read(PART) != zipfile.ZipFile(path).read(PART)
        assert slices.cut_long_sheets(archive) is None


@given(
    rows=st.tuples(st.integers(0, 3_000), st.integers(1, 3_000)).map(lambda pair: (pair[0], sum(pair))),
    blocks=st.integers(1, 20),
    row=st.integers(1, 12_000),
    column=st.integers(0, 1_000),
)
def test_every_cell_outside_a_rectangle_is_noticed(rows: tuple[int, int], blocks: int, row: int, column: int) -> None:
    above, last = rows
    found = re2.search(slices._astray(above, last, blocks * 26), f'<c r="{letters(column)}{row}" s="1">'.encode())
    assert bool(found) == (not above < row <= last or column >= blocks * 26)


def test_a_sheet_too_large_is_left_to_the_closer_look() -> None:
    far = b'<row r="1"><c r="A1"/></row><row r="900000"><c r="A900000"/></row>'
    wide = b'<row r="1"><c r="A1"/></row><row r="2"><c r="ZZ2"/></row>'
    for rows in (far, wide):
        with pytest.raises(slices._UncutError):
            slices._grown(slices._Area(0, 0, 0), rows)
