"""The hours report as people read it: one answer in full, many in a line each, a week or month drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from textwrap import wrap

from socialcheck.dates.calendar import say_day
from socialcheck.dates.hours import HoursAnswer
from socialcheck.dates.segments import DaySegments
from socialcheck.dates.stamps import LONDON, local_instant
from socialcheck.dates.summary import Counted, Gap
from socialcheck.model import PolicyIdentity

SAYS = {
    "inside": "Inside monitored hours",
    "outside": "Outside monitored hours",
    "undetermined": "Undetermined",
}
MARKS = {"inside": "#", "outside": ".", "undetermined": "?"}
LEGEND = "# watched   . not watched   ? the document does not say"
LABEL = 11


def render_answer(answer: HoursAnswer, width: int = 80) -> str:
    """One answer in full."""
    lines = [f"{SAYS[answer.state]}: {say_when(answer.when)}"]
    lines += _field("Why", _sentence(answer.reason), width)
    if answer.closes_at:
        lines += _field("Until", say_when(answer.closes_at), width)
    if answer.opens_at:
        lines += _field("Opens", say_when(answer.opens_at), width)
    if answer.reply_due:
        lines += _field("Reply due", say_when(answer.reply_due), width)
    for note in answer.assumptions:
        lines += _field("Note", _sentence(note), width)
    if answer.settings:
        lines += _field("Set by you", "; ".join(answer.settings), width)
    if answer.clauses:
        lines += _field("Clauses", ", ".join(answer.clauses), width)
    return "\n".join(lines) + "\n"


def render_line(answer: HoursAnswer) -> str:
    """One answer in one line, for streams."""
    return f"{answer.state:<12} {_printable(answer.when)}  {answer.reason}\n"


def render_policy(policy: PolicyIdentity, at: datetime, width: int = 80) -> str:
    """Which policy answered, and its review state."""
    state = {True: "overdue for review", False: "in date", None: "no review date stated"}[policy.review_overdue]
    line = f"Policy: {policy.organisation} ({policy.id}), {state}. Asked at {say_when(at.isoformat())}."
    return "\n" + "\n".join(wrap(line, width)) + "\n"


def render_summary(counted: Counted, gap: Gap | None) -> str:
    """The totals of a batch."""
    share = counted.share_inside
    lines = [
        f"\n{counted.total:,} stamps: {counted.inside:,} inside, {counted.outside:,} outside, "
        f"{counted.undetermined:,} undetermined, {counted.unreadable:,} not readable."
    ]
    if share is not None:
        lines.append(f"Received inside monitored hours: {share:.1%}.")
    if gap:
        lines.append(f"Longest unwatched gap: {_say_second(gap.start)} to {_say_second(gap.end)} ({_span(gap.end - gap.start)}).")
    return "\n".join(lines) + "\n"


def render_week(day: date, days: DaySegments) -> Iterator[str]:
    """The week that holds `day`, a row a day and a mark for each half hour."""
    monday = day - timedelta(days=day.weekday())
    yield f"Week of {say_day(monday)}\n\n"
    yield " " * LABEL + "".join(f"{hour:<6}" for hour in range(0, 24, 3)) + "\n"
    for number in range(7):
        current = monday + timedelta(days=number)
        marks = "".join(_mark(current, minute, days) for minute in range(0, 24 * 60, 30))
        yield f"{current:%a} {current.day:>2} {current:%b} {marks}\n"
        if about := _about(current, days):
            yield f"{' ' * LABEL}{about}\n"
    yield f"\n{LEGEND}\n"


def render_month(day: date, days: DaySegments) -> Iterator[str]:
    """The month that holds `day`, with what is out of the ordinary listed below."""
    first = day.replace(day=1)
    yield f"{first:%B %Y}\n\n Mon  Tue  Wed  Thu  Fri  Sat  Sun\n"
    row = "     " * first.weekday()
    current, told = first, []
    while current.month == first.month:
        row += f" {current.day:>2}{_best(current, days)} "
        if about := _about(current, days):
            told.append(f"{current:%a} {current.day:>2} {current:%b}  {about}")
        if current.weekday() == 6:
            yield row.rstrip() + "\n"
            row = ""
        current += timedelta(days=1)
    yield (row.rstrip() + "\n" if row.strip() else "") + f"\n{LEGEND}\n"
    yield "".join(f"{line}\n" for line in ["", *told]) if told else ""


def say_when(text: str) -> str:
    """A moment or a day as people write it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _printable(text)
    if len(text) == len("2026-11-23"):
        return f"{moment:%A} {say_day(moment.date())}"
    if moment.tzinfo is None:
        return _printable(text)
    local = moment.astimezone(LONDON)
    seconds = f":{local:%S}" if local.second else ""
    return f"{local:%A} {say_day(local.date())}, {local:%H:%M}{seconds} {local.tzname()}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _field(name: str, text: str, width: int) -> list[str]:
    rest = wrap(text, max(30, width - LABEL - 2)) or [""]
    return [f"  {name if not i else '':<{LABEL}}{line}" for i, line in enumerate(rest)]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _mark(day: date, minute: int, days: DaySegments) -> str:
    second = local_instant(day, minute).timestamp()
    return next((MARKS[s.state] for s in days(day) if s.start <= second < s.end), " ")


def _best(day: date, days: DaySegments) -> str:
    states = {s.state for s in days(day)}
    return next(MARKS[state] for state in ("inside", "undetermined", "outside") if state in states)


def _about(day: date, days: DaySegments) -> str:
    segments = days(day)
    holiday = segments[0].holiday
    own = [s.reason for s in segments if any(x.startswith(("closures", "hours.extra")) for x in s.settings)]
    return "; ".join(dict.fromkeys([*([holiday] if holiday else []), *own]))


def _say_second(second: int) -> str:
    return say_when(datetime.fromtimestamp(second, UTC).astimezone(LONDON).isoformat())


def _span(seconds: int) -> str:
    days, rest = divmod(seconds, 86_400)
    parts = [(days, "day"), (rest // 3600, "hour"), (rest % 3600 // 60, "minute")]
    return " ".join(f"{n} {name}{'s' * (n != 1)}" for n, name in parts if n) or "0 minutes"
