"""The triage as a table: the original columns, then action, reason and reply. No cell is read as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from socialcheck.comments.mask import masked
from socialcheck.comments.triage import CommentDocument
from socialcheck.model import Document, Report
from socialcheck.report.comments_groups import say_source
from socialcheck.report.csv import safe_cell

ADDED = (
    "Action",
    "Reason",
    "Clauses",
    "Source",
    "Categories",
    "Words at fault",
    "Suggested reply",
    "Next step",
    "Reminders",
    "Not checked",
)
PLAIN = ("Row", "Id", "Author", "Time", "Comment")


def render(report: Report) -> Iterator[str]:
    """The report as CSV, streamed in file order."""
    width = -1
    for document in report.documents:
        header = document.header if isinstance(document, CommentDocument) else ()
        if width < 0:
            width = len(header)
            yield _line((*(header or PLAIN), *ADDED))
        yield _line((*_original(document, width), *_added(document, report)))
    if width < 0:
        yield _line((*PLAIN, *ADDED))


def _original(document: Document, width: int) -> Iterator[object]:
    if not width or not isinstance(document, CommentDocument):
        yield from (document.row, document.id, document.label, document.at, masked(document.text))
        return
    text_at = document.places_of[0]
    for number in range(width):
        cell = document.cells[number] if number < len(document.cells) else ""
        yield masked(cell) if number == text_at else cell


def _added(document: Document, report: Report) -> Iterator[object]:
    findings = document.findings
    yield document.action or "not checked"
    yield "; ".join(_once(f.message for f in findings))
    yield "; ".join(_once(ref for f in findings for ref in f.clauses))
    yield "; ".join(_once(f"{f.source}: {say_source(f, report)}" for f in findings))
    yield "; ".join(_once(f.category for f in findings))
    yield "; ".join(_once(f.match or "" for f in findings))
    yield document.reply or ""
    yield document.next_step or ""
    yield "; ".join(f"{r.clause}: {r.text}" for r in document.reminders)
    yield "; ".join(f"{item.what}: {item.reason}" for item in document.not_checked)


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(item for item in items if item))


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()
