"""Reads the policies folder and checks every file against its schema, keeping the address of each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialcheck.policy.yamlfile import Located, Problem, read_yaml_file

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError


@dataclass(slots=True)
class Entry:
    """One named part of a file: a rule, a theme, a pack. `where` is its path inside the file."""

    name: str
    value: dict[str, Any]
    file: Located
    where: tuple[str | int, ...] = ()

    def problem(self, inside: tuple[str | int, ...], message: str) -> None:
        """Record a problem at a path below this entry."""
        self.file.problem((*self.where, *inside), message)


@dataclass(slots=True)
class Sources:
    """Everything in the policies folder, checked one by one but not yet against each other."""

    themes: dict[str, Entry] = field(default_factory=dict)
    sets: dict[str, list[str]] = field(default_factory=dict)
    set_file: Located | None = None
    stances: dict[str, Entry] = field(default_factory=dict)
    rules: dict[str, Entry] = field(default_factory=dict)
    packs: dict[str, Entry] = field(default_factory=dict)
    files: list[Located] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """All problems of all files."""
        return [problem for file in self.files for problem in file.problems]


# What tells a policy from the other files beside it.
PACK_KEYS = ("id", "document")


def read_sources(folder: Path) -> Sources:
    """Read a policies folder."""
    from socialcheck.policy import schema_rules

    sources = Sources()
    for path in sorted((folder / "lexicons").glob("*.yaml")):
        _collect(sources, path, sources.themes, schema_rules.Theme)
    for path in sorted((folder / "rules").glob("*.yaml")):
        _collect(sources, path, sources.rules, schema_rules.Rule)
    if (folder / "stances.yaml").exists():
        _collect(sources, folder / "stances.yaml", sources.stances, schema_rules.Stance)
    if (folder / "grammar.yaml").exists():
        _read_grammar(sources, folder / "grammar.yaml")
    for path in sorted(folder.glob("*.yaml")):
        if is_pack(path):
            entry = read_pack(path)
            sources.files.append(entry.file)
            sources.packs[path.stem] = entry
    return sources


def is_pack(path: Path) -> bool:
    """Whether a file in the policies folder is a policy; the others hold platforms, polls, headings and so on."""
    with path.open(encoding="utf-8") as file:
        return any(line.startswith(tuple(f"{key}:" for key in PACK_KEYS)) for line in file)


def read_pack(path: Path) -> Entry:
    """Read one pack file and check it against the schema."""
    from socialcheck.policy import schema

    file = read_yaml_file(path)
    entry = Entry(path.stem, file.value if isinstance(file.value, dict) else {}, file)
    if not file.problems or file.value is not None:
        entry.value = checked(entry, schema.Pack)
    return entry


def _read_grammar(sources: Sources, path: Path) -> None:
    file = read_yaml_file(path)
    sources.files.append(file)
    sources.set_file = file
    for name, phrases in (file.value or {}).items():
        if isinstance(phrases, list) and all(isinstance(p, str) for p in phrases) and phrases:
            sources.sets[name] = phrases
        else:
            file.problem((name,), f"set {name!r}: must be a list of phrases")


def _collect(sources: Sources, path: Path, into: dict[str, Entry], model: type[BaseModel]) -> None:
    file = read_yaml_file(path)
    sources.files.append(file)
    if not isinstance(file.value, dict):
        file.problem((), "must hold names with what they mean")
        return
    for name, value in file.value.items():
        entry = Entry(name, value if isinstance(value, dict) else {}, file, (name,))
        if name in into:
            other = into[name]
            entry.problem((), f"{name!r} is already in {other.file.path}:{other.file.line_of(other.where)}")
            continue
        entry.value = checked(entry, model)
        into[name] = entry


def checked(entry: Entry, model: type[BaseModel]) -> dict[str, Any]:
    """The entry's value with defaults filled in; problems are recorded with their addresses."""
    from pydantic import ValidationError

    try:
        return model.model_validate(entry.value).model_dump(by_alias=True)
    except ValidationError as error:
        for inside, message in explain(error, model):
            entry.problem(inside, f"{entry.name}: {message}" if entry.where else message)
        return dict(entry.value)


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Pydantic's errors in plain words: the path inside the value, and what is wrong there."""
    for one in error.errors(include_url=False):
        where = tuple(part for part in one["loc"] if not _is_branch_name(part))
        yield where, _plain(one, where, model)


def _is_branch_name(part: object) -> bool:
    # Pydantic names the branch of a union it tried ('str', 'Clause', "literal['unstated']"); a file has no such key.
    return isinstance(part, str) and (part in ("str", "int", "bool") or part[:1].isupper() or "[" in part)


_PLAIN_WORDS = {
    "a valid dictionary": "a mapping of keys to values",
    "a valid integer": "a whole number",
    "a valid string": "text",
    "a valid": "a",
}


def _plain(one: Mapping[str, Any], where: tuple[str | int, ...], model: type[BaseModel]) -> str:
    key = where[-1] if where else ""
    kind = one["type"]
    if kind == "extra_forbidden":
        return f"unknown key {str(key)!r}{likely(str(key), known_keys(model))}"
    if kind == "missing":
        return f"the key {str(key)!r} is missing"
    if kind == "literal_error":
        return f"{key}: must be one of {one['ctx']['expected']}, not {one['input']!r}"
    if kind == "value_error":
        return str(one["ctx"]["error"])
    message = str(one["msg"]).removeprefix("Input ")
    for pydantic, plain in _PLAIN_WORDS.items():
        message = message.replace(pydantic, plain)
    return f"{key}: {message[:1].lower()}{message[1:]}" if key != "" else message


def likely(word: str, known: list[str]) -> str:
    """`" (did you mean 'x'?)"`, or nothing."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f" (did you mean {close[0]!r}?)" if close else ""


def known_keys(model: type[BaseModel]) -> list[str]:
    """Every key that the schema knows anywhere below a model."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})
