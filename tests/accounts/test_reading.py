"""Registers as they come: dialects, encodings, headers, workbooks; and those that are refused with one clear line."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from socialcheck.accounts.read import read_register
from socialcheck.accounts.register import Register
from socialcheck.accounts.weight import check_ods_text, check_xlsx_text
from socialcheck.model import InputError
from socialcheck.text.cells.known import Known

Write = Callable[[str, str | bytes], str]
PLAIN = "Platform,Handle,Owner\r\nX,@office,Alex Morgan\r\nFacebook,office,Zoë Peña\r\n"


def cells(register: Register) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, tuple(row.cells)) for row in register.rows]


DIALECTS = {
    "comma": PLAIN.encode(),
    "semicolon": PLAIN.replace(",", ";").encode(),
    "tab": PLAIN.replace(",", "\t").encode(),
    "pipe": PLAIN.replace(",", "|").encode(),
    "BOM": PLAIN.encode("utf-8-sig"),
    "cp1252": PLAIN.encode("cp1252"),
    "UTF-16 tab as Excel writes it": PLAIN.replace(",", "\t").encode("utf-16"),
    "UTF-16 without BOM": PLAIN.encode("utf-16-le"),
    "sep line": b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
    "line feeds": PLAIN.replace("\r\n", "\n").encode(),
}


@pytest.mark.parametrize("content", DIALECTS.values(), ids=DIALECTS)
def test_csv_is_read_in_any_dialect(content: bytes, write: Write, known: Known) -> None:
    register = read_register(write("r.csv", content), known)
    assert cells(register) == [(2, ("X", "@office", "Alex Morgan")), (3, ("Facebook", "office", "Zoë Peña"))]


def test_rows_are_numbered_as_a_spreadsheet_does(write: Write, known: Known) -> None:
    text = 'Register 2026,,\n,,\nPlatform,Handle,Notes\nX,@a,"two\nlines"\n\nX,@b,\n'
    register = read_register(write("r.csv", text), known)
    assert [row.number for row in register.rows] == [4, 6]
    assert register.header_rows == (3,)


def test_a_header_of_two_rows_is_joined(write: Write, known: Known) -> None:
    text = "Account,,Approval,,Password,\nPlatform,Handle,By,Date,Changed on,Holder\nX,@a,Corp Comms,1/2/2020,,\n"
    register = read_register(write("r.csv", text), known)
    assert [c.field for c in register.columns][1:5] == ["handle", "approved_by", "approved_on", "password_changed_on"]
    assert [row.number for row in register.rows] == [3]


def test_totals_and_notes_below_the_table_are_no_accounts(write: Write, known: Known) -> None:
    text = "Platform,Handle,Owner\nX,@a,A\nX,@b,B\nTotal,2,\n\nPrepared by the communications team,,\nSee the policy,,\n"
    register = read_register(write("r.csv", text), known)
    assert [row.number for row in register.rows] == [2, 3]
    assert register.notices[-1] == "Rows 4 to 7 were taken for totals or notes below the table, not for accounts."


def test_a_last_row_with_one_cell_is_an_account(write: Write, known: Known) -> None:
    register = read_register(write("r.csv", "Platform,Handle,Owner\nX,@a,A\n,@b,\n"), known)
    assert [row.number for row in register.rows] == [2, 3]


def test_a_row_with_too_many_cells_is_not_read(write: Write, known: Known) -> None:
    register = read_register(write("r.csv", "Platform,Handle\nX,@a,one,two\nX,@b\n"), known)
    assert [row.number for row in register.rows] == [3]
    assert "has 4 cells, the header 2" in register.unreadable[0][1]


def test_an_office_names_its_own_headings(write: Write, known: Known) -> None:
    text = "Where,Which,Boss\nX,@a,Pat Reed\n"
    register = read_register(write("r.csv", text), known, {"platform": "Where", "handle": "Which", "line_manager": "Boss"})
    assert [c.field for c in register.columns] == ["platform", "handle", "line_manager"]


def test_headings_spelled_nearly_right_are_suggested(write: Write, known: Known) -> None:
    register = read_register(write("r.csv", "Platform,Handle,Acount tipe\nX,@a,team\n"), known)
    assert register.suggestions == {"Acount tipe": "account_type"}


REFUSED = {
    "empty": (b"", "is empty"),
    "blank lines": (b"\n\n,,\n", "holds no rows"),
    "no header": (b"X,@office,Alex\nFacebook,office,Pat\n", "no row of headings"),
    "binary": (bytes(range(256)) * 8, "is not a text file"),
    "old or locked workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "locked with a password, or an old .xls",
    ),
    "open quotation mark": (b'Platform,Handle\nX,"' + b"a" * 200_000, "quotation mark is never closed"),
    "broken zip": (b"PK\x03\x04" + b"\0" * 100, "is damaged"),
}


@pytest.mark.parametrize(("content", "line"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_one_line(content: bytes, line: str, write: Write, known: Known) -> None:
    with pytest.raises(InputError) as caught:
        read_register(write("r.csv", content), known)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_folders_and_sheets_are_named(write: Write, known: Known, tmp_path: Path) -> None:
    for name, sheet, line in (
        ("/nowhere/r.csv", None, "cannot be read"),
        (str(tmp_path), None, "is a folder"),
        (write("r.csv", PLAIN), "Accounts", "is no workbook"),
        (workbook(tmp_path), "Acounts", "has no sheet called 'Acounts'"),
    ):
        with pytest.raises(InputError, match=line):
            read_register(name, known, sheet=sheet)


def workbook(folder: Path, change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> str:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "About this workbook"
    sheet = book.create_sheet("Accounts")
    sheet.append(["Register of accounts"])
    sheet.append([])
    sheet.append(["Platform", "Handle", "Opened on", "Approved", "Owner"])
    sheet.append(["X", "@a", datetime.date(2020, 1, 31), True, "Alex Morgan"])
    sheet.append(["Facebook", "b", "1/2/2020", False, None])
    sheet.merge_cells("E4:E5")
    change(book)
    path = folder / "register.xlsx"
    book.save(path)
    return str(path)


def test_the_sheet_most_like_a_register_is_read(tmp_path: Path, known: Known) -> None:
    register = read_register(workbook(tmp_path), known)
    assert register.sheet == "Accounts"
    assert "Sheet 'Accounts' was checked" in register.notices[0]
    assert cells(register) == [
        (4, ("X", "@a", "2020-01-31", "yes", "Alex Morgan")),
        (5, ("Facebook", "b", "1/2/2020", "no", "Alex Morgan")),
    ]


def test_a_register_may_start_away_from_the_corner(tmp_path: Path, known: Known) -> None:
    def move(book: openpyxl.Workbook) -> None:
        book["Accounts"].move_range("A1:E5", rows=2, cols=3)
        book["Accounts"].merged_cells.ranges.clear()

    register = read_register(workbook(tmp_path, move), known, sheet="Accounts")
    assert [row.number for row in register.rows] == [6, 7]
    assert [c.field for c in register.columns][:2] == ["platform", "handle"]


def test_comments_on_cells_are_read(tmp_path: Path, known: Known) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book["Accounts"]["B4"].comment = openpyxl.comments.Comment("pw: Tuesday99x", "A")

    register = read_register(workbook(tmp_path, comment), known)
    found = [(p.where, p.row.number, p.first, p.row.cells[0]) for p in register.elsewhere if "comment" in p.where]
    assert found == [("a comment on a cell", 4, 1, "pw: Tuesday99x")]


def test_a_far_off_cell_is_refused_before_it_is_read(tmp_path: Path, known: Known) -> None:
    def far(book: openpyxl.Workbook) -> None:
        book["Accounts"]["XFD1048576"] = "x"

    with pytest.raises(InputError, match=r"a cell at XFD1048576 makes it"):
        read_register(workbook(tmp_path, far), known)


@pytest.mark.parametrize(
    "form",
    ["<c r='XFD1048576'><v>1</v></c>", '<c\nr="XFD1048576"><v>1</v></c>', '<c s="0" r = "XFD1048576"><v>1</v></c>'],
)
def test_a_far_off_cell_is_found_however_it_is_written(form: str, tmp_path: Path, known: Known) -> None:
    path = workbook(tmp_path)
    rewrite(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("</sheetData>", f"<row>{form}</row></sheetData>"))
    with pytest.raises(InputError, match="a cell at XFD1048576"):
        read_register(path, known)


def test_a_million_empty_rows_cost_nothing(tmp_path: Path, known: Known) -> None:
    path = workbook(tmp_path)
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(6, 1_000_000, 97))
    rewrite(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("</sheetData>", rows + "</sheetData>"))
    assert len(read_register(path, known).rows) == 2


def rewrite(path: str, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def test_a_zip_bomb_is_refused(write: Write, known: Known) -> None:
    with pytest.raises(InputError, match="looks like a trap"):
        read_register(write("r.xlsx", zipped(xl__worksheets__sheet1=b" " * 50_000_000)), known)


def test_an_archive_that_is_no_workbook_is_refused(write: Write, known: Known) -> None:
    with pytest.raises(InputError, match="is no workbook"):
        read_register(write("r.xlsx", zipped(word__document=b"<a/>")), known)


ODS_ROW = '<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'
ODS_CELL = (
    '<table:table-cell office:value-type="string" table:number-columns-repeated="{n}"><text:p>a</text:p></table:table-cell>'
)


def test_repeats_in_an_ods_workbook_are_counted(write: Write, known: Known) -> None:
    body = ODS_ROW.format(rows=1_000_000, cells=ODS_CELL.format(n=500))
    table = f'<table:table table:name="A">{body}</table:table>'
    content = f'<office:document-content xmlns:table="t">{table}</office:document-content>'
    with pytest.raises(InputError, match=r"spans 1,000,000 rows by 500 columns"):
        read_register(write("r.ods", zipped(content=content.encode())), known)


def test_the_register_is_never_written_to(tmp_path: Path, known: Known) -> None:
    path = Path(workbook(tmp_path))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    path.chmod(0o400)
    read_register(str(path), known)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["register.xlsx"]


def ods(rows: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    table = f'<table:table table:name="A">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2">{body}</office:document-content>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def ods_row(*texts: str) -> str:
    cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in texts)
    return f"<table:table-row>{cells}<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"


def test_an_ods_workbook_is_read_with_the_empty_rows_programs_add(write: Write, known: Known) -> None:
    blank = "<table:table-cell table:number-columns-repeated='16384'/>"
    tail = f"<table:table-row table:number-rows-repeated='1048570'>{blank}</table:table-row>"
    rows = ods_row("Platform", "Handle", "Opened on") + ods_row("X", "@a", "31/01/2020") + tail
    register = read_register(write("r.ods", ods(rows)), known)
    assert cells(register) == [(2, ("X", "@a", "31/01/2020"))]


def test_a_value_far_below_in_an_ods_workbook_is_refused(write: Write, known: Known) -> None:
    blank = "<table:table-cell table:number-columns-repeated='16384'/>"
    gap = f"<table:table-row table:number-rows-repeated='1048000'>{blank}</table:table-row>"
    far = "<table:table-row><table:table-cell table:number-columns-repeated='16000'/>" + ods_row("x")[17:]
    with pytest.raises(InputError, match=r"wide|spans"):
        read_register(write("r.ods", ods(ods_row("Platform", "Handle") + gap + far)), known)


def test_a_group_above_a_heading_is_left_out_where_the_heading_stands_for_itself(write: Write, known: Known) -> None:
    text = "Account,,Owner,,Approval,\nPlatform,Handle,Name,E-mail,By,Date\nX,@a,Alex Morgan,a@x.example,Corp Comms,1/2/2020\n"
    register = read_register(write("r.csv", text), known)
    assert [c.field for c in register.columns] == ["platform", "handle", "owner", None, "approved_by", "approved_on"]


@pytest.mark.parametrize(("name", "content"), [("r.csv", b"Platform,Handle\nX,@a\nX," + b"z" * 10_000_000 + b"\n")])
def test_a_cell_of_ten_megabytes_is_refused_with_its_row(name: str, content: bytes, write: Write, known: Known) -> None:
    with pytest.raises(InputError, match="a cell of row 3 is longer than 100,000 characters"):
        read_register(write(name, content), known)


def test_a_cell_of_ten_megabytes_in_a_workbook_is_refused(tmp_path: Path, known: Known) -> None:
    path = workbook(tmp_path)
    rewrite(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("Alex Morgan", "zx" * 5_000_000))
    with pytest.raises(InputError, match="sheet 'Accounts' has a cell longer than 100,000 characters"):
        read_register(path, known)


def test_macros_and_links_to_other_files_are_left_alone_and_said(tmp_path: Path, known: Known) -> None:
    path = workbook(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    notices = read_register(path, known).notices
    assert "The workbook holds macros; they were not run." in notices
    assert "The workbook points to other files; they were not opened." in notices


def test_a_far_off_cell_names_its_sheet_by_its_title(tmp_path: Path, known: Known) -> None:
    def far(book: openpyxl.Workbook) -> None:
        book["Read me"]["XFD1048576"] = "x"

    with pytest.raises(InputError, match="sheet 'Read me': a cell at"):
        read_register(workbook(tmp_path, far), known)


def test_every_sheet_but_the_register_is_searched(tmp_path: Path, known: Known) -> None:
    def more(book: openpyxl.Workbook) -> None:
        for number in range(40):
            book.create_sheet(f"Old {number}").append([f"note {number}"])

    register = read_register(workbook(tmp_path, more), known)
    assert register.sheet == "Accounts"
    sheets = [place.where for place in register.elsewhere if place.where.startswith("sheet ")]
    assert sheets == ["sheet 'Read me'", *(f"sheet 'Old {number}'" for number in range(40))]


def test_a_comment_part_that_is_broken_is_said_and_the_cells_are_read(tmp_path: Path, known: Known) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book["Accounts"]["B4"].comment = openpyxl.comments.Comment("hello", "A")

    path = workbook(tmp_path, comment)
    rewrite(path, "xl/comments/comment1.xml", lambda xml: '<!DOCTYPE a [<!ENTITY b "c">]>' + xml)
    register = read_register(path, known)
    assert len(register.rows) == 2
    assert any("could not be read" in notice for notice in register.notices)


def test_whole_numbers_and_yes_are_not_taken_for_each_other(tmp_path: Path, known: Known) -> None:
    def numbers(book: openpyxl.Workbook) -> None:
        for row in ((True, 1), (1, True), (1.0, False), (0, 0.5)):
            book["Accounts"].append(["X", "@n", *row, "Sam"])

    rows = read_register(workbook(tmp_path, numbers), known).rows
    assert [row.cells[2:4] for row in rows[2:]] == [("yes", "1"), ("1", "yes"), ("1", "no"), ("0", "0.5")]


def shared_text(text: str, cells: int) -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{0 if n == 1 else 1}</v></c></row>' for n in range(1, cells + 1))
    return zipped(
        xl__sharedStrings=f"<sst><si><t>Platform</t></si><si><t>{text}</t></si><si/></sst>".encode(),
        xl__worksheets__sheet1=f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(),
    )


@pytest.mark.parametrize(("size", "cells", "refused"), [(50_000, 20_000, True), (20, 20_000, False), (50_000, 20, False)])
def test_one_long_text_in_many_cells_is_counted_before_it_is_read(size: int, cells: int, refused: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(shared_text("q" * size, cells))) as archive:
        if refused:
            with pytest.raises(InputError, match="repeats long texts"):
                check_xlsx_text(archive, "xl/worksheets/sheet1.xml", "r.xlsx")
        else:
            check_xlsx_text(archive, "xl/worksheets/sheet1.xml", "r.xlsx")


def test_many_short_texts_beside_a_long_one_are_read(known: Known) -> None:
    rows = "".join(f'<c r="A{n}" t="s"><v>{min(n, 2)}</v></c>' for n in range(1, 20_000))
    strings = f"<sst><si><t>a</t></si><si><t>{'q' * 60_000}</t></si><si><t>b</t></si></sst>"
    content = zipped(xl__sharedStrings=strings.encode(), xl__worksheets__sheet1=rows.encode())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_xlsx_text(archive, "xl/worksheets/sheet1.xml", "r.xlsx")


@pytest.mark.parametrize("columns", [1, 1_000])
def test_one_long_text_repeated_in_an_ods_workbook_is_counted(columns: int) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>{"q" * 10_000}</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="100">{cell}</table:table-row><table:table-row/>'
    with zipfile.ZipFile(io.BytesIO(zipped(content=rows.encode()))) as archive:
        if columns == 1:
            check_ods_text(archive, "r.ods")
        else:
            with pytest.raises(InputError, match="repeats long texts"):
                check_ods_text(archive, "r.ods")
