"""Comments attached to cells of an XLSX workbook: people write passwords there too."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from socialcheck.accounts.bounds import column_number
from socialcheck.kinds.row_values import Row

MAX_PART = 20_000_000
MAX_TEXT = 20_000
MOST = 20_000


def read_comments(path: Path, sheet: str) -> tuple[Row, ...]:
    """Comments on a sheet, one row each: the row's number, and the text at its column's place."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(_of_sheet(archive, sheet))
    except (zipfile.BadZipFile, OSError, KeyError, expat.ExpatError, ValueError):
        return ()  # calamine reads the cells; a comment part it never touches may be broken


def _of_sheet(archive: zipfile.ZipFile, sheet: str) -> Iterator[Row]:
    part = _part_of(archive, sheet)
    for target in _related(archive, part):
        if "omment" in target and target in archive.namelist():
            yield from _parse(_read(archive, target))


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    ids: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet" and attributes.get("name") == sheet:
            ids.extend(value for key, value in attributes.items() if key.rpartition(":")[2] == "id")

    _walk(_read(archive, "xl/workbook.xml"), start)
    return _relations(archive, "xl/workbook.xml").get(ids[0], "") if ids else ""


def _related(archive: zipfile.ZipFile, part: str) -> list[str]:
    return list(_relations(archive, part).values()) if part else []


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = whole

    rels = f"{folder}/_rels/{name}.rels"
    if rels in archive.namelist():
        _walk(_read(archive, rels), start)
    return found


def _parse(content: bytes) -> list[Row]:
    found: list[Row] = []
    texts: list[str] = []
    where: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if "ref" in attributes:
            where[:] = [attributes["ref"]]
            texts.clear()

    def end(tag: str) -> None:
        place = re.match(r"([A-Za-z]{1,3})(\d{1,7})", where[0]) if where else None
        if tag.rpartition(":")[2] in ("comment", "threadedComment") and place and len(found) < MOST:
            index = column_number(place[1].encode()) - 1
            found.append(Row(int(place[2]), [*[""] * index, "".join(texts)[:MAX_TEXT]]))

    _walk(content, start, end, texts)
    return found


def _walk(content: bytes, start: object, end: object = None, texts: list[str] | None = None) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start  # type: ignore[assignment] # typeshed asks for a narrower callable
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.EntityDeclHandler = _refuse
    if texts is not None:
        parser.CharacterDataHandler = texts.append
    parser.Parse(content, True)


def _refuse(*_: object) -> None:
    raise ValueError("entities are not read")


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(MAX_PART)
