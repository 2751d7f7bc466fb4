"""Reads drafted posts: text files with optional front matter, folders, standard input, JSON lines and schedules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from socialcheck.drafts.decode import decode, read_bytes, without_halves
from socialcheck.drafts.facts import read_facts
from socialcheck.drafts.media import look_at_media
from socialcheck.drafts.post import Post, Trouble, not_read
from socialcheck.model import InputError

SUFFIXES = (".txt", ".md", ".jsonl", ".csv")
MAX_FRONT_MATTER = 64_000
MAX_LINE = 2_000_000
MAX_FILES = 100_000
FENCE = "---"


# Gives the posts of one file, line or row when it is called, here or in another process.
Reading = Callable[[], Iterable[Post]]


class Scheduling(NamedTuple):
    """What the office says of its schedules: its own headings by field, and the order of day and month."""

    columns: Mapping[str, str] = {}
    order: Literal["dmy", "mdy"] | None = None


PLAIN = Scheduling()


def read_posts(
    paths: Iterable[str], given: Mapping[str, Any], now: datetime, stdin: BinaryIO, scheduling: Scheduling = PLAIN
) -> Iterator[Post]:
    """Every post of the named files and folders, in order. What cannot be read comes as a post that says why."""
    for reading in readings(paths, given, now, stdin, scheduling):
        yield from reading()


def readings(
    paths: Iterable[str], given: Mapping[str, Any], now: datetime, stdin: BinaryIO, scheduling: Scheduling = PLAIN
) -> Iterator[Reading]:
    """The same, still to be read: a call for each file, line or row."""
    for name in paths:
        if name == "-":
            yield partial(_from_bytes, "-", stdin.read(10_000_001), given, now)
        else:
            yield from _from_path(Path(name), given, now, scheduling)


def _from_path(path: Path, given: Mapping[str, Any], now: datetime, scheduling: Scheduling) -> Iterator[Reading]:
    suffix = path.suffix.lower()
    if path.is_dir():
        yield from _from_folder(path, given, now, scheduling)
    elif suffix == ".jsonl":
        yield from _from_json_lines(path, given, now)
    elif suffix == ".csv":
        from socialcheck.drafts.schedule import read_schedule

        yield from read_schedule(path, given, now, scheduling)
    else:
        yield partial(_from_file, path, given, now)


def _from_file(path: Path, given: Mapping[str, Any], now: datetime) -> Iterator[Post]:
    try:
        raw = read_bytes(path)
    except InputError as error:
        yield not_read(str(path), str(error))
        return
    yield from _from_bytes(str(path), raw, given, now)


def unread(path: str, reason: str, row: int | None = None) -> tuple[Post]:
    """What a reading gives for something that cannot be read."""
    return (not_read(path, reason, row),)


def _from_folder(folder: Path, given: Mapping[str, Any], now: datetime, scheduling: Scheduling) -> Iterator[Reading]:
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not _hidden(p, folder))
    if not found:
        yield partial(unread, str(folder), "is a folder without posts (.txt, .md, .csv or .jsonl files)")
    if len(found) > MAX_FILES:
        yield partial(unread, str(folder), f"holds more than {MAX_FILES:,} files; name a smaller folder")
        return
    for path in found:
        yield from _from_path(path, given, now, scheduling)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _from_bytes(path: str, raw: bytes, given: Mapping[str, Any], now: datetime) -> Iterator[Post]:
    digest = hashlib.sha256(raw).hexdigest()
    try:
        if len(raw) > 10_000_000:
            raise InputError("is larger than 10 MB, which no post is")
        text, remark = decode(raw)
        if not text.strip():
            raise InputError("is empty")
        front, body, line, offset = split_front_matter(text)
        raw_facts, troubles = _front_facts(front, path) if front is not None else ({}, [])
        if front is not None and not body.strip() and not raw_facts.get("media"):
            raise InputError("has front matter but no text")
    except InputError as error:
        yield not_read(path, str(error))
        return
    if remark:
        troubles.append(Trouble("note", remark, "Save the file as UTF-8.", None))
    yield make_post(
        path,
        body,
        raw_facts,
        given,
        now,
        troubles=troubles,
        body_line=line,
        body_offset=offset,
        sha256=digest,
    )


def split_front_matter(text: str) -> tuple[str | None, str, int, int]:
    """Front matter (None where there is none), body, and the body's first line and offset in the file."""
    first, _, rest = text.partition("\n")
    if first.rstrip("\r ") != FENCE:
        return None, text, 1, 0
    lines = 1
    offset = len(first) + 1
    for line in rest.split("\n"):
        if line.rstrip("\r ") == FENCE:
            body_at = min(offset + len(line) + 1, len(text))
            return text[len(first) + 1 : offset], text[body_at:], lines + 2, body_at
        lines += 1
        offset += len(line) + 1
        if offset > MAX_FRONT_MATTER:
            break
    raise InputError("starts with --- but the front matter does not end; close it with a line of ---")


def _front_facts(front: str, path: str) -> tuple[dict[str, Any], list[Trouble]]:
    from socialcheck.policy.yamlfile import read_yaml

    located = read_yaml(front, path, strict=False, first_line=2)
    if located.problems:
        problem = located.problems[0]
        raise InputError(f"line {problem.line}: the front matter has a fault: {problem.message}")
    if located.value is None:
        return {}, []
    if not isinstance(located.value, dict):
        raise InputError("line 2: the front matter must be lines of 'key: value'")
    troubles = []
    if "text" in located.value:
        troubles.append(
            Trouble(
                "note",
                "The front matter's 'text' was not used; the text below it was.",
                "Remove 'text'.",
                "text",
            )
        )
        del located.value["text"]
    return located.value, troubles


def _from_json_lines(path: Path, given: Mapping[str, Any], now: datetime) -> Iterator[Reading]:
    name = str(path)
    number = seen = 0
    try:
        with path.open("rb") as file:
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    reason = f"line {number} is longer than {MAX_LINE // 1_000_000} MB; the rest of the file was not read"
                    yield partial(unread, name, reason, number)
                    return
                if line.strip():
                    seen += 1
                    yield partial(_from_json, name, number, line, given, now)
    except OSError as error:
        yield partial(unread, name, f"cannot be read: {(error.strerror or 'unknown fault').lower()}")
        return
    if not seen:
        yield partial(unread, name, "is empty")


def _from_json(path: str, row: int, line: bytes, given: Mapping[str, Any], now: datetime) -> tuple[Post]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return unread(path, f"line {row} is not UTF-8", row)
    except (ValueError, RecursionError):
        return unread(path, f"line {row} is not valid JSON", row)
    if not isinstance(record, dict):
        return unread(path, f"line {row} is not a JSON object", row)
    id_ = str(record["id"]) if record.get("id") is not None else None
    text = record.pop("text", None)
    if not isinstance(text, str) or not (text.strip() or record.get("media")):
        return (not_read(path, f"line {row} has no 'text'", row, id_),)
    return (make_post(path, text, record, given, now, row=row),)


def make_post(
    path: str | None, text: str, raw: Mapping[str, Any], given: Mapping[str, Any], now: datetime, *,
    troubles: Iterable[Trouble] = (), row: int | None = None, body_line: int = 1, body_offset: int = 0,
    sha256: str | None = None,
) -> Post:  # fmt: skip
    """A post from its text and its raw facts; options given on the command line fill in what the post leaves unsaid."""
    facts, found = read_facts({**given, **raw}, now)
    if facts.get("media"):
        found = [*found, *look_at_media(path, facts["media"])]
    return Post(
        path=path, text=without_halves(text), facts=facts, id=facts.get("id"), row=row, troubles=(*troubles, *found),
        body_line=body_line, body_offset=body_offset, sha256=sha256,
    )  # fmt: skip
