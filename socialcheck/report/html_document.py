"""One document of the HTML report: verdict, findings with the words marked, what a person must judge."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import Document, Finding, Report
from socialcheck.report.circumstances import say_changes, say_circumstances
from socialcheck.report.excerpt import excerpt
from socialcheck.report.html_parts import escape
from socialcheck.report.places import name_of
from socialcheck.report.plain import plural
from socialcheck.report.sayings import clause_list, reasons_unread, settlement

MEANINGS = {
    "block": "Must not be published as it stands",
    "hold": "A person must decide or approve first",
    "not-checked": "Could not be read, so it is not clear",
    "clear": "Nothing found that stops it",
}
WORDS = {"block": "blocked", "hold": "on hold", "not-checked": "not checked", "clear": "clear"}
EXCERPT_WIDTH = 320


def said_of(document: Document) -> str:
    """One line on a document that has no open finding."""
    reasons = list(reasons_unread(document))
    if reasons:
        return reasons[0]
    settled = sum(1 for f in document.findings if f.status != "open")
    return f"{plural(settled, 'finding')} settled" if settled else MEANINGS[document.verdict]


def article(document: Document, number: int, report: Report) -> Iterator[str]:
    """The section of one document."""
    verdict = document.verdict
    yield f'<article id="d{number}" class="{verdict}" aria-labelledby="t{number}">\n'
    yield f'<h3 id="t{number}"><span class="badge {verdict}">{WORDS[verdict]}</span> '
    yield f"{escape(name_of(document))}</h3>\n"
    if report.command == "draft":
        judged = say_circumstances(document, report.checked_at) if document.readable else ""
        yield f'<p class="meaning">{MEANINGS[verdict]}. {escape(judged)}</p>\n'
    yield from _comment(document)
    yield from _list("Not read", reasons_unread(document))
    yield from _list("What changes", say_changes(document))
    if document.findings:
        yield '<ol class="findings">\n'
        for finding in document.findings:
            yield from _finding(finding, document, report)
        yield "</ol>\n"
    if document.readable:
        yield from _list("Not checked", (f"{item.what}: {item.reason}" for item in document.not_checked))
        reminders = [f"{r.clause}: {r.text}" for r in document.reminders]
        yield from _folded(f"For a person to judge ({len(reminders)})", reminders)
    yield "</article>\n"


def _comment(document: Document) -> Iterator[str]:
    rows = (("Action", document.action), ("Suggested reply", document.reply), ("Next step", document.next_step))
    told = [(name, value) for name, value in rows if value]
    if told:
        yield "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in told) + "</dl>\n"


def _finding(finding: Finding, document: Document, report: Report) -> Iterator[str]:
    style = finding.severity if finding.status == "open" else "settled"
    word = {"error": "Error", "warning": "Warning", "note": "Advice"}[finding.severity]
    word = word if finding.status == "open" else finding.status.capitalize()
    yield f'<li class="{style}"><p class="what"><strong class="severity">{word}</strong> '
    rule = f"{escape(finding.category)} · {escape(finding.rule)}"
    yield f'{escape(finding.message)} <span class="rule">{rule}</span></p>\n'
    yield from _quote(finding, document)
    settled = settlement(finding)
    yield "<dl>"
    yield (f"<dt>Settled</dt><dd>{escape(settled)}</dd>" if settled else f"<dt>What to do</dt><dd>{escape(finding.fix)}</dd>")
    for name, value in _grounds(finding, report):
        yield f"<dt>{name}</dt><dd>{escape(value)}</dd>"
    yield "</dl></li>\n"


def _quote(finding: Finding, document: Document) -> Iterator[str]:
    found = excerpt(document, finding, EXCERPT_WIDTH)
    if found is None:
        if finding.column:
            shown = f": {escape(finding.match)}" if finding.match else ""
            yield f'<p class="cell">{escape(finding.column)}{shown}</p>\n'
        return
    before, words, after = found.text[: found.start], found.text[found.start : found.end], found.text[found.end :]
    yield f'<blockquote><span class="line">line {found.line}</span> {escape(before)}<mark>{escape(words)}</mark>'
    yield f"{escape(after)}</blockquote>\n"
    if finding.read_as and finding.match and finding.read_as.casefold() != finding.match.casefold():
        yield f'<p class="cell">Read as: {escape(finding.read_as)}</p>\n'


def _grounds(finding: Finding, report: Report) -> Iterator[tuple[str, str]]:
    for clause in clause_list(finding, report):
        yield "Clause", clause
    if finding.source == "law":
        yield "Law", finding.authority or "the law"
    elif finding.source == "good-practice" and not finding.clauses:
        yield "Ground", finding.authority or "good practice; no clause of the document says so"
    if finding.status == "open" and finding.approvers:
        from socialcheck.drafts.findings import say_approvers

        yield "Who can settle it", f"{say_approvers(finding.approvers)}, by a recorded approval"


def _list(title: str, items: Iterator[str]) -> Iterator[str]:
    told = "".join(f"<li>{escape(item)}</li>" for item in items)
    if told:
        yield f"<h4>{title}</h4>\n<ul>{told}</ul>\n"


def _folded(title: str, items: list[str]) -> Iterator[str]:
    if items:
        told = "".join(f"<li>{escape(item)}</li>" for item in items)
        yield f"<details><summary>{title}</summary><ul>{told}</ul></details>\n"
