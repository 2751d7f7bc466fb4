"""The rule kind `row`: what a test over one row of a register needs, and the closed set of tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from socialcheck.kinds import row_across, row_cells, row_dates, row_lists, row_people
from socialcheck.kinds.row_values import NONE, Cells, Hits, Reader, RowContext, Test, never, reader

Factory = Callable[[Any, RowContext], Test]
Group = tuple[str, ...]

TESTS: dict[str, Factory] = {
    "filled": row_cells.filled,
    "any_filled": row_cells.any_filled,
    "empty": row_cells.empty,
    "says_yes": row_cells.says_yes,
    "stated": row_cells.stated,
    "within": row_cells.within,
    "outside": row_cells.outside,
    "known": row_cells.known_platform,
    "bound": row_cells.bound,
    "contains": row_cells.contains,
    "mentions": row_cells.mentions,
    "link": row_cells.link,
    "email": row_lists.email,
    "team": row_lists.team,
    "apps": row_lists.apps,
    "listed": row_lists.listed,
    "unofficial": row_lists.unofficial,
    "in_order": row_dates.in_order,
    "followed": row_dates.followed,
    "past": row_dates.past,
    "idle": row_dates.idle,
    "dates": row_dates.dates,
    "shared_name": row_people.shared_name,
    "differ": row_people.differ,
    "same": row_people.same,
    "among_people": row_people.among_people,
    "not_among_people": row_people.not_among_people,
    "people_team": row_people.people_team,
    "people_dated": row_people.people_dated,
    "people_ordered": row_people.people_ordered,
    "at_least": row_people.at_least,
    "changed": row_people.changed,
    "team_changed": row_people.team_changed,
    "crossed": row_people.crossed,
    "vanished": row_cells.vanished,
    "unique": row_across.unique,
    "shared": row_across.shared,
    "alike": row_across.alike,
    "secret": row_across.secret,
}

ONE_CELL = frozenset(
    [
        "filled", "empty", "says_yes", "stated", "within", "outside", "known", "bound", "contains", "mentions", "link",
        "email", "team", "past", "shared_name", "among_people", "not_among_people",
    ]
)  # fmt: skip
_NAMES_OF_FIELDS = (
    "field",
    "first",
    "then",
    "before",
    "now",
    "notified",
    "changed",
    "earlier",
    "handle",
    "platform",
)
_LISTS_OF_FIELDS = ("filled", "differ", "same", "unique", "before", "now", "field")
_ANY_OF = ("any_filled", "people", "fields")
_NO_COLUMN = ("dates", "secret", "breaks")


def test_of(trigger: Mapping[str, Any]) -> str:
    """The name of the one test a trigger holds."""
    return next(name for name in (*TESTS, "breaks") if trigger.get(name) is not None)


def needs(trigger: Mapping[str, Any], when: Mapping[str, Any]) -> list[Group]:
    """The columns a rule needs: of each group at least one."""
    name = test_of(trigger)
    wanted = [] if name in _NO_COLUMN else _needs_of(name, trigger[name])
    return [*wanted, *((field,) for field in when if not field.startswith("$"))]


def _needs_of(name: str, params: Any) -> list[Group]:
    if name == "vanished":
        return [("vanished",)]
    if isinstance(params, str):
        return [(params,)]
    if isinstance(params, list):
        return [tuple(params)] if name in _ANY_OF else [(field,) for field in params]
    found: list[Group] = []
    for key, value in params.items():
        if (
            isinstance(value, str) and not value.startswith("$") and key in (*_NAMES_OF_FIELDS, "by", "team", "dates", "approval")
        ) or (key == "within" and name == "alike"):
            found.append((value,))
        elif isinstance(value, list) and key in (*_ANY_OF, *_LISTS_OF_FIELDS):
            found.append(tuple(value))
    return found


def settings_of(trigger: Mapping[str, Any]) -> list[str]:
    """The settings a trigger refers to as $name, without the sign."""
    params = trigger[test_of(trigger)]
    values = params.values() if isinstance(params, Mapping) else []
    return [value[1:] for value in values if isinstance(value, str) and value.startswith("$")]


def compile_test(trigger: Mapping[str, Any], ctx: RowContext) -> Test:
    """The test of a trigger, bound to the columns of a register."""
    name = test_of(trigger)
    test = TESTS[name](trigger[name], ctx.with_trigger(trigger))
    field = _only_field(name, trigger[name], ctx)
    return test if field is None else _by_text(test, ctx.at[field], ctx)


def _only_field(name: str, params: Any, ctx: RowContext) -> str | None:
    if name not in ONE_CELL:
        return None
    fields = params.get("field") if isinstance(params, Mapping) else params
    return fields if isinstance(fields, str) else None


def _by_text(test: Test, at: int, ctx: RowContext) -> Test:
    # A test of one cell answers alike for like texts, and a column holds few: it is asked once for each text.
    cells = [""] * (at + 1)
    found: dict[str, Hits] = {}
    for text in ctx.texts_at(at):
        cells[at] = text
        if hits := test(cells):
            found[text] = hits
    return (lambda cells: found.get(cells[at], NONE)) if found else never


def compile_facts(facts: Mapping[str, Any], ctx: RowContext) -> list[Callable[[Cells], bool]]:
    """One predicate a fact: whether the row states it. A missing column or a blank cell states nothing."""
    return [_fact(name, wanted, ctx) for name, wanted in facts.items()]


def _fact(name: str, wanted: Any, ctx: RowContext) -> Callable[[Cells], bool]:
    if name not in ctx.at:
        return lambda cells: False
    at = ctx.at[name]
    if wanted in ("present", "absent"):
        is_filled, expected = ctx.memo.__getitem__, wanted == "present"
        return lambda cells: is_filled(cells[at]) is expected
    read: Reader = reader(name, ctx)
    values = frozenset(ctx.list_of(wanted) if isinstance(wanted, str) and wanted.startswith("$") else _as_list(wanted))
    return lambda cells: read(cells[at]) in values


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
