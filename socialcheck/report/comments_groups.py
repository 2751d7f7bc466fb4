"""Comments in the order in which they want attention; each group holds only as many as a reader can use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from socialcheck.comments.mask import masked
from socialcheck.model import Document, Finding, Report
from socialcheck.report.plain import harmless, say_moment
from socialcheck.report.sayings import ground

GROUPS: dict[str, tuple[str, ...]] = {
    "Danger and safety: act now": ("redirect-emergency", "escalate"),
    "Must go": ("remove", "hide"),
    "Belongs elsewhere": ("redirect-complaint", "redirect-foi", "redirect-crime"),
    "Needs an answer": ("reply",),
}
UNREAD = "Could not be read"
ACTION_WORDS = {
    "redirect-emergency": "Point to 999",
    "escalate": "Escalate",
    "remove": "Remove",
    "hide": "Hide",
    "redirect-complaint": "Point to complaints",
    "redirect-foi": "Point to information requests",
    "redirect-crime": "Point to crime reporting",
    "reply": "Reply",
    "keep": "Keep",
}
_GROUP_OF = {action: name for name, actions in GROUPS.items() for action in actions}


class Grouped(NamedTuple):
    """The comments to show by group, how many each group has, and how often each action was taken."""

    shown: dict[str, list[Document]]
    sizes: Counter[str]
    actions: Counter[str]


def grouped(documents: Iterable[Document], most: int) -> Grouped:
    """Sort documents into groups, keeping at most so many of each."""
    shown: dict[str, list[Document]] = {name: [] for name in (*GROUPS, UNREAD)}
    sizes: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    for document in documents:
        if document.action is not None:
            actions[document.action] += 1
        name = _GROUP_OF.get(document.action or "", None if document.readable else UNREAD)
        if name is not None:
            sizes[name] += 1
            if len(shown[name]) < most:
                shown[name].append(document)
    for name, group in shown.items():
        order = GROUPS.get(name, ())
        group.sort(key=lambda d: order.index(d.action) if d.action in order else 0)
    return Grouped(shown, sizes, actions)


def place_of(document: Document) -> str:
    """Where a comment stands: row, id, author, time."""
    parts = [f"row {document.row}" if document.row else None, document.id, document.label]
    shown = ", ".join(harmless(part) for part in parts if part) or harmless(document.path or "comment")
    return f"{shown}, {say_moment(document.at)}" if document.at else shown


def words_of(document: Document, limit: int) -> str:
    """The comment on one line, personal data masked, cut at a word."""
    line = " ".join(harmless(masked(document.text)).split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


def reasons(document: Document, report: Report) -> list[str]:
    """Why: each ground once, with what was said."""
    told: dict[str, None] = {}
    for finding in document.findings:
        told[f"{finding.message} ({say_source(finding, report)})"] = None
    return list(told)


def say_source(finding: Finding, report: Report) -> str:
    """The clause, the law or good practice, in words."""
    if finding.source == "law":
        return f"law: {finding.authority}" if finding.authority else "law"
    return ground(finding, report)
