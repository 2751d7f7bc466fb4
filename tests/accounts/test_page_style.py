"""The page on a register can be read by everyone: contrast of every colour, headings in order, sorting by keyboard."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from socialcheck.report.accounts_page import SCRIPT, STYLE
from tests.accounts.test_reports import EXAMPLES, Page, page_of

TEXT, GRAPHIC = 4.5, 3.0
DECORATION = {"line", "tint"}  # rules between rows and the track of a bar: they tell nothing
VARIABLES = dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", STYLE))
RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@(?:media|page)[^{]*\{(?!\w+:)", "", STYLE))


def declared(body: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in body.replace("\n", "").split(";") if ":" in part)


def colour(value: str) -> str | None:
    name = re.search(r"var\(--(\w+)\)", value)
    literal = re.search(r"#[0-9a-f]{3,6}", value)
    return VARIABLES[name[1]] if name else literal[0] if literal else None


def luminance(hexadecimal: str) -> float:
    digits = hexadecimal.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(wanted: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Selector, foreground and background of each colour that is declared."""
    found = []
    for selector, body in RULES:
        said = declared(body)
        ground = colour(said.get("background", "")) or VARIABLES["paper"]
        for name, value in said.items():
            if name in wanted and (front := colour(value)):
                found.append((selector.strip(), front, ground))
    return found


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_stands_out() -> None:
    texts = pairs(("color",))
    assert len(texts) > 12
    weak = [(selector, round(contrast(front, ground), 2)) for selector, front, ground in texts if contrast(front, ground) < TEXT]
    assert weak == []


def test_every_bar_edge_and_focus_ring_stands_out() -> None:
    marks = pairs(("fill", "border", "border-top", "border-bottom", "border-top-color", "outline"))
    plain = {VARIABLES[name] for name in DECORATION}
    grounds = {"rect": VARIABLES["tint"]}  # bars lie on their track
    seen = [(s, f, grounds.get(s.split(".")[0], ground)) for s, f, ground in marks if f not in plain]
    assert len(seen) > 12
    assert [(s, round(contrast(f, ground), 2)) for s, f, ground in seen if contrast(f, ground) < GRAPHIC] == []


def test_the_page_keeps_its_colours_on_dark_screens_and_on_paper() -> None:
    assert "prefers-color-scheme" not in STYLE
    assert "background:var(--paper)" in STYLE
    assert "print-color-adjust:exact" in STYLE


@pytest.fixture(scope="module")
def page() -> Page:
    options = ["--config", str(EXAMPLES / "socialcheck.yaml")]
    return page_of(str(EXAMPLES / "west-midlands-police.csv"), "west-midlands-police", *options)[0]


def test_headings_go_down_by_one_step_only(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_cells_know_their_headings(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table") == 2
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert all(attributes.get("data-label") for tag, attributes in page.tags if tag == "td")


def test_the_first_link_skips_to_something_that_takes_the_focus(page: Page) -> None:
    link = next(attributes for tag, attributes in page.tags if tag == "a")
    target = next(attributes for _, attributes in page.tags if attributes.get("id") == (link["href"] or "").lstrip("#"))
    assert link["class"] == "skip"
    assert target["tabindex"] == "-1"
    assert ".skip:focus{left:" in STYLE


def test_sorting_is_by_buttons_that_say_how_and_keep_a_visible_focus() -> None:
    assert "createElement('button')" in SCRIPT
    assert "'aria-sort'" in SCRIPT
    assert "thead button:focus-visible{outline:3px" in STYLE
    assert not re.search(r"outline:(?:0|none)", STYLE)


def test_without_the_script_nothing_is_hidden(page: Page) -> None:
    assert not any("hidden" in attributes or "onclick" in attributes for _, attributes in page.tags)
    hidden = [selector.strip() for selector, body in RULES if declared(body).get("display") == "none"]
    assert hidden == ["thead:not(:has(button))", "td:empty", ".skip,script"]
