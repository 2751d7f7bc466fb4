from __future__ import annotations

from pathlib import Path

import pytest

from tests.readme import BLOCK, README, renewed

BLOCKS = BLOCK.findall(README.read_text(encoding="utf-8"))


def test_readme_shows_commands() -> None:
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize("block", BLOCKS, ids=[b.splitlines()[0][2:70] for b in BLOCKS])
def test_readme_shows_what_the_commands_print(block: str, cache: Path) -> None:
    assert renewed(block, str(cache)) == block
