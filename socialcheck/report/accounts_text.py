"""The report on a register for people at a terminal: what could be checked, totals, then accounts, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socialcheck.model import Document, Finding, Report
from socialcheck.report.accounts_digest import (
    Digest,
    accounts_of,
    digest_of,
    reasons_of,
    reminders_of,
    row_of,
    source_of,
)
from socialcheck.report.heading import by_policy, notices
from socialcheck.report.plain import Page, harmless, page_of_terminal, plural, say_moment

MOST_ACCOUNTS = 1_000
MOST_REASONS = 60
MOST_NAMED = 40
VERDICTS = {
    "block": ("FAILS", "red"),
    "not-checked": ("NOT CHECKED", "yellow"),
    "hold": ("DECIDE", "yellow"),
    "clear": ("ADVICE", "blue"),
}
SEVERITIES = {"error": ("Error", "red"), "warning": ("Warning", "yellow"), "note": ("Advice", "blue")}


def render(report: Report, page: Page | None = None) -> Iterator[str]:
    """The report as text."""
    page = page or page_of_terminal()
    digest = digest_of(report, MOST_ACCOUNTS)
    for line in _lines(report, digest, page):
        yield line.rstrip() + "\n"


def _lines(report: Report, digest: Digest, page: Page) -> Iterator[str]:
    yield from _head(report, page)
    yield from _clauses(report, page)
    yield from _totals(report, digest, page)
    for document in digest.worst:
        if not _only_advice(document):
            yield ""
            yield from _account(document, page)
    yield from _advice([document for document in digest.worst if _only_advice(document)], page)
    if digest.left_out:
        yield ""
        yield from page.wrap(
            f"The {len(digest.worst):,} accounts with the most serious findings are listed; {digest.left_out:,} more "
            "have findings. For all of them use --format csv or json.", "", ""
        )  # fmt: skip
    yield from _people(digest, page)
    yield from _cited(report, digest, page)


def _head(report: Report, page: Page) -> Iterator[str]:
    yield from by_policy(report, page)
    register, *others = [harmless(path) for path, _ in report.inputs]
    beside = f" Beside it: {', '.join(others)}." if others else ""
    yield from page.wrap(f"Register: {register}.{beside} Checked for {say_moment(report.checked_at)}.", "  ", "  ")
    yield from notices(report, page)


def _clauses(report: Report, page: Page) -> Iterator[str]:
    clauses = report.clauses
    if not clauses.total:
        yield "No clause on accounts was to be checked; good practice was."
        yield ""
        return
    yield page.paint(f"{clauses.checked} of {clauses.total} clauses on accounts were checked.", "bold")
    reasons = reasons_of(clauses)
    if reasons:
        starred = any(ref.endswith("*") for refs in reasons.values() for ref in refs)
        yield "Not checkable (* checked in part):" if starred else "Not checkable:"
    for reason, refs in list(reasons.items())[:MOST_REASONS]:
        yield from page.wrap(f"{reason}: {', '.join(refs)}", "      ", "  - ")
    if len(reasons) > MOST_REASONS:
        yield f"  - and {len(reasons) - MOST_REASONS} more reasons; --format json lists them"
    yield ""


def _totals(report: Report, digest: Digest, page: Page) -> Iterator[str]:
    t = report.tally
    parts = [f"{t.block:,} fail", f"{t.hold:,} to decide", f"{t.clear:,} clear"]
    parts += [f"{t.not_checked:,} not checked"] if t.not_checked else []
    yield from (page.paint(line, "bold") for line in page.wrap(f"{accounts_of(report, digest)}: {', '.join(parts)}.", "", ""))
    found = [
        plural(t.error, "error"),
        plural(t.warning, "warning"),
        plural(t.note, "piece of advice", "pieces of advice"),
    ]
    found += [f"{t.waived:,} waived"] if t.waived else []
    yield f"{', '.join(found)}."


def _account(document: Document, page: Page) -> Iterator[str]:
    word, style = VERDICTS[document.verdict]
    label = f": {harmless(document.label)}" if document.label else ""
    yield page.paint(word, style) + f"  {row_of(document)}{label}"
    for finding, columns in _alike(document.findings):
        yield from _finding(finding, columns, page)
    for item in document.not_checked:
        yield from page.wrap(f"Not checked: {item.what}: {item.reason}.", "    ", "  ")


def _only_advice(document: Document) -> bool:
    return document.verdict == "clear" and not document.not_checked


def _advice(documents: list[Document], page: Page) -> Iterator[str]:
    """Advice on accounts that are otherwise in order, once for all the rows it is for."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for document in documents:
        for f in document.findings:
            heading = f"{f.column}: " if f.column else ""
            said = (f.status, f"{heading}{f.message} [{source_of(f)}]", f.by or "")
            rows.setdefault(said, []).append(document.row or 0)
    if rows:
        yield ""
        yield page.paint("ADVICE", "blue") + "  on accounts otherwise in order"
    for (status, message, by), numbers in rows.items():
        start = "" if status == "open" else f"{status.capitalize()}, {by}: "
        where = "row" if len(numbers) == 1 else "rows"
        yield from page.wrap(f"{start}{message} ({where} {_listed(sorted(numbers))})", "    ", "  ")


def _listed(numbers: list[int]) -> str:
    """Row numbers, runs drawn together: 4, 8 to 63."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [f"{a:,}" if a == b else f"{a:,} to {b:,}" for a, b in runs]
    more = f" and {len(said) - MOST_NAMED:,} more" if len(said) > MOST_NAMED else ""
    return ", ".join(said[:MOST_NAMED]) + more


def _alike(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Findings that say the same of several columns, as one with all their headings."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message, finding.status), []).append(finding)
    for group in groups.values():
        yield group[0], ", ".join(f.column for f in group if f.column)


def _finding(finding: Finding, columns: str, page: Page) -> Iterator[str]:
    name, style = SEVERITIES[finding.severity]
    name, style = (name, style) if finding.status == "open" else (finding.status.capitalize(), "dim")
    heading = f"{columns}: " if columns else ""
    lines = list(page.wrap(f"{name}  {heading}{finding.message} [{source_of(finding)}]", "    ", "  "))
    yield lines[0].replace(name, page.paint(name, style), 1)
    yield from lines[1:]
    if finding.status != "open":
        yield from page.wrap(str(finding.by), "    ", "    ")
    elif finding.severity != "note":
        yield from page.wrap(finding.fix, "    ", "    ")


def _people(digest: Digest, page: Page) -> Iterator[str]:
    for reminder, rows in reminders_of(digest):
        yield ""
        yield page.paint("For a person to decide:", "bold")
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        yield from page.wrap(f"{reminder.text} [{reminder.clause}] {'; '.join(rows[:MOST_NAMED])}{more}", "  ", "  ")


def _cited(report: Report, digest: Digest, page: Page) -> Iterator[str]:
    cited = {ref for d in digest.worst for f in d.findings for ref in f.clauses}
    refs = [ref for ref in report.clause_texts if ref in cited]
    if not refs:
        return
    yield ""
    yield page.paint("Clauses cited, in our words:", "bold")
    for ref in refs:
        yield from page.wrap(f"{ref}  {report.clause_texts[ref]}", "      ", "  ")
