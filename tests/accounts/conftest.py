from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialcheck.accounts.examples import example_register
from socialcheck.accounts.run import check
from socialcheck.model import ClauseCount, Document
from socialcheck.policy.load import load_policy
from socialcheck.text.cells.known import Known, load_known

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SETTINGS = {"email_domains": ["westmidlands.police.uk"], "max_idle_days": 30}

Check = Callable[..., tuple[list[Document], ClauseCount]]


@pytest.fixture(scope="session")
def known() -> Known:
    return load_known()


@pytest.fixture(scope="session")
def check_rows(known: Known) -> Check:
    """Check rows, given as field and value, under a policy."""

    def run(
        policy: str, rows: list[dict[str, str]], config: Mapping[str, object] | None = None
    ) -> tuple[list[Document], ClauseCount]:
        register = example_register(rows, known)
        checked = check(register, load_policy(policy, SETTINGS if config is None else config), NOW, known)
        return list(checked.documents), checked.clauses

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Write a file and give its path."""

    def written(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return written
