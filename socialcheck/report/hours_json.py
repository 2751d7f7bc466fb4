"""The hours report as JSON, schema 1: streams, one result at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from socialcheck.dates.hours import HoursAnswer
from socialcheck.dates.stamps import LONDON
from socialcheck.dates.summary import Counted, Gap
from socialcheck.model import PolicyIdentity

_KEYS = (
    "when", "state", "reason", "holiday", "opens_at", "closes_at", "reply_due", "assumptions", "clauses", "settings",
)  # fmt: skip
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def render_results(policy: PolicyIdentity, answers: Iterable[HoursAnswer]) -> Iterator[str]:
    """The report without its end; `answers` is read once."""
    yield f'{{"schema": 1, "policy": {_encode(asdict(policy))}, "results": ['
    for number, answer in enumerate(answers):
        values = {key: getattr(answer, key) for key in _KEYS}
        yield f"{',' if number else ''}\n{_encode(values)}"


def render_end(counted: Counted | None = None, gap: Gap | None = None) -> str:
    """The end of the report, with a summary where many stamps were given."""
    if counted is None:
        return "\n]}\n"
    return f'\n], "summary": {_encode(summary(counted, gap))}}}\n'


def summary(counted: Counted, gap: Gap | None) -> dict[str, Any]:
    """The totals of a batch."""
    return {
        "stamps": counted.total,
        "inside": counted.inside,
        "outside": counted.outside,
        "undetermined": counted.undetermined,
        "unreadable": counted.unreadable,
        "share_inside": counted.share_inside,
        "longest_unwatched": _span(gap) if gap else None,
    }


def _span(gap: Gap) -> dict[str, Any]:
    return {"from": _iso(gap.start), "to": _iso(gap.end), "hours": round((gap.end - gap.start) / 3600, 2)}


def _iso(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).astimezone(LONDON).isoformat()
