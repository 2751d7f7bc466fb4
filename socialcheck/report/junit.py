"""JUnit XML: one test case a document. Findings that stop it are its failure; a document not read is an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from socialcheck.model import Document, Finding, Report, Verdict
from socialcheck.report.places import name_of, relative_path, spot_of
from socialcheck.report.plain import harmless
from socialcheck.report.sayings import reasons_unread, statement
from socialcheck.report.spool import pour, spool


class Suite(NamedTuple):
    """Totals of a run, as JUnit counts."""

    tests: int
    failures: int
    errors: int


def render(report: Report) -> Iterator[str]:
    """The report as XML. Totals stand on top, so the cases wait until all are known."""
    title = harmless(f"socialcheck {report.command}: {report.policy.organisation}")
    with spool() as cases:
        suite = Suite(0, 0, 0)
        name = _unique_name()
        for document in report.documents:
            suite = _counted(suite, document.verdict)
            cases.writelines(_case(document, report, name(document)))
        totals = f'tests="{suite.tests}" failures="{suite.failures}" errors="{suite.errors}" skipped="0" time="0"'
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f"<testsuites name={_attribute(title)} {totals}>\n"
        yield f"<testsuite name={_attribute(title)} {totals} timestamp={_attribute(report.checked_at[:19])}>\n"
        yield from _properties(report)
        yield from pour(cases)
    yield "</testsuite>\n</testsuites>\n"


def _counted(suite: Suite, verdict: Verdict) -> Suite:
    failed = verdict in ("block", "hold")
    return Suite(suite.tests + 1, suite.failures + failed, suite.errors + (verdict == "not-checked"))


def _properties(report: Report) -> Iterator[str]:
    policy = report.policy
    values = {"policy": policy.id, "policy title": policy.title, "policy sha256": policy.sha256}
    values |= {f"sha256 of {path}": digest for path, digest in report.inputs if digest}
    yield "<properties>\n"
    for name, value in values.items():
        yield f"<property name={_attribute(name)} value={_attribute(value)}/>\n"
    yield "</properties>\n"


def _unique_name() -> Callable[[Document], str]:
    # GitLab ignores a second case of the same name.
    seen: Counter[str] = Counter()

    def name(document: Document) -> str:
        plain = name_of(document)
        seen[plain] += 1
        return plain if seen[plain] == 1 else f"{plain} #{seen[plain]}"

    return name


def _case(document: Document, report: Report, name: str) -> Iterator[str]:
    path, unread = relative_path(document.path), list(reasons_unread(document))
    line = spot_of(document, document.findings[0] if document.findings else None).line
    where = f"classname={_attribute(path)} name={_attribute(name)} file={_attribute(path)}"
    yield f'<testcase {where} line="{line}" time="0">'
    stopping = [f for f in document.findings if _stops(f)] if document.verdict in ("block", "hold") else []
    others = [f for f in document.findings if f not in stopping]
    if stopping:
        kind = f"{document.verdict}: {stopping[0].rule}"
        body = _paragraphs(document, stopping, report)
        yield f"<failure type={_attribute(kind)} message={_attribute(stopping[0].message)}>{body}</failure>"
    elif unread:
        reasons = _text("\n".join(unread))
        yield f'<error type="not-checked" message={_attribute(unread[0])}>{reasons}</error>'
    missing = [f"Not checked: {item.what}: {item.reason}" for item in document.not_checked if document.readable]
    if others or missing:
        yield f"<system-out>{_paragraphs(document, others, report)}{_text(chr(10).join(missing))}</system-out>"
    yield "</testcase>\n"


def _stops(finding: Finding) -> bool:
    return finding.status == "open" and finding.severity in ("error", "warning")


def _paragraphs(document: Document, findings: list[Finding], report: Report) -> str:
    return _text("".join(_paragraph(document, finding, report) + "\n\n" for finding in findings))


def _paragraph(document: Document, finding: Finding, report: Report) -> str:
    spot = spot_of(document, finding)
    where = f"{spot.path}:{spot.line}" + (f":{spot.column}" if spot.column else "")
    return f"{where}: {finding.severity} [{finding.rule}] {finding.fingerprint}\n{statement(finding, report)}"


def _attribute(text: str) -> str:
    return quoteattr(harmless(text))


def _text(text: str) -> str:
    return escape("\n".join(map(harmless, text.split("\n"))))
