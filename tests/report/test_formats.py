"""Every format against its golden, and read back by a parser that knows nothing of ours."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from socialcheck import __version__
from socialcheck.report import REPORTERS, reporter
from socialcheck.report.csv import safe_cell
from tests.report.sample import FORMULA, SECRET, sample
from tests.report.sarif_shape import SARIF

GOLDEN = Path(__file__).with_name("golden")
FINDINGS = Counter({"demo-insult": 6, "demo-phone": 1, "demo-share": 1, "demo-formula": 1})


def rendered(form: str) -> str:
    return "".join(reporter(form)(sample()))


@pytest.mark.parametrize("form", REPORTERS)
def test_the_output_is_the_golden_one(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    text = rendered(form).replace(__version__, "VERSION")
    golden = GOLDEN / f"report.{form}"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert text == golden.read_bytes().decode("utf-8", "surrogatepass")


@pytest.mark.parametrize("form", REPORTERS)
def test_no_format_shows_what_is_masked_or_lets_control_codes_through(form: str) -> None:
    text = rendered(form)
    assert SECRET not in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", text)


def test_sarif_has_the_shape_the_standard_asks_for() -> None:
    log = json.loads(rendered("sarif"))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert Counter(r["ruleId"] for r in run["results"]) == FINDINGS
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "unreadable.txt" in run["invocations"][0]["toolExecutionNotifications"][1]["message"]["text"]


def test_sarif_places_count_code_points_and_suppressions_carry_who_decided() -> None:
    results = json.loads(rendered("sarif"))["runs"][0]["results"]
    hostile = next(r for r in results if "hostile" in str(r["locations"]) and r["ruleId"] == "demo-insult")
    region = hostile["locations"][0]["physicalLocation"]["region"]
    assert region["endColumn"] - region["startColumn"] == len("rude")
    assert region["startColumn"] == region["charOffset"] + 1
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert "posts/two%20in%20one.md" in uris
    settled = {r["properties"]["status"]: r["suppressions"] for r in results}
    assert settled["open"] == []
    assert "Sam Hill" in settled["waived"][0]["justification"]
    assert settled["approved"][0]["justification"] == "Recorded as approved by pcc (Jo Day)."


def test_sarif_fingerprints_differ_within_a_file_and_reveal_nothing() -> None:
    results = json.loads(rendered("sarif"))["runs"][0]["results"]
    named = [
        (
            r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            r["partialFingerprints"]["primaryLocationLineHash"],
        )
        for r in results
    ]
    assert len(named) == len(set(named))


def test_sarif_messages_hold_no_placeholders_and_no_links() -> None:
    for result in json.loads(rendered("sarif"))["runs"][0]["results"]:
        text = result["message"]["text"].replace("{{", "").replace("}}", "")
        assert "{" not in text
        assert "](" not in text


def test_junit_counts_what_failed_and_what_was_not_read() -> None:
    root = ET.fromstring(rendered("junit"))
    suite = root[0]
    cases = suite.findall("testcase")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("8", "4", "1")
    assert len(suite.findall(".//failure")) == 4
    assert len(suite.findall(".//error")) == 1
    names = [case.get("name") for case in cases]
    assert len(names) == len(set(names)) == 8
    told = "".join(ET.tostring(case, encoding="unicode", method="text") for case in cases)
    assert Counter(re.findall(r"\[(demo-[a-z]+)\]", told)) == FINDINGS


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def test_github_commands_are_one_line_each_and_escaped_as_the_toolkit_does() -> None:
    lines = rendered("github").splitlines()
    *commands, totals = lines
    parsed = [COMMAND.fullmatch(line) for line in commands]
    assert all(parsed)
    properties = [dict(pair.split("=", 1) for pair in found[2].split(",")) for found in parsed if found]
    titles = Counter(re.sub(r"^(Waived|Recorded as approved)%3A | \(row \d\)$", "", p["title"]) for p in properties)
    assert {rule: titles[rule] for rule in FINDINGS} == FINDINGS
    assert titles["Not checked"] == 2
    assert totals == "socialcheck: 8 documents: 3 clear, 0 on hold, 4 blocked, 1 not checked; 1 approved, 1 waived."
    hostile = next(line for line in commands if "hostile" in line)
    assert "%0A" in hostile
    two = next(p for p in properties if p.get("col"))
    assert (two["file"], two["line"], two["col"], two["endColumn"]) == ("posts/two in one.md", "1", "5", "9")


def test_gitlab_entries_have_what_is_required_and_never_collapse() -> None:
    entries = json.loads(rendered("gitlab"))
    for entry in entries:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(entry)
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith("./")
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {rule: n for rule, n in Counter(e["check_name"] for e in entries).items() if rule in FINDINGS} == FINDINGS


def test_csv_holds_every_document_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv"), newline="")))
    assert Counter(row["rule"] for row in rows if row["rule"]) == FINDINGS
    assert len({(row["path"], row["row"]) for row in rows}) == 8
    assert next(row for row in rows if row["verdict"] == "not-checked")["not_checked"]
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.lstrip().startswith(tuple("=+-@")) for cell in cells)
    assert f"'{FORMULA}" in cells


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1"])
def test_no_cell_starts_a_formula(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


class Page(HTMLParser):
    """What a browser would make of a page: tags, attributes and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "rect", "link", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect",):
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_is_one_page_without_scripts_or_anything_from_elsewhere() -> None:
    page = Page()
    page.feed(rendered("html"))
    assert page.open == []
    names = Counter(tag for tag, _ in page.tags)
    assert not names.keys() & {"script", "img", "link", "iframe", "form", "object", "embed"}
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on") or a == "src"]
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert links
    assert all(link[0] == "#" and link[1:] in ids for link in links)
    text = "".join(page.words)
    assert "<script>alert(1)</script>" in text
    assert Counter(re.findall(r"· (demo-[a-z]+)", text)) == FINDINGS


def test_html_can_be_read_by_everybody() -> None:
    page = Page()
    page.feed(rendered("html"))
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en-GB"
    assert tags.count("h1") == tags.count("main") == tags.count("title") - tags.count("svg") == 1
    assert all(attrs.get("scope") for tag, attrs in page.tags if tag == "th")
    assert all(attrs.get("aria-label") for tag, attrs in page.tags if tag == "svg")
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    text = "".join(page.words)
    assert "ab" * 32 in text
    assert "cd" * 32 in text


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_of_the_page_have_the_contrast_that_wcag_asks_in_both_modes() -> None:
    style = (Path(__file__).parents[2] / "socialcheck" / "report" / "html.css").read_text(encoding="utf-8")
    for block in re.findall(r":root\{([^}]*)\}", style):
        colours = dict(re.findall(r"--([a-z]+):(#[0-9a-f]+)", block))
        for name in ("ink", "soft", "link", "block", "hold", "none", "clear", "note"):
            for ground in ("paper", "wash"):
                assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    for ground in re.findall(r"\.badge[^{]*\{[^}]*background:(#[0-9a-f]+)", style):
        assert contrast("#ffffff", ground) >= 4.5
