"""The JSON report, schema 1: written as it comes, so that a million documents need no memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from socialcheck import __version__
from socialcheck.model import Document, Finding, Report


def render(report: Report) -> Iterator[str]:
    """The report as chunks of JSON."""
    head = {
        "schema": 1,
        "tool": {"name": "socialcheck", "version": __version__},
        "command": report.command,
        "policy": policy_object(report),
        "checked_at": report.checked_at,
        "input": [{"path": path, "sha256": digest} for path, digest in report.inputs],
    }
    yield _dump(head)[:-1] + ',"documents":['
    for number, document in enumerate(report.documents):
        yield ("," if number else "") + "\n" + _dump(document_object(document))
    clauses = report.clauses
    tail = {
        "clauses": {
            "checked": clauses.checked,
            "total": clauses.total,
            "not_checkable": [{"ref": ref, "reason": reason} for ref, reason in clauses.not_checkable],
        },
        "themes": report.themes,
        "authors": report.authors,
        "summary": report.tally.as_summary(),
    }
    yield "\n]," + _dump(tail)[1:] + "\n"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _dump(value: Any) -> str:
    # JSON may hold what steers a terminal or turns a line around, and people look at reports on terminals.
    text = _encode(value)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def policy_object(report: Report) -> dict[str, Any]:
    """The `policy` object."""
    p = report.policy
    return {
        "id": p.id, "title": p.title, "organisation": p.organisation, "kind": p.kind, "version": p.version, "sha256": p.sha256,
        "review_date": p.review_date, "review_overdue": p.review_overdue, "succeeded_by": p.succeeded_by,
    }  # fmt: skip


def document_object(document: Document) -> dict[str, Any]:
    """One entry of `documents`."""
    d = document
    return {
        "path": d.path, "id": d.id, "row": d.row, "label": d.label, "at": d.at, "platform": d.platform, "verdict": d.verdict,
        "action": d.action, "reply": d.reply, "next_step": d.next_step,
        "periods": [{"poll": p.poll, "from": p.start, "to": p.end} for p in d.periods],
        "changes": [{"from": c.start, "verdict": c.verdict, "because": c.because} for c in d.changes],
        "findings": [finding_object(f) for f in d.findings],
        "reminders": [{"clause": r.clause, "text": r.text} for r in d.reminders],
        "not_checked": [{"what": n.what, "reason": n.reason} for n in d.not_checked],
    }  # fmt: skip


def finding_object(finding: Finding) -> dict[str, Any]:
    """One entry of `findings`."""
    values = finding._asdict()
    values["clauses"] = list(finding.clauses)
    for edge in ("start", "end"):
        place = values[edge]
        values[edge] = place._asdict() if place else None
    return values
