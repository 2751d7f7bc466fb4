"""Makes findings of what the tests of a row found, and names the account they are about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from socialcheck.accounts.compiled import Bound
from socialcheck.kinds.row_values import Cells, Hit, RowContext
from socialcheck.model import Finding
from socialcheck.text.cells.secrets import HIDDEN
from socialcheck.text.cells.values import handle_key, platform_of


def tell(rule: Bound, hit: Hit, heading: str | None, waived: str | None) -> Finding:
    """The finding, but for its fingerprint, which needs the account."""
    words = {"heading": heading or hit.field, **hit.values}
    enforcement = rule.enforcement
    return Finding(
        rule=rule.name,
        category=rule.rule["category"],
        severity=enforcement["severity"],
        message=fill(enforcement.get("message") or rule.rule["message"], words),
        fix=fill(enforcement.get("fix") or rule.rule["fix"], words),
        match=HIDDEN if hit.place >= 0 else hit.values.get("value"),
        read_as=None,
        start=None,
        end=None,
        column=heading,
        source=enforcement["source"],
        clauses=tuple(enforcement.get("clauses", ())),
        authority=enforcement.get("authority"),
        approvers=None,
        status="waived" if waived else "open",
        by=waived,
        fingerprint="",
    )


def label_of(cells: Cells, ctx: RowContext) -> tuple[str, str | None]:
    """How a report names an account, such as `@office on X`, and its platform."""
    at, known = ctx.at, ctx.known
    platform = platform_of(cells[at["platform"]], known) if "platform" in at else None
    shown = ctx.show(cells[at["handle"]]) if "handle" in at else ""
    if "/" in shown and "." in shown.split("/", 1)[0] + shown.partition("://")[2]:
        shown = ctx.show(handle_key(cells[at["handle"]]))
    where = known.platform_names[platform] if platform else ""
    return (f"{shown} on {where}" if shown and where else shown or where), platform


def fingerprint(rule: str, label: str, heading: str, nth: int) -> str:
    """A name for a finding that survives moved rows: rule, account, heading, and how many rows came before."""
    text = "\0".join((rule, label.casefold(), heading.casefold(), str(nth)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def fill(template: str, words: Mapping[str, str]) -> str:
    """Put words into a message; what is not known is said to be not stated."""
    return template.format_map(_Words(words)) if "{" in template else template


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "(not stated)"
