"""The elections report as people read it: what is in force, what comes next, and a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from socialcheck.dates.calendar import say_day
from socialcheck.dates.periods import NAMES, in_force, span_of
from socialcheck.dates.polls import local_moment
from socialcheck.dates.stamps import LONDON
from socialcheck.model import PolicyIdentity
from socialcheck.report.plain import Page, plural

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
LONGEST_STEP = 66  # a step, its day and its hour, with room behind them
NAMES_OF_BASIS = {
    "published": "the notice as published",
    "recorded": "a start on record",
    "configured": "as configured",
    "computed": "counted from the law",
}
NOTHING = "No poll is known that concerns this policy. Add yours under elections: in socialcheck.yaml."
NOT_THEN = "No poll that concerns this policy is known between those days."
NO_POLICY = (
    "No policy is chosen, so no poll is known. Choose one with --policy ID, or add polls under elections: in socialcheck.yaml."
)


def render(
    policy: PolicyIdentity, polls: list[Poll], at: datetime, page: Page, *, past_too: bool = False, unknown: str | None = None
) -> Iterator[str]:
    """The report, part by part; `polls` in order of date, `unknown` why nothing can be said of the moment."""
    yield _head(policy, at, page)
    held = [p for p in polls if p["held"]]
    current = in_force(held, at)
    if unknown:
        yield "\n" + _joined(page.wrap(f"{unknown}.", "  ", page.paint("Not checked", "yellow") + ": "))
    elif not current:
        yield "\nNo pre-election period is in force.\n"
    yield from _parts(polls, current, at, page, past_too=past_too)


def render_none(policy: PolicyIdentity, at: datetime, page: Page, *, elsewhere: bool) -> Iterator[str]:
    """The report where there is no poll to show; `elsewhere`: some are known, but not between the days asked about."""
    reason = NOT_THEN if elsewhere else NO_POLICY if policy.kind == "none" else NOTHING
    yield _head(policy, at, page)
    yield "\n" + _joined(page.wrap(reason))


def _head(policy: PolicyIdentity, at: datetime, page: Page) -> str:
    return _joined(page.wrap(f"Elections that concern {policy.organisation} ({policy.id}), at {_say(at)}"))


def _parts(polls: list[Poll], current: list[Poll], at: datetime, page: Page, *, past_too: bool) -> Iterator[str]:
    held, moment = [p for p in polls if p["held"]], at.timestamp()
    ahead = [p for p in held if (span := span_of(p)) and span[0] > moment]
    past = [p for p in held if (span := span_of(p)) and span[1] <= moment]
    following = [p for p in ahead if p["date"] == ahead[0]["date"]]
    yield from _section("In force now", current, at, page, "yellow")
    yield from _section("Next", following, at, page)
    yield from _list("Later", ahead[len(following) :], page)
    yield from _list("Not checked", [p for p in held if not span_of(p)], page)
    if past_too:
        yield from _list("Past", past, page)
        yield from _list("Not held", [p for p in polls if not p["held"]], page)
    elif past:
        told = "is not shown; --from {} shows it" if len(past) == 1 else "are not shown; --from {} shows them"
        yield "\n" + _joined(page.wrap(f"{plural(len(past), 'earlier poll')} {told.format(past[0]['date'])}."))


def _section(title: str, polls: list[Poll], at: datetime, page: Page, style: str = "bold") -> Iterator[str]:
    if polls:
        yield f"\n{page.paint(title, style)}\n"
    for poll in polls:
        yield _joined(_in_full(poll, at, page))


def _in_full(poll: Poll, at: datetime, page: Page) -> Iterator[str]:
    yield ""
    yield from page.wrap(f"{NAMES[poll['kind']]}, {poll['area']}: {_day(poll['date'])}", "  ")
    yield from page.wrap(_period(poll), " " * 25, "    Pre-election period  ")
    basis = NAMES_OF_BASIS.get(poll["period"]["basis"] or "", "unknown")
    yield from page.wrap(f"Start: {basis} ({poll['period']['authority']})", "    ")
    yield from _timeline(poll, at, page)
    yield from page.wrap(f"Source of the date: {poll['source']}", "    ")
    for note in (*poll["notes"], *poll["warnings"]):
        yield from page.wrap(f"Note: {note}", "    ")


def _timeline(poll: Poll, at: datetime, page: Page) -> Iterator[str]:
    """The key dates in their order, with the moment asked about among them."""
    steps = sorted((_moment_of(poll, step), number, step) for number, step in enumerate(STEPS) if step in poll["dates"])
    told = not in_force([poll], at)
    for when, _, step in steps:
        if not told and when > at:
            told = True
            yield page.paint(f"  > {'now':<32}{_say(at)}", "bold")
        line = f"    {STEPS[step]:<32}{_day(poll['dates'][step])}{clock_of(poll, step)}"
        ahead = _days_to(when, at) if when.date() > at.date() else ""
        yield f"{line:<{LONGEST_STEP}}{ahead}" if ahead and page.width >= LONGEST_STEP + len(ahead) else line


def _moment_of(poll: Poll, step: str) -> datetime:
    """The last moment of a step: its hour where the law names one, else the end of its day."""
    return local_moment(f"{poll['dates'][step]}T{poll['times'].get(step) or '23:59'}")


def _days_to(when: datetime, at: datetime) -> str:
    return f"in {plural((when.date() - at.astimezone(LONDON).date()).days, 'day')}"


def _list(title: str, polls: list[Poll], page: Page) -> Iterator[str]:
    if not polls:
        return
    yield f"\n{page.paint(title, 'bold')}\n"
    for poll in polls:
        yield _joined(_in_short(poll, page))


def _in_short(poll: Poll, page: Page) -> Iterator[str]:
    indent = " " * 14
    yield from page.wrap(f"{poll['date']}  {NAMES[poll['kind']]}, {poll['area']}", indent, "  ")
    yield from page.wrap(_period(poll), indent)
    for note in (*poll["notes"], *poll["warnings"]):
        yield from page.wrap(f"Note: {note}", indent)


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


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
