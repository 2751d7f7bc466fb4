"""What stands outside the table, or cannot be read as a row, is still searched for secrets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socialcheck.accounts.columns import letters
from socialcheck.accounts.compiled import Bound
from socialcheck.accounts.exposures import secrets_elsewhere
from socialcheck.accounts.findings import fingerprint, tell
from socialcheck.accounts.register import Elsewhere
from socialcheck.kinds.row_values import Hit, RowContext
from socialcheck.model import Document, Finding, NotChecked


def outside_documents(
    path: str, place: Elsewhere, ctx: RowContext, rules: Sequence[Bound], reason: str | None = None
) -> Iterator[Document]:
    """A document for such a row if it holds a secret, or for a row that could not be read."""
    rule = next((r for r in rules if r.rule["row"].get("secret") == "exposed"), None)
    label = ctx.show(place.where) or None
    findings = tuple(_findings(place, label or "", rule, ctx)) if rule else ()
    if findings or reason is not None:
        yield Document(
            path=path,
            row=place.row.number or None,
            label=label,
            findings=findings,
            not_checked=(NotChecked("the whole row", reason),) if reason else (),
            readable=reason is None,
        )


def _findings(place: Elsewhere, label: str, rule: Bound, ctx: RowContext) -> Iterator[Finding]:
    for index, secret in secrets_elsewhere(place, ctx.known):
        column = f"column {letters(place.first + index)}" if place.row.number else None
        finding = tell(rule, Hit("", {"kind": secret.kind}, place=index), column, None)
        yield finding._replace(fingerprint=fingerprint(rule.name, label, column or "", place.row.number))
