"""The command: formats, exit codes, masking, history, several processes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Runner

AT = ("--at", "2026-11-20T11:00")
HOSTILE = '=HYPERLINK("http://x"),<script>alert(1)</script> \x1b[31m[bold]fuck[/bold]\n::error::x'


def export(folder: Path, *rows: tuple[str, str, str]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([("User", "Comment", "Likes"), *rows])
    path = folder / "comments.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return export(
        tmp_path,
        ("@ann", "What time does the surgery start?", "3"),
        ("@bob", HOSTILE, "=1+1"),
        ("@cat", "Her number is 07700 900417 if anyone wants it", "0"),
        ("@dee", "Well done all.", "1"),
    )


@pytest.mark.parametrize("format", ["text", "json", "csv", "html"])
def test_every_format_has_the_same_exit_code(socialcheck: Runner, sample: Path, format: str) -> None:
    assert socialcheck("comments", sample, "--policy", "north-wales", "--format", format, *AT).code == 1
    assert socialcheck("comments", sample, "--format", format, "--fail-on", "never", *AT).code == 0


def test_nothing_to_do_is_clean_and_a_bad_file_is_not(socialcheck: Runner, tmp_path: Path) -> None:
    clean = export(tmp_path, ("@ann", "Well done.", "1"))
    assert socialcheck("comments", clean, "--policy", "cleveland", *AT).code == 0
    assert socialcheck("comments", tmp_path / "none.csv", "--policy", "cleveland", *AT).code == 3
    assert socialcheck("comments", clean, "--policy", "nowhere", *AT).code == 2


def test_csv_keeps_the_columns_and_no_cell_is_a_formula(socialcheck: Runner, sample: Path) -> None:
    table = list(csv.reader(io.StringIO(socialcheck("comments", sample, "--policy", "north-wales", "--format", "csv", *AT).out)))
    assert table[0][:4] == ["User", "Comment", "Likes", "Action"]
    assert [row[3] for row in table[1:]] == ["reply", "remove", "remove", "keep"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)
    assert "07700 900417" not in str(table)


def test_text_and_html_show_user_text_harmlessly(socialcheck: Runner, sample: Path) -> None:
    text = socialcheck("comments", sample, "--policy", "north-wales", *AT).out
    assert "\x1b" not in text
    assert not any(line.startswith("::") for line in text.splitlines())
    page = socialcheck("comments", sample, "--policy", "north-wales", "--format", "html", *AT).out
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "07700 900417" not in text + page


def test_authors_can_be_masked(socialcheck: Runner, sample: Path) -> None:
    for format in ("text", "json", "csv", "html"):
        out = socialcheck("comments", sample, "--policy", "north-wales", "--mask-authors", "--format", format, *AT).out
        assert "@bob" not in out
        assert "author-" in out


def test_output_is_the_same_with_several_processes(socialcheck: Runner, tmp_path: Path) -> None:
    texts = ["What time is it?", "fuck this", "Well done", "My car was stolen last night"]
    path = export(tmp_path, *((f"@u{n % 7}", f"{texts[n % 4]} number {n}", "") for n in range(900)))
    single = socialcheck("comments", path, "--policy", "cleveland", "--format", "json", *AT)
    several = socialcheck("comments", path, "--policy", "cleveland", "--format", "json", "--jobs", "2", *AT)
    assert single.out == several.out


def test_history_moves_an_author_up_the_ladder(socialcheck: Runner, tmp_path: Path) -> None:
    path = export(tmp_path, ("@bob", "fuck this", ""))
    before = socialcheck("comments", path, "--policy", "south-yorkshire", "--format", "json", *AT)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(before.out, encoding="utf-8")
    assert before.json["documents"][0]["next_step"].startswith("if repeated")
    after = socialcheck("comments", path, "--policy", "south-yorkshire", "--format", "json", "--history", earlier, *AT)
    assert after.json["documents"][0]["next_step"].startswith("block")
    lines = tmp_path / "earlier.jsonl"
    lines.write_text(json.dumps({"author": "@bob", "text": "you fucking idiots"}) + "\n", encoding="utf-8")
    again = socialcheck("comments", path, "--policy", "south-yorkshire", "--format", "json", "--history", lines, *AT)
    assert again.json["authors"][0]["earlier_breaches"] == 1


def test_comments_come_from_standard_input_too(socialcheck: Runner) -> None:
    ran = socialcheck("comments", "-", "--policy", "cleveland", "--format", "json", *AT, stdin="Well done\nresign\n")
    assert [d["action"] for d in ran.json["documents"]] == ["keep", "keep"]
    assert ran.json["command"] == "comments"
    assert isinstance(ran.json["themes"], list)


def test_half_a_surrogate_pair_in_json_is_read_as_an_unknown_character(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "comments.json").write_text('[{"text": "\\ud83d Well done all."}]', encoding="utf-8")
    ran = socialcheck("comments", "comments.json", "--policy", "north-wales", "--format", "json", *AT)
    assert (ran.code, ran.err) == (0, "")
