"""Progress of long work: one line on standard error, on a terminal only, and only where it disturbs no report."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from socialcheck.model import Document, Report

FIRST = 2.0
EVERY = 0.5


def with_progress(report: Report, output: Path | None, *, quiet: bool) -> Report:
    """The report, whose documents are counted on the terminal as they pass."""
    seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not quiet
    if not seen or (output is None and sys.stdout.isatty()):
        return report
    return replace(report, documents=_counted(report.documents))


def _counted(documents: Iterable[Document]) -> Iterator[Document]:
    due = time.monotonic() + FIRST
    shown = False
    try:
        for number, document in enumerate(documents, 1):
            if time.monotonic() >= due:
                due = time.monotonic() + EVERY
                shown = True
                sys.stderr.write(f"\r{number:,} checked")
                sys.stderr.flush()
            yield document
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
