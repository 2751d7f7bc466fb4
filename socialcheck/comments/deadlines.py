"""By when a comment's answer is due under a policy, and whether anybody watches the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from socialcheck.dates.calendar import load_calendar, say_day
from socialcheck.dates.hours import HoursAnswer, make_answerer
from socialcheck.dates.schedule import load_schedule
from socialcheck.model import Reminder
from socialcheck.policy.load import Policy


class Deadlines(NamedTuple):
    """Answers about moments under one policy."""

    answer: Callable[[datetime], HoursAnswer]

    def reply_due(self, at: datetime) -> str | None:
        """The moment or day a reply is due, or None where the document states none."""
        return self.answer(at).reply_due

    def outside(self, at: datetime) -> bool:
        """Whether it is certain that nobody watches at that moment."""
        return self.answer(at).state == "outside"

    def reminder(self, at: datetime) -> Reminder | None:
        """The deadline for a comment of that moment, with its clause."""
        found = self.answer(at)
        if found.reply_due is None:
            return None
        return Reminder(next(iter(found.clauses), ""), f"A reply is due by {_said(found.reply_due)}.")


def _said(due: str) -> str:
    when = datetime.fromisoformat(due)
    day = f"{when:%A} {say_day(when.date())}"
    return f"{day}, {when:%H:%M}" if "T" in due else day


def deadlines_of(policy: Policy) -> Deadlines:
    """Reply deadlines from the policy's monitored hours and promises."""
    schedule = load_schedule(policy.hours, policy.nation, policy.config)
    answer = make_answerer(schedule, load_calendar(policy.calendar), policy.replies)
    return Deadlines(lru_cache(maxsize=4096)(lambda at: answer(at, ())))
