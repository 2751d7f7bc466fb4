"""Exports as people have them: headings, titles above them, encodings, networks' JSON, and files that are no good."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from socialcheck.comments.comment import Comment
from socialcheck.comments.read import read_comments, remark_on

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))


def read(path: Path, own: Mapping[str, str] | None = None) -> list[Comment]:
    return list(read_comments(str(path), own or {}, NOW, io.BytesIO()))


def save(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_rows_are_numbered_as_a_spreadsheet_does_titles_and_blank_rows_counted(tmp_path: Path) -> None:
    text = "Facebook comments,,\n\nUser name,Date,Comment\nAnn,20/11/2026 09:00,Hello\n,,\nBob,,Well done\n"
    found = read(save(tmp_path, "a.csv", text))
    assert [(c.row, c.author, c.text) for c in found] == [(4, "Ann", "Hello"), (6, "Bob", "Well done")]
    assert found[0].at is not None
    assert found[0].at.isoformat() == "2026-11-20T09:00:00+00:00"


def test_an_office_names_its_own_heading(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", "What they wrote;Who\nHello;Ann\n")
    assert read(path)[0].unreadable
    assert read(path, {"text": "What they wrote", "author": "Who"})[0].author == "Ann"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = save(tmp_path, "a.csv", "Comment\nCaffè £5 – llên\n".encode(encoding))
    assert [c.text for c in read(path)] == ["Caffè £5 – llên"]
    assert bool(remark_on(str(path))) == (encoding == "cp1252")


def test_cells_may_hold_line_breaks(tmp_path: Path) -> None:
    found = read(save(tmp_path, "a.csv", 'Comment,Author\n"one\ntwo",Ann\nthree,Bob\n'))
    assert [(c.row, c.text) for c in found] == [(2, "one\ntwo"), (3, "three")]


def test_json_lines_keep_good_lines_when_one_is_broken(tmp_path: Path) -> None:
    found = read(save(tmp_path, "a.jsonl", '{"text": "a", "author": "x"}\n{broken\n[1]\n{"id": 4}\n'))
    assert [bool(c.unreadable) for c in found] == [False, True, True, True]
    assert [c.row for c in found] == [1, 2, 3, 4]


def test_youtube_threads_keep_their_replies(tmp_path: Path) -> None:
    reply = {"id": "r1", "snippet": {"textDisplay": "Yes&#39;<br>no", "authorDisplayName": "B", "parentId": "t1"}}
    top = {
        "id": "t1",
        "snippet": {"textOriginal": "Hello", "authorDisplayName": "A", "publishedAt": "2026-11-01T10:00:00Z"},
    }
    page = {"items": [{"snippet": {"topLevelComment": top}, "replies": {"comments": [reply]}}]}
    first, second = read(save(tmp_path, "a.json", json.dumps(page)))
    assert (first.text, first.author, first.platform) == ("Hello", "A", "youtube")
    assert (second.text, second.parent) == ("Yes'\nno", "t1")


def test_facebook_comments_may_lack_a_sender_and_may_be_mojibake(tmp_path: Path) -> None:
    page = {
        "data": [
            {
                "id": "1",
                "message": "Helo",
                "created_time": "2026-03-28T13:33:30+0000",
                "from": {"name": "Siân", "id": "9"},
            },
            {"id": "2", "message": "caffè".encode().decode("latin-1"), "created_time": "2026-03-28T13:33:30+0000"},
        ]
    }
    first, second = read(save(tmp_path, "a.json", json.dumps(page)))
    assert first.author == "Siân"
    assert first.at is not None
    assert second.text == "caffè"
    assert second.author is None


def test_an_x_archive_is_read_behind_its_prefix(tmp_path: Path) -> None:
    tweet = {"id_str": "7", "full_text": "Fish &amp; chips", "created_at": "Fri Nov 20 09:00:00 +0000 2026"}
    found = read(save(tmp_path, "tweets.js", "window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}])))
    assert [(c.id, c.text, c.platform) for c in found] == [("7", "Fish & chips", "x")]


def test_plain_text_is_one_comment_a_line(tmp_path: Path) -> None:
    found = read(save(tmp_path, "a.txt", "one\r\n\r\nthree\r\n"))
    assert [(c.row, c.text) for c in found] == [(1, "one"), (3, "three")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"Name,Age\nAnn,4\n"),
        ("a.json", b"{"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.csv", b"PK\x03\x04rest"),
        ("a.json", b"[" * 100_000),
    ],
)
def test_what_cannot_be_read_says_so_and_is_never_clean(tmp_path: Path, name: str, content: bytes) -> None:
    found = read(save(tmp_path, name, content))
    assert [bool(c.unreadable) for c in found] == [True]


def test_a_comment_without_text_is_not_checked(tmp_path: Path) -> None:
    found = read(save(tmp_path, "a.csv", "Id,Comment\n1,\n2,Hello\n"))
    assert [bool(c.unreadable) for c in found] == [True, False]


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert "cannot be read" in (read(tmp_path / "none.csv")[0].unreadable or "")
