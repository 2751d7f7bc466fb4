"""Tests of one cell of a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from socialcheck.kinds.row_values import (
    NONE,
    Cells,
    Hit,
    Hits,
    RowContext,
    Test,
    reader,
    shown_value,
    undecided,
    unset,
)
from socialcheck.text.cells.known import fold
from socialcheck.text.cells.values import host_of, is_under, platform_of, yes_or_no

_APART = re.compile(r"[\W_]+")


def filled(fields: Any, ctx: RowContext) -> Test:
    """Each field must be filled."""
    names = [fields] if isinstance(fields, str) else fields
    found = [(ctx.at[name], (Hit(name),)) for name in names]
    is_filled = ctx.memo.__getitem__
    if len(found) == 1:
        at, hit = found[0]
        return lambda cells: NONE if is_filled(cells[at]) else hit
    return lambda cells: sum((hit for at, hit in found if not is_filled(cells[at])), NONE)


def any_filled(fields: list[str], ctx: RowContext) -> Test:
    """At least one of the fields must be filled; those without a column do not count."""
    present = [name for name in fields if name in ctx.at]
    places = [ctx.at[name] for name in present]
    hit = (Hit(present[0]),)
    is_filled = ctx.memo.__getitem__

    def test(cells: Cells) -> Hits:
        for at in places:
            if is_filled(cells[at]):
                return NONE
        return hit

    return test


def empty(field: str, ctx: RowContext) -> Test:
    """The field must be empty."""
    at, hit, is_filled = ctx.at[field], (Hit(field),), ctx.memo.__getitem__
    return lambda cells: hit if is_filled(cells[at]) else NONE


def vanished(_: Any, ctx: RowContext) -> Test:
    """The row stood in the earlier register only."""
    at = ctx.at["vanished"]
    return lambda cells: (Hit("vanished"),) if cells[at] else NONE


def says_yes(field: str, ctx: RowContext) -> Test:
    """The field must say yes or give a date that has come; with `reference`, a reference counts too."""
    at, known = ctx.at[field], ctx.known
    accepted = {"yes", "date", "reference", "other"} if ctx.trigger.get("reference") else {"yes", "date"}
    hit = (Hit(field),)

    def test(cells: Cells) -> Hits:
        said = yes_or_no(cells[at], known)
        if said in accepted:
            return NONE
        if said in ("blank", "no"):
            return hit
        return undecided(field, f"{ctx.show(cells[at])} is neither yes, nor no, nor a date")

    return test


def stated(params: dict[str, Any], ctx: RowContext) -> Test:
    """The field may not say one of these."""
    name, wanted = params["field"], frozenset(params["is"])
    at, read = ctx.at[name], reader(name, ctx)
    show = _showing(name, at, ctx)
    return lambda cells: show(cells) if cells[at] and read(cells[at]) in wanted else NONE


def within(params: dict[str, Any], ctx: RowContext) -> Test:
    """The field must say one of these; blank passes unless the rule says otherwise."""
    name = params["field"]
    allowed = frozenset(_words(params["of"], ctx))
    at, read, show = ctx.at[name], reader(name, ctx), _showing(name, ctx.at[name], ctx)
    blank: Hits = (Hit(name, {"value": "nothing"}),) if ctx.trigger.get("blank") else NONE
    choice = ctx.known.fields.get(name) in ctx.known.choices

    def test(cells: Cells) -> Hits:
        text = cells[at]
        if not ctx.filled(text):
            return blank
        if not allowed:
            return unset(name, str(params["of"]))
        said = read(text)
        if said is None and choice:
            return undecided(name, f"{ctx.show(text)} is not a value that is known")
        return NONE if said in allowed else show(cells)

    return test


def outside(params: dict[str, Any], ctx: RowContext) -> Test:
    """The field may not say one of these."""
    return stated({"field": params["field"], "is": _words(params["of"], ctx)}, ctx)


def known_platform(field: str, ctx: RowContext) -> Test:
    """The platform must be one that is known."""
    at, known, show = ctx.at[field], ctx.known, _showing(field, ctx.at[field], ctx)
    return lambda cells: show(cells) if ctx.filled(cells[at]) and platform_of(cells[at], known) is None else NONE


def bound(field: str, ctx: RowContext) -> Test:
    """The row may not name another policy than the one it is checked against."""
    at, show = ctx.at[field], _showing(field, ctx.at[field], ctx)
    own = [_spaced(name) for name in ctx.list_of("policy_names")]
    others = [_spaced(name) for name in ctx.list_of("other_policies")]

    def test(cells: Cells) -> Hits:
        said = _spaced(cells[at])
        elsewhere = any(name in said for name in others) and not any(name in said for name in own)
        return show(cells) if elsewhere else NONE

    return test


def contains(params: dict[str, Any], ctx: RowContext) -> Test:
    """A text that is there must hold one of these words."""
    name, words = params["field"], [_spaced(word) for word in _words(params["any"], ctx)]
    at, hit = ctx.at[name], (Hit(name),)

    def test(cells: Cells) -> Hits:
        if not ctx.filled(cells[at]) or not words:
            return NONE
        said = _spaced(cells[at])
        return NONE if any(word in said for word in words) else hit

    return test


def mentions(params: dict[str, Any], ctx: RowContext) -> Test:
    """A text may hold none of these words."""
    name, words = params["field"], [_spaced(word) for word in _words(params["any"], ctx)]
    at, hit = ctx.at[name], (Hit(name),)

    def test(cells: Cells) -> Hits:
        if not cells[at].strip():
            return NONE
        if not words:
            return unset(name, str(params["any"]))
        said = _spaced(cells[at])
        return hit if any(word in said for word in words) else NONE

    return test


def link(params: dict[str, Any], ctx: RowContext) -> Test:
    """The field must hold an address on one of these hosts, or say yes."""
    name, hosts = params["field"], [host_of(h) for h in ctx.list_of(params["hosts"])]
    at, hit, known = ctx.at[name], (Hit(name),), ctx.known

    def test(cells: Cells) -> Hits:
        text = cells[at]
        if not ctx.filled(text):
            return hit
        if yes_or_no(text, known) in ("yes", "date"):
            return NONE
        host = host_of(text)
        if not hosts:
            return unset(name, "$link_domains")
        return NONE if any(is_under(host, allowed) for allowed in hosts) else hit

    return test


def _showing(name: str, at: int, ctx: RowContext) -> Callable[[Cells], Hits]:
    return lambda cells: (Hit(name, {"value": shown_value(name, cells[at], ctx)}),)


def _words(value: Any, ctx: RowContext) -> list[str]:
    return ctx.list_of(value) if isinstance(value, str) else list(value)


def _spaced(text: str) -> str:
    # Words with a space on either side, so that `101` is not found in `1010`.
    text = text[:8_000].lower()
    return f" {_APART.sub(' ', text if text.isascii() else fold(text)).strip()} "
