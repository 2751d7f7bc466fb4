"""SARIF 2.1.0, as code scanning services take it. Results come first and rules after them, so that it streams."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from socialcheck import __version__
from socialcheck.model import Document, Finding, Report
from socialcheck.report.places import Spot, fingerprinter, name_of, relative_path, spot_of, uri_of
from socialcheck.report.sayings import clause_list, ground, reasons_unread, settlement, statement
from socialcheck.report.spool import pour, spool

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_SLOT = re.compile(r"\{([a-z_.]+)\}")


def render(report: Report) -> Iterator[str]:
    """The report as one SARIF run."""
    rules: dict[str, tuple[int, Finding]] = {}
    unique = fingerprinter()
    yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","results":['
    comma = ""
    with spool() as notifications:
        for document in report.documents:
            for notice in _notifications(document):
                notifications.write(("," if notifications.tell() else "") + "\n" + _dump(notice))
            for finding in document.findings:
                index, _ = rules.setdefault(finding.rule, (len(rules), finding))
                yield f"{comma}\n" + _dump(_result(document, finding, report, index, unique(document, finding)))
                comma = ","
        head = {"executionSuccessful": report.tally.unreadable == 0}
        yield '\n],"invocations":[' + _dump(head)[:-1] + ',"toolExecutionNotifications":['
        yield from pour(notifications)
    yield "]}]," + _dump(_tail(report, [finding for _, finding in rules.values()]))[1:] + "]}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tail(report: Report, first_of_rules: list[Finding]) -> dict[str, Any]:
    policy = report.policy
    driver = {
        "name": "socialcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(finding, report) for finding in first_of_rules],
        "properties": {"policy": policy.id, "policyTitle": policy.title, "policySha256": policy.sha256},
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"socialcheck/{report.command}/{policy.id}/"},
        "artifacts": [
            {"location": {"uri": uri_of(relative_path(path))}, "hashes": {"sha-256": digest}}
            for path, digest in dict(report.inputs).items()
            if digest
        ],
        "properties": {"checkedAt": report.checked_at, "summary": report.tally.as_summary()},
    }


def _result(document: Document, finding: Finding, report: Report, index: int, fingerprint: str) -> dict[str, Any]:
    settled = settlement(finding)
    suppression = {"kind": "external", "status": "accepted", "justification": settled}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(statement(finding, report))},
        "locations": [_location(document, spot_of(document, finding))],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "socialcheckFinding/v1": finding.fingerprint},
        "suppressions": [suppression] if settled else [],
        "properties": {
            "category": finding.category,
            "source": finding.source,
            "ground": ground(finding, report),
            "clauses": list(finding.clauses),
            "status": finding.status,
            "by": finding.by,
        },
    }


def _message(text: str) -> str:
    """Braces doubled and nothing that reads as a link, as SARIF asks of literal text (3.11.5, 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(document: Document, spot: Spot) -> dict[str, Any]:
    region = {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
        "charOffset": spot.offset,
        "charLength": spot.length,
    }
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri_of(spot.path)},
            "region": {key: value for key, value in region.items() if value is not None},
        },
        "logicalLocations": [{"fullyQualifiedName": name_of(document)}],
    }


def _notifications(document: Document) -> Iterator[dict[str, Any]]:
    """What could not be read, as errors; what could not be checked in a document that was, as notes."""
    where = [_location(document, spot_of(document))]
    faults = [f.message for f in document.findings if f.category == "input" and f.severity == "error"]
    for reason in [*reasons_unread(document), *faults]:
        text = f"{name_of(document)} was not checked: {reason}"
        yield {"level": "error", "message": {"text": _message(text)}, "locations": where}
    for item in document.not_checked if document.readable else ():
        text = f"{name_of(document)}: {item.what} was not checked: {item.reason}."
        yield {"level": "note", "message": {"text": _message(text)}, "locations": where}


def _rule(finding: Finding, report: Report) -> dict[str, Any]:
    """A rule's metadata: why it exists and what to do, from the policies; the clauses from the document."""
    from socialcheck.policy import store

    rule = store.shared("rules")["rules"].get(finding.rule, {})
    why = rule.get("why") or f"Reported under {finding.category.replace('-', ' ')}."
    fix = _SLOT.sub(r"[\1]", rule.get("fix") or finding.fix)
    clauses = clause_list(finding, report) or [ground(finding, report)]
    title = f"{finding.rule.replace('-', ' ').capitalize()} ({finding.category.replace('-', ' ')})"
    return {
        "id": finding.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {
            "text": "\n".join([why, f"What to do: {fix}", *(f"Ground: {clause}" for clause in clauses)]),
            "markdown": "\n\n".join([why, f"**What to do:** {fix}", *(f"**Ground:** {clause}" for clause in clauses)]),
        },
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": [finding.category, finding.source], "problem.severity": PROBLEMS[finding.severity]},
    }
