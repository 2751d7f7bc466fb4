"""The command: exit codes, formats, options, and what it says of clauses and settings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from socialcheck.model import InputError, SocialcheckError
from socialcheck.policy import store
from socialcheck.report.accounts import ACCOUNT_REPORTERS
from tests.accounts.cli import app

Write = Callable[[str, str | bytes], str]
CLEAN = "Platform,Handle,Crime report notice,Monitoring owner,Access list\nX,@office,yes,Digital officer,A Shaw (Comms)\n"
BROKEN = CLEAN + "TikTok,@office,,,\n"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["accounts", *arguments], env={"NO_COLOR": "1", "COLUMNS": "100"})
    if isinstance(result.exception, SocialcheckError):
        return (3 if isinstance(result.exception, InputError) else 2), str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def report(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--format", "json")[1])
    return found


@pytest.mark.parametrize("form", ACCOUNT_REPORTERS)
@pytest.mark.parametrize(("content", "code"), [(CLEAN, 0), (BROKEN, 1), (CLEAN + "X,@b,yes,x,y,z\n", 3)])
def test_the_format_does_not_change_the_exit_code(form: str, content: str, code: int, write: Write) -> None:
    assert run(write("r.csv", content), "--policy", "leicestershire", "--format", form)[0] == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "error"], 1),
        (["--strict"], 1),
        (["--policy", "leicestershir"], 2),
        (["--at", "someday"], 2),
        (["--staff", "nowhere.csv"], 3),
        (["--previous", "nowhere.csv"], 3),
        (["--sheet", "A"], 3),
    ],
)
def test_exit_codes(arguments: list[str], code: int, write: Write) -> None:
    assert run(write("r.csv", BROKEN), "--policy", "leicestershire", *arguments)[0] == code


def test_without_a_register_the_usage_is_wrong() -> None:
    assert run("--policy", "cleveland")[0] == 2


def test_a_missing_column_is_named_once_and_fails_nobody(write: Write) -> None:
    path = write("r.csv", "Platform,Handle\nX,@a\nX,@b\nX,@c\n")
    code, text = run(path, "--policy", "leicestershire")
    assert code == 0
    assert "6 of 9 clauses on accounts were checked." in text
    assert text.count("Crime report notice") == 1
    assert run(path, "--policy", "leicestershire", "--strict")[0] == 3


def test_north_wales_fails_no_register_for_what_its_policy_does_not_ask(write: Write) -> None:
    headings = [entry["headings"][0] for entry in store.shared("registers")["fields"].values()]
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(headings)
    rows.writerow(["North Wales", "X", "@nwpcc", *[""] * (len(headings) - 3)])
    code, _ = run(write("r.csv", text.getvalue()), "--policy", "north-wales")
    assert code == 0


@pytest.mark.parametrize(
    "policy", ["good-practice", "north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police"]
)
def test_a_template_leaves_nothing_not_checkable(policy: str, write: Write) -> None:
    code, template = run("--template", "--policy", policy)
    assert code == 0
    found = report(write("r.csv", template), "--policy", policy, "--strict")
    assert found["clauses"]["not_checkable"] == []
    assert found["clauses"]["checked"] == found["clauses"]["total"]
    assert found["documents"] == []


def test_a_setting_that_is_not_set_is_named(write: Write) -> None:
    path = write("r.csv", "Platform,Handle,Registration e-mail,Last post on\nX,@a,a@force.example,2026-01-01\n")
    reasons = {c["ref"]: c["reason"] for c in report(path, "--policy", "west-midlands-police")["clauses"]["not_checkable"]}
    assert reasons["3.10"] == "in part: the setting email_domains is not set"
    assert reasons["4.1a"] == "the setting max_idle_days is not set"


def test_the_office_settings_and_headings_are_used(write: Write) -> None:
    path = write("r.csv", "Platform,Which,Mail\nX,@a,a@force.example\nX,@b,b@elsewhere.example\n")
    config = write("socialcheck.yaml", "email_domains: [force.example]\ncolumns: {handle: Which, registration_email: Mail}\n")
    found = report(path, "--policy", "west-midlands-police", "--config", config)
    outside = [d["row"] for d in found["documents"] for f in d["findings"] if f["rule"] == "registration-email-outside"]
    assert outside == [3]
    assert "b@elsewhere" not in json.dumps(found)


def test_a_waiver_is_reported_and_not_hidden(write: Write) -> None:
    waiver = "waive:\n  - {rule: platform-barred, reason: a pilot, by: the PCC, until: '%s'}\n"
    path = write("r.csv", BROKEN)
    for until, status in (("2026-12-31", "waived"), ("2026-11-19", "open")):
        config = write("socialcheck.yaml", waiver % until)
        found = report(path, "--policy", "leicestershire", "--config", config, "--at", "2026-11-20")
        [barred] = [f for d in found["documents"] for f in d["findings"] if f["rule"] == "platform-barred"]
        assert barred["status"] == status


def test_documents_are_addressed_as_the_spreadsheet_has_them(write: Write) -> None:
    path = write("r.csv", "Register,,\n\nPlatform,Handle,When approved,Approved by\nTwitter,@a,,Corp Comms\n")
    config = write("socialcheck.yaml", "columns: {approved_on: When approved}\n")
    [document] = report(path, "--policy", "west-midlands-police", "--config", config)["documents"]
    assert (document["row"], document["label"], document["platform"]) == (4, "@a on X", "x")
    assert [f["column"] for f in document["findings"] if f["rule"] == "approval-undated"] == ["When approved"]


def test_output_is_the_same_for_the_same_input(write: Write) -> None:
    path = write("r.csv", BROKEN)
    runs = {run(path, "--policy", "leicestershire", "--at", "2026-11-20", "--format", "json")[1] for _ in range(2)}
    assert len(runs) == 1


def test_columns_shows_what_was_understood(write: Write) -> None:
    path = write("r.csv", "Network,Which account,Acount tipe\nX,@a,team\n")
    _, text = run(path, "--columns", "--policy", "west-midlands-police")
    assert "Network" in text
    assert "not used (nearly account_type)" in text
    assert "line_manager" in text


@pytest.mark.parametrize(("cell", "line"), [("Bespoke", "Bespoke is not a value that is known"), ("", "")])
def test_a_value_that_is_not_known_is_not_passed_over(cell: str, line: str, write: Write) -> None:
    path = write("r.csv", f"Platform,Handle,Account type\nX,@a,{cell}\n")
    [document] = report(path, "--policy", "west-midlands-police")["documents"]
    assert [n["reason"] for n in document["not_checked"]] == ([line] if line else [])


def test_user_text_starts_no_line_and_holds_no_control_code(write: Write) -> None:
    path = write("r.csv", 'Platform,Handle,Notes\nTikTok,"\x1b[31m::error::@a\n::warning::b",[red]x[/red]\n')
    _, text = run(path, "--policy", "leicestershire")
    assert "\x1b" not in text
    assert not any(line.startswith("::") for line in text.splitlines())
