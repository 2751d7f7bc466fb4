"""One self-contained HTML page to read, print and file: no scripts, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from socialcheck.model import RANK, Document, Report
from socialcheck.report.html_document import WORDS, article, said_of
from socialcheck.report.html_parts import clauses, escape, foot, head, listing, summary
from socialcheck.report.places import name_of
from socialcheck.report.spool import pour, spool

MOST_LISTED = 500
ORDER = ("clear", "hold", "not-checked", "block")


def render(report: Report) -> Iterator[str]:
    """The report as one page. Totals stand on top, so the documents wait until all are known."""
    entries: list[tuple[tuple[int, ...], int, str]] = []
    quiet = 0
    with spool() as body:
        for number, document in enumerate(report.documents, 1):
            if not _has_something(document):
                quiet += 1
                continue
            entry = (_badness(document), -number, _entry(document, number))
            if len(entries) < MOST_LISTED:
                heapq.heappush(entries, entry)
            else:
                heapq.heappushpop(entries, entry)
            body.writelines(article(document, number, report))
        yield from head(report)
        yield from summary(report)
        yield from listing([e[-1] for e in sorted(entries, reverse=True)], report, quiet)
        yield from pour(body)
    yield from clauses(report)
    yield from foot(report)


def _has_something(document: Document) -> bool:
    """Whether a document gets a section of its own; a row of a table that is clear does not."""
    return document.row is None or document.verdict != "clear" or bool(document.findings or document.action)


def _badness(document: Document) -> tuple[int, ...]:
    open_ = [f.severity for f in document.findings if f.status == "open"]
    return (ORDER.index(document.verdict), *(open_.count(s) for s in ("error", "warning", "note")))


def _entry(document: Document, number: int) -> str:
    worst = sorted((f for f in document.findings if f.status == "open"), key=lambda f: -RANK[f.severity])
    more = f" (and {len(worst) - 1} more)" if len(worst) > 1 else ""
    reason = worst[0].message + more if worst else said_of(document)
    cells = (
        f'<th scope="row"><a href="#d{number}">{escape(name_of(document))}</a></th>',
        f"<td>{escape((document.at or '')[:16].replace('T', ' '))}</td>",
        f'<td><span class="badge {document.verdict}">{WORDS[document.verdict]}</span></td>',
        f"<td>{escape(reason)}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>\n"
