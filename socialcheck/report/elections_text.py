"""The elections report as people read it: what is in force, what comes next, and a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from textwrap import wrap
from typing import Any

from socialcheck.dates.calendar import say_day
from socialcheck.dates.periods import NAMES, in_force, span_of
from socialcheck.dates.stamps import LONDON
from socialcheck.model import PolicyIdentity

Poll = Mapping[str, Any]

STEPS: dict[str, str] = {
    "dissolution": "Parliament dissolved",
    "notice": "Notice of election, last day",
    "nominations": "Nominations close",
    "statement": "List of candidates",
    "registration": "Register to vote by",
    "postal": "Apply for a postal vote by",
    "proxy": "Apply for a proxy vote by",
    "voter_authority": "Voter Authority Certificate by",
    "poll": "Polling day",
}
NAMES_OF_BASIS = {
    "published": "the notice as published",
    "recorded": "a start on record",
    "configured": "as configured",
    "computed": "counted from the law",
}
NOTHING = "\nNo poll is known that concerns this policy. Add yours under elections: in socialcheck.yaml.\n"


def render(policy: PolicyIdentity, polls: list[Poll], at: datetime, width: int = 80, *, past_too: bool = False) -> Iterator[str]:
    """The report, part by part; `polls` in order of date."""
    moment = at.timestamp()
    held = [p for p in polls if p["held"]]
    current = in_force(held, at)
    ahead = [p for p in held if (span := span_of(p)) and span[0] > moment]
    unknown = [p for p in held if not span_of(p)]
    past = [p for p in held if (span := span_of(p)) and span[1] <= moment]
    head = f"Elections that concern {policy.organisation} ({policy.id}), at {_say(at)}"
    yield "\n".join(_wrapped(head, width, 0)) + "\n"
    yield "" if current else "\nNo pre-election period is in force.\n"
    yield from _section("In force now", current, width)
    yield from _section("Next", _next(ahead), width)
    yield from _list("Later", ahead[len(_next(ahead)) :], width)
    yield from _list("Not checked", unknown, width)
    if past_too:
        yield from _list("Past", past, width)
        yield from _list("Not held", [p for p in polls if not p["held"]], width)
    elif past:
        yield f"\n{len(past)} earlier polls are not shown; --from {past[0]['date']} shows them.\n"
    if not polls:
        yield NOTHING


def _next(ahead: list[Poll]) -> list[Poll]:
    return [p for p in ahead if p["date"] == ahead[0]["date"]] if ahead else []


def _section(title: str, polls: list[Poll], width: int) -> Iterator[str]:
    if polls:
        yield f"\n{title}\n"
    for poll in polls:
        yield "\n".join(_in_full(poll, width)) + "\n"


def _in_full(poll: Poll, width: int) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{NAMES[poll['kind']]}, {poll['area']}: {_day(poll['date'])}", width, 2)
    yield f"    Pre-election period  {_period(poll)}"
    basis = NAMES_OF_BASIS.get(poll["period"]["basis"] or "", "unknown")
    yield from _wrapped(f"Start: {basis} ({poll['period']['authority']})", width, 4)
    for step, name in STEPS.items():
        if step in poll["dates"]:
            yield f"    {name:<32}{_day(poll['dates'][step])}{clock_of(poll, step)}"
    for note in (*poll["notes"], *poll["warnings"]):
        yield from _wrapped(f"Note: {note}", width, 4)


def _list(title: str, polls: list[Poll], width: int) -> Iterator[str]:
    if not polls:
        return
    yield f"\n{title}\n"
    for poll in polls:
        yield ("\n".join(_wrapped(f"{poll['date']}  {NAMES[poll['kind']]}, {poll['area']}", width, 2, 14)) + "\n")
        yield "\n".join(_wrapped(_period(poll), width, 14)) + "\n"
        for note in (*poll["notes"], *poll["warnings"]):
            yield "\n".join(_wrapped(f"Note: {note}", width, 14)) + "\n"


def clock_of(poll: Poll, step: str) -> str:
    """The time of day by which a step is due, where the law names one."""
    clock = poll["times"].get(step)
    return f", {clock}" if clock and clock != "23:59" else ""


def _period(poll: Poll) -> str:
    period = poll["period"]
    if not period["from"]:
        return str(period["authority"])
    start, end = (datetime.fromisoformat(period[key]).astimezone(LONDON) for key in ("from", "to"))
    return f"{_say(start)} to {_say(end)}"


def _say(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{local:%a} {say_day(local.date())}, {local:%H:%M}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day:%a} {say_day(day)}"


def _wrapped(text: str, width: int, indent: int, hanging: int | None = None) -> list[str]:
    later = " " * (indent if hanging is None else hanging)
    return wrap(
        text, max(40, width), initial_indent=" " * indent, subsequent_indent=later,
        break_long_words=False, break_on_hyphens=False,
    ) or [""]  # fmt: skip
