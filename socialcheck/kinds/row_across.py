"""Tests across the rows of a register, made once from all rows; and secrets, whose reuse shows only across rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from socialcheck.kinds.row_values import NONE, Cells, Hit, Hits, RowContext, Test, never, secrets_in
from socialcheck.text.cells.known import fold
from socialcheck.text.cells.people import name_key
from socialcheck.text.cells.strength import guessable
from socialcheck.text.cells.values import handle_key, platform_of

MOST_ROWS = 8
_NO_LETTER = re.compile(r"[\W_]+")
_ALIKE = str.maketrans("il1o05s", "lllooss")


def unique(fields: list[str], ctx: RowContext) -> Test:
    """No two rows may agree in all these fields; rows that leave one blank do not count."""
    keys = [_key_of(name, ctx) for name in fields]
    last = fields[-1]

    def key(cells: Cells) -> tuple[str, ...] | None:
        parts = tuple(read(cells) for read in keys)
        return parts if all(parts) else None

    first: dict[tuple[str, ...], int] = {}
    rows: dict[tuple[str, ...], list[int]] = {}
    for row in ctx.chosen_rows():
        found = key(row.cells)
        if found is not None and first.setdefault(found, row.number) != row.number:
            rows.setdefault(found, [first[found]]).append(row.number)
    double = {found: _listing(numbers) for found, numbers in rows.items()}
    if not double:
        return never
    return _by_texts(fields, ctx, lambda cells: (Hit(last, {"rows": double[k]}),) if (k := key(cells)) in double else NONE)


def shared(params: dict[str, Any], ctx: RowContext) -> Test:
    """A value may not stand on more than so many rows; with `by`, not under more than so many values of that field."""
    name, limit = params["field"], params["more_than"]
    key, by = _key_of(name, ctx), _key_of(params["by"], ctx) if params.get("by") else None
    first: dict[str, str] = {}
    groups: dict[str, set[str]] = {}
    for row in ctx.chosen_rows():
        value = key(row.cells)
        group = by(row.cells) if by else str(row.number)
        if value and group and first.setdefault(value, group) != group:
            groups.setdefault(value, {first[value]}).add(group)
    over = {value: f"{len(found):,}" for value, found in groups.items() if len(found) > limit}
    if not over:
        return never
    return _by_texts([name], ctx, lambda cells: (Hit(name, {"count": over[k]}),) if (k := key(cells)) in over else NONE)


def alike(params: dict[str, Any], ctx: RowContext) -> Test:
    """A name may not look like another one in its group though it is spelled otherwise."""
    name, key, group = params["field"], _key_of(params["field"], ctx), _key_of(params["within"], ctx)
    first: dict[tuple[str, str], tuple[str, int]] = {}
    close: dict[tuple[str, str], dict[str, int]] = {}
    for row in ctx.chosen_rows():
        if value := key(row.cells):
            place = group(row.cells), _skeleton(value)
            other, number = first.setdefault(place, (value, row.number))
            if other != value:
                close.setdefault(place, {other: number}).setdefault(value, row.number)

    def test(cells: Cells) -> Hits:
        value = key(cells)
        others = close.get((group(cells), _skeleton(value)), {}) if value else {}
        rows = [number for other, number in others.items() if other != value]
        return (Hit(name, {"rows": _listing(rows)}),) if rows else NONE

    return _by_texts([name, params["within"]], ctx, test) if close else never


def _by_texts(fields: list[str], ctx: RowContext, test: Test) -> Test:
    # What is kept is only what is found: a row is looked up by what its cells say.
    texts = itemgetter(*(ctx.at[name] for name in fields))
    asked: dict[Any, Hits] = {}
    for row in ctx.chosen_rows():
        if (said := texts(row.cells)) not in asked:
            asked[said] = test(row.cells)
    found = {said: hits for said, hits in asked.items() if hits}
    return lambda cells: found.get(texts(cells), NONE)


def _skeleton(handle: str) -> str:
    # What the eye takes for the same: l, I and 1; o and 0; rn and m; vv and w; dots and underscores.
    return _NO_LETTER.sub("", fold(handle)).replace("rn", "m").replace("vv", "w").translate(_ALIKE)


def secret(which: str, ctx: RowContext) -> Test:
    """Cells that hold a secret: all, those easy to guess, those used on several rows."""
    exposed = ctx.exposed
    if not exposed:
        return never
    if which == "exposed":
        return _where({at: {t: {"kind": s.kind} for t, s in held.items()} for at, held in exposed.items()})
    found = (secrets_in(row.cells, exposed) for row in ctx.rows)
    uses = Counter(value for secrets in found for value in {s.value for _, s in secrets})
    chosen = guessable(uses) if which == "guessable" else {value for value, count in uses.items() if count > 1}
    if which == "guessable":
        weak = {at: [t for t, s in held.items() if s.value in chosen and s.kind == "password"] for at, held in exposed.items()}
        return _where({at: {key: {} for key in texts} for at, texts in weak.items()})
    return _where(
        {at: {t: {"count": f"{uses[s.value]:,}"} for t, s in held.items() if s.value in chosen} for at, held in exposed.items()}
    )


def _where(told: Mapping[int, Mapping[str, Mapping[str, str]]]) -> Test:
    found = [(at, {text: Hit("", values, place=at) for text, values in texts.items()}) for at, texts in told.items() if texts]
    return (lambda cells: tuple([hits[cells[at]] for at, hits in found if cells[at] in hits])) if found else never


def _key_of(name: str, ctx: RowContext) -> Callable[[Cells], str]:
    if name not in ctx.at:
        return lambda cells: ""
    at, kind = ctx.at[name], ctx.known.fields.get(name)
    if kind == "platform":
        return lambda cells: platform_of(cells[at], ctx.known) or fold(cells[at])
    readers: dict[str, Callable[[str], str]] = {"handle": handle_key, "person": name_key}
    read = readers.get(kind or "", fold)
    nothing = {read(word) for word in ctx.known.blank | ctx.known.no}
    return lambda cells: "" if (value := read(cells[at])) in nothing else value


def _listing(numbers: list[int]) -> str:
    more = f" and {len(numbers) - MOST_ROWS:,} more" if len(numbers) > MOST_ROWS else ""
    return ", ".join(str(number) for number in numbers[:MOST_ROWS]) + more
