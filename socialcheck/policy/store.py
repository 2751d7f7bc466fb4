"""Where compiled policies come from: the installed package, or a cache that is renewed when a source changes."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from socialcheck import __version__
from socialcheck.model import PolicyError, UsageError
from socialcheck.policy.table import Table, unreadable
from socialcheck.policy.where import PACKAGE, cache_dir, packaged_dir, policies_dir

_COMPILERS = ("policy", "text", "dates")
# The parts that are looked up entry by entry, by the file that holds the rest.
TABLES = {"rules": ("rules", "sets", "members", "calls"), "vocabulary": ("words",), "reading": ("weights",)}


@cache
def compiled_dir() -> Path:
    """The folder of compiled policies; compiles them first where a working checkout has changed."""
    packaged = packaged_dir()
    if packaged:
        return packaged
    folder = policies_dir()
    target = cache_dir() / f"policies-{_state_of(folder)}"
    if not (target / "done").is_file():
        from socialcheck.policy.compile import compile_all

        compile_all(folder, target)
        (target / "done").write_text(__version__, encoding="utf-8")
    return target


def _state_of(folder: Path) -> str:
    # Size and time of every source stand for its content: hashing them all would cost more than compiling saves.
    state = hashlib.sha256(__version__.encode())
    code = [path for part in _COMPILERS for path in (PACKAGE / part).rglob("*.py")]
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.jsonl"), *code]):
        about = path.stat()
        state.update(f"{path}:{about.st_mtime_ns}:{about.st_size}\n".encode())
    return state.hexdigest()[:24]


@cache
def shared(name: str) -> Any:
    """One compiled part: vocabulary, rules, calendar, elections, platforms or registers."""
    folder = compiled_dir()
    data = read_json(folder / f"{name}.json")
    for part in TABLES.get(name, ()):
        # A rule is asked for again and again; of the others, whoever asks keeps what it makes of the answer.
        data[part] = Table(folder / f"{part}.table", keep=part == "rules")
    return data


def read_json(path: Path) -> Any:
    """Read compiled data."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def pack_ids() -> list[str]:
    """Ids of the packs that come with socialcheck."""
    return sorted(path.stem for path in (compiled_dir() / "packs").glob("*.json"))


def pack_data(name: str) -> dict[str, Any]:
    """A compiled pack by id, or by the path of a YAML file."""
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return _own_pack(Path(name))
    path = compiled_dir() / "packs" / f"{name}.json"
    if not name.replace("-", "").isalnum() or not path.is_file():
        from socialcheck.policy.sources import likely

        known = [i for i in pack_ids() if i != "law"]
        raise UsageError(
            f"no policy is called {name!r}{likely(name, known)}; there are {', '.join(known)}, or the path of a YAML file"
        )
    data: dict[str, Any] = read_json(path)
    return data


def _own_pack(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror or error})") from None
    key = hashlib.sha256(content + str(compiled_dir()).encode() + path.name.encode() + __version__.encode()).hexdigest()[:24]
    cached = cache_dir() / f"pack-{key}.json"
    if cached.is_file():
        data: dict[str, Any] = read_json(cached)
        return data
    from socialcheck.policy.compile import compile_own_pack, write_json
    from socialcheck.policy.sources import read_sources

    data = compile_own_pack(path, read_sources(policies_dir()), {})
    with suppress(PolicyError):  # a cache that cannot be written only costs time
        write_json(cached, data)
    return data
