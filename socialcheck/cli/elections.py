"""`socialcheck elections`: polls that concern a policy, and their pre-election periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from socialcheck.cli import options

if TYPE_CHECKING:
    from socialcheck.cli.context import Context


class ElectionsFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    ics = "ics"


Poll = Mapping[str, Any]
Format = Annotated[ElectionsFormat, typer.Option("--format", "-f", help="The format of the report; ics is for calendars.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Leave out what ended before this day.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Leave out what starts after this day.")]


def elections(
    policy: options.Policy = None,
    at: options.At = None,
    since: From = None,
    until: To = None,
    format: Format = ElectionsFormat.text,
    output: options.Output = None,
    config: options.Config = None,
    quiet: options.Quiet = False,
) -> None:
    """Show which polls concern a policy: what is in force, what comes next, and the key dates."""
    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import write_report

    context = open_context(policy, config, at, quiet=quiet)
    polls = _between(_polls(context), _day(since, "--from"), _day(until, "--to", last=True))
    write_report(_render(format, context, polls, past_too=since is not None), output)


def _polls(context: Context) -> list[Poll]:
    from socialcheck.dates.calendar import load_calendar
    from socialcheck.dates.overrides import polls_of_office

    policy = context.policy
    calendar = load_calendar(policy.calendar)
    return polls_of_office(policy.elections, policy.polls, context.config.get("elections"), calendar, policy.nation)


def _render(format: ElectionsFormat, context: Context, polls: list[Poll], *, past_too: bool) -> Iterable[str]:
    import shutil

    from socialcheck.report import elections_ics, elections_json, elections_text

    identity = context.policy.identity(context.now.date())
    if format is ElectionsFormat.json:
        return [elections_json.render(identity, polls, context.now)]
    if format is ElectionsFormat.ics:
        ahead = polls if past_too else _between(polls, context.now, None)
        return [elections_ics.render(identity, ahead, context.now)]
    width = min(shutil.get_terminal_size((80, 24)).columns, 120)
    return elections_text.render(identity, polls, context.now, width, past_too=past_too)


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
