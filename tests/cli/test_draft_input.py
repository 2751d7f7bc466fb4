"""Bad input: one clear line, the exit code of the contract, the rest still checked, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Runner

CLEAN = "Our drop-in is at the library on Tuesday. Call 101 if it can wait.\n"


def bomb() -> str:
    return "---\na: &a [x, x]\nb: &b [*a, *a]\n---\nHello there\n"


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "huge.txt": b"a" * 50_000_000,
    "broken.md": b"---\nplatform: [x\n---\nHello\n",
    "list.md": b"---\n- x\n---\nHello\n",
    "unclosed.md": b"---\nplatform: x\nHello\n",
    "bomb.md": bomb().encode(),
    "deep.md": b"---\na: " + b"[" * 3000 + b"\n---\nHello\n",
    "utf16.txt": b"\xff\xfeab\x00",
    "facts-only.md": b"---\nplatform: x\n---\n",
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_never_clean(name: str, tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")
    ran = socialcheck("draft", name, "good.txt", "--policy", "cleveland", "--format", "json")
    assert ran.code == 3, ran.err
    bad, good = ran.json["documents"]
    assert bad["verdict"] == "not-checked"
    assert bad["not_checked"][0]["reason"]
    assert good["verdict"] == "clear"
    assert ran.json["summary"]["not_checked"] == 1
    assert "Traceback" not in ran.err


def test_a_missing_file_and_a_folder_without_posts_are_named(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "folder").mkdir()
    ran = socialcheck("draft", "missing.txt", "folder", "--policy", "cleveland")
    assert ran.code == 3
    assert "missing.txt" in ran.out
    assert "no such file" in ran.out
    assert "without posts" in ran.out


def test_a_bad_line_in_json_lines_leaves_the_others_checked(tmp_path: Path, socialcheck: Runner) -> None:
    lines = [
        json.dumps({"id": "a", "text": CLEAN}),
        "not json",
        "[1]",
        '{"id": 4}',
        json.dumps({"id": "b", "text": CLEAN}),
    ]
    (tmp_path / "queue.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = socialcheck("draft", "queue.jsonl", "--policy", "cleveland", "--format", "json")
    assert ran.code == 3
    assert [(d["row"], d["verdict"]) for d in ran.json["documents"]] == [
        (1, "clear"),
        (2, "not-checked"),
        (3, "not-checked"),
        (4, "not-checked"),
        (5, "clear"),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["draft", "x.txt", "--policy", "nowhere"],
        ["draft", "x.txt", "--policy", "./none.yaml"],
        ["draft", "x.txt", "--policy", "cleveland", "--kind", "tweet"],
        ["draft", "x.txt", "--policy", "cleveland", "--role", "mayor"],
        ["draft", "x.txt", "--policy", "cleveland", "--at", "soonish"],
        ["draft", "x.txt", "--policy", "cleveland", "--format", "yaml"],
        ["draft", "x.txt", "--policy", "cleveland", "--output", "no/such/folder/report.json"],
        ["draft", "x.txt", "--policy", "cleveland", "--config", "none.yaml"],
        ["policy", "explain", "no-such-rule"],
        ["policy", "show", "nowhere"],
        ["policy", "new", "Bad Name"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_one_clear_line(arguments: list[str], tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "x.txt").write_text(CLEAN, encoding="utf-8")
    ran = socialcheck(*arguments)
    assert ran.code == 2
    assert ran.err.strip()
    assert "Traceback" not in ran.err


def test_an_unknown_policy_gets_the_likely_one(socialcheck: Runner) -> None:
    assert "did you mean 'north-wales'" in socialcheck("draft", "-", "--policy", "north-wale", stdin=CLEAN).err


def test_an_unknown_key_and_platform_are_reported(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "p.md").write_text(f"---\nplatfrom: x\nplatform: myspace\n---\n{CLEAN}", encoding="utf-8")
    found = socialcheck("draft", "p.md", "--policy", "cleveland", "--format", "json").json["documents"][0]["findings"]
    assert [(f["category"], f["severity"], f["column"]) for f in found] == [
        ("input", "warning", "platform"),
        ("input", "note", "platfrom"),
    ]
    assert "'platform'" in found[1]["message"]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "\\\\\\\\host\\\\share\\\\a.mp4", "C:\\\\a.mp4", "~/a.mp4"])
def test_media_paths_that_leave_the_folder_are_not_followed(path: str, tmp_path: Path, socialcheck: Runner) -> None:
    front = f'---\nmedia:\n  - {{type: video, subtitles: true, file: "{path}"}}\n---\n'
    (tmp_path / "p.md").write_text(front + CLEAN, encoding="utf-8")
    found = socialcheck("draft", "p.md", "--policy", "cleveland", "--format", "json").json["documents"][0]["findings"]
    assert any("leaves the post's folder" in f["message"] for f in found)


@pytest.mark.parametrize(
    ("raw", "remark"),
    [
        (CLEAN.encode("utf-8-sig"), False),
        (CLEAN.encode("utf-16"), False),
        ("Café drop-in on Tuesday – all welcome\n".encode("cp1252"), True),
    ],
    ids=["utf-8 with BOM", "utf-16", "cp1252"],
)
def test_encodings_are_read_and_a_guess_is_said(raw: bytes, remark: bool, tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "p.txt").write_bytes(raw)
    ran = socialcheck("draft", "p.txt", "--policy", "cleveland", "--format", "json")
    assert ran.code == 0
    assert any("cp1252" in f["message"] for f in ran.json["documents"][0]["findings"]) == remark


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_half_a_surrogate_pair_in_json_is_read_as_an_unknown_character(jobs: str, tmp_path: Path, socialcheck: Runner) -> None:
    line = '{"id": "\\ud800x", "text": "\\ud83d You moron", "media": [{"type": "image", "alt": "\\udfff"}]}'
    (tmp_path / "posts.jsonl").write_text(line, encoding="utf-8")
    ran = socialcheck("draft", "posts.jsonl", "-p", "cleveland", "-f", "json", "--jobs", jobs)
    (document,) = ran.json["documents"]
    assert (ran.code, document["verdict"], ran.err) == (1, "block", "")
    assert document["findings"][0]["match"] == "moron"
    assert document["findings"][0]["start"]["offset"] == 6


def test_standard_input_is_a_post(socialcheck: Runner) -> None:
    ran = socialcheck("draft", "-", "--policy", "cleveland", "--format", "json", stdin=CLEAN)
    assert ran.code == 0
    assert ran.json["documents"][0]["path"] == "-"


def test_places_count_from_the_start_of_the_file_as_given(tmp_path: Path, socialcheck: Runner) -> None:
    text = "---\nplatform: facebook\n---\nGood morning 🌞 all.\nText Dave on 07700 900123 today.\n"
    (tmp_path / "p.md").write_text(text, encoding="utf-8")
    found = socialcheck("draft", "p.md", "--policy", "good-practice", "--format", "json").json["documents"][0]["findings"]
    phone = next(f for f in found if f["category"] == "personal-data")
    assert phone["start"]["offset"] == text.index("07700")
    assert (phone["start"]["line"], phone["start"]["column"]) == (5, 14)
    assert "900123" not in json.dumps(found)


def test_no_policy_says_how_to_choose_one(socialcheck: Runner) -> None:
    ran = socialcheck("draft", "-", stdin=CLEAN)
    assert ran.code == 0
    assert "--policy ID" in ran.err
    assert socialcheck("draft", "-", "--quiet", stdin=CLEAN).err == ""


def test_control_codes_and_markup_in_a_post_are_made_harmless(socialcheck: Runner) -> None:
    hostile = "\x1b[31mText Dave on 07700 900123\x1b[0m [bold]now[/bold]\n::error::gone\n\u202etxt\n"
    ran = socialcheck("draft", "-", "--policy", "cleveland", stdin=hostile)
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert not any(line.startswith("::") for line in ran.out.splitlines())
