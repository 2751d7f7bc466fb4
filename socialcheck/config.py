"""The office's own socialcheck.yaml: found upwards from the working folder, checked like a policy, cached by content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialcheck import __version__
from socialcheck.model import PolicyError
from socialcheck.policy.store import compiled_dir, read_json
from socialcheck.policy.where import cache_dir

if TYPE_CHECKING:
    from socialcheck.policy.yamlfile import Located

NAME = "socialcheck.yaml"


def find_config(folder: Path) -> Path | None:
    """The nearest socialcheck.yaml from a folder upwards."""
    return next((f / NAME for f in (folder, *folder.parents) if (f / NAME).is_file()), None)


def load_config(path: Path) -> Mapping[str, Any]:
    """The values of a configuration, paths made relative to its file; raises PolicyError with file:line."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    made_by = f"{path.resolve()}\n{compiled_dir()}\n{__version__}"
    key = hashlib.sha256(content + made_by.encode("utf-8", "surrogateescape")).hexdigest()[:24]
    cached = cache_dir() / f"config-{key}.json"
    if cached.is_file():
        values: Mapping[str, Any] = read_json(cached)
        return values
    checked = _check(path)
    from socialcheck.policy.compile import write_json

    with suppress(PolicyError):  # a cache that cannot be written only costs time
        write_json(cached, checked)
    return checked


def _check_waivers(waivers: list[Any], file: Located) -> None:
    """A waiver of a rule that does not exist would never be used and never be missed."""
    from socialcheck.drafts.approvals import unknown_rule

    for number, waiver in enumerate(waivers):
        if fault := unknown_rule(waiver["rule"]):
            file.problem(("waive", number, "rule"), f"waive: {fault}")


def _check(path: Path) -> dict[str, Any]:
    from socialcheck.policy.schema import Config
    from socialcheck.policy.sources import Entry, checked
    from socialcheck.policy.yamlfile import policy_error, read_yaml_file

    file = read_yaml_file(path)
    if file.value is None and not file.problems:
        return {}
    if not isinstance(file.value, dict):
        file.problem((), "must hold lines of 'key: value'")
        raise policy_error(file.problems)
    values = checked(Entry(path.stem, file.value, file), Config)
    if not file.problems:
        _check_waivers(values.get("waive") or [], file)
    if file.problems:
        raise policy_error(file.problems)
    for key in ("candidates", "parties"):
        names = values.get(key)
        values[key] = [str(path.parent / name) for name in ([names] if isinstance(names, str) else names or [])]
    return {key: value for key, value in values.items() if value not in (None, [], {})}
