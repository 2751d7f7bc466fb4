"""A comment as it was found in an export: what was written, by whom, when, and in answer to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.

    `cells` are its original columns where it came from a table; `action`, `warned` and `decided` tell what
    earlier runs and people did.
    """

    text: str = ""
    path: str | None = None
    row: int | None = None
    id: str | None = None
    author: str | None = None
    at: datetime | None = None
    platform: str | None = None
    parent: str | None = None
    action: str | None = None
    warned: bool = False
    decided: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    places: tuple[int, int] = (-1, -1)
    trouble: str | None = None
    unreadable: str | None = None


def not_read(path: str, reason: str, row: int | None = None, id: str | None = None) -> Comment:
    """A comment, or a whole file, that could not be read: it says why and never counts as clean."""
    return Comment(path=path, row=row, id=id, unreadable=reason)
