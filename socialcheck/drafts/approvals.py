"""Approvals and waivers: recorded, never verified. What is on record settles only what the policy says it can."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from socialcheck.drafts.facts import ROLES
from socialcheck.drafts.post import Trouble
from socialcheck.model import InputError

BESIDES = ("same-text-twice", "posts-too-close", "embargo")  # found without a rule in policies/rules, and waived like one


class Approval(NamedTuple):
    """One recorded approval. `fault` says why it settles nothing."""

    role: str
    by: str | None = None
    at: datetime | None = None
    sha256: str | None = None
    fault: str | None = None

    @property
    def who(self) -> str:
        """How the report names it."""
        return f"{self.role} ({self.by})" if self.by else self.role


class Waiver(NamedTuple):
    """A recorded decision not to apply a rule until a day, included."""

    rule: str
    reason: str
    by: str
    until: date
    shared: bool = False  # from the office's configuration, where it stands for all posts


def text_digest(text: str) -> str:
    """SHA-256 of a post's text, with line ends and outer blanks evened out, as approvals are bound to it."""
    plain = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def roles_that_settle(enforce: Mapping[str, Iterable[Mapping[str, Any]]]) -> frozenset[str]:
    """The roles that a policy names as approvers of drafts: all of them where it demands an approval and names nobody."""
    settling: set[str] = set()
    for group in enforce.values():
        for approvers in (enforcement.get("approvers") for enforcement in group):
            if approvers == "unstated":
                return frozenset(ROLES)
            if isinstance(approvers, Mapping):
                settling.update(role for roles in approvers.values() for role in roles or ())
    return frozenset(settling)


def read_approvals(
    raw: Iterable[Any], text: str, published: datetime | None, now: datetime, settling: frozenset[str] = frozenset(ROLES)
) -> tuple[list[Approval], list[Trouble]]:
    """Approvals as recorded in a post, each with what is wrong with it. `settling`: the roles that can settle anything."""
    approvals: list[Approval] = []
    troubles: list[Trouble] = []
    for item in raw:
        approval = _approval(item, now)
        if approval is None:
            troubles.append(
                Trouble(
                    "warning",
                    f"The approval '{_short(item)}' cannot be understood.",
                    "Name a role: " + ", ".join(ROLES) + ".",
                    "approvals",
                )
            )
            continue
        approvals.append(approval._replace(fault=approval.fault or _fault(approval, text, published or now)))
    return approvals, [*troubles, *_doubts(approvals, settling)]


def _doubts(approvals: list[Approval], settling: frozenset[str]) -> Iterator[Trouble]:
    """What keeps approvals from counting, or from being relied on. One that was given again is no trouble."""
    good = {approval.role for approval in approvals if approval.fault is None}
    for approval in approvals:
        if approval.role not in settling:
            message = f"The approval by {approval.who} settles nothing: the policy names no approval by that role."
            yield Trouble("note", message, "Ask a role that the policy names, where it asks for approval.", "approvals")
        elif approval.fault is None:
            if approval.sha256 is None:
                message = f"The approval by {approval.who} has no hash, so nobody can tell which words were approved."
                yield Trouble("note", message, "Record it in a file of the post's own with: socialcheck approve.", "approvals")
        elif approval.role not in good:
            message = f"The approval by {approval.who} does not count: {approval.fault}."
            yield Trouble("warning", message, "Ask again and record it: socialcheck approve.", "approvals")


def _short(item: Any) -> str:
    return str(item)[:40]


def _approval(item: Any, now: datetime) -> Approval | None:
    if isinstance(item, str):
        return Approval(_role(item)) if _role(item) in ROLES else None
    if not isinstance(item, Mapping) or _role(item.get("role")) not in ROLES:
        return None
    moment, fault = _moment(item.get("at"), now)
    return Approval(_role(item["role"]), _optional(item.get("by")), moment, _optional(item.get("sha256")), fault)


def _role(value: Any) -> str:
    return str(value or "").strip().lower().replace("_", "-").replace(" ", "-")


def _optional(value: Any) -> str | None:
    return str(value).strip() if value not in (None, "") else None


def _moment(value: Any, now: datetime) -> tuple[datetime | None, str | None]:
    """When an approval was given, or why that cannot be told."""
    from socialcheck.dates.stamps import parse_stamp

    if value in (None, ""):
        return None, None
    try:
        return parse_stamp(str(value), now).moment, None
    except InputError:
        return None, f"its moment '{_short(value)}' cannot be read"


def _fault(approval: Approval, text: str, published: datetime) -> str | None:
    if approval.sha256 and approval.sha256.lower() != text_digest(text):
        return "the text was changed after it"
    if approval.at and approval.at > published:
        return "it is dated after publication"
    return None


def settled_by(approvers: Any, approvals: Iterable[Approval]) -> str | None:
    """Who settles a finding that these approvers may settle; None if nobody on record does."""
    good = {a.role: a for a in approvals if a.fault is None}
    if approvers == "unstated":
        return next((a.who for a in good.values()), None)
    if not isinstance(approvers, Mapping) or not good:
        return None
    if needed := approvers.get("all"):
        return " and ".join(good[role].who for role in needed) if all(role in good for role in needed) else None
    return next((good[role].who for role in approvers.get("any") or () if role in good), None)


def read_waivers(raw: Iterable[Any], now: datetime, *, shared: bool = False) -> tuple[list[Waiver], list[Trouble]]:
    """Waivers as recorded; one that lacks a key is reported and waives nothing."""
    from socialcheck.dates.stamps import parse_stamp

    waivers: list[Waiver] = []
    troubles: list[Trouble] = []
    for item in raw:
        missing = [k for k in ("rule", "reason", "by", "until") if not (isinstance(item, Mapping) and _is_said(item.get(k)))]
        if not missing and not shared and (fault := unknown_rule(str(item["rule"]))):
            message = f"A waiver waives nothing: {fault}."
            troubles.append(Trouble("warning", message, "Name the rule as the report does.", "waive"))
            continue
        if missing:
            troubles.append(
                Trouble(
                    "warning",
                    f"A waiver lacks {', '.join(missing)}, so it waives nothing.",
                    "Give rule, reason, by and until.",
                    "waive",
                )
            )
            continue
        try:
            until = parse_stamp(str(item["until"]), now).moment.date()
        except InputError as error:
            troubles.append(
                Trouble(
                    "warning",
                    f"A waiver's 'until' cannot be read: {error}.",
                    "Write it as 2026-12-31.",
                    "waive",
                )
            )
            continue
        waivers.append(Waiver(str(item["rule"]), str(item["reason"]), str(item["by"]), until, shared))
    return waivers, troubles


def _is_said(value: Any) -> bool:
    return not isinstance(value, Mapping | list) and bool(str(value or "").strip())


def unknown_rule(name: str) -> str | None:
    """What is wrong with the name of a rule to waive; None where there is such a rule."""
    from socialcheck.policy import store

    known = store.shared("rules")["heads"]
    if name in known or name in BESIDES:
        return None
    from socialcheck.policy.sources import likely

    return f"no rule is called '{name[:60]}'{likely(name[:60], [*known, *BESIDES])}"


def waiver_for(rule: str, waivers: Iterable[Waiver], day: date) -> Waiver | None:
    """The waiver of a rule that is still in force on a day."""
    return next((w for w in waivers if w.rule == rule and w.until >= day), None)


def idle_waivers(waivers: Iterable[Waiver], used: set[str], found: set[str], day: date) -> Iterator[Trouble]:
    """Waivers that have run out, or waive nothing here; those of the whole office only where their rule was found."""
    for waiver in waivers:
        if waiver.shared and waiver.rule not in found:
            continue
        if waiver.until < day:
            yield Trouble(
                "warning",
                f"The waiver of '{waiver.rule}' by {waiver.by} ran out on {waiver.until:%d %B %Y}.",
                "Remove or renew it.",
                "waive",
            )
        elif waiver.rule not in used:
            yield Trouble(
                "note",
                f"The waiver of '{waiver.rule}' by {waiver.by} waives nothing here.",
                "Remove it.",
                "waive",
            )
