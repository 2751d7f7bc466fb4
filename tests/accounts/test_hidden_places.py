"""Secrets where nobody looks for them: names of files and sheets, headings, comments, pairs of cells. None is shown."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from typer.testing import CliRunner

from socialcheck.report.accounts import ACCOUNT_REPORTERS
from socialcheck.text.cells.known import Known, load_known
from socialcheck.text.cells.secrets import announces_secret, find_secret, mask, may_hold_secret
from tests.accounts.cli import app
from tests.accounts.test_reading import ods, ods_row

Write = Callable[[str, str | bytes], str]
HEADINGS = [
    "Platform", "Handle", "Owner", "Opened on (pw: Jabiru!92p)", "Handle (pw: Osprey!93q)", "Notes", "pw: Bilby!78b", "Username",
    "URL", "Status", "Account type", "Apps", "Access list", "E-mail address", "Approved on",
]  # fmt: skip
ROWS = [
    ["X", "@a", "Alex", "03/04/2024", "x", "pw: Numbat!80d", "", "office / Falcon!95s", "https://admin:Galah!86jj@x.com/a",
     "Live", "Corporate", "Hootsuite", "Sam Lee", "a@x.example", "pw: Kookab!87k 01/02/2024"],
    ["X", "@b", "Curlew!91o", "05/06/2024", "", "Login: office\nPassword:\nlorikeet", "", "", "", "Live Stork!14aB",
     "pw: Kite!98 Kestrel!98v", "pw: Merlin!99w", "Sam Lee (pw: Petrel!11x)", "a pw: Quail!12yy@x.example", ""],
    ["pw: Ibis!97uuu", "@c pw: Raven!13zz", "Password:", "magpiejay", "", "cyfrinair: Brolga!90n", "", "", "", "", "", "", "",
     "", ""],
    [""] * 15,
    ["Notes: password Heron!96tt", *[""] * 14],
]  # fmt: skip
SECRETS = [
    "Jabiru!92p", "Osprey!93q", "Bilby!78b", "Numbat!80d", "Falcon!95s", "Galah!86jj", "Kookab!87k", "Curlew!91o", "lorikeet",
    "Stork!14aB", "Kite!98", "Kestrel!98v", "Merlin!99w", "Petrel!11x", "Quail!12yy", "Ibis!97uuu", "Raven!13zz", "magpiejay",
    "Brolga!90n", "Heron!96tt", "Quokka!77a", "Possum!81e", "Dingo!82ff", "Koala!83gg", "Emu!8455h", "Cassow!85i", "Teal!15bBc",
    "Title!66zz",
]  # fmt: skip
POLICIES = ["good-practice", "leicestershire", "west-midlands-police"]


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    book = openpyxl.Workbook()
    book.properties.description = "login pw: Title!66zz"
    sheet = book.active
    sheet.title = "Accounts pw Koala!83gg"
    for row in (["Register, login Quokka!77a"], [], HEADINGS, *ROWS):
        sheet.append(row)
    sheet["B4"].comment = Comment("password Possum!81e", "A")
    other = book.create_sheet("Old Emu!8455h")
    other.append(["the pw: Teal!15bBc"])
    other["A1"].comment = Comment("pw: Dingo!82ff", "A")
    path = tmp_path / "register_pw Cassow!85i.xlsx"
    book.save(path)
    return str(path)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "register.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *ROWS])
    return str(path)


def output(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["accounts", *arguments], env={"NO_COLOR": "1", "COLUMNS": "110"})
    error = result.exception if not isinstance(result.exception, SystemExit) else None
    return result.output + repr(error)


def shown(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("form", ACCOUNT_REPORTERS)
def test_no_format_shows_a_secret_from_anywhere(form: str, policy: str, workbook: str, table: str) -> None:
    for path in (workbook, table):
        assert shown(output(path, "--policy", policy, "--format", form)) == []


@pytest.mark.parametrize("option", [["--columns"], ["--sheet", "none"], ["--staff", "{}"], ["--previous", "{}"]])
def test_no_other_path_shows_a_secret_from_anywhere(option: list[str], workbook: str, table: str) -> None:
    for path in (workbook, table):
        said = output(path, "--policy", "west-midlands-police", *(part.format(path) for part in option))
        assert shown(said) == []


@pytest.mark.parametrize("option", ["--previous", "--staff"])
def test_what_lies_beside_a_register_shows_no_secret(option: str, workbook: str, write: Write) -> None:
    path = write("now.csv", "Platform,Handle,Owner\nX,@z,Alex\n")
    assert shown(output(path, option, workbook, "--policy", "west-midlands-police", "--format", "json")) == []


def test_each_place_is_reported(workbook: str) -> None:
    report = json.loads(output(workbook, "--policy", "cleveland", "--format", "json").removesuffix("None"))
    places = [(d["row"], d["label"]) for d in report["documents"] if d["id"] is None]
    assert places == [
        (None, "the name of the file"),
        (3, "the headings"),
        (1, "outside the table"),
        (8, "outside the table"),
        (4, "a comment on a cell"),
        (1, "a comment on sheet 'Old (hidden)'"),
        (None, "the file's properties"),
        (None, "the name of a sheet"),
        (None, "the name of a sheet"),
        (1, "sheet 'Old (hidden)'"),
    ]


def test_comments_in_an_ods_workbook_are_searched(write: Write) -> None:
    note = "<office:annotation><text:p>pw: Otter!7712q</text:p></office:annotation>"
    cell = f"<table:table-cell office:value-type='string'>{note}<text:p>@b</text:p></table:table-cell>"
    gap = "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
    row = f"<table:table-row><table:table-cell office:value-type='string'><text:p>X</text:p></table:table-cell>{cell}"
    path = write("r.ods", ods(ods_row("Platform", "Handle") + gap + row + "</table:table-row>"))
    report = json.loads(output(path, "--policy", "cleveland", "--format", "json").removesuffix("None"))
    found = [(d["row"], d["label"], d["findings"][0]["column"]) for d in report["documents"] if d["verdict"] == "block"]
    assert found == [(5, "a comment on a cell", "column B")]


@pytest.mark.parametrize(
    ("text", "announces"), [("Password:", True), ("Twitter pw:", True), ("Password", False), ("Notes:", False)]
)
def test_a_cell_may_announce_the_next(text: str, announces: bool) -> None:
    assert announces_secret(text) is announces


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("register_pw_Summer24x!.csv", "register_pw_(hidden)"),
        ("register-password=swordfish", "register-password=(hidden)"),
        ("Social media accounts 2026.xlsx", "Social media accounts 2026.xlsx"),
        ("password-policy-2026.csv", "password-policy-2026.csv"),
    ],
)
def test_names_are_shown_without_their_secrets(name: str, expected: str, known: Known) -> None:
    assert mask(name, known) == expected


@pytest.mark.parametrize("text", ["office / Summer24!", "@office | Bluebell77x!"])
def test_a_password_behind_a_user_name_is_found(text: str, known: Known) -> None:
    assert find_secret(text, "id", known) is not None


@pytest.mark.parametrize(
    "text",
    ["@WMPolice / @WMPSolihull24", "office / facebook.com/Office24?id=1", "X / Facebook", "A, Birmingham_West1", "A & B / C24"],
)
def test_two_names_in_one_cell_are_no_password(text: str, known: Known) -> None:
    assert find_secret(text, "id", known) is None


PIECES = [
    "pw: ",
    "Password:\n",
    "ſecret=",
    "PIN 4471",
    "Summer2024!",
    "ghp_" + "a" * 24,
    "a/b",
    " / ",
    "=",
    "x" * 25,
    "Bearer ",
    "://a:b@",
    "@",
    "Ω",
    "Tr0ub4dorX",
    "aB3_xxxx",
    "Éa1",
]


@settings(max_examples=400, deadline=None)
@given(texts=st.lists(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=4).map("".join)), max_size=40))
@pytest.mark.parametrize("column", ["free", "id", "credentials", "secret"])
def test_a_quick_look_passes_over_no_secret(column: str, texts: list[str]) -> None:
    looked_at = set(may_hold_secret(texts, column))
    assert [text for text in texts if text not in looked_at and text and find_secret(text, column, load_known())] == []
