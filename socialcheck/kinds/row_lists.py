"""Tests of a cell against the lists of the policy and the office: domains, teams, apps, accounts, names."""

from __future__ import annotations

import re
from typing import Any

from socialcheck.kinds.row_values import NONE, Cells, Hit, Hits, RowContext, Test, reader, undecided, unset
from socialcheck.text.cells.known import fold
from socialcheck.text.cells.values import (
    email_domain,
    handle_key,
    is_under,
    platform_of,
    read_items,
    same_team,
    yes_or_no,
)

_MOCK = re.compile(r"parod|spoof|unofficial|not[ _-]?official|satir|\bfans?\b|_fans?\b|\bmock\b")
OFFICIAL_TYPES = frozenset({"corporate", "team", "individual", "campaign"})


def email(params: dict[str, Any], ctx: RowContext) -> Test:
    """Each address must lie in the office's domains. Addresses anybody can open are outside whatever these are."""
    name, at = params["field"], ctx.at[params["field"]]
    domains = ctx.list_of(params["domains"])

    def test(cells: Cells) -> Hits:
        if not ctx.filled(cells[at]):
            return NONE
        found = [email_domain(part) for part in re.split(r"[;,\s]+", cells[at][:2_000].strip()) if "@" in part]
        outside = [d for d in found if d in ctx.known.webmail or (domains and not any(is_under(d, own) for own in domains))]
        if outside or not found:
            shown = ctx.show(f"…@{outside[0]}") if outside else "something that is no e-mail address"
            return (Hit(name, {"value": shown}),)
        return NONE if domains else unset(name, params["domains"])

    return test


def team(params: dict[str, Any], ctx: RowContext) -> Test:
    """The cell must name the team the policy names."""
    name, at, names = params["field"], ctx.at[params["field"]], ctx.list_of(params["of"])

    def test(cells: Cells) -> Hits:
        if not ctx.filled(cells[at]):
            return (Hit(name),)
        if not names:
            return unset(name, params["of"])
        return NONE if same_team(cells[at], names, ctx.known) else (Hit(name),)

    return test


def apps(params: dict[str, Any], ctx: RowContext) -> Test:
    """Apps that must be there (`include`: one of the list), or the only ones that may (`within`)."""
    setting = params.get("include") or params["within"]
    listed = [_app(name) for name in ctx.list_of(setting)]
    return _include(params["field"], listed, setting, ctx) if params.get("include") else _only(params, listed, ctx)


def _include(name: str, listed: list[str], setting: str, ctx: RowContext) -> Test:
    at = ctx.at[name]

    def test(cells: Cells) -> Hits:
        said = yes_or_no(cells[at], ctx.known)
        if said in ("blank", "no"):
            return (Hit(name, {"names": ""}),)
        if said in ("yes", "date"):
            return NONE
        if not listed:
            return unset(name, setting)
        found = [_app(item) for item in read_items(cells[at])]
        return NONE if any(_is_app(item, listed) for item in found) else (Hit(name, {"names": " (another app is)"}),)

    return test


def _only(params: dict[str, Any], listed: list[str], ctx: RowContext) -> Test:
    name, at, also = params["field"], ctx.at[params["field"]], ctx.at.get(params.get("also") or "")

    def test(cells: Cells) -> Hits:
        said = yes_or_no(cells[at], ctx.known)
        if said in ("blank", "no"):
            return NONE
        if said == "yes":
            return undecided(name, "says that apps have access, but not which")
        allowed = listed + [_app(item) for item in (read_items(cells[also]) if also is not None else [])]
        found = [item for item in read_items(cells[at]) if ctx.filled(item)]
        others = [item for item in found if not _is_app(_app(item), allowed)]
        if others and not allowed:
            return unset(name, params["within"])
        return (Hit(name, {"names": ", ".join(ctx.show(item) for item in others[:5])}),) if others else NONE

    return test


def _app(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()


def _is_app(item: str, allowed: list[str]) -> bool:
    return any(name and f" {name} " in f" {item} " for name in allowed)


def listed(params: dict[str, Any], ctx: RowContext) -> Test:
    """The account must stand in a list of `platform:handle`."""
    name, handle, platform = params["handle"], ctx.at[params["handle"]], ctx.at[params["platform"]]
    accounts = {(p.strip(), _squash(handle_key(h))) for p, _, h in (a.partition(":") for a in ctx.list_of(params["of"]))}

    def test(cells: Cells) -> Hits:
        if not ctx.filled(cells[handle]):
            return NONE
        if not accounts:
            return unset(name, params["of"])
        on, key = platform_of(cells[platform], ctx.known), _squash(handle_key(cells[handle]))
        found = any(key == account and (not p or on in (p, None)) for p, account in accounts)
        return NONE if found else (Hit(name),)

    return test


def unofficial(params: dict[str, Any], ctx: RowContext) -> Test:
    """Mock or unofficial accounts, and accounts in the organisation's name that are not stated to be its own."""
    places = [(f, ctx.at[f]) for f in params["fields"] if f in ctx.at]
    approval, names = ctx.at[params["approval"]], [_squash(n) for n in ctx.list_of(params["names"])]
    kind_at, read = ctx.at.get("account_type"), reader("account_type", ctx)

    def test(cells: Cells) -> Hits:
        if ctx.filled(cells[approval]):
            return NONE
        own = kind_at is not None and read(cells[kind_at]) in OFFICIAL_TYPES
        for field, at in places:
            text = cells[at].lower()[:2_000]
            if _MOCK.search(text) or (not own and field != "bio" and _carries(text, names)):
                return (Hit(field),)
        return NONE

    return test


def _carries(handle: str, names: list[str]) -> bool:
    squashed = _squash(handle_key(handle))
    return any(squashed.startswith(name) if len(name) < 6 else name in squashed for name in names if name)


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text.replace("&", "and")))
