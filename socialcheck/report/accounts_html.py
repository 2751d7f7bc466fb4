"""The report on a register as one page that an auditor can file: no network, readable without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from socialcheck import __version__
from socialcheck.accounts.clauses import IN_PART
from socialcheck.model import Document, Finding, Report
from socialcheck.report.accounts_charts import clause_chart, platform_chart
from socialcheck.report.accounts_digest import Digest, accounts_of, digest_of, reminders_of, row_of, source_of
from socialcheck.report.accounts_page import SCRIPT, STYLE
from socialcheck.report.heading import say_review
from socialcheck.report.plain import harmless, plural, say_moment

MOST_ACCOUNTS = 3_000
SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Advice"}
HEADINGS = ("Row", "Account", "Severity", "Column", "Finding", "What to do", "Source")


def render(report: Report) -> Iterator[str]:
    """The report as HTML."""
    digest = digest_of(report, MOST_ACCOUNTS)
    yield from _start(report)
    yield from _identity(report)
    yield from _summary(report, digest)
    yield from _charts(report, digest)
    yield from _coverage(report, digest)
    yield from _findings(digest)
    yield from _reminders(digest)
    yield f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"


def text(value: object) -> str:
    """User text made harmless for HTML."""
    return escape(harmless(str(value)))


def _start(report: Report) -> Iterator[str]:
    title = f"Audit of social media accounts: {report.policy.organisation}"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">\n"
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#findings">Skip to the findings</a>\n<header>\n'
        f"<h1>Audit of social media accounts</h1>\n<p>{text(_policy_line(report))}</p>\n</header>\n<main>\n"
    )


def _policy_line(report: Report) -> str:
    p = report.policy
    if p.kind == "none":
        return "Good practice and the law; no organisation's policy was chosen."
    version = "no version stated" if p.version == "unstated" else f"version {p.version}"
    return f"{p.organisation}: {p.title}, {version}. {say_review(p.review_date, p.review_overdue)}"


def _identity(report: Report) -> Iterator[str]:
    policy = report.policy
    facts = [("Moment of audit", say_moment(report.checked_at))]
    facts.append(("Policy", f"{policy.id}, SHA-256 {policy.sha256}"))
    for number, (path, digest) in enumerate(report.inputs):
        facts.append(("Register" if number == 0 else "Beside it", f"{path}, SHA-256 {digest or 'not known'}"))
    facts.append(("Made with", f"socialcheck {__version__}"))
    if policy.succeeded_by:
        facts.insert(0, ("Functions passed to", policy.succeeded_by))
    yield '<section aria-labelledby="identity"><h2 id="identity">What was audited</h2>\n<dl class="identity">'
    yield from (f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in facts)
    yield "</dl>\n"
    if report.notices:
        yield f'<ul class="notices">{"".join(f"<li>{text(notice)}</li>" for notice in report.notices)}</ul>\n'
    yield "</section>\n"


def _summary(report: Report, digest: Digest) -> Iterator[str]:
    t, c = report.tally, report.clauses
    tiles = [
        (f"{t.documents - digest.elsewhere - digest.gone:,}", "accounts", ""),
        (f"{t.block:,}", "fail", "block"),
        (f"{t.hold:,}", "to decide", "hold"),
        (f"{t.clear:,}", "clear", "clear"),
        (f"{c.checked} of {c.total}", "clauses checked", ""),
    ]
    if t.not_checked:
        tiles.insert(4, (f"{t.not_checked:,}", "not checked", "not-checked"))
    yield '<section aria-labelledby="summary"><h2 id="summary">Summary</h2>\n<ul class="tiles">'
    yield from (f'<li class="{kind}"><strong>{number}</strong> {name}</li>' for number, name, kind in tiles)
    found = [
        plural(t.error, "error"),
        plural(t.warning, "warning"),
        plural(t.note, "piece of advice", "pieces of advice"),
    ]
    found += [f"{t.waived:,} waived"] if t.waived else []
    judged = f"{text(accounts_of(report, digest))} were judged. " if digest.elsewhere or digest.gone else ""
    yield f"</ul>\n<p>{judged}{', '.join(found)}.</p></section>\n"


def _charts(report: Report, digest: Digest) -> Iterator[str]:
    yield '<section aria-labelledby="charts" class="charts"><h2 id="charts">At a glance</h2>\n'
    yield from platform_chart(digest)
    yield from clause_chart(digest, report.clause_texts)
    yield "</section>\n"


def _coverage(report: Report, digest: Digest) -> Iterator[str]:
    reasons = dict(report.clauses.not_checkable)
    yield '<section aria-labelledby="coverage"><h2 id="coverage">Clauses</h2>\n'
    if not report.clause_texts:
        yield "<p>No clause on accounts was to be checked; good practice was.</p></section>\n"
        return
    yield f"<p>{report.clauses.checked} of {report.clauses.total} clauses on accounts were checked in full.</p>\n"
    yield _table_start(
        ("Clause", "What it asks, in our words", "Checked", "Findings"), "Clauses and whether they could be checked"
    )
    for ref in report.clause_texts:
        count = sum(digest.by_clause[ref, severity] for severity in SEVERITIES)
        checked = "In part" if reasons.get(ref, "").startswith(IN_PART) else "No" if ref in reasons else "Yes"
        why = f": {reasons[ref].removeprefix(IN_PART)}" if ref in reasons else ""
        cells = (ref, report.clause_texts[ref], checked + why, f"{count:,}")
        yield _row(cells, ("Clause", "What it asks", "Checked", "Findings"), "part" if why else "")
    yield "</tbody></table></section>\n"


def _table_start(headings: Iterable[str], caption: str) -> str:
    # Roles are spelled out since narrow screens show rows as blocks, which would take the table's meaning away.
    head = "".join(f'<th scope="col" role="columnheader">{text(heading)}</th>' for heading in headings)
    return (
        f'<table class="sortable" role="table"><caption>{text(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">\n'
    )


def _row(cells: Iterable[str], labels: Iterable[str], kind: str) -> str:
    first, *rest = zip(cells, labels, strict=True)
    inside = f'<th scope="row" role="rowheader" data-label="{text(first[1])}">{text(first[0])}</th>'
    inside += "".join(f'<td role="cell" data-label="{text(label)}">{text(cell)}</td>' for cell, label in rest)
    return f'<tr role="row" class="{kind}">{inside}</tr>\n'


def _findings(digest: Digest) -> Iterator[str]:
    yield '<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings by account, worst first</h2>\n'
    if not digest.worst:
        yield "<p>Nothing was found.</p></section>\n"
        return
    if digest.left_out:
        yield (
            f"<p>The {len(digest.worst):,} accounts with the most serious findings are listed; {digest.left_out:,} "
            "more have findings. The CSV and JSON reports hold them all.</p>\n"
        )
    yield _table_start(HEADINGS, "One line for each finding")
    for document in digest.worst:
        yield from (_finding_row(document, finding) for finding in document.findings)
        for item in document.not_checked:
            cells = (_number(document), document.label or "", "Not checked", item.what, item.reason, "", "")
            yield _row(cells, HEADINGS, "not-checked")
    yield "</tbody></table></section>\n"


def _finding_row(document: Document, finding: Finding) -> str:
    name = SEVERITIES[finding.severity] if finding.status == "open" else finding.status.capitalize()
    fix = finding.fix if finding.status == "open" else str(finding.by)
    kind = finding.severity if finding.status == "open" else "settled"
    cells = (
        _number(document),
        document.label or "",
        name,
        finding.column or "",
        finding.message,
        fix,
        source_of(finding),
    )
    return _row(cells, HEADINGS, kind)


def _number(document: Document) -> str:
    return f"{document.row:,}" if document.row else row_of(document)


def _reminders(digest: Digest) -> Iterator[str]:
    told = list(reminders_of(digest))
    if not told:
        return
    yield '<section aria-labelledby="people"><h2 id="people">For a person to decide</h2>\n<ul>'
    for reminder, rows in told:
        yield f"<li>{text(reminder.text)} [{text(reminder.clause)}] {text('; '.join(rows))}</li>\n"
    yield "</ul></section>\n"
