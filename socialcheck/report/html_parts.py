"""Parts of the HTML report that stand once: head, summary with its chart, the list of documents, clauses, foot."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from socialcheck import __version__
from socialcheck.model import Report
from socialcheck.report.plain import harmless, plural, say_date, say_moment

NOUNS = {"draft": "post", "accounts": "account", "comments": "comment"}
TITLES = {"draft": "Posts", "accounts": "Account register", "comments": "Public comments"}
COLOURS = {"blocked": "#a4161a", "on hold": "#b45309", "not checked": "#475569", "clear": "#166534"}


def _style() -> str:
    return Path(__file__).with_name("html.css").read_text(encoding="utf-8")


def escape(text: str) -> str:
    """User text as HTML text: escaped, without control codes or characters that reorder a line."""
    return html.escape(harmless(text))


def head(report: Report) -> Iterator[str]:
    """The start of the page: what was checked, by which policy, when."""
    policy = report.policy
    title = f"{TITLES[report.command]} checked: {policy.organisation}"
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    policy_of_content = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy_of_content}">\n'
    yield f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#documents">Skip to the documents</a>\n<header>\n'
    yield f'<p class="tool">socialcheck {__version__}</p>\n<h1>{escape(title)}</h1>\n'
    if policy.kind == "none":
        yield "<p>Good practice and the law; no organisation’s policy was chosen.</p>\n"
    else:
        version = "no version stated" if policy.version == "unstated" else f"version {policy.version}"
        yield f"<p>{escape(policy.title)} ({escape(version)}). {escape(_review(report))}</p>\n"
    if policy.succeeded_by:
        yield f"<p>This body’s functions have passed to: {escape(policy.succeeded_by)}.</p>\n"
    yield f"<p>Checked for {escape(say_moment(report.checked_at))}.</p>\n</header>\n<main>\n"


def _review(report: Report) -> str:
    review, overdue = report.policy.review_date, report.policy.review_overdue
    if review is None:
        return "The document states no review date."
    return f"Due for review by {say_date(review)}{' and overdue' if overdue else ''}."


def summary(report: Report) -> Iterator[str]:
    """Totals, with a bar that shows their shares."""
    t = report.tally
    counts = {"blocked": t.block, "on hold": t.hold, "not checked": t.not_checked, "clear": t.clear}
    noun = plural(t.documents, NOUNS[report.command])
    yield f'<section aria-labelledby="summary"><h2 id="summary">{noun}</h2>\n'
    yield _bar(counts, t.documents)
    tiles = (f'<li><b class="{name.replace(" ", "-")}">{count:,}</b> {name}</li>' for name, count in counts.items())
    yield f'<ul class="tiles">{"".join(tiles)}</ul>\n'
    advice = plural(t.note, "piece of advice", "pieces of advice")
    found = f"{plural(t.error, 'error')}, {plural(t.warning, 'warning')}, {advice}"
    settled = f"{t.approved:,} recorded as approved, {t.waived:,} waived"
    yield f"<p>Open findings: {found}. Settled findings: {settled}.</p>\n"
    for notice in report.notices:
        yield f"<p>{escape(notice)}</p>\n"
    yield "</section>\n"


def _bar(counts: dict[str, int], total: int) -> str:
    label = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    parts, left = [], 0.0
    for name, count in counts.items():
        width = 1000 * count / total if total else 0
        if count:
            parts.append(f'<rect x="{left:.1f}" width="{width:.1f}" height="28" fill="{COLOURS[name]}"/>')
        left += width
    return (
        f'<svg class="bar" viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"<title>{label}</title>{''.join(parts)}</svg>\n"
    )


def listing(rows: list[str], report: Report, quiet: int) -> Iterator[str]:
    """The documents, worst first, each linked to its section below."""
    yield '<section aria-labelledby="documents"><h2 id="documents">Worst first</h2>\n'
    if rows:
        yield '<div class="wide" role="region" aria-labelledby="documents" tabindex="0"><table>\n'
        yield f"<caption>{plural(len(rows), NOUNS[report.command])}, the gravest on top</caption>\n"
        heads = (NOUNS[report.command].capitalize(), "Goes out", "Verdict", "Why")
        cells = "".join(f'<th scope="col">{name}</th>' for name in heads)
        yield f"<thead><tr>{cells}</tr></thead>\n<tbody>\n"
        yield from rows
        yield "</tbody></table></div>\n"
    if quiet:
        yield f"<p>{plural(quiet, NOUNS[report.command])} with nothing to report: clear, and not listed.</p>\n"
    left = report.tally.documents - quiet - len(rows)
    if left > 0:
        yield f"<p>{left:,} more have a section below and are not in this table.</p>\n"
    yield '</section>\n<section aria-labelledby="details"><h2 id="details">In detail</h2>\n'


def clauses(report: Report) -> Iterator[str]:
    """How many clauses were checked and which could not be; themes and repeat authors of comments."""
    yield "</section>\n"
    c = report.clauses
    if c.total:
        yield '<section aria-labelledby="clauses"><h2 id="clauses">Clauses</h2>\n'
        yield f"<p>{c.checked} of {c.total} clauses of the document are checked by rules here.</p>\n"
        items = "".join(f"<li>{escape(ref)}: {escape(reason)}</li>" for ref, reason in c.not_checkable)
        if items:
            title = f"Not checkable ({len(c.not_checkable)})"
            yield f"<details><summary>{title}</summary><ul>{items}</ul></details>\n"
        yield "</section>\n"
    yield from _table("Themes", report.themes)
    yield from _table("Authors", report.authors)


def _table(title: str, rows: list[dict[str, object]] | None) -> Iterator[str]:
    if not rows:
        return
    names = list(rows[0])
    yield f'<section><h2>{title}</h2>\n<div class="wide" role="region" aria-label="{title}" tabindex="0"><table>\n'
    yield "<thead><tr>"
    yield ("".join(f'<th scope="col">{escape(name.replace("_", " "))}</th>' for name in names) + "</tr></thead>\n<tbody>\n")
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(_plain(row.get(name)))}</td>" for name in names) + "</tr>\n"
    yield "</tbody></table></div></section>\n"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return "" if value is None else str(value)


def foot(report: Report) -> Iterator[str]:
    """What the report rests on, by hash, and what its words mean."""
    policy = report.policy
    yield '</main>\n<footer>\n<h2>What this report rests on</h2>\n<dl class="record">\n'
    yield f"<dt>Policy</dt><dd>{escape(policy.id)}<br><code>sha256 {escape(policy.sha256)}</code></dd>\n"
    for path, digest in report.inputs:
        shown = "standard input" if path == "-" else escape(path)
        mark = f"<code>sha256 {digest}</code>" if digest else "no hash: not a single file"
        yield f"<dt>Input</dt><dd>{shown}<br>{mark}</dd>\n"
    yield f"<dt>Judged for</dt><dd>{escape(report.checked_at)}</dd>\n</dl>\n"
    yield "<p>Approvals and waivers are shown as they are recorded. Nobody’s identity was verified. "
    yield "Personal data is masked.</p>\n</footer>\n</body>\n</html>\n"
