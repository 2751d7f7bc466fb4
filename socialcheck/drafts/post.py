"""A drafted post: its text, its facts, where it was read, and what could not be understood about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from socialcheck.model import Finding, NotChecked


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about the input itself that a person should know; becomes a finding of category `input`."""

    severity: str
    message: str
    fix: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One drafted post as read. `body_at` is where the text starts in its file, so that places refer to the file as given."""

    path: str | None
    text: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None
    row: int | None = None
    troubles: tuple[Trouble, ...] = ()
    unreadable: str | None = None
    body_line: int = 1
    body_offset: int = 0
    sha256: str | None = None


def not_read(path: str | None, reason: str, row: int | None = None, id_: str | None = None) -> Post:
    """A post that could not be read, with the reason."""
    return Post(path, unreadable=reason, row=row, id=id_)


Extra = tuple[list[Finding], list[NotChecked]]
