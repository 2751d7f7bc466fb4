"""GitLab's code quality report: a JSON array, one entry a finding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from socialcheck.model import Document, Finding, Report
from socialcheck.report.places import fingerprinter, name_of, spot_of
from socialcheck.report.sayings import reasons_unread, statement

SEVERITIES = {"error": "critical", "warning": "major", "note": "info"}


def render(report: Report) -> Iterator[str]:
    """The report as a code quality array."""
    unique = fingerprinter()
    yield "["
    comma = ""
    for document in report.documents:
        entries = [*_unread(document), *(_entry(document, f, report, unique(document, f)) for f in document.findings)]
        for entry in entries:
            yield f"{comma}\n" + json.dumps(entry, ensure_ascii=False)
            comma = ","
    yield "\n]\n"


def _entry(document: Document, finding: Finding, report: Report, fingerprint: str) -> dict[str, Any]:
    severity = SEVERITIES[finding.severity] if finding.status == "open" else "info"
    return _object(document, finding, finding.rule, severity, statement(finding, report), fingerprint)


def _unread(document: Document) -> Iterator[dict[str, Any]]:
    for number, reason in enumerate(reasons_unread(document)):
        text = f"{name_of(document)} was not checked: {reason}"
        yield _object(document, None, "not-checked", "blocker", text, f"not-checked:{document.row}:{number}")
    for item in document.not_checked if document.readable else ():
        text = f"{item.what} was not checked: {item.reason}."
        yield _object(document, None, "not-checked", "info", text, f"{item.what}:{document.row}")


def _object(
    document: Document, finding: Finding | None, check: str, severity: str, text: str, fingerprint: str
) -> dict[str, Any]:
    spot = spot_of(document, finding)
    # Entries of the same fingerprint collapse into one, so path and ordinal are part of it.
    own = hashlib.sha256("\0".join((check, spot.path, fingerprint)).encode("utf-8", "surrogatepass"))
    return {
        "description": " ".join(text.split("\n")),
        "check_name": check,
        "fingerprint": own.hexdigest(),
        "severity": severity,
        "location": {"path": spot.path, "lines": {"begin": spot.line, "end": spot.end_line or spot.line}},
    }
