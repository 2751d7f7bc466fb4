"""For which moment a post was judged, and what its verdict will be later: the same sentences in every report."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import Document
from socialcheck.policy.platforms import platform_called
from socialcheck.report.plain import say_moment

STATES = {"block": "blocked", "hold": "on hold", "not-checked": "not checked", "clear": "clear"}


def say_circumstances(document: Document, checked_at: str) -> str:
    """Where and for when a post was judged, and the pre-election periods it falls into."""
    platform = platform_called(document.platform)
    where = f"For {platform.name if platform else document.platform}, judged" if document.platform else "Judged"
    when = f"{where} for {say_moment(document.at)}." if document.at else f"{where} for now, {say_moment(checked_at)}."
    for period in document.periods:
        when += f" Inside the pre-election period of {period.label or period.poll} (until {say_moment(period.end)})."
    return when


def say_changes(document: Document) -> Iterator[str]:
    """`Clear now; blocked from 30 March 2026 until 7 May 2026, 22:00, because …`, and what comes after."""
    changes = document.changes
    known = document.verdict
    for number, change in enumerate(changes):
        after = changes[number + 1] if number + 1 < len(changes) else None
        if number and change.verdict == document.verdict and after is None:
            return  # the sentence before has said until when it is otherwise
        lead = f"{STATES[known].capitalize()} now; {STATES[change.verdict]} from" if not number else "From"
        until = f" until {say_moment(after.start)}" if after else ""
        state = "" if not number else f": {STATES[change.verdict]}"
        yield f"{lead} {say_moment(change.start)}{until}{state}, because {change.because}."
