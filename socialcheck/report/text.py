"""The report on drafts for people at a terminal: verdict first, then the words at fault, the clause, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import Document, Finding, Report
from socialcheck.report.circumstances import say_changes, say_circumstances
from socialcheck.report.excerpt import excerpt
from socialcheck.report.heading import by_policy, notices
from socialcheck.report.plain import Page, harmless, page_of_terminal, plural

VERDICTS = {
    "block": ("BLOCKED", "red", "must not be published as it stands"),
    "hold": ("HOLD", "yellow", "a person must decide or approve first"),
    "not-checked": ("NOT CHECKED", "yellow", "could not be read, so it is not clear"),
    "clear": ("CLEAR", "green", "nothing found that stops it"),
}
SEVERITIES = {"error": ("Error", "red"), "warning": ("Warning", "yellow"), "note": ("Advice", "blue")}
MOST_REMINDERS = 6


def render(report: Report, page: Page | None = None) -> Iterator[str]:
    """The report as text."""
    page = page or page_of_terminal()
    yield from _lines(_head(report, page))
    if any(path.lower().endswith((".csv", ".jsonl")) for path, _ in report.inputs):
        from socialcheck.report.schedule_text import table, worst_of

        worst = worst_of(report.documents)
        yield from _lines(table(worst, report, page))
        for document in worst.details:
            yield from _lines(_document(document, report, page))
        return
    for document in report.documents:
        if document.row is not None and document.verdict == "clear" and not document.findings:
            continue
        yield from _lines(_document(document, report, page))
    if report.tally.documents != 1:
        yield from _lines(_totals(report, page))


def _lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.rstrip() + "\n"


def _head(report: Report, page: Page) -> Iterator[str]:
    yield from by_policy(report, page)
    yield from notices(report, page)


def _document(document: Document, report: Report, page: Page) -> Iterator[str]:
    word, style, meaning = VERDICTS[document.verdict]
    name = harmless(document.path or "text") + (f", row {document.row}" if document.row else "")
    name += f" ({harmless(document.id)})" if document.id else ""
    yield page.paint(word, style) + f"  {name}: {meaning}"
    if document.readable:
        yield from page.wrap(say_circumstances(document, report.checked_at), "  ", "  ")
    yield from _changes(document, page)
    for reason in document.not_checked if not document.readable else ():
        yield from page.wrap(f"The {reason.what.removeprefix('the whole ')} {reason.reason}.", "  ", "  ")
    yield ""
    for number, finding in enumerate(document.findings, 1):
        yield from _finding(number, finding, document, report, page)
    if document.readable:
        yield from _reminders(document, page)


def _changes(document: Document, page: Page) -> Iterator[str]:
    for line in say_changes(document):
        yield from page.wrap(line, "    ", "  ")


def _finding(number: int, finding: Finding, document: Document, report: Report, page: Page) -> Iterator[str]:
    word, style = SEVERITIES[finding.severity]
    if finding.status != "open":
        word, style = {"approved": "Approved", "waived": "Waived"}[finding.status], "green"
    yield (f"  {number}. " + page.paint(word, style) + f" · {finding.category.replace('-', ' ')} · {finding.rule}")
    yield from _marked_line(finding, document, page)
    yield from page.wrap(finding.message, "     ")
    if finding.status == "open":
        yield from page.wrap(finding.fix, "             ", "     " + page.paint("What to do", "bold") + ": ")
    for first, text in _grounds(finding, report):
        yield from page.wrap(text, "             ", f"     {first}: ")
    yield ""


def _marked_line(finding: Finding, document: Document, page: Page) -> Iterator[str]:
    found = excerpt(document, finding, page.width - 14)
    if found is None:
        if finding.match and finding.column:
            yield f"     {finding.column} | {harmless(finding.match)[: page.width - 14]}"
        return
    before, marked, after = (
        found.text[: found.start],
        found.text[found.start : found.end],
        found.text[found.end :],
    )
    yield f"     {found.line:>4} | {before}{page.paint(marked, 'under')}{after}"
    if not page.colour:
        yield f"          | {' ' * found.start}{'^' * max(found.end - found.start, 1)}"
    if finding.read_as and finding.match and finding.read_as.casefold() != finding.match.casefold():
        yield f"          | read as: {harmless(finding.read_as)}"


def _grounds(finding: Finding, report: Report) -> Iterator[tuple[str, str]]:
    for ref in finding.clauses:
        yield "Clause", f"{ref}: {report.clause_texts.get(ref, '')}"
    if finding.source == "law":
        yield "Law", finding.authority or ""
    elif finding.source == "good-practice" and not finding.clauses:
        yield "Ground", finding.authority or "good practice; no clause of the document says so"
    if finding.status == "approved":
        yield "Settled", f"recorded as approved by {finding.by}"
    elif finding.status == "waived":
        yield "Settled", f"waived by {finding.by}"
    elif finding.approvers:
        from socialcheck.drafts.findings import say_approvers

        yield "Who can settle it", f"{say_approvers(finding.approvers)}, by a recorded approval"


def _reminders(document: Document, page: Page) -> Iterator[str]:
    if document.not_checked:
        yield "  Not checked:"
        for item in document.not_checked:
            yield from page.wrap(f"{item.what}: {item.reason}", "      ", "    - ")
        yield ""
    if not document.reminders:
        return
    yield "  For a person to judge:"
    for reminder in document.reminders[:MOST_REMINDERS]:
        yield from page.wrap(f"{reminder.clause}: {reminder.text}", "      ", "    - ")
    if len(document.reminders) > MOST_REMINDERS:
        yield f"    and {len(document.reminders) - MOST_REMINDERS} more (--format json lists them)"
    yield ""


def _totals(report: Report, page: Page) -> Iterator[str]:
    t = report.tally
    parts = [
        f"{t.clear:,} clear",
        f"{t.hold:,} on hold",
        f"{t.block:,} blocked",
        f"{t.not_checked:,} not checked",
    ]
    yield page.paint(plural(t.documents, "post"), "bold") + ": " + ", ".join(parts) + "."
    if t.approved or t.waived:
        yield f"{plural(t.approved, 'finding')} recorded as approved, {t.waived:,} waived."
