"""Wrapped lines for the reports on hours and elections: nothing in them moves a cursor or opens a command of a build log."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from socialcheck.report.plain import Page, harmless, no_command

NARROWEST = 30


def lines_of(text: str, page: Page, indent: str = "", first: str | None = None) -> Iterator[str]:
    """The lines of a paragraph; `first` starts the first line, `indent` the others. Long words, such as links, stay whole."""
    lead = indent if first is None else first
    room = max(NARROWEST, page.width - len(indent))
    pieces = wrap(
        harmless(text), room + len(indent), initial_indent=lead, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return map(no_command, pieces or [lead.rstrip()])
