"""Reads parts of a workbook as XML, event by event, without entities and with nothing fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple
from xml.parsers import expat

MAX_PART = 20_000_000
CHUNK = 1_000_000


LARGE_CHUNK = 4_000_000
OVERLAP = 4_000


class PartError(Exception):
    """A part that is too large to be read beside the cells."""


class Told(NamedTuple):
    """Who is told of what: tags that start and end, and text."""

    start: Callable[[str, Mapping[str, str]], None] | None = None
    end: Callable[[str], None] | None = None
    text: Callable[[str], None] | None = None


def walk(content: bytes | IO[bytes], told: Told) -> None:
    """Go through a part from start to end; raises ValueError where it declares entities."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = told.start
    parser.EndElementHandler = told.end
    parser.CharacterDataHandler = told.text
    parser.EntityDeclHandler = _refuse
    if isinstance(content, bytes):
        parser.Parse(content, True)
    else:
        parser.ParseFile(content)


def _refuse(*_: object) -> None:
    raise ValueError("entities are not read")


def read_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part that is small enough to hold; raises PartError."""
    if archive.getinfo(part).file_size > MAX_PART:
        raise PartError(part)
    with archive.open(part) as stream:
        return stream.read(MAX_PART + 1)


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces of a part, cut before a tag, so that none is cut in two."""
    rest = b""
    while read := stream.read(LARGE_CHUNK):
        text = rest + read
        cut = text.rfind(b"<", max(0, len(text) - OVERLAP))
        cut = len(text) if cut < 0 else cut
        rest = text[cut:]
        yield text[:cut]
    if rest:
        yield rest


def holds(archive: zipfile.ZipFile, part: str, word: bytes) -> bool:
    """Whether a word stands anywhere in a part."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            if word in rest + piece:
                return True
            rest = piece[-len(word) :]
    return False
