"""What a messy register must not lose: headings, hidden sheets, rows behind an open quotation mark, accounts that went."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from socialcheck.accounts.columns import field_named, heading_names
from socialcheck.accounts.read import read_register
from socialcheck.model import InputError
from socialcheck.text.cells.known import Known
from socialcheck.text.cells.people import name_key
from tests.accounts.cli import app

Write = Callable[[str, str | bytes], str]


def output(*arguments: str, form: str = "text") -> str:
    result = CliRunner().invoke(app, ["accounts", *arguments, "--policy", "west-midlands-police", "--format", form])
    return result.stdout


def report(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output(*arguments, form="json"))
    return found


GROUPED = (
    "Accounts of the force,,,,,,\n\nAccount,,People,,Approval,,Security\n"
    "Network,Handle / link,Owner,Who can log in,By,Date,2-step login\nTwitter,https://x.com/Office,Al Bo,Al Bo,Pat,1/2/2024,Yes\n"
)


def test_a_figure_in_a_heading_keeps_a_header_of_two_rows(write: Write, known: Known) -> None:
    register = read_register(write("r.csv", GROUPED), known)
    fields = [column.field for column in register.columns]
    assert fields == ["platform", "handle", "owner", "access_list", "approved_by", "approved_on", "mfa"]
    assert [row.number for row in register.rows] == [5]


def test_rows_of_figures_are_no_headings(write: Write, known: Known) -> None:
    register = read_register(write("r.csv", "Platform,Handle,Owner\nX,Office 24,3\nX,Office 25,4\n"), known)
    assert register.header_rows == (1,)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Handle / link", "handle"),
        ("Handle or username", "handle"),
        ("Type / category", "account_type"),
        ("Owner / line manager", None),
        ("Owner / telephone", None),
        ("Corporate/Personal", "account_type"),
        ("/", None),
        ("", None),
    ],
)
def test_a_heading_may_give_two_names_for_one_thing(heading: str, field: str | None, known: Known) -> None:
    assert field_named(heading, heading_names(known, {})) == field


def test_a_heading_of_two_things_is_asked_about(write: Write, known: Known) -> None:
    register = read_register(write("r.csv", "Platform,Handle,Owner / line manager\nX,@a,Al\n"), known)
    assert register.suggestions == {"Owner / line manager": "owner"}


def hidden_workbook(folder: Path) -> str:
    book = openpyxl.Workbook()
    book.active.title = "Old"
    book.active.sheet_state = "hidden"
    for title in ("Old", "Now"):
        sheet = book["Old"] if title == "Old" else book.create_sheet(title)
        sheet.append([])
        sheet.append([None, "Platform", "Handle", "Owner", None])
        sheet.append([None, "X", f"@{title}", "Alex Morgan", "pw: Tuesday99x"])
        sheet.merge_cells("K1:K3")
    book.save(folder / "r.xlsx")
    return str(folder / "r.xlsx")


def test_a_hidden_sheet_gives_way_to_its_like_and_is_named(tmp_path: Path) -> None:
    found = output(hidden_workbook(tmp_path))
    assert "Sheet 'Now' was checked" in found
    assert "Searched for passwords only: 'Old' (hidden)." in " ".join(found.split())


def test_columns_have_the_letters_of_the_spreadsheet(tmp_path: Path) -> None:
    documents = report(hidden_workbook(tmp_path))["documents"]
    places = [(d["label"], d["row"], f["column"]) for d in documents for f in d["findings"] if f["rule"] == "credential-exposed"]
    assert places == [("@Now on X", 3, "column E"), ("sheet 'Old'", 3, "column E")]


def test_blank_columns_are_not_listed(write: Write) -> None:
    path = write("r.csv", ",Platform,,Handle,Owner\n,X,,@a,Al\n")
    lines = CliRunner().invoke(app, ["accounts", path, "--columns"]).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["Platform", "Handle", "Owner"]


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_row(write: Write, known: Known) -> None:
    for end in ("\n", ""):
        with pytest.raises(InputError, match="row 3: a quotation mark is never closed"):
            read_register(write("r.csv", f'Platform,Handle,Owner\nX,@a,Al\nX,"@b,Bo\nX,@c,Cy{end}'), known)


def test_rows_inside_a_cell_are_not_counted_as_read(write: Write) -> None:
    path = write("r.csv", 'Platform,Handle,Owner\nX,"@a,Al\nX,@b,Bo\nX,@c,Cy\nX,@d,"Di"\nX,@e,Ed\n')
    found = report(path)
    assert [(d["row"], d["verdict"]) for d in found["documents"] if d["not_checked"]] == [(2, "not-checked")]
    assert CliRunner().invoke(app, ["accounts", path]).exit_code != 0


def test_a_list_over_several_lines_is_one_cell(write: Write, known: Known) -> None:
    lines = 'Platform,Handle,Notes\nX,@a,"one, two\nthree, four\nfive, six\nseven"\nX,@b,\n'
    register = read_register(write("r.csv", lines), known)
    assert [row.number for row in register.rows] == [2, 3]
    assert register.unreadable == ()


NOW = "Platform,Handle,Owner,Line manager\nX,@a,Alex Morgan,Pat Reed\nX,@twice,Sam Lee,Pat Reed\nTwitter,twice,Sam Lee,Pat Reed\n"
THEN = "Platform,Handle,Owner\nX,@a,Alex Morgan\nX,@twice,Sam Lee\nFacebook,gone,Jo Khan\n"


def test_of_an_account_that_went_only_that_is_said(write: Write) -> None:
    found = report(write("now.csv", NOW), "--previous", write("then.csv", THEN))
    gone = [d for d in found["documents"] if d["row"] is None]
    assert [(d["label"], [f["rule"] for f in d["findings"]]) for d in gone] == [("gone on Facebook", ["earlier-vanished"])]


def test_accounts_that_went_are_no_accounts_of_the_register(write: Write) -> None:
    path = write("now.csv", NOW.replace("Pat Reed", "pw: Tuesday99x", 1) + "\nNotes: pw: Tuesday99x\n")
    previous = write("then.csv", THEN)
    assert "3 accounts, 1 in the earlier register only, and 1 place outside" in output(path, "--previous", previous)
    page = output(path, "--previous", previous, form="html")
    assert "<strong>3</strong> accounts" in page
    assert "Platform not known" not in page


def test_apostrophes_make_no_other_name() -> None:
    assert name_key("Chris O’Neil") == name_key("O'Neil, Chris") == name_key("chris oneil")


@pytest.mark.parametrize("handle", ["facebook.com/Office?ref=share", "www.facebook.com/Office", "https://facebook.com/Office/"])
def test_an_address_for_a_handle_is_shown_as_the_handle(handle: str, write: Write) -> None:
    documents = report(write("r.csv", f"Platform,Handle,Owner\nFacebook,{handle},Al Bo\n"))["documents"]
    assert [d["label"] for d in documents] == ["office on Facebook"]
