"""Finds the header of a table and what each column stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from socialcheck.accounts.register import STAND_INS, Column
from socialcheck.kinds.row_values import Row
from socialcheck.model import InputError
from socialcheck.text.cells.known import Known, fold_heading

_EITHER = re.compile(r"/|\bor\b", re.IGNORECASE)
SEARCHED_ROWS = 60
LONGEST_HEADING = 120


class Header(NamedTuple):
    """Which rows hold the headings, and the headings themselves, one a column."""

    rows: tuple[int, ...]
    headings: tuple[str, ...]
    body: int


def find_header(rows: Sequence[Row], names: Mapping[str, str], where: str, known: Known) -> Header:
    """The row, or the two rows, of headings; raises InputError where there is none."""
    best: tuple[int, Header] | None = None
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        if not any(row.cells):
            continue
        for candidate in _candidates(rows, number, names, known):
            score = len({field_named(heading, names) for heading in candidate.headings} - {None})
            if best is None or score > best[0]:
                best = (score, candidate)
    if best is None:
        raise InputError(f"{where}: holds no rows; a register needs a row of headings and one row for each account")
    filled = sum(1 for heading in best[1].headings if heading)
    if best[0] < min(2, filled) and best[0] + _nearly_known(best[1], names) < 2:
        examples = ", ".join(known.titles[name] for name in ("platform", "handle", "owner"))
        raise InputError(
            f"{where}: no row of headings was found; add one with headings such as {examples}, "
            "or name your own headings under columns: in socialcheck.yaml"
        )
    return best[1]


def _nearly_known(header: Header, names: Mapping[str, str]) -> int:
    return len(suggest([Column(heading, n) for n, heading in enumerate(header.headings)], names))


def _candidates(rows: Sequence[Row], number: int, names: Mapping[str, str], known: Known) -> list[Header]:
    row = rows[number]
    single = Header((row.number,), tuple(clean_heading(c) for c in row.cells), number + 1)
    if number + 1 >= len(rows) or not any(rows[number + 1].cells):
        return [single]
    lower = rows[number + 1]
    width = max(len(row.cells), len(lower.cells))
    upper_cells, group = [], ""
    for cell in _padded(row.cells, width):
        group = cell or group
        upper_cells.append((cell, group))
    headings = []
    for (own, spanned), below in zip(upper_cells, _padded(lower.cells, width), strict=True):
        headings.append(_joined(own, spanned, below, names, known))
    joined = Header((row.number, lower.number), tuple(headings), number + 2)
    return [single, joined] if _looks_like_headings(lower.cells) else [single]


def _joined(own: str, group: str, below: str, names: Mapping[str, str], known: Known) -> str:
    """The heading of a column below a group's: `Approval` over `Date` is one heading, `Account` over `Platform` another."""
    if not below or below == group:
        return clean_heading(own or below)
    whole, alone = fold_heading(f"{group} {below}"), fold_heading(below)
    # `Line manager` over `E-mail` is no e-mail address of the account.
    about_person = known.fields.get(names.get(fold_heading(group), "")) == "person"
    if whole not in names and alone in names and not about_person:
        return clean_heading(below)
    return clean_heading(f"{group} {below}")


def _looks_like_headings(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(len(c) <= 40 and "@" not in c and _is_wordy(c) for c in filled)


def _is_wordy(cell: str) -> bool:
    # `2-step login` is a heading; `3` and `Office 24` are what stands below one.
    figures = sum(map(str.isdigit, cell))
    return not figures or (figures == 1 and cell[0].isdigit() and any(map(str.isalpha, cell)))


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def clean_heading(text: str) -> str:
    """A heading on one line."""
    return " ".join(text.split())[:LONGEST_HEADING]


def field_named(heading: str, names: Mapping[str, str]) -> str | None:
    """The field a heading stands for, also where it gives two names for one thing: `Handle / link`."""
    whole = names.get(fold_heading(heading)) if heading else None
    if whole or not heading:
        return whole
    fields = _fields_of_parts(heading, names)
    alike = {*fields[1:]} <= {fields[0], *STAND_INS.get(fields[0] or "", ())} if fields else False
    return fields[0] if alike else None


def _fields_of_parts(heading: str, names: Mapping[str, str]) -> list[str | None]:
    parts = [part for part in _EITHER.split(heading[:LONGEST_HEADING]) if part.strip()]
    return [names.get(fold_heading(part)) for part in parts] if 1 < len(parts) < 4 else []


# Fields of schedules and of comments, which `columns:` names as well.
OTHER_TABLES = frozenset(
    "id text title first_comment link image video alt moment date time when at author thread kind language network".split()
)


def heading_names(known: Known, configured: Mapping[str, str], where: str = "columns") -> dict[str, str]:
    """Folded heading to field: the known headings, and the office's own, which come first."""
    names = dict(known.headings)
    for field, heading in configured.items():
        if field not in known.fields:
            if field in OTHER_TABLES:
                continue
            close = get_close_matches(field, list(known.fields), n=1)
            hint = f" (did you mean {close[0]!r}?)" if close else ""
            raise InputError(f"{where}: no field is called {field!r}{hint}; 'socialcheck accounts --columns' lists them")
        own = [h for h, name in names.items() if name == field]
        for known_heading in own:
            del names[known_heading]
        names[fold_heading(heading)] = field
    return names


def match_columns(
    headings: Sequence[str], names: Mapping[str, str], first: int = 0
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """What each column stands for, and what to say about headings that stand twice. `first`: where the first one stands."""
    taken: dict[str, str] = {}
    columns: list[Column] = []
    notices: list[str] = []
    for index, heading in enumerate(headings):
        field = field_named(heading, names)
        if field and field in taken:
            notices.append(f"The columns {taken[field]!r} and {heading!r} mean the same; the first was used.")
            field = None
        if field:
            taken[field] = heading
        columns.append(Column(heading or f"column {letters(first + index)}", index, field))
    return tuple(columns), tuple(notices)


def suggest(columns: Sequence[Column], names: Mapping[str, str]) -> dict[str, str]:
    """For headings that stand for nothing: the field whose heading is spelled nearly so, if its column is missing."""
    from rapidfuzz import fuzz, process

    present = {column.field for column in columns}
    missing = {heading: field for heading, field in names.items() if field not in present}
    found: dict[str, str] = {}
    for column in columns:
        folded = fold_heading(column.heading)
        if column.field or len(folded) < 4 or not missing:
            continue
        match = process.extractOne(folded, list(missing), scorer=fuzz.ratio, score_cutoff=82)
        part = next((field for field in _fields_of_parts(column.heading, names) if field and field not in present), None)
        if match or part:
            found[column.heading] = missing[match[0]] if match else str(part)
    return found


def letters(index: int) -> str:
    """The letters a spreadsheet gives a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
