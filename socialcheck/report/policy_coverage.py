"""`policy coverage`: clause by clause, what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from socialcheck.policy import store
from socialcheck.policy.coverage import Coverage, coverage
from socialcheck.policy.load import load_policy
from socialcheck.report.plain import Page, page_of_terminal, plural


def show_coverage(policy: str | None, format: str) -> tuple[str, bool]:
    """The coverage in words or JSON, and whether every decidable clause has a rule or a reason."""
    names = [policy] if policy else [name for name in store.pack_ids() if name != "law"]
    found = [(name, coverage(load_policy(name).pack)) for name in names]
    sound = not any(c.problems for _, c in found)
    if format == "json":
        objects = [_object(name, c) for name, c in found]
        return json.dumps(
            objects[0] if policy else {"schema": 1, "policies": objects}, ensure_ascii=False, indent=2
        ) + "\n", sound
    page = page_of_terminal()
    return "\n".join(line.rstrip() for name, c in found for line in _text(name, c, page)) + "\n", sound


def _object(name: str, found: Coverage) -> dict[str, Any]:
    return {
        "schema": 1,
        "policy": name,
        "clauses": [{"ref": r.ref, "summary": r.summary, "fate": r.fate, "rules": list(r.rules)} for r in found.rows],
        "totals": dict(found.totals),
        "problems": list(found.problems),
    }


def _text(name: str, found: Coverage, page: Page) -> Iterator[str]:
    totals = ", ".join(f"{count} {fate}" for fate, count in found.totals.items() if count)
    yield (page.paint(name, "bold") + f"  {plural(len(found.rows), 'clause')}" + (f": {totals}" if totals else ""))
    for row in found.rows:
        rules = f" [{', '.join(row.rules)}]" if row.rules else ""
        yield from page.wrap(f"{row.summary}{rules}", " " * 14, f"  {row.ref}  {row.fate}: ")
    for problem in found.problems:
        yield from page.wrap(problem, "      ", page.paint("  fault: ", "red"))
    yield ""
