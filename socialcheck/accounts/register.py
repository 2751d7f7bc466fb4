"""The values a register is made of, once read and its columns found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from socialcheck.kinds.row_values import Row


class Elsewhere(NamedTuple):
    """A row that is no account: a title, a note, a comment on a cell, another sheet. Only searched for secrets."""

    where: str
    row: Row
    secret_columns: frozenset[int] = frozenset()
    first: int = 0  # where the first of its cells stands


class RawTable(NamedTuple):
    """Rows as the file has them, numbered as a spreadsheet numbers them; nothing is known of their meaning."""

    rows: Sequence[Row]
    sheet: str | None = None
    notices: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    first: int = 0  # where the first of its columns stands
    broken: Mapping[int, str] = {}  # rows that cannot be what they seem, and why


class Column(NamedTuple):
    """One column of the table: its heading, where it stands, and the field it was taken for."""

    heading: str
    place: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A register ready to check: every row has as many cells as there are columns."""

    path: str
    sha256: str | None
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    sheet: str | None = None
    header_rows: tuple[int, ...] = (1,)
    unreadable: tuple[tuple[Row, str], ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: Mapping[str, str] = field(default_factory=dict)
    first: int = 0  # where the first column stands

    @property
    def at(self) -> dict[str, int]:
        """Where each field stands; one that stands for another (a page name for a handle) counts for both."""
        found: dict[str, int] = {}
        for column in self.columns:
            if column.field:
                found.setdefault(column.field, column.place)
        for field_name, others in STAND_INS.items():
            for other in others:
                if field_name not in found and other in found:
                    found[field_name] = found[other]
        return found


FILE_NAME, FOLDER_NAME = IN_PATH = ("the name of the file", "the name of a folder")
STAND_INS = {"handle": ("account_name", "url", "username"), "platform": ("url",)}
