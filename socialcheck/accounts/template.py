"""An empty register with exactly the columns a policy needs, and what a register's columns were taken for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from socialcheck.accounts.compiled import DERIVED
from socialcheck.accounts.exposures import find_exposures, make_mask, make_show
from socialcheck.accounts.read import read_register
from socialcheck.accounts.register import STAND_INS, Column, Register
from socialcheck.kinds.row import needs
from socialcheck.policy.load import Policy
from socialcheck.text.cells.known import Known, load_known

IDENTITY = ("platform", "handle")


def template_csv(policy: Policy) -> Iterator[str]:
    """The header line of an empty register, as CSV that spreadsheet programs open with its letters right."""
    known = load_known()
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(known.titles[name] for name in needed_fields(policy, known))
    yield "\ufeff" + line.getvalue()


def needed_fields(policy: Policy, known: Known) -> list[str]:
    """The fields the policy's own rules need, in a register's order; good practice's where no policy was chosen."""
    enforced = policy.enforce["accounts"]
    own = [n for n, group in enforced.items() if any(e["source"] == "policy" for e in group)]
    wanted = set(IDENTITY)
    for name in own or enforced:
        when = {key for e in enforced[name] for key in e.get("when", {})} | set(policy.rules[name].get("when", {}))
        groups = needs(policy.rules[name]["row"], dict.fromkeys(when))
        if not any(field.startswith(DERIVED) for group in groups for field in group):
            wanted |= {group[0] for group in groups if not wanted & set(group)}
    return [name for name in known.fields if name in wanted]


def describe(path: str, policy: Policy, sheet: str | None) -> Iterator[str]:
    """What each column of a register was taken for, what was not recognised, and what the policy needs besides."""
    known = load_known()
    register = read_register(path, known, dict(policy.config.get("columns") or {}), sheet)
    exposures = find_exposures(register, known)
    show, masked = make_show(exposures), make_mask(exposures)
    rows = " and ".join(str(number) for number in register.header_rows)
    where = f", sheet {masked(register.sheet)!r}" if register.sheet else ""
    accounts = "account" if len(register.rows) == 1 else "accounts"
    at = "row" if len(register.header_rows) == 1 else "rows"
    yield f"{masked(register.path)}{where}: headings in {at} {rows}, {len(register.rows):,} {accounts}\n"
    for column in register.columns:
        if _is_blank(column, register):
            continue
        hint = f" (nearly {register.suggestions[column.heading]})" if column.heading in register.suggestions else ""
        yield f"  {show(column.heading):<40} {column.field or 'not used' + hint}\n"
    for field, others in STAND_INS.items():
        standing = next((name for name in others if name in {c.field for c in register.columns}), None)
        if standing and field not in {c.field for c in register.columns}:
            yield f"  {'(no column)':<40} {field}, taken from {standing}\n"
    missing = [name for name in needed_fields(policy, known) if name not in register.at]
    if missing:
        yield "Columns the policy needs that are not there:\n"
        for name in missing:
            yield f"  {known.titles[name]:<40} {name}\n"
    for notice in register.notices:
        yield f"{masked(notice)}\n"


def _is_blank(column: Column, register: Register) -> bool:
    return column.heading.startswith("column ") and not any(row.cells[column.place] for row in register.rows)
