"""A secret in the path of a register is shown in no report; the report says once what was left out and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from typer.testing import CliRunner

from socialcheck.accounts.read import shown_path
from socialcheck.report.accounts import ACCOUNT_REPORTERS
from socialcheck.text.cells.known import Known
from tests.accounts.cli import app
from tests.report.sarif_shape import SARIF

SECRETS = ["Autumn2025!", "Tuesday99x", "Winter2023!"]
LEFT_OUT = "Paths in this report are shown without it"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "pw Autumn2025!"
    folder.mkdir()
    path = folder / "register pw Tuesday99x.csv"
    path.write_text("Platform,Handle,Owner\nX,@a,Alex Morgan\n")
    return path


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    path = tmp_path / "staff pw Winter2023!.csv"
    path.write_text("Name,Team\nAlex Morgan,Communications\n")
    return path


def output(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["accounts", *arguments, "--policy", "cleveland"], env={"COLUMNS": "400"})
    said = result.output if "json" in arguments or "sarif" in arguments else " ".join(result.output.split())
    return said + repr(result.exception if not isinstance(result.exception, SystemExit) else "")


@pytest.mark.parametrize("form", ACCOUNT_REPORTERS)
def test_every_format_leaves_the_secret_out_and_says_so(form: str, register: Path, staff: Path) -> None:
    said = output(str(register), "--staff", str(staff), "--format", form)
    assert [secret for secret in SECRETS if secret in said] == []
    assert "The name of the file holds a password or another secret (password). " + LEFT_OUT in said
    assert "The name of a folder holds a password or another secret (password). " + LEFT_OUT in said
    assert "rename the file" in said


@pytest.mark.parametrize("option", ["--staff", "--previous"])
def test_what_lies_beside_the_register_is_to_be_renamed_too(option: str, register: Path, staff: Path) -> None:
    plain = register.parent.parent / "register.csv"
    plain.write_bytes(register.read_bytes())
    said = output(str(plain), option, str(staff if option == "--staff" else register))
    assert "holds a password and is shown without it: change the password and rename the file." in said
    assert "Register: " + str(plain) in said
    assert LEFT_OUT not in said


def test_sarif_stays_valid_and_points_to_the_path_without_the_secret(register: Path) -> None:
    log = json.loads(output(str(register), "--format", "sarif").removesuffix("''"))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    run = log["runs"][0]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert uris == {run["artifacts"][0]["location"]["uri"]}
    (uri,) = uris
    assert unquote(urlsplit(uri).path).endswith("/pw (hidden)/register pw (hidden)")
    assert run["artifacts"][0]["hashes"]["sha-256"]


@pytest.mark.parametrize("name", ["register.csv", "./register.csv", "a/../b/register_2026.csv", "/srv/key-accounts/register.csv"])
def test_other_paths_stay_as_given(name: str, known: Known) -> None:
    assert shown_path(name, known) == name


def test_no_error_shows_the_secret(register: Path) -> None:
    unclosed = b'Platform,Handle\nX,"never closed' + b"x" * 200_000
    for content in (b"", b"PK\x03\x04 no zip", b"Colour,Shape\nred,round\n", unclosed):
        register.write_bytes(content)
        said = output(str(register)) + output(str(register), "--columns")
        assert [secret for secret in SECRETS if secret in said] == []
    register.unlink()
    assert [secret for secret in SECRETS if secret in output(str(register))] == []
