"""Binds the rules a policy enforces on accounts to the columns of one register, and says what cannot be bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from socialcheck.kinds.row import compile_facts, compile_test, needs, settings_of, test_of
from socialcheck.kinds.row_values import Cells, RowContext, Test, never, reader
from socialcheck.text.cells.dates import read_date

GONE = "vanished"
DERIVED = ("earlier_", "staff_", GONE)
ENDED = frozenset({"closed", "refused", "pending"})
NOT_OPENED = frozenset({"refused", "pending"})

ACROSS = ("unique", "shared", "alike")

Predicate = Callable[[Cells], bool]


class Standing(NamedTuple):
    """What decides which rules a row is for."""

    personal: bool
    status: str
    commissioner: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """One enforcement of one rule, ready to run on rows."""

    name: str
    rule: Mapping[str, Any]
    enforcement: Mapping[str, Any]
    test: Test | None
    when: Sequence[Predicate]
    unless: Sequence[Predicate]
    conditional: bool
    fits: frozenset[Standing]

    def holds(self, cells: Cells) -> bool:
        """Whether the rule's conditions hold for a row."""
        for fact in self.when:
            if not fact(cells):
                return False
        for fact in self.unless:  # noqa: SIM110 # a generator here costs more than the facts
            if fact(cells):
                return False
        return True


class Unbound(NamedTuple):
    """An enforcement that cannot be checked: the fields without a column."""

    name: str
    enforcement: Mapping[str, Any]
    missing: tuple[str, ...]
    left_out: bool


def make_standing(ctx: RowContext) -> Callable[[Cells], Standing]:
    """How to tell what a row is: stated to be personal, closed, the commissioner's own. What is not stated is not."""
    kind, role, status = (_reading(name, ctx) for name in ("account_type", "owner_role", "status"))
    closed_at, gone_at = ctx.at.get("closed_on"), ctx.at.get(GONE)
    kinds: dict[Standing, Standing] = {}  # rows share the few there are

    def standing(cells: Cells) -> Standing:
        state = GONE if gone_at is not None and cells[gone_at] else status(cells) or "open"
        if state == "open" and closed_at is not None and status(cells) is None:
            day = read_date(cells[closed_at])
            state = "closed" if day and day <= ctx.today else state
        found = Standing(kind(cells) == "personal", state, role(cells) in ("pcc", "deputy-pcc"))
        return kinds.setdefault(found, found)

    return standing


def _reading(name: str, ctx: RowContext) -> Callable[[Cells], str | None]:
    if name not in ctx.at:
        return lambda cells: None
    at, read = ctx.at[name], reader(name, ctx)
    return lambda cells: read(cells[at])


def is_for(trigger: Mapping[str, Any], standing: Standing) -> bool:
    """Whether a rule is for rows of this standing. Of an account that has gone, only that is known."""
    if standing.status == GONE:
        return test_of(trigger) == GONE
    of, state = trigger.get("of", "official"), trigger.get("state", "live")
    if of == "official" and standing.personal:
        return False
    if of == "personal" and (not standing.personal or standing.commissioner):
        return False
    ended = ENDED if state == "live" else NOT_OPENED if state == "opened" else ()
    return standing.status not in ended


def bind(
    rules: Mapping[str, Mapping[str, Any]],
    enforce: Mapping[str, Sequence[Mapping[str, Any]]],
    ctx: RowContext,
    stands: Sequence[Standing],
) -> tuple[list[Bound], list[Unbound]]:
    """All enforcements: those this register can be checked by, and the others."""
    kinds = frozenset(stands)
    bound: list[Bound] = []
    unbound: list[Unbound] = []
    for name, enforcements in enforce.items():
        rule = rules[name]
        trigger = rule["row"]
        for enforcement in enforcements:
            when = {**rule.get("when", {}), **enforcement.get("when", {})}
            missing = _missing(trigger, when, ctx)
            if missing:
                unbound.append(Unbound(name, enforcement, missing, _left_out(trigger, missing)))
                continue
            fits = frozenset(standing for standing in kinds if is_for(trigger, standing))
            applies = [standing in fits for standing in stands] if test_of(trigger) in ACROSS else None
            bound.append(_bind(name, rule, enforcement, when, fits, replace(ctx, applies=applies)))
    return bound, unbound


def _bind(
    name: str,
    rule: Mapping[str, Any],
    enforcement: Mapping[str, Any],
    when: Mapping[str, Any],
    fits: frozenset[Standing],
    ctx: RowContext,
) -> Bound:
    test = None if test_of(rule["row"]) == "breaks" else compile_test(rule["row"], ctx) if fits else never
    unless = [*compile_facts(rule.get("unless", {}), ctx), *compile_facts(enforcement.get("unless", {}), ctx)]
    holding = compile_facts(when, ctx)
    return Bound(name, rule, enforcement, test, holding, unless, bool(holding or unless), fits)


def _missing(trigger: Mapping[str, Any], when: Mapping[str, Any], ctx: RowContext) -> tuple[str, ...]:
    lists = [name for name in settings_of(trigger) if name.startswith(DERIVED) and name not in ctx.settings]
    groups = needs(trigger, when)
    return (*lists, *(group[0] for group in groups if not any(name in ctx.at for name in group)))


def _left_out(trigger: Mapping[str, Any], missing: Sequence[str]) -> bool:
    return bool(trigger.get("optional")) or any(name.startswith(DERIVED) for name in missing)
