"""Keeps what a format must write after its totals: in memory while small, in a temporary file when large."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

MEMORY = 8_000_000
CHUNK = 65_536


@contextmanager
def spool() -> Iterator[IO[str]]:
    """A place to write text to and read it back from; gone afterwards."""
    with SpooledTemporaryFile(MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline="") as file:
        yield file


def pour(file: IO[str]) -> Iterator[str]:
    """What was written, from the start."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
