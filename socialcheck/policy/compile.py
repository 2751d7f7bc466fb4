"""Compiles the policies folder: one vocabulary, one set of rules, one file a pack. All problems are reported at once."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socialcheck.model import PolicyError
from socialcheck.policy.compile_pack import compile_pack
from socialcheck.policy.compile_reading import compile_reading
from socialcheck.policy.compile_rules import compile_rules
from socialcheck.policy.lexicon import compile_lexicons
from socialcheck.policy.sources import Sources, read_pack, read_sources
from socialcheck.policy.store import TABLES
from socialcheck.policy.table import table_bytes
from socialcheck.policy.yamlfile import policy_error, read_yaml_file


def compile_all(folder: Path, target: Path) -> None:
    """Compile a whole policies folder into `target`; raises PolicyError with every problem found."""
    sources = read_sources(folder)
    themes = {name: entry.value for name, entry in sources.themes.items()}
    if sources.problems:
        raise policy_error(sources.problems)
    vocabulary, common = vocabulary_of(themes)
    rules = compile_rules(sources, vocabulary, common)
    reading = compile_reading(folder, sources)
    shared = shared_data(folder)
    packs = {name: compile_pack(entry, sources.rules, sources.packs, shared) for name, entry in sources.packs.items()}
    if sources.problems:
        raise policy_error(sources.problems)
    examples = {name: rule.pop("examples") for name, rule in rules["rules"].items()}
    for name, data in {"examples": examples, **shared}.items():
        write_json(target / f"{name}.json", data)
    for name, data in {"vocabulary": vocabulary, "rules": rules, "reading": reading}.items():
        _write_parts(target, name, data)
    for name, pack in packs.items():
        write_json(target / "packs" / f"{name}.json", pack)


def vocabulary_of(themes: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Any], frozenset[str]]:
    """The compiled vocabulary, and the function words that anchor nothing."""
    everyday = [w for name, t in themes.items() if name.startswith("common.") for w in t["terms"]]
    function = themes.get("common.function", {"terms": []})["terms"]
    lexicons = {name: t for name, t in themes.items() if not name.startswith("common.")}
    return compile_lexicons(lexicons, everyday), frozenset(function)


def shared_data(folder: Path) -> dict[str, Any]:
    """Calendar, elections, platforms and register headings, compiled by the parts that own them."""
    from socialcheck.dates.calendar import compile_calendar, load_calendar
    from socialcheck.dates.elections import compile_elections
    from socialcheck.policy.schema_schedules import compile_schedules
    from socialcheck.policy.schema_themes import compile_themes

    calendar = compile_calendar(_plain_file(folder / "calendar.yaml"))
    elections = compile_elections(_plain_file(folder / "elections.yaml"), load_calendar(calendar))
    return {
        "calendar": calendar,
        "elections": elections,
        "platforms": _plain_file(folder / "platforms.yaml"),
        "registers": _plain_file(folder / "registers.yaml"),
        "schedules": compile_schedules(folder / "schedules.yaml"),
        "themes": compile_themes(folder / "themes.yaml"),
    }


def _plain_file(path: Path) -> Any:
    file = read_yaml_file(path)
    if file.problems:
        raise policy_error(file.problems)
    return file.value


def compile_own_pack(path: Path, sources: Sources, shared: Mapping[str, Any]) -> dict[str, Any]:
    """Compile a pack of one's own against the rules that are there; raises PolicyError."""
    entry = read_pack(path)
    if entry.file.problems:
        raise policy_error(entry.file.problems)
    pack = compile_pack(entry, sources.rules, sources.packs, shared)
    if entry.file.problems:
        raise policy_error(entry.file.problems)
    return pack


def _write_parts(target: Path, name: str, data: Mapping[str, Any]) -> None:
    """Write what is asked for entry by entry as tables, and the rest as JSON."""
    for part in TABLES[name]:
        _write(target / f"{part}.table", table_bytes(data[part]))
    write_json(target / f"{name}.json", {key: value for key, value in data.items() if key not in TABLES[name]})


def write_json(path: Path, data: Any) -> None:
    """Write compiled data whole or not at all."""
    _write(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise PolicyError(f"{path}: cannot be written ({error.strerror})") from None
