"""Reads an export of comments: CSV, JSON lines, JSON of YouTube, Facebook and X, or plain text, one a line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import BinaryIO, TextIO

from socialcheck.comments.comment import Comment, not_read
from socialcheck.comments.objects import comments_in, records_in
from socialcheck.comments.opened import GUESSED, WINDOWS, encoding_of, open_binary, open_text
from socialcheck.comments.table import MAX_TEXT, read_table
from socialcheck.model import InputError

MAX_LINE = 2_000_000
MAX_JSON = 300_000_000
_ARCHIVE = re.compile(r"\s*window\.YTD\.[A-Za-z_]{1,60}\.part[0-9]{1,6} = ")


def read_comments(path: str, own: Mapping[str, str], now: datetime, stdin: BinaryIO) -> Iterator[Comment]:
    """Every comment of a file, in its order; what cannot be read comes as a comment that says why."""
    count = 0
    try:
        with open_binary(path, stdin) as raw, open_text(raw) as file:
            for comment in _read(path, file, own, now):
                yield comment
                count += 1
    except InputError as error:
        yield not_read(path, str(error))
        return
    if not count:
        yield not_read(path, "is empty")


def remark_on(path: str) -> str | None:
    """A remark where the encoding of a file has to be guessed."""
    if path == "-":
        return None
    try:
        with open_binary(path, io.BytesIO()) as raw:
            return GUESSED if encoding_of(raw) == WINDOWS else None
    except InputError:
        return None


def _read(path: str, file: TextIO, own: Mapping[str, str], now: datetime) -> Iterator[Comment]:
    kind = _kind(path, file)
    if kind == "lines":
        return _json_lines(path, file, own, now)
    if kind == "json":
        return _whole_json(path, file, own, now)
    if kind == "table":
        return read_table(path, file, own, now)
    return _plain(path, file)


def _kind(path: str, file: TextIO) -> str:
    suffix = path.lower().rpartition(".")[2] if "." in path else ""
    if suffix in ("jsonl", "ndjson"):
        return "lines"
    if suffix in ("csv", "tsv"):
        return "table"
    if suffix in ("json", "js"):
        return "json"
    start = file.read(4096)
    file.seek(0)
    return _guess(start, suffix)


def _guess(start: str, suffix: str) -> str:
    bare = start.lstrip()
    if bare.startswith("{"):
        try:
            json.loads(bare.partition("\n")[0])
        except ValueError:
            return "json"
        return "lines"
    if bare.startswith("[{") or bare.startswith("[\n") or _ARCHIVE.match(bare):
        return "json"
    return "plain" if suffix == "txt" or not _looks_like_table(bare) else "table"


def _looks_like_table(start: str) -> bool:
    from socialcheck.comments.fields import find_columns

    first = start.partition("\n")[0].strip("\r")
    return any(sign in first and "text" in find_columns([c.strip(' "') for c in first.split(sign)], {}) for sign in ",;\t")


def _plain(path: str, file: TextIO) -> Iterator[Comment]:
    row = 0
    while line := file.readline(MAX_LINE + 1):
        row += 1
        if len(line) > MAX_TEXT:
            yield not_read(path, f"line {row} is longer than {MAX_TEXT:,} characters; the rest of the file was not read", row)
            return
        if line.strip():
            yield Comment(text=line.strip("\r\n"), path=path, row=row)


def _json_lines(path: str, file: TextIO, own: Mapping[str, str], now: datetime) -> Iterator[Comment]:
    row = 0
    while line := file.readline(MAX_LINE + 1):
        row += 1
        if len(line) > MAX_LINE:
            yield not_read(path, f"line {row} is longer than {MAX_LINE // 1_000_000} MB; the rest of the file was not read", row)
            return
        if line.strip():
            yield from _json_line(path, row, line, own, now)


def _json_line(path: str, row: int, line: str, own: Mapping[str, str], now: datetime) -> Iterator[Comment]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        yield not_read(path, f"line {row} is not valid JSON", row)
        return
    if not isinstance(record, dict):
        yield not_read(path, f"line {row} is not a JSON object", row)
        return
    yield from comments_in(record, path, row, own, now)


def _whole_json(path: str, file: TextIO, own: Mapping[str, str], now: datetime) -> Iterator[Comment]:
    text = file.read(MAX_JSON + 1)
    if len(text) > MAX_JSON:
        yield not_read(path, f"is larger than {MAX_JSON // 1_000_000} MB; convert it to JSON lines")
        return
    prefix = _ARCHIVE.match(text[:200])
    try:
        value = json.loads(text[prefix.end() :] if prefix else text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        yield not_read(path, "is not valid JSON" + (f" (line {line})" if line else ""))
        return
    del text
    for number, record in enumerate(records_in(value), 1):
        yield from comments_in(record, path, number, own, now)
