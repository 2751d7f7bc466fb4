"""What a command works with: the policy, the office's configuration and the moment."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from socialcheck.model import InputError, PolicyError, UsageError
from socialcheck.policy.load import Policy, load_policy


class Context(NamedTuple):
    """The policy, its configuration and the moment the run is judged for."""

    policy: Policy
    config: Mapping[str, Any]
    now: datetime


def open_context(policy: str | None, config: Path | None, at: str | None, *, quiet: bool = False) -> Context:
    """Load the configuration, then the policy; raises UsageError or PolicyError."""
    from socialcheck.config import find_config, load_config

    path = config or find_config(Path.cwd())
    values = load_config(path) if path else {}
    name = policy or values.get("policy")
    if name is None:
        name = "good-practice"
        if not quiet:
            say(
                "No policy chosen: checking good practice and the law only. "
                "Choose one with --policy ID; 'socialcheck policy list' shows them."
            )
    elif policy is None and path and not _is_id(name):
        name = str(path.parent / name)
    try:
        loaded = load_policy(name, values)
    except UsageError as error:
        if policy is None and path and values.get("policy"):
            raise PolicyError(f"{path}:{_line_of_policy(path)}: policy: {error}") from None
        raise
    return Context(loaded, values, moment(at))


def _line_of_policy(path: Path) -> int:
    from socialcheck.policy.yamlfile import read_yaml_file

    return read_yaml_file(path).line_of(("policy",))


def _is_id(name: str) -> bool:
    return not (name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name)


def moment(at: str | None) -> datetime:
    """The moment of `--at`, or now, in UK time; raises UsageError."""
    from datetime import UTC

    from socialcheck.dates.stamps import LONDON, parse_stamp

    now = datetime.now(UTC).astimezone(LONDON).replace(microsecond=0)
    if at is None:
        return now
    try:
        return parse_stamp(at, now).moment
    except InputError as error:
        raise UsageError(f"--at: {error}") from None


def say(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)
