"""Pre-election periods and key dates as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from socialcheck.dates.periods import NAMES
from socialcheck.model import PolicyIdentity
from socialcheck.report.elections_text import STEPS, clock_of

LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


def render(policy: PolicyIdentity, polls: Iterable[Mapping[str, Any]], at: datetime) -> str:
    """One event for each period and each key date; the same input gives the same file."""
    stamp = _utc(at)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//socialcheck//elections//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(f'Elections: {policy.organisation}')}",
    ]
    for poll in polls:
        if poll["held"]:
            lines += _events(poll, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in fold(line))


def escape(text: str) -> str:
    """A text value: backslash, semicolon, comma and line breaks escaped, other control characters dropped."""
    for plain, escaped in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(plain, escaped)
    return "".join(c for c in text if c.isprintable())


def fold(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, cut between characters, continued after a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece


def _events(poll: Mapping[str, Any], stamp: str) -> Iterator[str]:
    name = f"{NAMES[poll['kind']]}, {poll['area']}"
    about = "\n".join([f"Source: {poll['source']}", *poll["notes"], *poll["warnings"]])
    period = poll["period"]
    if period["from"]:
        start, end = (_utc(datetime.fromisoformat(period[key])) for key in ("from", "to"))
        times = [f"DTSTART:{start}", f"DTEND:{end}"]
        basis = f"Start {period['basis']}: {period['authority']}\n{about}"
        yield from _event(f"{poll['id']}.period", stamp, times, f"Pre-election period: {name}", basis)
    for step, title in STEPS.items():
        if step in poll["dates"]:
            day = date.fromisoformat(poll["dates"][step])
            after = day + timedelta(days=1)
            times = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
            summary = f"{title}{clock_of(poll, step)}: {name}"
            yield from _event(f"{poll['id']}.{step}", stamp, times, summary, about)


def _event(uid: str, stamp: str, times: list[str], summary: str, about: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@socialcheck"
    yield f"DTSTAMP:{stamp}"
    yield from times
    yield f"SUMMARY:{escape(summary)}"
    yield f"DESCRIPTION:{escape(about)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
