"""Fixtures that every part's tests share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Runner = Callable[..., Ran]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def socialcheck(tmp_path: Path, cache: Path) -> Runner:
    """Run the command as a user would, from an empty folder."""

    def run(*arguments: str | Path, stdin: str | bytes = b"", cwd: Path = tmp_path, **env: str) -> Ran:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SOCIALCHECK")}
        environment |= {"XDG_CACHE_HOME": str(cache), "NO_COLOR": "1", "COLUMNS": "100", **env}
        command = [sys.executable, "-m", "socialcheck", *map(str, arguments)]
        done = subprocess.run(command, input=raw, capture_output=True, cwd=cwd, env=environment, timeout=120, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
