"""Secrets in registers are found, and never leave memory: no format, notice or error shows one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from socialcheck.model import Document
from socialcheck.report.accounts import ACCOUNT_REPORTERS
from socialcheck.text.cells.known import Known
from socialcheck.text.cells.secrets import find_secret, heading_tells_secret
from tests.accounts.cli import app
from tests.accounts.conftest import Check

Write = Callable[[str, str | bytes], str]

EXPOSED = [
    ("secret", "Summer2024"),
    ("secret", "hunter2"),
    ("secret", "correct horse battery staple"),
    ("secret", "1234"),
    ("secret", "letmein"),
    ("secret", "Yes123!"),
    ("secret", "KP Summer24!"),
    ("secret", "ab"),
    ("secret", "0000"),
    ("credentials", "Tr0ub4dor&3"),
    ("credentials", "Summer2024!"),
    ("free", "pw: Tuesday99x"),
    ("free", "Password is Swordfish!9"),
    ("free", "pin 4471"),
    ("free", "PIN: 0000"),
    ("free", "login: jsmith / Summer2024!"),
    ("free", "use Summer2024! to log in"),
    ("free", "password = swordfish"),
    ("free", "pass: letmein"),
    ("free", "pwd swordfish99"),
    ("free", "Twitter p/w Bluebell77"),
    ("free", "recovery codes 8372-1192 5521-0043"),
    ("free", "Backup codes: 12345678 87654321"),
    ("free", "ghp_abcdefghijklmnopqrstuvwxyz0123"),
    ("free", "token=abc123def456ghi"),
    ("free", "https://admin:Pa55word@site.example/x"),
    ("free", "otpauth://totp/abc?secret=JBSWY3DPEHPK3PXP"),
    ("id", "@office pw: Bluebell!77"),
    ("free", "key 8fJ2kLx93ZpQ7vB1nM4tR6wY"),
]
HARMLESS = [
    ("secret", "yes"),
    ("secret", "Y"),
    ("secret", ""),
    ("secret", "n/a"),
    ("secret", "2026-02-01"),
    ("secret", "********"),
    ("secret", "KP-0042"),
    ("secret", "stored in vault, ref KP-0042"),
    ("secret", "held by Corp Comms"),
    ("secret", "In the safe"),
    ("secret", "Known to Corporate Communications"),
    ("secret", "Yes - lodged 3 March"),
    ("credentials", "Hootsuite"),
    ("credentials", "1Password"),
    ("credentials", "vault ref KP-0042"),
    ("credentials", "yes - 3/4/2026"),
    ("free", "password reset by IT on 3 March"),
    ("free", "Password: held in vault"),
    ("free", "password changed 3/4/2026"),
    ("free", "Account passed to team in 2024"),
    ("free", "pass to Corp Comms"),
    ("free", "login via Hootsuite"),
    ("free", "Passport office liaison"),
    ("free", "pin the tweet about 101"),
    ("free", "Pinned post: 101 and 999"),
    ("free", "Password policy: 90 days"),
    ("free", "Operation Sceptre 2024"),
    ("free", "#KnifeCrime2024!"),
    ("free", "https://www.facebook.com/AbcDef123?x=Y1"),
    ("free", "sam@office.example"),
    ("free", "pass rate: 99%"),
    ("id", "@WMPolice2024!"),
    ("free", "Password:\nNotes:"),
    ("free", "Passcode: enabled"),
    ("free", "Password: KeePass ref 42"),
    ("credentials", "https://t.co/AbC123?x=1"),
    ("free", "#NeighbourhoodWatchSolihull2024"),
    ("free", "Dhillon=14/02/2023; Foster=17/01/2023"),
]


@pytest.mark.parametrize(("column", "text"), EXPOSED)
def test_secrets_are_found_by_heading_and_by_shape(column: str, text: str, known: Known) -> None:
    assert find_secret(text, column, known) is not None


@pytest.mark.parametrize(("column", "text"), HARMLESS)
def test_what_only_speaks_of_a_secret_is_none(column: str, text: str, known: Known) -> None:
    assert find_secret(text, column, known) is None


@pytest.mark.parametrize(
    "heading", ["Password", "Twitter pw", "PIN", "Passcode", "API key", "Recovery codes", "Password (current)"]
)
def test_headings_that_announce_secrets(heading: str) -> None:
    assert heading_tells_secret(heading)


@pytest.mark.parametrize("heading", ["Password changed on", "Password holder", "Password store", "Opinion", "Device PIN set"])
def test_headings_about_secrets_announce_none(heading: str) -> None:
    assert not heading_tells_secret(heading)


def rules(documents: list[Document]) -> set[str]:
    return {finding.rule for document in documents for finding in document.findings}


def test_strength_and_reuse_are_reported_as_facts(check_rows: Check) -> None:
    same = "xK9#vT2pQw8zLm4r"
    documents, _ = check_rows(
        "good-practice",
        [{"handle": "a", "Password": same}, {"handle": "b", "Password": same}, {"handle": "c", "Password": "letmein"}],
    )
    reused = [f.message for d in documents for f in d.findings if f.rule == "credential-reused"]
    assert reused == ["The password in this cell is used for 2 accounts."] * 2
    assert [d.row for d in documents if "credential-guessable" in rules([d])] == [4]


SECRETS = [
    "Summer2024!",
    "Tuesday99x",
    "hunter2",
    "Tr0ub4dor&3",
    "swordfish77Q!",
    "8372-1192",
    "ghp_abcdefghijklmnopqrstuvwxyz0123",
    "Pa55word!x",
    "Bluebell!77",
    "Zebra!4411x",
    "Otter?8812y",
]

HOSTILE = [
    ["Register 2026, master login Zebra!4411x", "", "", "", "", "", "", ""],
    ["Platform", "Handle", "Owner", "Password", "Notes", "Credentials registered", "Approved on", "pw: Otter?8812y"],
    ["X", "@a", "Alex Morgan", "Summer2024!", "pw: Tuesday99x", "Tr0ub4dor&3", "Summer2024!", ""],
    ["Summer2024!", "hunter2", "hunter2", "hunter2", "hunter2", "yes", "hunter2", "hunter2"],
    ["Facebook", "b", "swordfish77Q!", "swordfish77Q!", "recovery codes 8372-1192 5521-0043", "", "", ""],
    ["X", "@c", "", "yes", "ghp_abcdefghijklmnopqrstuvwxyz0123", "", "", "", "one too many pw: Bluebell!77"],
    ["", "", "", "", "", "", "", ""],
    ["Notes: the old login was Pa55word!x", "", "", "", "", "", "", ""],
]


@pytest.fixture
def hostile(write: Write) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(HOSTILE)
    return write("hostile.csv", text.getvalue())


def outputs(path: str, *options: str) -> str:
    result = CliRunner().invoke(app, ["accounts", path, *options], env={"NO_COLOR": "1"})
    return result.output + repr(result.exception if not isinstance(result.exception, SystemExit) else "")


@pytest.mark.parametrize("policy", ["good-practice", "west-midlands-police", "south-yorkshire", "leicestershire", "cleveland"])
@pytest.mark.parametrize("form", ACCOUNT_REPORTERS)
def test_no_format_shows_a_secret(form: str, policy: str, hostile: str) -> None:
    output = outputs(hostile, "--policy", policy, "--format", form)
    assert "credential-exposed" in output or "holds a password" in output
    assert [secret for secret in SECRETS if secret in output] == []


@pytest.mark.parametrize("option", [["--columns"], ["--sheet", "Summer2024!x"], ["--previous", "{}"], ["--staff", "{}"]])
def test_no_other_path_shows_a_secret(option: list[str], hostile: str) -> None:
    output = outputs(hostile, "--policy", "west-midlands-police", *(part.format(hostile) for part in option))
    assert [secret for secret in SECRETS if secret in output.replace("Summer2024!x", "")] == []


def test_no_fingerprint_is_made_of_a_secret(hostile: str, write: Write) -> None:
    other = write("other.csv", Path(hostile).read_text().replace("Tuesday99x", "Wednesday11z"))
    found = []
    for path in (hostile, other):
        report = json.loads(CliRunner().invoke(app, ["accounts", path, "--format", "json", "--policy", "good-practice"]).stdout)
        found.append([f["fingerprint"] for d in report["documents"] for f in d["findings"]])
    assert found[0] == found[1]


def test_other_sheets_and_comments_are_searched(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Platform", "Handle", "Owner"], ["X", "@a", "Alex"], ["X", "@b", "Sam"]):
        sheet.append(row)
    sheet["B2"].comment = openpyxl.comments.Comment("pw: Tuesday99x", "A")
    other = book.create_sheet("Old list")
    for row in (["Account", "Password"], ["@a", "hunter2"], ["@b", "yes"]):
        other.append(row)
    path = tmp_path / "r.xlsx"
    book.save(path)
    text = outputs(str(path), "--policy", "cleveland", "--format", "json")
    found = [(d["label"], d["row"]) for d in json.loads(text.removesuffix("''"))["documents"] if d["verdict"] == "block"]
    assert found == [("a comment on a cell", 2), ("sheet 'Old list'", 2)]
    assert "Tuesday99x" not in text
    assert "hunter2" not in text


def test_many_different_secrets_are_hidden_too(write: Write) -> None:
    secrets = [f"Tuesday{number}xQ!" for number in range(400)]
    rows = [f"X,@a{n} pw:{secret},{secret}" for n, secret in enumerate(secrets)]
    path = write("r.csv", "\n".join(["Platform,Handle,Owner", *rows]) + "\n")
    for form in ACCOUNT_REPORTERS:
        output = outputs(path, "--policy", "west-midlands-police", "--format", form)
        assert [secret for secret in secrets if secret in output] == []
