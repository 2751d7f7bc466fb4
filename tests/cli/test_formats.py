"""The same posts in every format: the same findings, and the same exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from socialcheck.report import REPORTERS
from tests.conftest import Runner

POSTS = {
    "two.md": "---\nplatform: facebook\nat: 2026-04-14 16:55\n---\nYou moron, text Dave on 07700 900123.\n",
    "clean.txt": "Our drop-in is at the library on Tuesday. Call 101 if it can wait.\n",
    "waived.md": "---\nwaive:\n  - {rule: personal-phone, reason: agreed, by: Sam Hill, until: 2027-01-01}\n---\n"
    "Text Dave on 07700 900123.\n",
    "approved.md": '---\nplatform: x\nkind: share\nshared_from: "@fairtax_demo"\napprovals: [pcc]\n---\nWorth a read\n',
    "hostile.txt": "::error::x <script>alert(1)</script> =cmd|calc ]]> [red]x[/red] {0} You moron 😀\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    posts = tmp_path / "posts"
    posts.mkdir()
    for name, text in POSTS.items():
        (posts / name).write_text(text, encoding="utf-8")
    return posts


def from_json(text: str) -> Counter[str]:
    return Counter(f["rule"] for d in json.loads(text)["documents"] for f in d["findings"])


def from_xml(text: str) -> Counter[str]:
    told = "".join(ET.fromstring(text).itertext())
    return Counter(re.findall(r": (?:error|warning|note) \[([a-z-]+)\]", told))


READERS: dict[str, Callable[[str], Counter[str]]] = {
    "json": from_json,
    "sarif": lambda text: Counter(r["ruleId"] for r in json.loads(text)["runs"][0]["results"]),
    "junit": from_xml,
    "github": lambda text: Counter(
        re.findall(r"(?m)^::\w+ .*title=(?:[^:,]*%3A )?([a-z-]+)::", text.replace("title=Not checked", ""))
    ),
    "gitlab": lambda text: Counter(e["check_name"] for e in json.loads(text) if e["check_name"] != "not-checked"),
    "csv": lambda text: Counter(r["rule"] for r in csv.DictReader(io.StringIO(text, newline="")) if r["rule"]),
    "html": lambda text: Counter(re.findall(r'class="rule">[a-z-]+ · ([a-z-]+)<', text)),
    "text": lambda text: Counter(re.findall(r"(?m)^  \d+\. .* · ([a-z-]+)$", text)),
}


def test_there_is_a_reader_for_every_format() -> None:
    assert READERS.keys() == REPORTERS.keys()


@pytest.mark.parametrize(
    ("broken", "options", "code"),
    [(False, [], 1), (True, [], 3), (False, ["--fail-on", "never"], 0), (True, ["--fail-on", "never"], 3)],
    ids=["findings", "unreadable", "never", "never and unreadable"],
)
def test_every_format_has_the_same_findings_and_exit_code(
    broken: bool, options: list[str], code: int, folder: Path, socialcheck: Runner
) -> None:
    if broken:
        (folder / "unreadable.txt").write_bytes(b"a\0b")
    wanted: Counter[str] | None = None
    for form in READERS:
        ran = socialcheck("draft", "posts", "-p", "leicestershire", "--at", "2026-11-20T12:00", "-f", form, "-q", *options)
        assert ran.code == code, (form, ran.err)
        found = READERS[form](ran.out)
        wanted = wanted or found
        assert found == wanted, form
        assert not broken or "unreadable.txt" in ran.out, form
    assert wanted
    assert wanted["personal-phone"] == 2


@pytest.mark.parametrize("form", REPORTERS)
def test_user_text_never_starts_a_line_or_carries_terminal_codes(form: str, tmp_path: Path, socialcheck: Runner) -> None:
    text = "::error::pwned\r\n::add-mask::x\n\x1b]0;title\x07\x1b[31m You moron\u2028::error::y\u202e\n"
    (tmp_path / "post.txt").write_text(text, encoding="utf-8", newline="")
    ran = socialcheck("draft", "post.txt", "-p", "cleveland", "-f", form)
    lines = re.split("[\r\n\u2028]+", ran.out)
    assert not [line for line in lines if line.startswith(("::error::", "::add-mask"))]
    assert not re.search("[\x1b\x07]", ran.out)


def test_a_clean_run_is_clean_in_every_format(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "post.txt").write_text(POSTS["clean.txt"], encoding="utf-8")
    assert {socialcheck("draft", "post.txt", "-p", "cleveland", "-f", form).code for form in REPORTERS} == {0}
