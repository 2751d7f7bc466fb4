"""Tests of dates in a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from socialcheck.kinds.row_values import NONE, Cells, Hit, Hits, RowContext, Test, never, undecided, unset
from socialcheck.text.cells.dates import date_inside, only_month_first, read_date, spoken, spoken_days
from socialcheck.text.cells.values import is_filled, yes_or_no

PLANNED = frozenset({"campaign_start", "campaign_end"})


def in_order(params: dict[str, Any], ctx: RowContext) -> Test:
    """The first date may not be later than the second."""
    name, first, then = params["first"], ctx.at[params["first"]], ctx.at[params["then"]]

    def test(cells: Cells) -> Hits:
        if not (ctx.filled(cells[first]) and ctx.filled(cells[then])):
            return NONE
        one, other = day_in(cells[first]), day_in(cells[then])
        if one is None or other is None:
            return undecided(name if one is None else params["then"], "gives no date that can be compared")
        if one <= other:
            return NONE
        days = spoken_days((one - other).days)
        return (Hit(name, {"first": spoken(one), "then": spoken(other), "days": days}),)

    return test


def followed(params: dict[str, Any], ctx: RowContext) -> Test:
    """Where the first date stands, the second has to follow on that day or later, within so many days if given."""
    name, first, then = params["then"], ctx.at[params["first"]], ctx.at[params["then"]]
    tolerance, blank_passes = params.get("within"), params.get("blank") == "pass"

    def test(cells: Cells) -> Hits:
        if not ctx.filled(cells[first]):
            return NONE
        start = day_in(cells[first])
        if not ctx.filled(cells[then]):
            said = spoken(start) if start else "a day not given"
            return NONE if blank_passes else (Hit(name, {"first": said, "then": "nothing follows in this column"}),)
        end = day_in(cells[then])
        if start is None or end is None:
            return undecided(params["first"] if start is None else name, "gives no date that can be compared")
        wrong = _gap(start, end, tolerance)
        return (Hit(name, {"first": spoken(start), "then": wrong}),) if wrong else NONE

    return test


def _gap(start: date, end: date, tolerance: int | None) -> str:
    days = (end - start).days
    if days < 0:
        return f"the date here, {spoken(end)}, is {spoken_days(-days)} earlier"
    if tolerance is not None and days > tolerance:
        return f"the date here, {spoken(end)}, is {spoken_days(days)} later"
    return ""


def past(field: str, ctx: RowContext) -> Test:
    """The date may not lie before today."""
    at = ctx.at[field]

    def test(cells: Cells) -> Hits:
        day = day_in(cells[at])
        return (Hit(field, {"first": spoken(day)}),) if day and day < ctx.today else NONE

    return test


def idle(params: dict[str, Any], ctx: RowContext) -> Test:
    """The date may not be longer ago than so many days; none at all counts from the opening date."""
    name, at, opened = params["field"], ctx.at[params["field"]], ctx.at.get("opened_on")
    fixed = isinstance(params["days"], int)
    limit = params["days"] if fixed else ctx.settings.get(params["days"].removeprefix("$"))

    def test(cells: Cells) -> Hits:
        text = cells[at]
        day = day_in(text)
        if limit is None:
            return unset(name, params["days"])
        if day is None and is_filled(text, ctx.known):
            return undecided(name, "gives no date that can be compared")
        since = day or (day_in(cells[opened]) if opened is not None else None)
        if day is None and fixed and since is None:
            return NONE
        if since is not None and (ctx.today - since).days <= limit:
            return NONE
        said = f"Last post {spoken(day)}, {spoken_days((ctx.today - day).days)} ago" if day else "No post is recorded"
        return (Hit(name, {"then": said, "limit": f"{limit:,}"}),)

    return test


def dates(which: str, ctx: RowContext) -> Test:
    """Dates that cannot be read, or that lie ahead though they record what was done."""
    fields = [(name, ctx.at[name]) for name in ctx.date_fields if name in ctx.at]
    if which == "future":
        fields = [(name, at) for name, at in fields if name not in PLANNED]
    judge = _future if which == "future" else _unreadable
    wrong: dict[int, dict[str, Hits]] = {}
    for name, at in fields:
        found: dict[str, Hits] = {text: (hit,) for text in ctx.texts_at(at) if text and (hit := judge(name, text, ctx))}
        if found:
            wrong[at] = found
    if not wrong:
        return never
    return lambda cells: sum((found.get(cells[at], NONE) for at, found in wrong.items()), NONE)


def _future(name: str, text: str, ctx: RowContext) -> Hit | None:
    day = read_date(text) if text else None
    return Hit(name, {"first": spoken(day)}) if day and day > ctx.today else None


def _unreadable(name: str, text: str, ctx: RowContext) -> Hit | None:
    if not text or day_in(text) or not is_filled(text, ctx.known) or yes_or_no(text, ctx.known) in ("yes", "no", "blank"):
        return None
    value = ctx.show(text)
    return Hit(name, {"value": f"{value}, which has its month first," if only_month_first(text) else value})


def day_in(text: str) -> date | None:
    """The day a cell names, alone or after words such as `yes,`."""
    return (read_date(text) or date_inside(text)) if text else None
