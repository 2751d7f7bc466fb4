"""Reads YAML into plain values, each with its line. Refuses what makes YAML unsafe or surprising.

No aliases, anchors or tags (an alias bomb cannot start), no duplicate keys, bounded size and depth. Plain
scalars that YAML 1.1 reads as something else (`10:00` as 600, `NO` as false, `6.10` as 6.1, dates) are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from socialcheck.model import PolicyError

MAX_BYTES = 4_000_000
MAX_DEPTH = 24
MAX_NODES = 400_000

_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_TRAPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9]*)?\Z"), "a number counted in sixties"),
    (re.compile(r"(?i:yes|no|on|off|y|n)\Z|TRUE\Z|FALSE\Z|True\Z|False\Z"), "true or false"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}(?:[Tt \t].*)?)?\Z"), "a date"),
    (re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?\Z"), "a decimal number"),
    (re.compile(r"[-+]?0[0-9_]+\Z|0[xob][0-9a-fA-F_]+\Z|\+[0-9]+\Z"), "a number, losing its first digits"),
    (re.compile(r"[-+]?\.(?i:inf|nan)\Z"), "a number"),
)

Path_ = tuple[str | int, ...]


class Problem(NamedTuple):
    """One thing wrong in a file: where and what."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(slots=True)
class Located:
    """The values of one YAML file, the line of each, and what is wrong with it so far."""

    path: str
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, where: Path_) -> int:
        """The line of a value, or of the nearest one above it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Path_, message: str) -> None:
        """Record what is wrong with the value at `where`."""
        self.problems.append(Problem(self.path, self.line_of(where), message))


def policy_error(problems: list[Problem]) -> PolicyError:
    """All problems, in file and line order, as one error with a line each."""
    return PolicyError("\n".join(str(p) for p in sorted(set(problems))))


def read_yaml_file(path: Path, *, strict: bool = True) -> Located:
    """Read a YAML file; raises PolicyError when it cannot be read at all."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror or error})") from None
    if len(raw) > MAX_BYTES:
        raise PolicyError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB, which no policy file is")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PolicyError(f"{path}:{line}: is not UTF-8 text; save it as UTF-8") from None
    return read_yaml(text, str(path), strict=strict)


def read_yaml(text: str, path: str, *, strict: bool = True, first_line: int = 1) -> Located:
    """Read YAML text. With `strict`, plain scalars that other YAML readers take for something else are problems."""
    import yaml

    located = Located(path)
    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    try:
        events = iter(list(_bounded(yaml.parse(text, Loader=loader), located, first_line)))
        _Builder(events, located, strict, first_line).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        what = str(getattr(error, "problem", None) or "is not YAML").split("\n")[0]
        located.problems.append(Problem(path, line, f"not valid YAML: {what}"))
    except _StopReadingError:
        pass
    return located


class _StopReadingError(Exception):
    pass


def _bounded(events: Iterator[Any], located: Located, first_line: int) -> Iterator[Any]:
    depth = 0
    for count, event in enumerate(events):
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        line = event.start_mark.line + first_line
        wrong = None
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            wrong = "aliases and anchors (* and &) are not allowed; write the value out"
        elif getattr(event, "tag", None):
            wrong = f"the tag {event.tag!r} is not allowed; remove it"
        elif depth > MAX_DEPTH + 2:
            wrong = f"nested more than {MAX_DEPTH} levels deep"
        elif count > MAX_NODES:
            wrong = f"more than {MAX_NODES:,} values"
        if wrong:
            located.problems.append(Problem(located.path, line, wrong))
            raise _StopReadingError
        yield event


@dataclass(slots=True)
class _Builder:
    events: Iterator[Any]
    located: Located
    strict: bool
    first_line: int

    def document(self) -> None:
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if self.located.value is not None:
                    self.located.problem((), "holds more than one YAML document; keep one")
                    return
                self.located.value = self.node(next(self.events), ())

    def node(self, event: Any, where: Path_) -> Any:
        self.located.lines[where] = event.start_mark.line + self.first_line
        kind = type(event).__name__
        if kind == "MappingStartEvent":
            return self.mapping(where)
        if kind == "SequenceStartEvent":
            return self.sequence(where)
        return self.scalar(event, where)

    def mapping(self, where: Path_) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = getattr(event, "value", None)
            if not isinstance(key, str):
                self.located.problem(where, "a key must be a word or a short text")
                raise _StopReadingError
            here = (*where, key)
            repeated = self.located.lines.get(here) if key in values else None
            self.located.lines[here] = event.start_mark.line + self.first_line
            if repeated:
                self.located.problem(here, f"the key {key!r} stands twice (first on line {repeated})")
            self.check_key(event, here)
            line = self.located.lines[here]
            values[key] = self.node(next(self.events), here)
            self.located.lines[here] = line
        return values

    def sequence(self, where: Path_) -> list[Any]:
        values: list[Any] = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            values.append(self.node(event, (*where, len(values))))
        return values

    def check_key(self, event: Any, where: Path_) -> None:
        if not self.strict or not event.implicit[0]:
            return
        wrong = _trap(event.value)
        if wrong and wrong != "true or false":
            self.located.problem(where, f"put the key {event.value} in quotes: other programs read it as {wrong}")

    def scalar(self, event: Any, where: Path_) -> Any:
        text = event.value
        if not event.implicit[0]:
            return text
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "~", "null"):
            return None
        if _INT.match(text):
            return int(text)
        if self.strict and (wrong := _trap(text)):
            self.located.problem(where, f"put {text} in quotes: other programs read it as {wrong}")
        return text


def _trap(text: str) -> str | None:
    return next((name for pattern, name in _TRAPS if pattern.match(text)), None)
