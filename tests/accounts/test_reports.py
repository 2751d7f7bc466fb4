"""The page and the table an auditor files: hostile text is harmless there, and what was not checked is said."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.accounts.cli import app

Write = Callable[[str, str | bytes], str]
EXAMPLES = Path(__file__).parents[2] / "examples" / "registers"
VOID = {"meta", "rect", "br", "link"}
HOSTILE = """Platform,Handle,Approved on<script>
TikTok,<script>alert(1)</script>,
TikTok,=1+1,
<img src=x onerror=y>,&amp,
"""


class Page(HTMLParser):
    """Collects tags, checks that they nest, and keeps the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page_of(path: str, policy: str, *options: str) -> tuple[Page, str]:
    arguments = ["accounts", path, "--policy", policy, "--format", "html", "--at", "2026-11-20T12:00", *options]
    html = CliRunner().invoke(app, arguments).stdout
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page, html


@pytest.fixture(scope="module")
def example() -> tuple[Page, str]:
    options = ["--config", str(EXAMPLES / "socialcheck.yaml")]
    return page_of(str(EXAMPLES / "west-midlands-police.csv"), "west-midlands-police", *options)


def test_the_page_fetches_nothing(example: tuple[Page, str]) -> None:
    page, html = example
    assert not any(name in attributes for _, attributes in page.tags for name in ("src", "srcset", "xlink:href"))
    assert [attributes["href"] for _, attributes in page.tags if "href" in attributes] == ["#findings"]
    assert "url(" not in html
    assert "@import" not in html


def test_the_page_names_policy_register_and_moment(example: tuple[Page, str]) -> None:
    text = " ".join("".join(example[0].text).split())
    assert "West Midlands Police: Social and Digital Media Policy, version 1.5" in text
    assert text.count("SHA-256") == 2
    assert "Friday 20 November 2026, 12:00" in text
    assert "49 of 49" in text


def test_the_page_has_one_main_heading_and_labelled_sections(example: tuple[Page, str]) -> None:
    page, _ = example
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert ("html", {"lang": "en"}) in page.tags
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    labels = {attributes["aria-labelledby"] for tag, attributes in page.tags if tag == "section"}
    assert labels <= ids
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert set(scopes) == {"row", "col"}


def test_hostile_text_is_text_on_the_page(write: Write) -> None:
    page, html = page_of(write("r.csv", HOSTILE), "leicestershire")
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "<img" not in html
    assert "<script>alert(1)</script>" in "".join(page.text)


def test_the_page_says_why_a_clause_could_not_be_checked(write: Write) -> None:
    page, _ = page_of(write("r.csv", "Platform,Handle\nX,@a\n"), "leicestershire")
    assert "No: no column for Crime report notice" in "".join(page.text)


def test_no_cell_of_the_table_is_a_formula(write: Write) -> None:
    path = write("r.csv", HOSTILE.replace("=1+1", "=HYPERLINK(1)"))
    text = CliRunner().invoke(app, ["accounts", path, "--policy", "leicestershire", "--format", "csv"]).stdout
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {14}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)


@pytest.mark.parametrize("columns", ["80", "160"])
def test_the_text_keeps_to_its_width(columns: str) -> None:
    path = str(EXAMPLES / "west-midlands-police.csv")
    result = CliRunner().invoke(app, ["accounts", path, "--policy", "west-midlands-police"], env={"COLUMNS": columns})
    assert max(map(len, result.stdout.splitlines())) <= int(columns)


def test_the_text_opens_with_what_was_checked_and_the_worst_comes_first() -> None:
    path = str(EXAMPLES / "west-midlands-police.csv")
    text = CliRunner().invoke(app, ["accounts", path, "--policy", "west-midlands-police", "--at", "2026-11-20"]).stdout
    order = ["clauses on accounts were checked", "Not checkable", "60 accounts:", "FAILS", "DECIDE", "Clauses cited"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "holds a password" in text[places[3] : places[3] + 400]


def test_advice_on_accounts_in_order_is_given_once() -> None:
    path = str(EXAMPLES / "cleveland.csv")
    text = CliRunner().invoke(app, ["accounts", path, "--policy", "cleveland"], env={"COLUMNS": "110"}).stdout
    assert text.count("not in the policy's list") == 1
    assert "(rows 8 to 63)" in text


def test_clauses_stand_in_the_order_of_the_document() -> None:
    path = str(EXAMPLES / "west-midlands-police.csv")
    text = CliRunner().invoke(app, ["accounts", path, "--policy", "west-midlands-police"]).stdout
    cited = text[text.index("Clauses cited") :]
    assert cited.index("3.4c  ") < cited.index("3.9  ") < cited.index("3.10  ") < cited.index("5.3/b5  ")
