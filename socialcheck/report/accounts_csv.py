"""The report on a register as a table: one line a finding, safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from socialcheck.model import Document, Report
from socialcheck.report.accounts_digest import source_of
from socialcheck.report.plain import harmless

HEADINGS = (
    "Row", "Account", "Platform", "Verdict", "Severity", "Status", "Column", "Finding", "What to do", "Source",
    "Category", "Rule", "Waived by", "Fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report) -> Iterator[str]:
    """The report as CSV, with the mark that lets spreadsheet programs read its letters right."""
    yield "\ufeff" + _line(HEADINGS)
    for ref, reason in report.clauses.not_checkable:
        yield _line(("", "", "", "not checkable", "", "", "", reason, "", ref, "", "", "", ""))
    for document in report.documents:
        yield from _document(document)


def _document(document: Document) -> Iterator[str]:
    head = (str(document.row or ""), document.label or "", document.platform or "", document.verdict)
    for f in document.findings:
        said = (f.severity, f.status, f.column or "", f.message, f.fix, source_of(f))
        yield _line((*head, *said, f.category, f.rule, f.by or "", f.fingerprint))
    for item in document.not_checked:
        yield _line((*head, "not checked", "", item.what, item.reason, "", "", "", "", "", ""))


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(safe_cell(cell) for cell in cells)
    return text.getvalue()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    text = harmless(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
