"""What stands outside the table, or cannot be read as a row, is still searched for secrets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socialcheck.accounts.columns import letters
from socialcheck.accounts.compiled import Bound
from socialcheck.accounts.exposures import secrets_elsewhere
from socialcheck.accounts.findings import fingerprint, tell
from socialcheck.accounts.register import IN_PATH, Elsewhere
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
        message, fix = (finding.message, finding.fix) if column else _of_no_cell(label, secret.kind)
        mark = fingerprint(rule.name, label, column or "", place.row.number)
        yield finding._replace(message=message, fix=fix, fingerprint=mark)


def _of_no_cell(label: str, kind: str) -> tuple[str, str]:
    """What to say of a secret that stands in no cell, and what to do."""
    where = label[:1].upper() + label[1:]
    holds = "hold" if label.endswith("properties") else "holds"
    message = f"{where} {holds} a password or another secret ({kind})."
    if label in IN_PATH:
        message += " Paths in this report are shown without it, so programs that follow them will not find the file."
    cure = f"rename the {label.split()[-1]}" if label.startswith("the name of") else "remove it there and from every copy"
    return message, f"Change the password now, {cure}, and keep the password in a password manager."
