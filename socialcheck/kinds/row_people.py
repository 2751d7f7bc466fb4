"""Tests of the people named in a row, and of what changed since an earlier register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from socialcheck.kinds.row_dates import day_in
from socialcheck.kinds.row_lists import OFFICIAL_TYPES
from socialcheck.kinds.row_values import NONE, Cells, Hit, Hits, RowContext, Test, reader, undecided, unset
from socialcheck.text.cells.known import fold
from socialcheck.text.cells.people import Person, name_key, read_people
from socialcheck.text.cells.values import handle_key, same_team, team_words

MOST_NAMES = 5


def shared_name(field: str, ctx: RowContext) -> Test:
    """The owner must be a person, not a mailbox or a team."""
    at, hit, words = ctx.at[field], (Hit(field),), ctx.known.mailbox_words

    def test(cells: Cells) -> Hits:
        text = cells[at]
        return hit if "@" in text.strip().lstrip("@") or words & set(fold(text[:200]).split()) else NONE

    return test


def differ(fields: list[str], ctx: RowContext) -> Test:
    """The two people must not be the same."""
    one, other = (ctx.at[name] for name in fields)
    hit = (Hit(fields[0]),)

    def test(cells: Cells) -> Hits:
        key = name_key(cells[one]) if ctx.filled(cells[one]) else ""
        return hit if key and key == name_key(cells[other]) else NONE

    return test


def same(fields: list[str], ctx: RowContext) -> Test:
    """Two people, or two teams, must be the same where both are named."""
    one, other = (ctx.at[name] for name in fields)
    hit, is_team = (Hit(fields[0]),), fields[0].endswith("_team")

    def test(cells: Cells) -> Hits:
        if not (ctx.filled(cells[one]) and ctx.filled(cells[other])):
            return NONE
        if is_team:
            return NONE if _same_team(cells[one], cells[other], ctx) else hit
        return NONE if name_key(cells[one]) == name_key(cells[other]) else hit

    return test


def _same_team(one: str, other: str, ctx: RowContext) -> bool:
    return same_team(one, [other], ctx.known) or team_words(one, ctx.known) == team_words(other, ctx.known)


def among_people(params: dict[str, Any], ctx: RowContext) -> Test:
    """Nobody named may be on the list."""
    listed = frozenset(name_key(name) for name in ctx.list_of(params["people"]))
    return _listed_people(params, ctx, lambda person: person.key in listed)


def not_among_people(params: dict[str, Any], ctx: RowContext) -> Test:
    """Everybody named must be on the list."""
    listed = frozenset(name_key(name) for name in ctx.list_of(params["people"]))
    mailbox = ctx.known.mailbox_words
    return _listed_people(params, ctx, lambda person: person.key not in listed and not mailbox & set(person.key.split()))


def _listed_people(params: dict[str, Any], ctx: RowContext, wrong: Any) -> Test:
    fields = [params["field"]] if isinstance(params["field"], str) else params["field"]
    places = [(name, ctx.at[name]) for name in fields if name in ctx.at]

    def test(cells: Cells) -> Hits:
        for name, at in places:
            found = [p for p in read_people(cells[at]) if p.key and "@" not in p.name and wrong(p)]
            if found and ctx.filled(cells[at]):
                return (Hit(name, {"names": _names((p.name for p in found), ctx)}),)
        return NONE

    return test


def people_team(params: dict[str, Any], ctx: RowContext) -> Test:
    """Everybody named must belong to the team the policy names: by the cell, the staff list, or the account's team."""
    fields = [params["field"]] if isinstance(params["field"], str) else params["field"]
    name = next(f for f in fields if f in ctx.at)
    places = [ctx.at[f] for f in fields if f in ctx.at]
    wanted, staff = ctx.list_of(params["of"]), ctx.settings.get("staff_teams") or {}
    shared = ctx.at.get(params.get("team") or "")

    def test(cells: Cells) -> Hits:
        people = _people(cells, places, ctx)
        if people and not wanted:
            return unset(name, params["of"])
        common = cells[shared] if shared is not None else ""
        teams = [(p, p.team or staff.get(p.key) or common) for p in people]
        outside = [p.name for p, team in teams if team and not same_team(team, wanted, ctx.known)]
        if outside:
            return (Hit(name, {"names": _names(outside, ctx)}),)
        return undecided(name, "names people without their teams; give --staff") if any(not t for _, t in teams) else NONE

    return test


def people_dated(params: dict[str, Any], ctx: RowContext) -> Test:
    """Everybody named must have a date, and one that has come."""
    places, name = [ctx.at[f] for f in params["people"] if f in ctx.at], params["dates"]
    at, staff = ctx.at[name], ctx.settings.get("staff_trained") or {}

    def test(cells: Cells) -> Hits:
        people = _people(cells, places, ctx)
        if not people:
            return NONE
        dated, whole = _dated(cells[at])
        days = {p.key: dated.get(p.key) or staff.get(p.key) or whole for p in people}
        late = [p.name for p in people if not (day := days[p.key]) or day > ctx.today]
        return (Hit(name, {"names": _names(late, ctx)}),) if late else NONE

    return test


def people_ordered(params: dict[str, Any], ctx: RowContext) -> Test:
    """For everybody in the second column, the date in the first must exist and not be later."""
    first, then, name = ctx.at[params["first"]], ctx.at[params["then"]], params["then"]
    staff = ctx.settings.get("staff_trained") or {}

    def test(cells: Cells) -> Hits:
        if not ctx.filled(cells[then]):
            return NONE
        granted = read_people(cells[then])
        dated, whole = _dated(cells[first])
        wrong, open_ = [], False
        for person in granted:
            before = [dated.get(person.key) or staff.get(person.key) or whole] if person.key else [*dated.values(), whole]
            days = [day for day in before if day]
            open_ = open_ or person.on is None
            if person.on and (not days or max(days) > person.on):
                wrong.append(person.name or "everybody named")
        if wrong:
            return (Hit(name, {"names": _names(wrong, ctx)}),)
        return undecided(name, "names people without the date of access") if open_ else NONE

    return test


def at_least(params: dict[str, Any], ctx: RowContext) -> Test:
    """Where people are named, there must be so many."""
    fields = [f for f in params["people"] if f in ctx.at]
    places, count, hit = [ctx.at[f] for f in fields], params["count"], (Hit(fields[0]),)
    return lambda cells: hit if 0 < len({p.key for p in _people(cells, places, ctx)}) < count else NONE


def crossed(params: dict[str, Any], ctx: RowContext) -> Test:
    """A type may not go from official to personal, or back."""
    before, now, read = ctx.at[params["before"]], ctx.at[params["now"]], reader("account_type", ctx)

    def test(cells: Cells) -> Hits:
        was, is_ = read(cells[before]), read(cells[now])
        if {was, is_} <= {None, "personal"} or {was, is_} <= OFFICIAL_TYPES | {None}:
            return NONE
        return (Hit(params["now"], {"first": str(was), "then": str(is_)}),)

    return test


def changed(params: dict[str, Any], ctx: RowContext) -> Test:
    """A value that differs from the earlier register needs a notice that the earlier one did not hold."""
    before, now, notified = (ctx.at[params[key]] for key in ("before", "now", "notified"))
    key = handle_key if params["now"] == "handle" else name_key
    earlier = ctx.at.get(f"earlier_{params['notified']}")

    def test(cells: Cells) -> Hits:
        if not (ctx.filled(cells[before]) and ctx.filled(cells[now])) or key(cells[before]) == key(cells[now]):
            return NONE
        stale = earlier is not None and day_in(cells[earlier]) == day_in(cells[notified])
        return NONE if ctx.filled(cells[notified]) and not stale else (Hit(params["now"]),)

    return test


def team_changed(params: dict[str, Any], ctx: RowContext) -> Test:
    """Where people lost access since the earlier register, the password must have been changed since."""
    before = [ctx.at[f] for f in params["before"] if f in ctx.at]
    now = [ctx.at[f] for f in params["now"] if f in ctx.at]
    changed_at, earlier_at = ctx.at[params["changed"]], ctx.at[params["earlier"]]

    def test(cells: Cells) -> Hits:
        was = {p.key for p in _people(cells, before, ctx)}
        is_ = {p.key for p in _people(cells, now, ctx)}
        if not was - is_ or not is_:
            return NONE
        new, old = day_in(cells[changed_at]), day_in(cells[earlier_at])
        return NONE if new and (old is None or new > old) else (Hit(params["changed"]),)

    return test


def _people(cells: Cells, places: list[int], ctx: RowContext) -> list[Person]:
    found = {p.key: p for at in places if ctx.filled(cells[at]) for p in read_people(cells[at]) if p.key}
    return list(found.values())


def _dated(text: str) -> tuple[dict[str, date], date | None]:
    people = read_people(text)
    whole = next((p.on for p in people if not p.key and p.on), None)
    return {p.key: p.on for p in people if p.key and p.on}, whole


def _names(names: Iterable[str], ctx: RowContext) -> str:
    all_ = list(names)
    more = f" and {len(all_) - MOST_NAMES} more" if len(all_) > MOST_NAMES else ""
    return ", ".join(ctx.show(name) for name in all_[:MOST_NAMES]) + more
