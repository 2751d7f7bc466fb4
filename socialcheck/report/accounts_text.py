"""The report on a register for people at a terminal: what could be checked, totals, then accounts, worst first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from socialcheck.accounts.clauses import IN_PART, clause_key
from socialcheck.model import RANK, ClauseCount, Document, Finding, Report
from socialcheck.report.plain import Page, harmless, page_of_terminal, plural, say_date, say_moment

MOST_ACCOUNTS = 1_000
MOST_REASONS = 60
VERDICTS = {
    "block": ("FAILS", "red"),
    "not-checked": ("NOT CHECKED", "yellow"),
    "hold": ("DECIDE", "yellow"),
    "clear": ("ADVICE", "blue"),
}
SEVERITIES = {"error": ("Error", "red"), "warning": ("Warning", "yellow"), "note": ("Advice", "blue")}
_ORDER = ("block", "not-checked", "hold", "clear")


def render(report: Report, page: Page | None = None) -> Iterator[str]:
    """The report as text."""
    page = page or page_of_terminal()
    worst = _worst(report.documents)
    for line in _lines(report, worst, page):
        yield line.rstrip() + "\n"


def _worst(documents: Iterable[Document]) -> list[Document]:
    """The thousand worst accounts with something to say, worst first; reading them all also completes the totals."""
    told = (
        (_badness(d), -(d.row or 0), number, d) for number, d in enumerate(documents) if d.findings or d.not_checked
    )
    return [entry[-1] for entry in heapq.nlargest(MOST_ACCOUNTS, told, key=lambda entry: entry[:3])]


def _badness(document: Document) -> tuple[int, ...]:
    counts = [
        sum(1 for f in document.findings if f.severity == s and f.status == "open")
        for s in ("error", "warning", "note")
    ]
    return (-_ORDER.index(document.verdict), *counts)


def _lines(report: Report, worst: list[Document], page: Page) -> Iterator[str]:
    yield from _head(report, page)
    yield from _clauses(report, page)
    yield from _totals(report, page)
    for document in worst:
        yield ""
        yield from _account(document, page)
    yield from _left_out(report, worst, page)
    yield from _cited(report, worst, page)


def _head(report: Report, page: Page) -> Iterator[str]:
    policy = report.policy
    if policy.kind == "none":
        yield from page.wrap(
            "Checked against good practice and the law; no organisation's policy was chosen.", "  ", ""
        )
    else:
        version = "no version stated" if policy.version == "unstated" else f"version {policy.version}"
        yield from page.wrap(f"{policy.organisation}: {policy.title} ({version})", "  ", "")
        yield from page.wrap(_review(policy.review_date, policy.review_overdue), "  ", "  ")
    if policy.succeeded_by:
        yield from page.wrap(f"This body's functions have passed to: {policy.succeeded_by}.", "  ", "  ")
    names = ", ".join(harmless(path) for path, _ in report.inputs)
    yield from page.wrap(f"Register: {names}. Checked for {say_moment(report.checked_at)}.", "  ", "  ")
    for notice in report.notices:
        yield from page.wrap(notice, "  ", "  ")
    yield ""


def _review(review_date: str | None, overdue: bool | None) -> str:
    if review_date is None:
        return "The document states no review date."
    day = say_date(review_date)
    return f"The document was due for review by {day} and is overdue." if overdue else f"Review is due by {day}."


def _clauses(report: Report, page: Page) -> Iterator[str]:
    clauses = report.clauses
    if not clauses.total:
        yield "The policy has no clause on accounts; good practice was checked."
        yield ""
        return
    yield page.paint(f"{clauses.checked} of {clauses.total} clauses on accounts were checked.", "bold")
    reasons = reasons_of(report.clauses)
    if reasons:
        yield "Not checkable, or in part (*) only:"
    for reason, refs in list(reasons.items())[:MOST_REASONS]:
        yield from page.wrap(f"{reason}: {', '.join(refs)}", "      ", "  - ")
    if len(reasons) > MOST_REASONS:
        yield f"  - and {len(reasons) - MOST_REASONS} more reasons; --format json lists them"
    yield ""


def reasons_of(clauses: ClauseCount) -> dict[str, list[str]]:
    """Each reason why clauses could not be checked, with those clauses; a star marks those checked in part."""
    reasons: dict[str, list[str]] = {}
    for ref, reason in clauses.not_checkable:
        part = reason.startswith(IN_PART)
        for single in reason.removeprefix(IN_PART).split("; "):
            reasons.setdefault(single, []).append(f"{ref}*" if part else ref)
    return reasons


def _totals(report: Report, page: Page) -> Iterator[str]:
    t = report.tally
    parts = [plural(t.documents, "account"), f"{t.block:,} fail", f"{t.hold:,} to decide", f"{t.clear:,} clear"]
    if t.not_checked:
        parts.append(f"{t.not_checked:,} not checked")
    yield page.paint(f"{parts[0]}: {', '.join(parts[1:])}.", "bold")
    found = [
        plural(t.error, "error"),
        plural(t.warning, "warning"),
        plural(t.note, "piece of advice", "pieces of advice"),
    ]
    found += [f"{t.waived:,} waived"] if t.waived else []
    yield f"{', '.join(found)}."


def _account(document: Document, page: Page) -> Iterator[str]:
    word, style = VERDICTS[document.verdict]
    row = f"row {document.row:,}" if document.row else "in the earlier register only"
    label = f": {harmless(document.label)}" if document.label else ""
    yield page.paint(word, style) + f"  {row}{label}"
    for finding in document.findings:
        yield from _finding(finding, page)
    for item in document.not_checked:
        yield from page.wrap(f"Not checked: {item.what}: {item.reason}.", "    ", "  ")
    for reminder in document.reminders:
        yield from page.wrap(f"For a person: {reminder.text} [{reminder.clause}]", "    ", "  ")


def _finding(finding: Finding, page: Page) -> Iterator[str]:
    name, style = SEVERITIES[finding.severity]
    name, style = (name, style) if finding.status == "open" else (finding.status.capitalize(), "dim")
    heading = f"{finding.column}: " if finding.column else ""
    lines = list(page.wrap(f"{name}  {heading}{finding.message} [{source_of(finding)}]", "    ", "  "))
    yield lines[0].replace(name, page.paint(name, style), 1)
    yield from lines[1:]
    if finding.status != "open":
        yield from page.wrap(str(finding.by), "    ", "    ")
    elif RANK[finding.severity] > RANK["note"]:
        yield from page.wrap(finding.fix, "    ", "    ")


def source_of(finding: Finding) -> str:
    """Where a finding comes from, in a few words: clauses, the law, or good practice."""
    if finding.clauses:
        return ", ".join(finding.clauses)
    return finding.authority or finding.source.replace("-", " ")


def _left_out(report: Report, worst: list[Document], page: Page) -> Iterator[str]:
    t = report.tally
    if len(worst) >= MOST_ACCOUNTS and t.documents > MOST_ACCOUNTS:
        yield ""
        yield from page.wrap(
            f"The {MOST_ACCOUNTS:,} accounts with the most serious findings are listed. "
            "For all of them use --format csv, json or html.", "", ""
        )  # fmt: skip


def _cited(report: Report, worst: list[Document], page: Page) -> Iterator[str]:
    refs = sorted({ref for d in worst for f in d.findings for ref in f.clauses}, key=clause_key)
    if not refs:
        return
    yield ""
    yield page.paint("Clauses cited, in our words:", "bold")
    for ref in refs:
        yield from page.wrap(f"{ref}  {report.clause_texts.get(ref, '')}", "      ", "  ")
