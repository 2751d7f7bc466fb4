"""`socialcheck hours`: is anyone watching at a moment, when does that change, and by when is a reply owed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from socialcheck.cli import options

if TYPE_CHECKING:
    from socialcheck.cli.context import Context
    from socialcheck.dates.hours import HoursAnswer
    from socialcheck.dates.segments import DaySegments
    from socialcheck.dates.streams import Given
    from socialcheck.dates.summary import Counted
    from socialcheck.model import Exit
    from socialcheck.report.plain import Page

DAYS_OF_WEEK = 7


class HoursFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"


class Desk(NamedTuple):
    """What answers: the policy's context, a function for one moment, and its days."""

    context: Context
    answer: Callable[[datetime, tuple[str, ...]], HoursAnswer]
    days: DaySegments


When = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHEN]...",
        help="Moments such as 2026-11-23T14:30, 23/11/2026 14:30, seconds since 1970 or now; "
        "- for one a line; or a .csv or .jsonl file.",
    ),
]
Format = Annotated[HoursFormat, typer.Option("--format", "-f", help="The format of the report.")]
Column = Annotated[
    str | None,
    typer.Option("--column", metavar="NAME", help="The column or key of a file that holds the moments."),
]
Week = Annotated[bool, typer.Option("--week", help="Draw the week of --at.")]
Month = Annotated[bool, typer.Option("--month", help="Draw the month of --at.")]
Received = Annotated[
    str | None,
    typer.Option("--received", metavar="WHEN", help="When a message came in: by when is a reply due?"),
]


def hours(
    when: When = None,
    policy: options.Policy = None,
    at: options.At = None,
    column: Column = None,
    week: Week = False,
    month: Month = False,
    received: Received = None,
    format: Format = HoursFormat.text,
    output: options.Output = None,
    fail_on: options.FailOn = options.FailOnOption.warning,
    strict: options.Strict = False,
    config: options.Config = None,
    quiet: options.Quiet = False,
) -> None:
    """Tell whether each moment is inside monitored hours, why, what changes next, and when a reply is due."""
    import gc

    from socialcheck.cli.elections import page_for
    from socialcheck.cli.output import write_report
    from socialcheck.dates.streams import check_column, is_stream
    from socialcheck.dates.summary import Counted
    from socialcheck.model import UsageError

    if sum([bool(when), week, month, received is not None]) > 1:
        raise UsageError("give one of: moments, --week, --month or --received")
    values = when or [received or "now"]
    many = any(is_stream(value) for value in values)
    if many:
        gc.disable()  # a run leaves no cycles behind; looking for them among 100,000 answers costs a tenth of its time
    in_lines = many and format is HoursFormat.text
    desk = _open_desk(policy, config, at, quiet=quiet, replies=not in_lines)
    if week or month:
        raise typer.Exit(_draw(desk, format, output, whole_month=month, strict=strict))
    for value in values:
        check_column(value, column)
    counted, page = Counted(), page_for(output)
    answers = _answers(desk, _given(values, column), counted)
    if received is not None:
        found = next(answers)
        write_report(_report(desk, format, iter([found]), None, page), output)
        raise typer.Exit(_exit_of_reply(desk, counted, found))
    write_report(_report(desk, format, answers, counted if many else None, page), output)
    raise typer.Exit(_exit(counted, fail_on.value))


def _open_desk(policy: str | None, config: Path | None, at: str | None, *, quiet: bool, replies: bool = True) -> Desk:
    from socialcheck.cli.context import open_context
    from socialcheck.dates.calendar import load_calendar
    from socialcheck.dates.hours import day_cutter, make_answerer
    from socialcheck.dates.schedule import load_schedule

    context = open_context(policy, config, at, quiet=quiet)
    chosen = context.policy
    calendar = load_calendar(chosen.calendar)
    schedule = load_schedule(chosen.hours, chosen.nation, context.config)
    answer = make_answerer(schedule, calendar, chosen.replies if replies else None)
    return Desk(context, answer, day_cutter(schedule, calendar))


def _given(values: list[str], column: str | None) -> Iterator[Given]:
    import sys

    from socialcheck.dates.streams import Given, is_stream, read_column, read_lines

    for value in values:
        if value == "-":
            if hasattr(sys.stdin, "reconfigure"):
                sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
            yield from read_lines(sys.stdin)
        elif is_stream(value):
            yield from read_column(Path(value), column)
        else:
            yield Given(value)


def _answers(desk: Desk, given: Iterable[Given], counted: Counted) -> Iterator[HoursAnswer]:
    """An answer for each stamp; one that cannot be read is undetermined, with the reason."""
    from socialcheck.dates.hours import HoursAnswer
    from socialcheck.dates.stamps import parse_stamp
    from socialcheck.model import InputError

    now = desk.context.now
    for stamp in given:
        try:
            if stamp.problem:
                raise InputError(stamp.problem)
            moment, assumptions = parse_stamp(stamp.text, now)
        except InputError as error:
            counted.add("undetermined", None)
            where = f"{stamp.where}: " if stamp.where else ""
            yield HoursAnswer(stamp.text, "undetermined", f"{where}{error}")
            continue
        found = desk.answer(moment, assumptions)
        counted.add(found.state, moment.timestamp())
        yield found


def _report(desk: Desk, format: HoursFormat, answers: Iterator[HoursAnswer], batch: Counted | None, page: Page) -> Iterator[str]:
    """The report; `batch` is the running total of a stream, complete when its answers have been read."""
    from socialcheck.dates.summary import longest_gap
    from socialcheck.report import hours_json, hours_text

    identity = desk.context.policy.identity(desk.context.now.date())
    if format is HoursFormat.json:
        yield from hours_json.render_results(identity, answers)
        yield hours_json.render_end(batch, longest_gap(batch, desk.days) if batch else None)
    elif batch is not None:
        yield from map(hours_text.render_line, answers)
        yield hours_text.render_summary(batch, longest_gap(batch, desk.days))
    else:
        for number, found in enumerate(answers):
            yield ("\n" if number else "") + hours_text.render_answer(found, page)
        yield hours_text.render_policy(identity, desk.context.now, page)


def _draw(desk: Desk, format: HoursFormat, output: Path | None, *, whole_month: bool, strict: bool) -> Exit:
    from socialcheck.cli.elections import page_for
    from socialcheck.cli.output import write_report
    from socialcheck.model import Exit

    wanted = days_of(desk.context.now.date(), whole_month=whole_month)
    write_report(_calendar(desk, format, wanted, page_for(output)), output)
    untold = any(segment.state == "undetermined" for day in wanted for segment in desk.days(day))
    return Exit.NOT_CHECKED if strict and untold else Exit.CLEAN


def _calendar(desk: Desk, format: HoursFormat, wanted: list[date], page: Page) -> Iterable[str]:
    from socialcheck.report import hours_json, hours_text

    day = desk.context.now.date()
    identity = desk.context.policy.identity(day)
    if format is HoursFormat.json:
        return [hours_json.render_days(identity, wanted, desk.days)]
    draw = hours_text.render_week if len(wanted) == DAYS_OF_WEEK else hours_text.render_month
    return [*draw(day, desk.days, page), hours_text.render_policy(identity, desk.context.now, page)]


def days_of(day: date, *, whole_month: bool) -> list[date]:
    """The days of the week, Monday first, or of the month that hold a day."""
    from datetime import timedelta

    if not whole_month:
        return [day + timedelta(days=n - day.weekday()) for n in range(DAYS_OF_WEEK)]
    first = day.replace(day=1)
    return [d for n in range(31) if (d := first + timedelta(days=n)).month == day.month]


def _exit(counted: Counted, fail_on: str) -> Exit:
    from socialcheck.model import Exit

    if counted.unreadable or counted.undetermined:
        return Exit.NOT_CHECKED
    return Exit.FINDINGS if counted.outside and fail_on != "never" else Exit.CLEAN


def _exit_of_reply(desk: Desk, counted: Counted, found: HoursAnswer) -> Exit:
    """For --received the question is the reply; whether the moment itself was watched decides nothing."""
    from socialcheck.model import Exit

    replies = desk.context.policy.replies or {}
    promised = replies.get("hours") or replies.get("next_working_day")
    untold = promised and found.reply_due is None
    return Exit.NOT_CHECKED if counted.unreadable or untold else Exit.CLEAN
