"""The hours report as people read it: one answer in full, many in a line each, a week or month drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from socialcheck.dates.calendar import say_day
from socialcheck.dates.hours import HoursAnswer
from socialcheck.dates.segments import DaySegments
from socialcheck.dates.stamps import LONDON, local_instant
from socialcheck.dates.summary import Counted, Gap
from socialcheck.model import PolicyIdentity
from socialcheck.report.plain import Page, harmless, plural

SAYS = {
    "inside": "Inside monitored hours",
    "outside": "Outside monitored hours",
    "undetermined": "Undetermined",
}
STYLES = {"inside": "green", "outside": "red", "undetermined": "yellow"}
MARKS = {"inside": "#", "outside": ".", "undetermined": "?"}
LEGEND = "# watched   . not watched   ? the document does not say"
LABEL = 11


def render_answer(answer: HoursAnswer, page: Page) -> str:
    """One answer in full."""
    fields = [
        ("Why", _sentence(answer.reason)),
        ("Until", answer.closes_at and say_when(answer.closes_at)),
        ("Opens", answer.opens_at and say_when(answer.opens_at)),
        ("Reply due", answer.reply_due and say_when(answer.reply_due)),
        *(("Note", _sentence(note)) for note in answer.assumptions),
        ("Set by you", "; ".join(answer.settings)),
        ("Clauses", ", ".join(answer.clauses)),
    ]
    lines = [f"{page.paint(SAYS[answer.state], STYLES[answer.state])}: {say_when(answer.when)}"]
    for name, text in fields:
        if text:
            lines += page.wrap(text, " " * (LABEL + 2), f"  {name:<{LABEL}}")
    return "\n".join(lines) + "\n"


def render_line(answer: HoursAnswer) -> str:
    """One answer in one line, for streams."""
    line = f"{answer.state:<12} {answer.when}  {answer.reason}"
    return (line if line.isprintable() else harmless(line)) + "\n"


def render_policy(policy: PolicyIdentity, at: datetime, page: Page) -> str:
    """Which policy answered, and its review state."""
    state = {True: "overdue for review", False: "in date", None: "no review date stated"}[policy.review_overdue]
    line = f"Policy: {policy.organisation} ({policy.id}), {state}. Asked at {say_when(at.isoformat())}."
    return "\n" + "\n".join(page.wrap(line)) + "\n"


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


def render_week(day: date, days: DaySegments, page: Page) -> Iterator[str]:
    """The week that holds `day`, a row a day and a mark for each half hour."""
    monday = day - timedelta(days=day.weekday())
    yield f"Week of {say_day(monday)}\n\n"
    yield " " * LABEL + "".join(f"{hour:<6}" for hour in range(0, 24, 3)).rstrip() + "\n"
    for number in range(7):
        current = monday + timedelta(days=number)
        marks = "".join(_mark(current, minute, days) for minute in range(0, 24 * 60, 30))
        yield f"{current:%a} {current.day:>2} {current:%b} {marks}\n"
        if about := _about(current, days):
            yield _told(about, page, " " * LABEL)
    yield _legend(page)


def render_month(day: date, days: DaySegments, page: Page) -> Iterator[str]:
    """The month that holds `day`, with what is out of the ordinary listed below."""
    first = day.replace(day=1)
    yield f"{first:%B %Y}\n\n Mon  Tue  Wed  Thu  Fri  Sat  Sun\n"
    row = "     " * first.weekday()
    current, told = first, []
    while current.month == first.month:
        row += f" {current.day:>2}{_best(current, days)} "
        if about := _about(current, days):
            told.append(_told(f"{current:%a} {current.day:>2} {current:%b}  {about}", page, " " * (LABEL + 1), ""))
        if current.weekday() == 6:
            yield row.rstrip() + "\n"
            row = ""
        current += timedelta(days=1)
    yield (row.rstrip() + "\n" if row.strip() else "") + _legend(page)
    yield "".join(["\n", *told]) if told else ""


def say_when(text: str) -> str:
    """A moment or a day as people write it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return harmless(text)
    if len(text) == len("2026-11-23"):
        return f"{moment:%A} {say_day(moment.date())}"
    if moment.tzinfo is None:
        return harmless(text)
    local = moment.astimezone(LONDON)
    seconds = f":{local:%S}" if local.second else ""
    return f"{local:%A} {say_day(local.date())}, {local:%H:%M}{seconds} {local.tzname()}"


def _told(text: str, page: Page, indent: str, first: str | None = None) -> str:
    return "".join(f"{line}\n" for line in page.wrap(text, indent, first))


def _legend(page: Page) -> str:
    return "\n" + _told(LEGEND, page, "")


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
    return " ".join(plural(n, name) for n, name in parts if n) or "0 minutes"
