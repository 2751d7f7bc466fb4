"""A compiled table: sorted lines of a key, a tab and a value as JSON, looked up in place.

One short text asks for a few dozen entries of many thousand, so the file is mapped and searched by halves, and only what
is asked for is parsed. Who asks often gets an index of the whole. The first line tells how long the file must be: a file
cut short would otherwise pass for one that holds less.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from socialcheck.model import PolicyError
from socialcheck.policy.where import cache_dir

_HEAD = "socialcheck table of {:>12} bytes\n"
_HEAD_LENGTH = len(_HEAD.format(0))
# After so many look-ups an index costs less than searching on.
MANY = 3000


def table_bytes(data: Mapping[str, Any]) -> bytes:
    """What a table's file holds."""
    lines = sorted((_key(key) + b"\t", value) for key, value in data.items())
    body = b"".join(key + _dumped(value) + b"\n" for key, value in lines)
    return _HEAD.format(_HEAD_LENGTH + len(body)).encode() + body


def _key(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class Table(Mapping[str, Any]):
    """The table in a file. With `keep`, a value that was parsed is kept."""

    def __init__(self, path: Path, *, keep: bool = False) -> None:
        self._path = path
        self._data = _mapped(path)
        self._kept: dict[str, Any] | None = {} if keep else None
        self._index: dict[bytes, bytes] | None = None
        self._asked = 0

    def __getitem__(self, key: str) -> Any:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key; no value is null."""
        kept = self._kept
        if kept is not None and key in kept:
            return kept[key]
        line = self._line(_key(key))
        if line is None:
            return default
        value = _parsed(line, self._path)
        if kept is not None:
            kept[key] = value
        return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._line(_key(key)) is not None

    def __iter__(self) -> Iterator[str]:
        return (key.decode("utf-8", "surrogatepass") for key, _ in _lines(self._data))

    def __len__(self) -> int:
        return sum(1 for _ in _lines(self._data))

    def _line(self, key: bytes) -> bytes | None:
        if self._index is not None:
            return self._index.get(key)
        self._asked += 1
        if self._asked > MANY:
            self._index = dict(_lines(self._data))
        return _searched(self._data, key)


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if data[:_HEAD_LENGTH] != _HEAD.format(len(data)).encode():
        raise unreadable(path, "it is not whole")
    return data


def unreadable(path: Path, reason: object) -> PolicyError:
    """What is said of a compiled file that does not load. One in the cache is given up: the next run compiles it anew."""
    what = f"{path}: the compiled policy cannot be read ({reason})"
    if not path.is_relative_to(cache_dir()):
        return PolicyError(f"{what}; install socialcheck again")
    done = next((folder / "done" for folder in path.parents[:2] if (folder / "done").is_file()), path)
    with suppress(OSError):
        done.unlink()
    return PolicyError(f"{what}; run again, and it is compiled anew")


def _searched(data: mmap.mmap, key: bytes) -> bytes | None:
    """The value on the line of a key. `low` and `high` are always starts of lines, or the end."""
    wanted = key + b"\t"
    low, high = _HEAD_LENGTH, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.find(b"\t", start, high) + 1
        found = data[start:end]
        if found == wanted:
            return data[end : data.find(b"\n", end)]
        if found < wanted:
            low = data.find(b"\n", end, high) + 1
        else:
            high = start
    return None


def _lines(data: mmap.mmap) -> Iterator[tuple[bytes, bytes]]:
    for line in data[_HEAD_LENGTH:].split(b"\n")[:-1]:
        key, _, value = line.partition(b"\t")
        yield key, value


def _parsed(line: bytes, path: Path) -> Any:
    try:
        return json.loads(line.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise unreadable(path, error) from None
