"""What the tests of a row share: the context they are bound to, what they answer, how a field is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import compress
from typing import Any, NamedTuple

from socialcheck.text.cells.known import Known, fold, load_known
from socialcheck.text.cells.secrets import Secret
from socialcheck.text.cells.values import choice_of, is_filled, platform_of, yes_or_no

MOST_REMEMBERED = 100_000

Cells = Sequence[str]
Reader = Callable[[str], "str | None"]


class Hit(NamedTuple):
    """What a test found: the field, what the message may show, or why it could not decide."""

    field: str
    values: Mapping[str, str] = {}
    undecided: str = ""
    setting: str = ""
    place: int = -1


Hits = tuple[Hit, ...]
Test = Callable[[Cells], Hits]
NONE: Hits = ()


def never(cells: Cells) -> Hits:
    """The test that finds nothing: what a test becomes when no row of this register can fail it."""
    return NONE


def secrets_in(cells: Cells, exposed: Mapping[int, Mapping[str, Secret]]) -> list[tuple[int, Secret]]:
    """The secrets in a row, each with its column's place."""
    return [(at, held[cells[at]]) for at, held in exposed.items() if at < len(cells) and cells[at] in held]


class Row(NamedTuple):
    """A row of a register as the spreadsheet numbers it."""

    number: int
    cells: Cells


def plain(text: str) -> str:
    """A cell's text on one line, cut to what a message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


class Filled(dict[str, bool]):
    """Whether texts say something, remembered: a register asks the same of the same few texts millions of times."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known
        # A cell that begins as no word for nothing does says something.
        self.telling = frozenset("@0123456789abcdefghijklmopqrstuvwxyz") - {word[:1] for word in known.blank | known.no}

    def __missing__(self, text: str) -> bool:
        if len(self) > MOST_REMEMBERED:
            self.clear()
        answer = self[text] = text[:1].lower() in self.telling or is_filled(text, self.known)
        return answer


@dataclass(frozen=True, slots=True)
class RowContext:
    """A register's columns, the policy's and office's settings, the day, and how to show a cell."""

    known: Known
    at: Mapping[str, int]
    settings: Mapping[str, Any]
    today: date
    rows: Sequence[Row] = ()
    applies: Sequence[bool] | None = None
    date_fields: tuple[str, ...] = ()
    show: Callable[[str], str] = plain
    exposed: Mapping[int, Mapping[str, Secret]] = field(default_factory=dict)
    trigger: Mapping[str, Any] = field(default_factory=dict)
    memo: Filled = field(default_factory=lambda: Filled(load_known()), repr=False)
    texts: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)

    def with_trigger(self, trigger: Mapping[str, Any]) -> RowContext:
        """The context for one rule: its trigger's options at hand."""
        return replace(self, trigger=trigger)

    def filled(self, text: str) -> bool:
        """Whether a cell says something."""
        return self.memo[text]

    def texts_at(self, at: int) -> frozenset[str]:
        """The different texts of a column, found once."""
        if at not in self.texts:
            self.texts[at] = frozenset(row.cells[at] for row in self.rows)
        return self.texts[at]

    def list_of(self, name: str) -> list[str]:
        """The values of a $setting; empty where it is not set."""
        value = self.settings.get(name.removeprefix("$"))
        return [] if value is None else [value] if isinstance(value, str) else list(value)

    def chosen_rows(self) -> Iterator[Row]:
        """The rows the rule is for, for tests across rows."""
        return iter(self.rows) if self.applies is None else compress(self.rows, self.applies)


def reader(name: str, ctx: RowContext) -> Reader:
    """How a field's cells are read for comparison: a choice, a platform, yes or no, else the folded text."""
    kind = ctx.known.fields.get(name.removeprefix("earlier_").removeprefix("staff_"), "text")
    kind = {"earlier_type": "account_type"}.get(name, kind)
    if kind in ctx.known.choices:
        return partial(choice_of, choice=kind, known=ctx.known)
    if kind == "platform":
        return partial(platform_of, known=ctx.known)
    if kind == "yesno":
        return partial(yes_or_no, known=ctx.known)
    return fold


def undecided(field_name: str, reason: str) -> Hits:
    """A test that cannot decide on this cell."""
    return (Hit(field_name, undecided=reason),)


def unset(field_name: str, setting: str) -> Hits:
    """A test that cannot decide until a setting is given."""
    name = setting.removeprefix("$")
    return (Hit(field_name, undecided=f"the setting {name} is not set", setting=name),)


def shown_value(name: str, text: str, ctx: RowContext) -> str:
    """A cell for a message: a platform by its usual name, anything else as it stands, cut and masked."""
    if ctx.known.fields.get(name) == "platform":
        key = platform_of(text, ctx.known)
        if key:
            return ctx.known.platform_names[key]
    return ctx.show(text)
