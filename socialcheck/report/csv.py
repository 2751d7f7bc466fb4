"""CSV for spreadsheets: one line a finding, and one for each document without any. No cell is read as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from socialcheck.model import Document, Finding, Report
from socialcheck.report.plain import harmless
from socialcheck.report.sayings import clause_list, reasons_unread

HEADINGS = (
    "path", "row", "id", "label", "at", "platform", "verdict", "action", "severity", "status", "by", "rule",
    "category", "message", "fix", "match", "read_as", "line", "column", "heading", "source", "clauses", "authority",
    "not_checked", "fingerprint",
)  # fmt: skip
# What spreadsheet programs take for the start of a formula, plain or full-width.
FORMULA_STARTS = tuple("=+-@＝＋－＠")


def render(report: Report) -> Iterator[str]:
    """The report as CSV with a row of headings."""
    yield _line(HEADINGS)
    for document in report.documents:
        first = _document_cells(document)
        for finding in document.findings or (None,):
            cells = {**first, **(_finding_cells(finding, report) if finding else {})}
            yield _line([safe_cell(cells.get(name)) for name in HEADINGS])


def _document_cells(document: Document) -> dict[str, Any]:
    d = document
    missing = list(reasons_unread(d)) or [f"{item.what}: {item.reason}" for item in d.not_checked]
    return {
        "path": d.path, "row": d.row, "id": d.id, "label": d.label, "at": d.at, "platform": d.platform,
        "verdict": d.verdict, "action": d.action, "not_checked": "; ".join(missing),
    }  # fmt: skip


def _finding_cells(finding: Finding, report: Report) -> dict[str, Any]:
    f = finding
    return {
        "severity": f.severity, "status": f.status, "by": f.by, "rule": f.rule, "category": f.category,
        "message": f.message, "fix": f.fix, "match": f.match, "read_as": f.read_as,
        "line": f.start.line if f.start else None, "column": f.start.column if f.start else None,
        "heading": f.column, "source": f.source, "clauses": "; ".join(clause_list(f, report)),
        "authority": f.authority, "fingerprint": f.fingerprint,
    }  # fmt: skip


def safe_cell(value: Any) -> str:
    """A cell as text that no spreadsheet program computes."""
    if value is None:
        return ""
    text = harmless(str(value)) if not isinstance(value, int) else str(value)
    return f"'{text}" if not isinstance(value, int) and text.lstrip().startswith(FORMULA_STARTS) else text


def _line(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
