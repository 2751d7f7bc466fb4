"""The triage for people at a terminal: dangers first, then what must go, what needs an answer, and counts."""

from __future__ import annotations

from collections.abc import Iterator
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
from socialcheck.report.heading import by_policy, notices
from socialcheck.report.plain import Page, harmless, page_of_terminal, plural, say_date, say_moment

MOST_SHOWN = 200
MOST_AUTHORS = 20
LONGEST = 400
STYLES = {"redirect-emergency": "red", "escalate": "red", "remove": "red", "hide": "yellow", "reply": "green"}


def render(report: Report, page: Page | None = None) -> Iterator[str]:
    """The report as text."""
    page = page or page_of_terminal()
    for line in _lines(report, page):
        yield line.rstrip() + "\n"


def _lines(report: Report, page: Page) -> Iterator[str]:
    yield from _head(report, page)
    found = grouped(report.documents, MOST_SHOWN)
    for name in (*GROUPS, UNREAD):
        yield from _group(name, found, report, page)
    yield from _counts(found, report, page)
    yield from _themes(report, page)
    yield from _authors(report, page)


def _head(report: Report, page: Page) -> Iterator[str]:
    yield from by_policy(report, page, "Sorted by")
    yield from notices(report, page)


def _group(name: str, found: Grouped, report: Report, page: Page) -> Iterator[str]:
    size = found.sizes[name]
    if not size:
        return
    yield page.paint(f"{name} ({size:,})", "bold")
    yield ""
    for document in found.shown[name]:
        yield from _comment(document, report, page)
    left = size - len(found.shown[name])
    if left:
        yield f"  … and {left:,} more; --format csv lists every comment."
        yield ""


def _comment(document: Document, report: Report, page: Page) -> Iterator[str]:
    action = document.action or "not read"
    word = ACTION_WORDS.get(action, "Not read")
    yield "  " + page.paint(word, STYLES.get(action, "blue")) + f" · {place_of(document)}"
    if document.text:
        yield from page.wrap(words_of(document, LONGEST) + "”", "     ", "    “")
    for reason in reasons(document, report):
        yield from page.wrap(reason, "         ", "    Why: ")
    if document.reply:
        yield from page.wrap(document.reply, "         ", "    Suggested reply: ")
    if document.next_step:
        yield from page.wrap(document.next_step, "         ", "    Next: ")
    for reminder in document.reminders if action == "reply" else ():
        yield from page.wrap(f"{reminder.text} ({reminder.clause})", "         ", "    Note: ")
    for item in document.not_checked:
        yield from page.wrap(f"{item.what}: {item.reason}", "         ", "    Not checked: ")
    yield ""


def _counts(found: Grouped, report: Report, page: Page) -> Iterator[str]:
    total = report.tally.documents
    told = [f"{found.actions[a]:,} {word.lower()}" for a, word in ACTION_WORDS.items() if found.actions[a]]
    if report.tally.not_checked:
        told.append(f"{report.tally.not_checked:,} not read")
    yield from page.wrap(f"{plural(total, 'comment')}: {', '.join(told)}.", "  ", "")


def _themes(report: Report, page: Page) -> Iterator[str]:
    if not report.themes:
        return
    yield ""
    yield page.paint("What they are about", "bold")
    for theme in report.themes:
        yield from page.wrap(_theme(theme), "      ", "  ")
        for sample in theme["samples"][:1]:
            yield from page.wrap(sample + "”", "     ", "    “")


def _theme(theme: dict[str, Any]) -> str:
    due = f", reply due by {_due(theme['due'])}" if theme["due"] else ""
    size, waiting = plural(theme["comments"], "comment"), theme["need_answer"]
    if not waiting:
        return f"{theme['label']}: {size}, none needs an answer"
    return f"{theme['label']}: {size}, {waiting:,} need{'s' if waiting == 1 else ''} an answer ({theme['share']:.0%}){due}"


def _due(due: str) -> str:
    return say_moment(due) if "T" in due else say_date(due)


def _authors(report: Report, page: Page) -> Iterator[str]:
    repeat = [a for a in report.authors or () if a["kind"] == "repeat-offender"]
    campaigns = [a for a in report.authors or () if a["kind"] == "coordinated"]
    if repeat:
        yield ""
        yield page.paint("Authors who broke the rules more than once", "bold")
    for author in repeat[:MOST_AUTHORS]:
        warned = "a warning is on record" if author["warned"] else "no warning on record"
        counts = f"{author['breaches']:,} here, {author['earlier_breaches']:,} earlier"
        text = f"{harmless(author['author'])}: {counts}; {warned}"
        yield from page.wrap(f"{text}. Next: {author['next_step'] or 'the policy names no step'}.", "      ", "  ")
    if campaigns:
        yield ""
        yield page.paint("The same text from several authors (kept)", "bold")
    for campaign in campaigns[:MOST_AUTHORS]:
        yield from page.wrap(f"{campaign['comments']:,} authors or more: {campaign['sample']}", "      ", "  ")
