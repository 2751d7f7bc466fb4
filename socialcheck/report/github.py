"""GitHub workflow commands: one annotation a finding, at its line; a plain line of totals at the end."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import Document, Finding, Report
from socialcheck.report.places import name_of, spot_of
from socialcheck.report.plain import harmless, plural
from socialcheck.report.sayings import STATUS_WORDS, reasons_unread, statement

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report) -> Iterator[str]:
    """The report as workflow commands."""
    for document in report.documents:
        for reason in reasons_unread(document):
            text = f"{name_of(document)} was not checked: {reason}"
            yield _command("error", document, None, "Not checked", text)
        for item in document.not_checked if document.readable else ():
            yield _command("notice", document, None, "Not checked", f"{item.what}: {item.reason}")
        for finding in document.findings:
            yield _annotation(document, finding, report)
    yield _totals(report)


def _annotation(document: Document, finding: Finding, report: Report) -> str:
    level, title = LEVELS[finding.severity], finding.rule
    if finding.status != "open":
        level, title = "notice", f"{STATUS_WORDS[finding.status]}: {finding.rule}"
    if document.row is not None:
        title = f"{title} (row {document.row})"
    return _command(level, document, finding, title, statement(finding, report))


def _command(level: str, document: Document, finding: Finding | None, title: str, message: str) -> str:
    spot = spot_of(document, finding)
    properties = {
        "file": spot.path if document.path not in (None, "-") else None,
        "line": spot.line,
        "endLine": spot.end_line,
        "col": spot.column,
        "endColumn": spot.end_column,
        "title": title,
    }
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{level} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    lines = "\n".join(map(harmless, text.split("\n")))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _totals(report: Report) -> str:
    t = report.tally
    counts = f"{t.clear:,} clear, {t.hold:,} on hold, {t.block:,} blocked, {t.not_checked:,} not checked"
    return f"socialcheck: {plural(t.documents, 'document')}: {counts}; {t.approved:,} approved, {t.waived:,} waived.\n"
