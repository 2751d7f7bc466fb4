"""`socialcheck approve`: record an approval of exactly this text in its front matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from socialcheck.cli import options

if TYPE_CHECKING:
    from socialcheck.policy.load import Policy

Post = Annotated[Path, typer.Argument(metavar="PATH", help="The post: a text file, with or without front matter.")]
Role = Annotated[str, typer.Option("--role", help="The role that approves, such as head-of-communications.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who approves.")]
At = Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it was approved; now if not given.")]


def approve(
    path: Post,
    role: Role,
    by: By,
    at: At = None,
    policy: options.Policy = None,
    config: options.Config = None,
    quiet: options.Quiet = False,
) -> None:
    """Record that somebody approved this text, and a hash of it, so that a later change shows. Nothing is verified."""
    from socialcheck.cli.context import open_context, say
    from socialcheck.cli.place import replace_file
    from socialcheck.drafts.decode import read_bytes
    from socialcheck.drafts.record import with_approval
    from socialcheck.model import InputError, UsageError

    _check_name(path)
    role, by = _role(role), _name(by)
    context = open_context(policy, config, at, quiet=True)
    try:
        approved = with_approval(read_bytes(path), role, by, context.now)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    try:
        replace_file([approved.content], path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from None
    for warning in _warnings(role, context.policy, approved.facts, context.now):
        say(f"socialcheck: warning: {warning}")
    if not quiet:
        print(f"Recorded in {path}: approved by {role} ({by}) on {context.now:%d %B %Y at %H:%M}, for exactly this text.")


def _check_name(path: Path) -> None:
    from socialcheck.model import UsageError

    if path.suffix.lower() in (".csv", ".jsonl") or str(path) == "-":
        raise UsageError(
            f"{path}: approvals are recorded in the front matter of a single post (.txt or .md); "
            "in a schedule, fill its 'approvals' column"
        )
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name one post")


def _role(role: str) -> str:
    from socialcheck.drafts.facts import ROLES
    from socialcheck.model import UsageError

    plain = role.strip().lower().replace("_", "-").replace(" ", "-")
    if plain not in ROLES:
        raise UsageError(f"--role: {role!r} is not one of {', '.join(ROLES)}")
    return plain


def _name(by: str) -> str:
    from socialcheck.model import UsageError

    if not by.strip() or not by.isprintable() or len(by) > 200:
        raise UsageError("--by: give the name of the person who approves, on one line")
    return by.strip()


def _warnings(role: str, policy: Policy, facts: Mapping[str, Any], now: datetime) -> list[str]:
    from socialcheck.dates.stamps import parse_stamp
    from socialcheck.drafts.approvals import roles_that_settle
    from socialcheck.model import InputError

    warnings = []
    if role not in roles_that_settle(policy.enforce["drafts"]):
        warnings.append(f"the policy '{policy.id}' names no approval by {role}, so it settles nothing there")
    try:
        published = parse_stamp(str(facts["at"]), now).moment if facts.get("at") else None
    except InputError:
        published = None
    if published and published < now:
        warnings.append("the post's own time is before this approval, so it counts as late")
    return warnings
