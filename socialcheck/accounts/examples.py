"""Runs the examples inside a rule on accounts: rows given as field (or heading) and value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from socialcheck.accounts.check import check_register
from socialcheck.accounts.columns import heading_names, match_columns
from socialcheck.accounts.register import Column, Register
from socialcheck.kinds.row_values import Row
from socialcheck.text.cells.known import Known, load_known

TODAY = date(2026, 11, 20)


def row_example_fault(rule: Mapping[str, Any], kind: str, example: Mapping[str, Any]) -> str | None:
    """What is wrong with an example, if anything. `rows:` gives several rows, `$name:` a setting."""
    flagged, undecided = run_row_example(rule, example, load_known())
    if kind == "flag":
        return None if flagged else f"not flagged, and should be{undecided}"
    return "flagged, and should not be" if flagged else undecided.strip() or None


def run_row_example(rule: Mapping[str, Any], example: Mapping[str, Any], known: Known) -> tuple[bool, str]:
    """Whether an example is flagged, and what could not be decided about it."""
    rows = example.get("rows") or [example]
    settings = {k[1:]: v for row in rows for k, v in row.items() if k.startswith("$")}
    register = example_register([{k: v for k, v in row.items() if not k.startswith("$")} for row in rows], known)
    enforced = [{"severity": "error", "source": "policy", "clauses": ["1"]}]
    rules: dict[str, Mapping[str, Any]] = {"example": rule}
    if rule["row"].get("breaks"):
        rules = {"exposed": {**rule, "row": {"secret": "exposed", "of": "any", "state": "any"}}, **rules}
    checked = check_register(register, rules, dict.fromkeys(rules, enforced), settings, TODAY, known)
    documents = list(checked.documents)
    found = [f for d in documents for f in d.findings if f.rule == "example"]
    flagged = bool(found or any(d.reminders for d in documents))
    undecided = [n.reason for d in documents for n in d.not_checked] + [reason for _, reason in checked.clauses.not_checkable]
    return flagged, "".join(f"; undecided: {reason}" for reason in undecided[:1])


def example_register(rows: list[dict[str, str]], known: Known) -> Register:
    """A register of rows given as field and value."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    columns, _ = match_columns(headings, heading_names(known, {}))
    columns = tuple(_derived(column) for column in columns)
    body = [Row(number, [str(row.get(h, "")) for h in headings]) for number, row in enumerate(rows, 2)]
    return Register("example", None, columns, body)


def _derived(column: Column) -> Column:
    own = column.heading.startswith(("earlier_", "staff_", "vanished"))
    return column._replace(field=column.heading) if own else column
