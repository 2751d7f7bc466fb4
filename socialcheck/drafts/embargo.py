"""Embargoes of the office's configuration: times in which nothing goes out but what they allow. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from socialcheck.drafts.approvals import Waiver, waiver_for
from socialcheck.model import Finding, InputError, PolicyError

RULE = "embargo"
REPLIES = ("reply", "dm")


class Embargo(NamedTuple):
    """A time with its reason; `start` is inside, `end` is not. No platforms means all."""

    start: datetime
    end: datetime
    reason: str
    allow: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()


def read_embargoes(config: Mapping[str, Any]) -> tuple[Embargo, ...]:
    """The embargoes of a configuration; raises PolicyError for one whose times cannot be read."""
    return tuple(map(_embargo, config.get("embargoes") or ()))


def _embargo(item: Mapping[str, Any]) -> Embargo:
    from socialcheck.policy.platforms import platform_called

    start, end = _moment(item, "from"), _moment(item, "to")
    if start >= end:
        raise PolicyError(f"embargoes: '{item['reason']}' ends before it starts ({item['from']} to {item['to']})")
    known = ((name, platform_called(name)) for name in item.get("platforms") or ())
    platforms = frozenset(platform.id if platform else name.lower() for name, platform in known)
    return Embargo(start, end, item["reason"], frozenset(item.get("allow") or ()), platforms)


def _moment(item: Mapping[str, Any], key: str) -> datetime:
    from socialcheck.dates.stamps import LONDON, localise

    text = str(item[key])
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(LONDON) if moment.tzinfo else localise(moment)
    except (InputError, ValueError) as error:
        raise PolicyError(f"embargoes: '{key}' of '{item['reason']}': {error}") from None
    # An embargo to a day lasts to the end of that day.
    return moment + timedelta(days=1) if key == "to" and ":" not in text else moment


def embargo_findings(
    embargoes: Iterable[Embargo], facts: Mapping[str, Any], moment: datetime, waivers: Sequence[Waiver] = ()
) -> Iterator[Finding]:
    """A finding for each embargo that a post's moment lies in and that does not allow it."""
    for embargo in embargoes:
        if embargo.start <= moment < embargo.end and not _allowed(embargo, facts):
            waiver = waiver_for(RULE, waivers, moment.date())
            yield _finding(embargo, f"{waiver.by}: {waiver.reason} (until {waiver.until})" if waiver else None)


def _allowed(embargo: Embargo, facts: Mapping[str, Any]) -> bool:
    # A missing fact never exempts: a post is an emergency or a reply only where it says so.
    if "emergency" in embargo.allow and facts.get("emergency") is True:
        return True
    if "reply" in embargo.allow and facts.get("kind") in REPLIES:
        return True
    platform = facts.get("platform")
    return bool(embargo.platforms) and platform is not None and platform not in embargo.platforms


def _finding(embargo: Embargo, waived_by: str | None) -> Finding:
    until = f"{embargo.end:%H:%M} on {embargo.end.day} {embargo.end:%B %Y}"
    fix = f"Move it to {until} or later"
    if embargo.allow:
        stated = {"emergency": "emergency: true", "reply": "kind: reply"}
        fix += ", or state " + " or ".join(stated[name] for name in sorted(embargo.allow)) + " if that is what it is"
    return Finding(
        rule=RULE, category="embargo", severity="error", message=f"Embargo: {embargo.reason}, until {until}.",
        fix=f"{fix}.", match=None, read_as=None, start=None, end=None, column="at", source="good-practice", clauses=(),
        authority="the office's own embargo (socialcheck.yaml)", approvers=None,
        status="waived" if waived_by else "open", by=waived_by, fingerprint="",
    )  # fmt: skip


def embargo_edges(embargoes: Iterable[Embargo], moment: datetime, within_days: int) -> list[tuple[float, str]]:
    """Starts and ends of embargoes after a moment, as `Periods.next_edges` gives those of periods."""
    second = moment.timestamp()
    last = second + within_days * 86_400
    edges = [(e.start.timestamp(), f"the embargo starts: {e.reason}") for e in embargoes]
    edges += [(e.end.timestamp(), f"the embargo ends: {e.reason}") for e in embargoes]
    return sorted(edge for edge in edges if second < edge[0] <= last)
