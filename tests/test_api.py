"""The public API: what a program that imports socialcheck can rely on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

import socialcheck
from socialcheck.model import UsageError

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_one_text_is_checked() -> None:
    document = socialcheck.check_text(socialcheck.load("cleveland"), "Text Dave on 07700 900123.", now=NOW)
    assert document.verdict == "block"
    assert "900123" not in repr(document)


def test_many_records_come_back_in_order() -> None:
    records = [{"id": str(n), "text": "Our drop-in is on Tuesday."} for n in range(5)]
    documents = list(socialcheck.check_many(socialcheck.load("north-wales"), records, now=NOW))
    assert [d.id for d in documents] == ["0", "1", "2", "3", "4"]
    assert {d.verdict for d in documents} == {"clear"}


def test_an_unknown_policy_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="did you mean"):
        socialcheck.load("clevland")


def test_a_checker_may_be_shared_between_threads() -> None:
    checker = socialcheck.load("leicestershire")
    texts = ["Vote Labour on Thursday.", "Our drop-in is on Tuesday.", "What a load of shite."] * 30
    alone = [socialcheck.check_text(checker, text, now=NOW) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: socialcheck.check_text(checker, text, now=NOW), texts))
    assert together == alone
