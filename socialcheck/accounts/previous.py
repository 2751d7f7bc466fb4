"""An earlier register beside the present one: the same accounts found again, and what they were then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from socialcheck.accounts.register import Column, Register
from socialcheck.kinds.row_values import Cells, Row
from socialcheck.text.cells.known import Known, fold
from socialcheck.text.cells.values import choice_of, handle_key, is_filled, platform_of

KEPT = (
    "handle", "owner", "account_type", "status", "administrators", "access_list", "password_changed_on",
    "owner_change_notified_on", "name_change_notified_on",
)  # fmt: skip
RENAMED = {"account_type": "earlier_type"}
KEYS: tuple[tuple[str, ...], ...] = (("platform", "handle"), ("application_ref",), ("platform", "username"))

Key = tuple[str, ...]


def with_earlier(register: Register, previous: Register, known: Known) -> Register:
    """The register with each account's earlier values, and a row for each that has gone without a closing date."""
    kept = [name for name in KEPT if name in previous.at]
    width, extra = len(register.columns), len(kept) + 1
    found: set[int] = set()
    pairs, present = _pairs(register, previous, known), _present(register, previous, known)
    rows: list[Row] = []
    for row in register.rows:
        earlier = pairs.get(row.number)
        if earlier is None:
            rows.append(Row(row.number, [*row.cells, *[""] * extra]))
            continue
        found.add(earlier.number)
        rows.append(Row(row.number, [*row.cells, *(earlier.cells[previous.at[name]] for name in kept), ""]))
    gone = (row for row in previous.rows if _is_gone(row, found, previous, known) and not present(row))
    rows += [_vanished(row, register, previous, width, extra) for row in gone]
    names = [RENAMED.get(name, f"earlier_{name}") for name in kept]
    columns = [
        Column(_heading(register, name), width + n, field) for n, (name, field) in enumerate(zip(kept, names, strict=True))
    ]
    columns.append(Column("earlier register", width + len(kept), "vanished"))
    return replace(register, columns=(*register.columns, *columns), rows=rows)


def _heading(register: Register, field: str) -> str:
    own = next((column.heading for column in register.columns if column.field == field), field.replace("_", " "))
    return f"{own} (earlier register)"


def _pairs(register: Register, previous: Register, known: Known) -> Mapping[int, Row]:
    pairs: dict[int, Row] = {}
    taken: set[int] = set()
    for fields in KEYS:
        key, earlier_key = _key(fields, register, known), _key(fields, previous, known)
        if key is None or earlier_key is None:
            continue
        earlier = _once(previous.rows, earlier_key, taken)
        for found, row in _once(register.rows, key, set(pairs)).items():
            if found in earlier:
                pairs[row.number] = earlier[found]
                taken.add(earlier[found].number)
    return pairs


def _present(register: Register, previous: Register, known: Known) -> Callable[[Row], bool]:
    """Whether an earlier account stands in the present register, be it twice: then nobody can tell which row it is."""
    keys = [(_key(fields, register, known), _key(fields, previous, known)) for fields in KEYS]
    both = [({now(row.cells) for row in register.rows} - {None}, then) for now, then in keys if now and then]
    return lambda row: any(then(row.cells) in held for held, then in both)


def _once(rows: Sequence[Row], key: Callable[[Cells], Key | None], skip: set[int]) -> dict[Key, Row]:
    # Only keys that stand once can tell which account is which.
    found: dict[Key, Row] = {}
    double: set[Key] = set()
    for row in rows:
        value = key(row.cells) if row.number not in skip else None
        if value is not None:
            double |= {value} & found.keys()
            found[value] = row
    return {value: row for value, row in found.items() if value not in double}


def _key(fields: Sequence[str], register: Register, known: Known) -> Callable[[Cells], Key | None] | None:
    at = register.at
    if any(field not in at for field in fields):
        return None

    def key(cells: Cells) -> Key | None:
        parts = tuple(_part(field, cells[at[field]], known) for field in fields)
        return parts if all(parts) else None

    return key


def _part(field: str, text: str, known: Known) -> str:
    if not is_filled(text, known):
        return ""
    if field == "platform":
        return platform_of(text, known) or fold(text)
    return handle_key(text) if field == "handle" else fold(text)


def _is_gone(row: Row, found: set[int], previous: Register, known: Known) -> bool:
    if row.number in found or not any(row.cells):
        return False
    at = previous.at
    status = choice_of(row.cells[at["status"]], "status", known) if "status" in at else None
    closed = is_filled(row.cells[at["closed_on"]], known) if "closed_on" in at else False
    return status not in ("closed", "refused", "pending") and not closed


def _vanished(row: Row, register: Register, previous: Register, width: int, extra: int) -> Row:
    cells = [""] * (width + extra)
    for field in ("platform", "handle"):
        if field in register.at and field in previous.at:
            cells[register.at[field]] = row.cells[previous.at[field]]
    cells[-1] = "yes"
    return Row(-row.number, cells)
