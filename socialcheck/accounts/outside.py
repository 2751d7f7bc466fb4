"""What stands outside the table, or cannot be read as a row, is still searched for secrets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from socialcheck.accounts.columns import letters
from socialcheck.accounts.compiled import Bound
from socialcheck.kinds.row_values import Row, RowContext
from socialcheck.model import Document, Finding, NotChecked
from socialcheck.text.cells.secrets import HIDDEN, find_secret


def outside_documents(
    path: str,
    rows: Iterable[Row],
    ctx: RowContext,
    rules: Sequence[Bound],
    *,
    reason: str | None = None,
    comment: bool = False,
) -> Iterator[Document]:
    """A document for each such row that holds a secret, and for each row that could not be read."""
    rule = next((r for r in rules if r.rule["row"].get("secret") == "exposed"), None)
    for row in rows:
        findings = tuple(_findings(row, rule, ctx, comment)) if rule else ()
        if not findings and reason is None:
            continue
        yield Document(
            path=path,
            row=row.number,
            label=None if reason else "comment on a cell" if comment else "outside the table",
            findings=findings,
            not_checked=(NotChecked("the whole row", reason),) if reason else (),
            readable=reason is None,
        )


def _findings(row: Row, rule: Bound, ctx: RowContext, comment: bool) -> Iterator[Finding]:
    from socialcheck.accounts.check import fill, fingerprint

    for index, text in enumerate(row.cells):
        secret = find_secret(text, "free", ctx.known) if text else None
        if secret is None:
            continue
        column = f"column {letters(index)}"
        message = fill(rule.rule["message"], {"kind": secret.kind})
        if comment:
            message = message.replace("This cell", "A comment on this cell")
        yield Finding(
            rule=rule.name,
            category=rule.rule["category"],
            severity=rule.enforcement["severity"],
            message=message,
            fix=rule.rule["fix"],
            match=HIDDEN,
            read_as=None,
            start=None,
            end=None,
            column=column,
            source=rule.enforcement["source"],
            clauses=tuple(rule.enforcement.get("clauses", ())),
            authority=None,
            approvers=None,
            status="open",
            by=None,
            fingerprint=fingerprint(rule.name, "outside", column, row.number),
        )
