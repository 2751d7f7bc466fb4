"""Every case of cases.csv gets its action: dangers are not missed, opinions are not hidden."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from socialcheck.comments.comment import Comment
from socialcheck.comments.run import start, stream
from socialcheck.comments.triage import CommentDocument
from socialcheck.policy.load import load_policy

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))
CASES = Path(__file__).with_name("cases.csv")


def rows() -> Iterator[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def judged(policy: str) -> dict[str, CommentDocument]:
    texts = [row["text"] for row in rows() if row["policy"] == policy]
    documents = stream((Comment(text, id=str(n)) for n, text in enumerate(texts)), start(load_policy(policy), NOW))
    return {text: d for text, d in zip(texts, documents, strict=True) if isinstance(d, CommentDocument)}


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row["text"][:60])
def test_a_comment_gets_its_action(row: dict[str, str]) -> None:
    document = judged(row["policy"])[row["text"]]
    assert document.action in (row["action"], *row["also"].split(";")), [(f.rule, f.match) for f in document.findings]
    if document.action in ("keep", "reply"):
        assert not document.findings
    else:
        assert document.findings
