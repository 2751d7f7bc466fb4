"""The public API: load a policy, check one text, check many. The `draft` command uses the same `Checker`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from socialcheck.drafts.check import Checker
from socialcheck.drafts.read import make_post
from socialcheck.model import Document
from socialcheck.policy.load import load_policy


def load(policy: str, config: Path | None = None) -> Checker:
    """A checker for a policy's id or YAML path, with an office's socialcheck.yaml where one is named.

    Raises `UsageError` for an unknown id and `PolicyError` for a file that does not load. The checker
    keeps no state between posts and may be shared between threads.
    """
    from socialcheck.config import load_config

    return Checker(load_policy(policy, load_config(config) if config else {}))


def check_text(checker: Checker, text: str, facts: Mapping[str, Any] | None = None, *, now: datetime | None = None) -> Document:
    """The document of one text. `facts` are the keys of a draft (platform, at, kind, approvals and so on).

    Judged for its own `at`, else for `now` (an aware datetime; the present moment if not given).
    """
    moment = now or datetime.now(UTC)
    return checker.check(make_post(None, text, facts or {}, {}, moment), moment)


def check_many(checker: Checker, records: Iterable[Mapping[str, Any]], *, now: datetime | None = None) -> Iterator[Document]:
    """The documents of many records, one by one and in order; each has `text` and any keys of a draft."""
    moment = now or datetime.now(UTC)
    for record in records:
        facts = {key: value for key, value in record.items() if key != "text"}
        yield checker.check(make_post(None, str(record["text"]), facts, {}, moment), moment)
