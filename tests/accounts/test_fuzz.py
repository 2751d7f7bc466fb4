"""Whatever a file or a cell holds: one clear line or a report, never a crash."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialcheck.accounts.read import read_register
from socialcheck.accounts.run import check
from socialcheck.model import InputError
from socialcheck.policy import store
from socialcheck.policy.load import load_policy
from socialcheck.text.cells.dates import read_date
from socialcheck.text.cells.known import load_known
from socialcheck.text.cells.people import read_people
from socialcheck.text.cells.secrets import find_secret
from socialcheck.text.cells.values import choice_of, email_domain, handle_key, host_of, platform_of, yes_or_no
from tests.accounts.conftest import NOW

ODD = [
    "",
    "yes",
    "31/02/2026",
    "A=B=C",
    "pw: x9Y!zzzz",
    "a;b,c|d\n(e)",
    "@",
    "://",
    "=1",
    "\x00",
    "é" * 60,
    "{x}",
    "%s",
    "x" * 90,
]
CELLS = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b"Platform,Handle\n"]),
)
def test_any_bytes_give_a_register_or_one_line(content: bytes, start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(start + content)
    try:
        read_register(str(path), load_known())
    except InputError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 # either outcome is right, so nothing need raise


@pytest.mark.parametrize("policy", ["west-midlands-police", "south-yorkshire"])
@QUICK
@given(cells=st.lists(CELLS, min_size=1, max_size=8))
def test_any_cells_are_judged(policy: str, cells: list[str], tmp_path: Path) -> None:
    headings = [entry["headings"][0] for entry in store.shared("registers")["fields"].values()]
    rows = [[cells[(at * 7 + row) % len(cells)] for at in range(len(headings))] for row in range(3)]
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    path = tmp_path / "r.csv"
    path.write_bytes(text.getvalue().replace("\0", " ").encode("utf-8", "replace"))
    register = read_register(str(path), load_known())
    documents = list(check(register, load_policy(policy), NOW, load_known()).documents)
    assert len(documents) >= len(register.rows)
    for document in documents:
        for finding in document.findings:
            assert "\n" not in finding.message


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.sampled_from(ODD), st.text(max_size=200)))
def test_any_text_is_read(text: str) -> None:
    read_date(text)
    read_people(text)
    yes_or_no(text, load_known())
    platform_of(text, load_known())
    choice_of(text, "account_type", load_known())
    assert isinstance(handle_key(text) + host_of(text) + email_domain(text), str)
    for column in ("secret", "credentials", "id", "free"):
        find_secret(text, column, load_known())


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "pw " * 60_000, "1-" * 90_000, "=" * 90_000, "password: " * 20_000, "a@" * 60_000]
)
def test_long_cells_are_read_in_good_time(text: str) -> None:
    for column in ("secret", "credentials", "id", "free"):
        find_secret(text, column, load_known())
    read_people(text)
    yes_or_no(text, load_known())
    platform_of(text, load_known())
