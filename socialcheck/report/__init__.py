"""REPORTERS: one function a format, from a report to chunks of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from socialcheck.model import Report

Reporter = Callable[[Report], Iterator[str]]

# Format: the module whose `render` writes it. Imported when chosen, since Rich and others are slow to load.
REPORTERS: dict[str, str] = {
    "text": "socialcheck.report.text",
    "json": "socialcheck.report.json",
    "sarif": "socialcheck.report.sarif",
    "junit": "socialcheck.report.junit",
    "github": "socialcheck.report.github",
    "gitlab": "socialcheck.report.gitlab",
    "html": "socialcheck.report.html",
    "csv": "socialcheck.report.csv",
}


def reporter(name: str) -> Reporter:
    """The render function of a format."""
    render: Reporter = import_module(REPORTERS[name]).render
    return render
