"""Sentences that several formats print about a finding: its ground, how it was settled, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import Document, Finding, Report
from socialcheck.report.plain import harmless

STATUS_WORDS = {"approved": "Recorded as approved", "waived": "Waived"}


def clause_list(finding: Finding, report: Report) -> list[str]:
    """Each clause a finding cites, with its summary."""
    return [f"{ref}: {report.clause_texts.get(ref, '')}".rstrip(": ") for ref in finding.clauses]


def ground(finding: Finding, report: Report) -> str:
    """The clause, the law, or good practice."""
    if finding.clauses:
        return "; ".join(clause_list(finding, report))
    if finding.authority:
        return finding.authority
    return {"law": "the law", "good-practice": "good practice"}.get(finding.source, report.policy.title)


def settlement(finding: Finding) -> str | None:
    """How a finding was settled, and by whom it is said; None while it is open."""
    if finding.status == "open":
        return None
    return f"{STATUS_WORDS[finding.status]} by {harmless(finding.by or 'somebody')}."


def statement(finding: Finding, report: Report) -> str:
    """A finding in full: what, how settled, what to do, and the ground."""
    parts = [finding.message]
    settled = settlement(finding)
    parts.append(settled or f"What to do: {finding.fix}")
    parts.append(f"Ground: {ground(finding, report)}")
    return "\n".join(harmless(part) for part in parts)


def reasons_unread(document: Document) -> Iterator[str]:
    """Why a document could not be read, one sentence each. Faults of its facts are findings, and not told here."""
    for item in document.not_checked if not document.readable else ():
        yield harmless(f"{item.what.removeprefix('the whole ').capitalize()} {item.reason}.")
