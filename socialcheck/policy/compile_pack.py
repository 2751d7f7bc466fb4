"""Compiles a pack: checks every rule and clause it names, merges what it extends, derives each clause's fate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from socialcheck.policy.sources import Entry, likely

SURFACES = {"drafts": "draft", "comments": "comment", "accounts": "account"}
SECTIONS = ("document", "hours", "replies", "pre_election")
FREE = ("good-practice", "law")


def compile_pack(
    entry: Entry, rules: Mapping[str, Entry], packs: Mapping[str, Entry], shared: Mapping[str, Any]
) -> dict[str, Any]:
    """The compiled pack. Problems are recorded at their address in the entry's file."""
    pack = entry.value
    _check_identity(entry, packs)
    _check_rules(entry, rules)
    cited = _cited(pack)
    _check_refs(entry, cited)
    kind = (pack.get("organisation") or {}).get("kind")
    return {
        **{key: value for key, value in pack.items() if key not in ("enforce", "clauses")},
        "enforce": {surface: _merged(entry, packs, surface, kind) for surface in SURFACES},
        "clauses": {ref: _clause(entry, ref, clause, cited) for ref, clause in pack.get("clauses", {}).items()},
        "sha256": hashlib.sha256(Path(entry.file.path).read_bytes()).hexdigest(),
    }


def _check_identity(entry: Entry, packs: Mapping[str, Entry]) -> None:
    pack = entry.value
    stem = Path(entry.file.path).stem
    if pack.get("id") and pack["id"] != stem:
        entry.problem(("id",), f"id: {pack['id']!r} must be the file's name, {stem!r}")
    for number, name in enumerate(pack.get("extends", [])):
        if name not in packs:
            entry.problem(("extends", number), f"extends: no policy is called {name!r}{likely(name, list(packs))}")
    if pack.get("organisation") and not set(FREE) <= set(pack.get("extends", [])):
        entry.problem(
            ("extends",) if "extends" in pack else (),
            "extends: an organisation's policy extends good-practice and law",
        )


def _check_rules(entry: Entry, rules: Mapping[str, Entry]) -> None:
    for surface, singular in SURFACES.items():
        for name, enforcement in entry.value.get("enforce", {}).get(surface, {}).items():
            where = ("enforce", surface, name)
            if name not in rules:
                entry.problem(where, f"unknown rule {name!r}{likely(name, list(rules))}")
            elif singular not in rules[name].value.get("on", ()):
                entry.problem(where, f"rule {name!r} is not for {surface}")
            is_law = entry.value.get("id") == "law"
            if is_law and not enforcement.get("authority"):
                entry.problem(where, f"{name}: a rule of law names its authority")
            if not is_law and (enforcement.get("authority") or enforcement.get("binds")):
                entry.problem(where, f"{name}: authority and binds belong to the law pack only")
            if entry.value.get("organisation") and not enforcement.get("clauses"):
                entry.problem(where, f"{name}: an organisation's rule names the clauses that say so")


def _cited(pack: Mapping[str, Any]) -> dict[str, list[tuple[str, tuple[str | int, ...]]]]:
    cited: dict[str, list[tuple[str, tuple[str | int, ...]]]] = {}
    for name, where, refs in _citations(pack):
        for ref in refs or ():
            cited.setdefault(ref, []).append((name, where))
    return cited


def _citations(pack: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], list[str]]]:
    for surface in SURFACES:
        for name, enforcement in pack.get("enforce", {}).get(surface, {}).items():
            yield name, ("enforce", surface, name), enforcement.get("clauses", [])
    for section in SECTIONS:
        if pack.get(section):
            yield section.replace("_", "-"), (section, "clauses"), pack[section].get("clauses", [])
    for section, word in (("contact_points", "contact-points"), ("channels", "channels")):
        for number, item in enumerate(pack.get(section, [])):
            yield word, (section, number), item.get("clauses", [])
    moderation = pack.get("moderation") or {}
    yield "moderation", ("moderation",), moderation.get("default_clauses", [])
    yield "themes", ("moderation",), moderation.get("theme_clauses", [])
    if moderation.get("ladder"):
        yield "ladder", ("moderation", "ladder"), moderation["ladder"].get("clauses", [])


def _check_refs(entry: Entry, cited: Mapping[str, list[tuple[str, tuple[str | int, ...]]]]) -> None:
    known = entry.value.get("clauses", {})
    for ref, places in cited.items():
        if ref not in known:
            for name, where in places:
                entry.problem(where, f"{name}: the document has no clause {ref!r}{likely(ref, list(known))}")


def _clause(entry: Entry, ref: str, clause: Any, cited: Mapping[str, list[Any]]) -> dict[str, Any]:
    value = {"text": clause} if isinstance(clause, str) else {k: v for k, v in clause.items() if v not in (None, False)}
    rules = sorted({name for name, _ in cited.get(ref, ())})
    declared = value.get("fate")
    if rules and declared and declared != "attest":
        entry.problem(("clauses", ref), f"clause {ref}: says fate {declared!r}, yet {', '.join(rules)} cite it")
    fate = declared if declared == "attest" else "enforced" if rules else declared
    if fate is None:
        entry.problem(
            ("clauses", ref),
            f"clause {ref}: has no fate: enforce a rule that cites it, or say attest, person or none",
        )
    return {**value, "fate": fate or "none", "rules": rules}


def _merged(entry: Entry, packs: Mapping[str, Entry], surface: str, kind: str | None) -> dict[str, list[dict[str, Any]]]:
    merged: dict[str, list[dict[str, Any]]] = {}
    own_id = entry.value.get("id")
    chain = [(own_id, entry)] + [(name, packs[name]) for name in entry.value.get("extends", []) if name in packs]
    if own_id == "good-practice" and "law" in packs:
        chain.append(("law", packs["law"]))
    for name, source in chain:
        label = name if name in FREE else "policy"
        for rule, enforcement in source.value.get("enforce", {}).get(surface, {}).items():
            if label == "law" and not _binds(enforcement, kind):
                continue
            kept = {k: v for k, v in enforcement.items() if v not in (None, [], {}) and k != "binds"}
            merged.setdefault(rule, []).append({**kept, "source": label})
    return merged


def _binds(enforcement: Mapping[str, Any], kind: str | None) -> bool:
    return enforcement.get("binds") is None or kind in enforcement["binds"]
