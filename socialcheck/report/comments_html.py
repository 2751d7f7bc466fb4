"""The triage as one self-contained HTML page: no scripts, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from socialcheck.model import Document, Report
from socialcheck.report.comments_groups import (
    ACTION_WORDS,
    GROUPS,
    UNREAD,
    Grouped,
    grouped,
    place_of,
    reasons,
    words_of,
)
from socialcheck.report.html_parts import escape, foot, head
from socialcheck.report.plain import plural

MOST_SHOWN = 1_000
LONGEST = 1_500
BADGES = {"redirect-emergency": "block", "escalate": "block", "remove": "block", "hide": "hold"}


def render(report: Report) -> Iterator[str]:
    """The report as one page."""
    found = grouped(report.documents, MOST_SHOWN)
    yield from head(report)
    yield from _summary(found, report)
    for number, name in enumerate((*GROUPS, UNREAD)):
        yield from _group(number, name, found, report)
    yield from _themes(report)
    yield from _authors(report)
    yield from foot(report)


def _summary(found: Grouped, report: Report) -> Iterator[str]:
    yield f'<section aria-labelledby="documents"><h2 id="documents">{plural(report.tally.documents, "comment")}</h2>\n'
    yield '<ul class="tiles">'
    for action, word in ACTION_WORDS.items():
        if found.actions[action]:
            yield f"<li><b>{found.actions[action]:,}</b> {word}</li>"
    if report.tally.not_checked:
        yield f"<li><b>{report.tally.not_checked:,}</b> not read</li>"
    yield "</ul>\n"
    for notice in report.notices:
        yield f"<p>{escape(notice)}</p>\n"
    yield "</section>\n"


def _group(number: int, name: str, found: Grouped, report: Report) -> Iterator[str]:
    size = found.sizes[name]
    if not size:
        return
    yield f'<section aria-labelledby="g{number}"><h2 id="g{number}">{escape(name)} ({size:,})</h2>\n'
    for document in found.shown[name]:
        yield from _comment(document, report)
    left = size - len(found.shown[name])
    if left:
        yield f"<p>And {left:,} more; the CSV report lists every comment.</p>\n"
    yield "</section>\n"


def _comment(document: Document, report: Report) -> Iterator[str]:
    badge = BADGES.get(document.action or "", "none")
    word = ACTION_WORDS.get(document.action or "", "Not read")
    yield f'<article class="{badge}"><h3><span class="badge {badge}">{escape(word)}</span> '
    yield f"{escape(place_of(document))}</h3>\n"
    if document.text:
        yield f"<blockquote>{escape(words_of(document, LONGEST))}</blockquote>\n"
    rows = [("Why", reason) for reason in reasons(document, report)]
    rows += [(name, text) for name, text in (("Suggested reply", document.reply), ("Next step", document.next_step)) if text]
    rows += [("Note", f"{r.text} ({r.clause})") for r in document.reminders if document.action == "reply"]
    rows += [("Not checked", f"{item.what}: {item.reason}") for item in document.not_checked]
    if rows:
        yield "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows) + "</dl>\n"
    yield "</article>\n"


def _themes(report: Report) -> Iterator[str]:
    headings = ("Theme", "Comments", "Need an answer", "Share", "Reply due", "For example")
    yield from _table("What they are about", headings, (_theme(theme) for theme in report.themes or ()))


def _theme(theme: dict[str, Any]) -> tuple[object, ...]:
    sample = theme["samples"][0] if theme["samples"] else ""
    return (
        theme["label"],
        theme["comments"],
        theme["need_answer"],
        f"{theme['share']:.0%}",
        theme["due"] or "not stated",
        sample,
    )


def _authors(report: Report) -> Iterator[str]:
    authors = report.authors or []
    offenders = (
        (
            a["author"],
            a["breaches"],
            a["earlier_breaches"],
            "yes" if a["warned"] else "none on record",
            a["next_step"] or "the policy names no step",
        )
        for a in authors
        if a["kind"] != "coordinated"
    )
    yield from _table("Authors who broke the rules", ("Author", "Here", "Earlier", "Warned", "Next step"), offenders)
    campaigns = ((f"{a['comments']:,} or more", a["sample"], a["note"]) for a in authors if a["kind"] == "coordinated")
    yield from _table("The same text from several authors", ("Authors", "Text", "Note"), campaigns)


def _table(title: str, headings: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    body = [f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>\n" for row in rows]
    if not body:
        return
    cells = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    yield f'<section><h2>{title}</h2><div class="wide" role="region" aria-label="{title}" tabindex="0"><table>\n'
    yield f"<thead><tr>{cells}</tr></thead>\n<tbody>\n{''.join(body)}</tbody></table></div></section>\n"
