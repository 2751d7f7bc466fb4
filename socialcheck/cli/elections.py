"""`socialcheck elections`: polls that concern a policy, and their pre-election periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from socialcheck.cli import options
from socialcheck.model import Exit

if TYPE_CHECKING:
    from socialcheck.cli.context import Context
    from socialcheck.dates.calendar import Calendar
    from socialcheck.report.plain import Page


class ElectionsFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    ics = "ics"


Poll = Mapping[str, Any]
Format = Annotated[ElectionsFormat, typer.Option("--format", "-f", help="The format of the report; ics is for calendars.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Leave out what ended before this day.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Leave out what starts after this day.")]


class View(NamedTuple):
    """What is shown: the polls, whether those that are over belong to it, and why the moment is not known."""

    context: Context
    polls: list[Poll]
    known: bool
    past_too: bool
    unknown: str | None
    output: Path | None


def elections(
    policy: options.Policy = None,
    at: options.At = None,
    since: From = None,
    until: To = None,
    format: Format = ElectionsFormat.text,
    output: options.Output = None,
    strict: options.Strict = False,
    config: options.Config = None,
    quiet: options.Quiet = False,
) -> None:
    """Show which polls concern a policy: what is in force, what comes next, and the key dates."""
    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import write_report
    from socialcheck.dates.calendar import load_calendar
    from socialcheck.dates.overrides import polls_of_office

    context = open_context(policy, config, at, quiet=quiet)
    chosen, calendar = context.policy, load_calendar(context.policy.calendar)
    known = polls_of_office(chosen.elections, chosen.polls, context.config.get("elections"), calendar, chosen.nation)
    polls = _between(known, _day(since, "--from"), _day(until, "--to", last=True))
    view = View(context, polls, bool(known), since is not None, _beyond(context, calendar) if known else None, output)
    write_report(_render(format, view), output)
    if strict and (view.unknown or any(p["held"] and not p["period"]["from"] for p in polls)):
        raise typer.Exit(Exit.NOT_CHECKED)


def _beyond(context: Context, calendar: Calendar) -> str | None:
    """Why no poll is known at the moment asked about, or None."""
    day = context.now.date()
    if calendar.first <= day <= calendar.through:
        return None
    first, last = (f"{d.day} {d:%B %Y}" for d in (calendar.first, calendar.through))
    return f"polls and bank holidays are known from {first} to {last}; whether a period is in force cannot be told"


def _render(format: ElectionsFormat, view: View) -> Iterable[str]:
    from socialcheck.report import elections_ics, elections_json, elections_text

    context, polls = view.context, view.polls
    identity = context.policy.identity(context.now.date())
    if format is ElectionsFormat.json:
        return [elections_json.render(identity, polls, context.now, view.unknown)]
    if format is ElectionsFormat.ics:
        ahead = polls if view.past_too else _between(polls, context.now, None)
        return [elections_ics.render(identity, ahead, context.now)]
    page = page_for(view.output)
    if not polls:
        return elections_text.render_none(identity, context.now, page, elsewhere=view.known)
    return elections_text.render(identity, polls, context.now, page, past_too=view.past_too, unknown=view.unknown)


def page_for(output: Path | None) -> Page:
    """The page written to; a file never gets colour, whatever the terminal."""
    from socialcheck.report.plain import page_of_terminal

    page = page_of_terminal()
    return page._replace(colour=False) if output else page


def _between(polls: list[Poll], first: datetime | None, last: datetime | None) -> list[Poll]:
    """The polls whose period or polling day touches the time from `first` to `last`."""
    return [p for p in polls if _touches(p, first, last)]


def _touches(poll: Poll, first: datetime | None, last: datetime | None) -> bool:
    from socialcheck.dates.periods import span_of
    from socialcheck.dates.polls import local_moment

    day = local_moment(poll["date"]).timestamp()
    start, end = span_of(poll) or (day, day + 1)
    return (first is None or end > first.timestamp()) and (last is None or start < last.timestamp())


def _day(text: str | None, option: str, *, last: bool = False) -> datetime | None:
    from datetime import timedelta

    from socialcheck.cli.context import moment
    from socialcheck.model import UsageError

    if text is None:
        return None
    try:
        found = moment(text)
    except UsageError as error:
        raise UsageError(str(error).replace("--at", option, 1)) from None
    whole_day = last and (found.hour, found.minute, found.second) == (0, 0, 0)
    return found + timedelta(days=1) if whole_day else found
