"""The table that opens the text report on a schedule: one line a post, worst first, in bounded memory."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.model import RANK, Document, Report
from socialcheck.report.plain import Page, harmless, plural
from socialcheck.report.sayings import reasons_unread

MOST_LINES = 1_000
MOST_DETAILS = 100
OF_SCHEDULES = ("same-text-twice", "posts-too-close")  # told before other advice: only a schedule shows them
ORDER = ("clear", "hold", "not-checked", "block")
VERDICTS = {
    "block": ("BLOCKED", "red"),
    "hold": ("HOLD", "yellow"),
    "not-checked": ("NOT CHECKED", "yellow"),
    "clear": ("CLEAR", "green"),
}


class Line(NamedTuple):
    """What the table says of one post."""

    path: str
    row: str
    at: str
    platform: str
    verdict: str
    why: str


class Worst(NamedTuple):
    """The gravest posts: lines for the table, and documents to show in full."""

    lines: list[Line]
    details: list[Document]
    advised: int


def worst_of(documents: Iterable[Document]) -> Worst:
    """Reads all documents and keeps the gravest, worst first."""
    lines: list[tuple[tuple[int, ...], int, Line]] = []
    details: list[tuple[tuple[int, ...], int, Document]] = []
    advised = 0
    for number, document in enumerate(documents):
        if document.verdict == "clear" and not document.findings:
            continue
        badness = _badness(document)
        _keep(lines, (badness, -number, _line(document)), MOST_LINES)
        if document.verdict != "clear":
            _keep(details, (badness, -number, document), MOST_DETAILS)
        advised += document.verdict == "clear"
    by_place = sorted(details, key=lambda kept: kept[:2], reverse=True)
    return Worst([kept[2] for kept in sorted(lines, reverse=True)], [kept[2] for kept in by_place], advised)


def _keep(heap: list[Any], entry: tuple[tuple[int, ...], int, Line | Document], most: int) -> None:
    # The second item differs for each post, so the third is never compared.
    (heapq.heappush if len(heap) < most else heapq.heappushpop)(heap, entry)


def _badness(document: Document) -> tuple[int, ...]:
    open_ = [f.severity for f in document.findings if f.status == "open"]
    return (ORDER.index(document.verdict), *(open_.count(s) for s in ("error", "warning", "note")))


def _line(document: Document) -> Line:
    open_ = [f for f in document.findings if f.status == "open"]
    first = max(open_, key=lambda f: (RANK[f.severity], f.rule in OF_SCHEDULES), default=None)
    more = f" (+{len(open_) - 1})" if len(open_) > 1 else ""
    reasons = [first.message] if first else [*reasons_unread(document), "settled: approved or waived"]
    when = f"{datetime.fromisoformat(document.at):%d %b %Y %H:%M}" if document.at else ""
    row = str(document.row) if document.row is not None else ""
    return Line(document.path or "", row, when, document.platform or "", document.verdict, reasons[0][:200] + more)


def table(worst: Worst, report: Report, page: Page) -> Iterator[str]:
    """The table, and what it leaves out."""
    several = len(report.inputs) > 1
    yield from _totals(report, page)
    if not worst.lines:
        return
    yield ""
    rows = [_cells(line, several) for line in worst.lines]
    heads = ("Row", "Goes out", "Platform", "Verdict", "Why")
    # A column that no post fills is left out.
    widths = [max(len(cells[n]) for cells in (heads, *rows)) if any(c[n] for c in rows) else 0 for n in range(4)]
    yield page.paint(_joined(heads, widths, page), "bold")
    for line, cells in zip(worst.lines, rows, strict=True):
        text = _joined(cells, widths, page)
        word, style = VERDICTS[line.verdict]
        yield text.replace(word, page.paint(word, style), 1) if page.colour else text
    yield from _left_out(worst, report, page)


def _totals(report: Report, page: Page) -> Iterator[str]:
    t = report.tally
    counts = f"{t.block:,} blocked, {t.hold:,} on hold, {t.not_checked:,} not checked, {t.clear:,} clear"
    yield page.paint(plural(t.documents, "post"), "bold") + f": {counts}."
    if t.approved or t.waived:
        yield f"{plural(t.approved, 'finding')} recorded as approved, {t.waived:,} waived."


def _cells(line: Line, several: bool) -> tuple[str, str, str, str, str]:
    row = (f"{line.path}:{line.row}" if several else line.row) if line.row else line.path
    shown = harmless(row)
    shown = shown if len(shown) <= 30 else "…" + shown[-29:]
    return shown, line.at, harmless(line.platform)[:12], VERDICTS[line.verdict][0], harmless(line.why)


def _joined(cells: tuple[str, ...], widths: list[int], page: Page) -> str:
    start = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False) if width)
    room = max(page.width - len(start) - 2, 12)
    why = cells[4] if len(cells[4]) <= room else cells[4][: room - 1] + "…"
    return f"{start}  {why}"


def _left_out(worst: Worst, report: Report, page: Page) -> Iterator[str]:
    t = report.tally
    notes = []
    quiet = t.clear - worst.advised
    if quiet:
        notes.append(f"{plural(quiet, 'clear post')} without any advice: not listed.")
    told = t.documents - quiet
    if told > len(worst.lines):
        notes.append(f"{told - len(worst.lines):,} more are not listed; --format csv lists all.")
    detailed = len(worst.details)
    if detailed < t.documents - t.clear:
        notes.append(f"The {detailed} gravest are shown in full below; --format html shows all.")
    elif worst.advised:
        notes.append("Advice on clear posts is shown in full by --format html or csv.")
    for note in notes:
        yield from page.wrap(note, "", "")
    yield ""
