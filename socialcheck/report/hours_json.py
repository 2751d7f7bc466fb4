"""The hours report as JSON, schema 1: streams, one result at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from socialcheck.dates.hours import HoursAnswer
from socialcheck.dates.segments import DaySegments, Segment
from socialcheck.dates.stamps import LONDON
from socialcheck.dates.summary import Counted, Gap
from socialcheck.model import PolicyIdentity

_string = json.encoder.encode_basestring
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def render_results(policy: PolicyIdentity, answers: Iterable[HoursAnswer]) -> Iterator[str]:
    """The report without its end; `answers` is read once."""
    yield f'{{"schema": 1, "policy": {_encode(asdict(policy))}, "results": ['
    for number, answer in enumerate(answers):
        yield f"{',' if number else ''}\n{_result(answer)}"


def _result(answer: HoursAnswer) -> str:
    # Most of an answer is the same for every moment of a stretch of time: what repeats is encoded once.
    a = answer
    return (
        f'{{"when": {_string(a.when)}, {_stretch(a.state, a.reason, a.holiday, a.opens_at, a.closes_at)}, '
        f'"reply_due": {_string(a.reply_due) if a.reply_due else "null"}, "assumptions": {_strings(a.assumptions)}, '
        f'"clauses": {_same(a.clauses)}, "settings": {_same(a.settings)}}}'
    )


@lru_cache(maxsize=8192)
def _stretch(state: str, reason: str, holiday: str | None, opens: str | None, closes: str | None) -> str:
    values = {"state": state, "reason": reason, "holiday": holiday, "opens_at": opens, "closes_at": closes}
    return _encode(values)[1:-1]


def _strings(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_string, values))}]"


_same = lru_cache(maxsize=64)(_strings)


def render_end(counted: Counted | None = None, gap: Gap | None = None) -> str:
    """The end of the report, with a summary where many stamps were given."""
    if counted is None:
        return "\n]}\n"
    return f'\n], "summary": {_encode(summary(counted, gap))}}}\n'


def render_days(policy: PolicyIdentity, wanted: Iterable[date], days: DaySegments) -> str:
    """The monitored calendar of some days."""
    report = {"schema": 1, "policy": asdict(policy), "days": [_day(day, days(day)) for day in wanted]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _day(day: date, segments: Iterable[Segment]) -> dict[str, Any]:
    segments = list(segments)
    return {
        "date": day.isoformat(),
        "holiday": segments[0].holiday,
        "segments": [{"from": _iso(s.start), "to": _iso(s.end), "state": s.state, "reason": s.reason} for s in segments],
    }


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
