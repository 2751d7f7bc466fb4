"""Plain terminal text: colour where it is wanted, wrapping, and user text made harmless."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

WIDEST = 110
NARROWEST = 30
COMMANDS = ("::", "##[")  # GitHub and Azure read them as commands, spaces before them or not
_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31;1",
    "yellow": "33;1",
    "green": "32;1",
    "blue": "36",
    "under": "4",
}


class Page(NamedTuple):
    """How wide to write, and whether in colour."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, style: str) -> str:
        """The text in a style, where colour is wanted."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and text else text

    def wrap(self, text: str, indent: str = "", first: str | None = None) -> Iterator[str]:
        """Lines of a paragraph; `first` starts the first line, `indent` the others. Long words, such as links, stay whole."""
        lead = indent if first is None else first
        lines = textwrap.wrap(
            harmless(text), max(self.width, NARROWEST + len(indent)), initial_indent=lead, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        yield from map(no_command, lines or [lead.rstrip()])


def page_of_terminal() -> Page:
    """The page that standard output is: NO_COLOR, pipes and dumb terminals get no colour."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((80, 24)).columns
    return Page(max(40, min(width, WIDEST)), terminal and not os.environ.get("NO_COLOR"))


def harmless(text: str) -> str:
    """User text without control codes, line breaks or characters that reorder a line."""
    return "".join(c if c.isprintable() else " " if c in "\n\r\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def no_command(line: str) -> str:
    """A line that no build log takes for a command, whatever user text was wrapped onto its start."""
    words = line.lstrip()
    return f"{line[: len(line) - len(words)]}\\{words}" if words.startswith(COMMANDS) else line


def say_moment(iso: str) -> str:
    """`Tuesday 14 April 2026, 16:55`."""
    when = datetime.fromisoformat(iso)
    return f"{when:%A} {when.day} {when:%B %Y}, {when:%H:%M}"


def say_date(iso: str) -> str:
    """`1 September 2015`, or `June 2024` where only the month is known."""
    if len(iso) == 7:
        return f"{datetime.fromisoformat(iso + '-01'):%B %Y}"
    when = datetime.fromisoformat(iso)
    return f"{when.day} {when:%B %Y}"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """`1 post`, `2 posts`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
