"""`--show-config`: each setting with where it comes from, so that nobody has to guess why a post was judged so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from socialcheck.policy.load import LIST_SETTINGS, Policy
from socialcheck.report.plain import harmless

Lines = dict[tuple[str | int, ...], int]
SINGLE = ("disclaimer_text", "complaints_url", "max_idle_days")


def show_config(policy: Policy, file: Path | None, source: str) -> Iterator[str]:
    """A line for each value: what it is, and the file and line, option or policy it comes from."""
    lines = _lines_of(file) if file else {}
    yield f"Configuration: {harmless(str(file)) if file else 'no socialcheck.yaml was found from here upwards'}\n\n"
    yield _line("policy", policy.id, f"{file}:{lines.get(('policy',), 1)}" if source == "file" else source)
    stated = policy.pack.get("settings") or {}
    for name in (*LIST_SETTINGS, *SINGLE):
        yield from _stated(name, stated.get(name), policy.id)
        if name == "contact_points":
            yield from _stated(name, [point["value"] for point in policy.pack.get("contact_points") or []], policy.id)
        yield from _own(name, policy, file, lines)
    for name in policy.config:
        if name not in (*LIST_SETTINGS, *SINGLE, "policy"):
            yield from _own(name, policy, file, lines)
    unset = [n for n in (*LIST_SETTINGS, *SINGLE) if not stated.get(n) and not policy.settings.get(n)]
    if unset:
        yield f"\nNot set: {', '.join(unset)}\n"


def _stated(name: str, value: Any, policy: str) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value] if value else ():
        yield _line(name, item, f"policy {policy}")


def _own(name: str, policy: Policy, file: Path | None, lines: Lines) -> Iterator[str]:
    value = policy.config.get(name)
    for number, item in enumerate(value if isinstance(value, list) else [value] if value not in (None, "", {}) else ()):
        line = lines.get((name, number)) or lines.get((name,), 1)
        yield _line(name, item, f"{file}:{line}")


def _line(name: str, value: Any, source: str) -> str:
    return f"{name:<18} {harmless(_said(value))}   [{harmless(source)}]\n"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(item)}" for key, item in value.items() if item not in (None, [], {}))
    return ", ".join(map(_said, value)) if isinstance(value, list) else str(value)


def _lines_of(file: Path) -> Lines:
    from socialcheck.policy.yamlfile import read_yaml_file

    return read_yaml_file(file).lines
