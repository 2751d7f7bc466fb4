"""A staff list beside the register: who has left, who is in which team, who manages whom, who is trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from socialcheck.accounts.columns import find_header, match_columns
from socialcheck.accounts.read import digest_of, read_table, shown_path
from socialcheck.accounts.register import Column, Register
from socialcheck.kinds.row_values import Cells, Row
from socialcheck.model import InputError
from socialcheck.text.cells.dates import read_date
from socialcheck.text.cells.known import Known
from socialcheck.text.cells.people import name_key, read_people
from socialcheck.text.cells.values import choice_of


class Member(NamedTuple):
    """One person of the staff list."""

    name: str
    team: str
    line_manager: str
    status: str
    left_on: date | None
    trained_on: date | None


@dataclass(frozen=True, slots=True)
class StaffList:
    """The people of a staff list, by name. Names that stand twice are in `double` and are not judged by."""

    path: str
    sha256: str | None
    members: Mapping[str, Member]
    double: frozenset[str]


def read_staff(name: str, known: Known) -> StaffList:
    """The staff list at a path; raises InputError."""
    names = dict(known.staff_headings)
    table, shown = read_table(name, names, known), shown_path(name, known)
    try:
        header = find_header(table.rows, names, shown, known)
    except InputError:
        line = "no row of headings was found; a staff list has headings such as Name, Team, Left on"
        raise InputError(f"{shown}: {line}") from None
    columns, _ = match_columns(header.headings, names)
    at = {column.field: column.place for column in columns if column.field}
    if "name" not in at and not {"first_name", "last_name"} <= set(at):
        raise InputError(f"{shown}: has no column of names; a staff list has a column Name, or First name and Last name")
    members: dict[str, Member] = {}
    double: set[str] = set()
    for row in table.rows[header.body :]:
        member = _member(row.cells, at, known)
        key = name_key(member.name)
        if key and key in members and members[key] != member:
            double.add(key)
        members[key] = member
    members.pop("", None)
    return StaffList(shown, digest_of_path(name), members, frozenset(double))


def digest_of_path(name: str) -> str | None:
    """The SHA-256 of the file at a path."""
    from pathlib import Path

    return digest_of(Path(name))


def _member(cells: Cells, at: Mapping[str, int], known: Known) -> Member:
    def cell(field: str) -> str:
        place = at.get(field)
        return cells[place] if place is not None and place < len(cells) else ""

    name = cell("name") or f"{cell('first_name')} {cell('last_name')}".strip()
    status = choice_of(cell("status"), "staff_status", known) or ""
    return Member(name, cell("team"), cell("line_manager"), status, read_date(cell("left_on")), read_date(cell("trained_on")))


def with_staff(register: Register, staff: StaffList, settings: Mapping[str, Any], today: date) -> tuple[Register, dict[str, Any]]:
    """The register with what the list says of each owner, and the lists rules refer to as $staff_…."""
    members = {key: member for key, member in staff.members.items() if key not in staff.double}
    left = [m.name for m in members.values() if has_left(m, today)]
    owner_at = register.at.get("owner")
    extra = ("staff_owner_team", "staff_line_manager")
    rows = [Row(row.number, [*row.cells, *_about_owner(row.cells, owner_at, members)]) for row in register.rows]
    columns = [Column("staff list", len(register.columns) + n, name) for n, name in enumerate(extra)]
    return replace(register, columns=(*register.columns, *columns), rows=rows), {
        **settings,
        "staff_left": left,
        "staff_known": [m.name for m in staff.members.values()],
        "staff_teams": {key: m.team for key, m in members.items() if m.team},
        "staff_trained": {key: m.trained_on for key, m in members.items() if m.trained_on},
    }


def has_left(member: Member, today: date) -> bool:
    """Whether somebody has left: by a leaving date that has come, or else by the status."""
    if member.left_on is not None:
        return member.left_on < today
    return member.status == "left"


def _about_owner(cells: Cells, owner_at: int | None, members: Mapping[str, Member]) -> Sequence[str]:
    people = read_people(cells[owner_at]) if owner_at is not None else ()
    member = members.get(people[0].key) if len(people) == 1 else None
    return (member.team, member.line_manager) if member else ("", "")
