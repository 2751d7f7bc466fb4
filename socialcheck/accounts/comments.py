"""What a workbook says outside its cells: comments, text boxes, properties. People write passwords there too."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from socialcheck.accounts.bounds import column_number
from socialcheck.accounts.register import Elsewhere
from socialcheck.accounts.xmltext import PartError, Told, holds, read_part, walk
from socialcheck.kinds.row_values import Row

MOST = 20_000
COMMENT = "a comment on a cell"
UNREAD = "Part of the workbook's comments or text boxes could not be read; they were not searched for passwords."


def read_notes(path: Path, chosen: str) -> tuple[list[Elsewhere], tuple[str, ...]]:
    """Texts outside the cells, and what to say if some could not be read."""
    found: list[Elsewhere] = []
    try:
        with zipfile.ZipFile(path) as archive:
            notes = _in_ods(archive) if "content.xml" in archive.namelist() else _in_xlsx(archive, chosen)
            for note in notes:
                found.append(note)
                if len(found) >= MOST:
                    return found, (UNREAD,)
    except (PartError, zipfile.BadZipFile, OSError, KeyError, expat.ExpatError, ValueError):
        return found, (UNREAD,)  # calamine reads the cells; a comment part it never touches may be broken
    return found, ()


def sheet_titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The title of each sheet's part; empty where the workbook's list cannot be read."""
    try:
        return {part: title for title, part in sheet_parts(archive).items()}
    except (PartError, OSError, KeyError, expat.ExpatError, ValueError):
        return {}


def _in_xlsx(archive: zipfile.ZipFile, chosen: str) -> Iterator[Elsewhere]:
    names = set(archive.namelist())
    for title, part in sheet_parts(archive).items():
        for target in _relations(archive, part).values():
            if target in names and "omment" in target:
                where = COMMENT if title == chosen else f"a comment on sheet {title!r}"
                yield from _comments(read_part(archive, target), where)
            elif target in names and "drawings/drawing" in target:
                yield from _whole(read_part(archive, target), f"a text box on sheet {title!r}")
    for part in sorted(name for name in names if name.startswith("docProps/") and name.endswith(".xml")):
        yield from _whole(read_part(archive, part), "the file's properties")


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's title."""
    ids: dict[str, str] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            ids[attributes.get("name", "")] = key

    walk(read_part(archive, "xl/workbook.xml"), Told(start))
    targets = _relations(archive, "xl/workbook.xml")
    return {title: targets[key] for title, key in ids.items() if key in targets}


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    found: dict[str, str] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = whole

    rels = f"{folder}/_rels/{name}.rels"
    if rels in archive.namelist():
        walk(read_part(archive, rels), Told(start))
    return found


def _comments(content: bytes, where: str) -> list[Elsewhere]:
    found: list[Elsewhere] = []
    texts: list[str] = []
    at: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if "ref" in attributes:
            at[:] = [attributes["ref"]]
            texts.clear()

    def end(tag: str) -> None:
        place = re.match(r"([A-Za-z]{1,3})(\d{1,7})", at[0]) if at else None
        if tag.rpartition(":")[2] in ("comment", "threadedComment") and place:
            column = column_number(place[1].encode()) - 1
            found.append(Elsewhere(where, Row(int(place[2]), ("".join(texts),)), first=column))

    walk(content, Told(start, end, texts.append))
    return found


def _whole(content: bytes, where: str) -> Iterator[Elsewhere]:
    texts: list[str] = []

    def end(tag: str) -> None:
        if tag != "a:r" and tag != "a:t":
            texts.append("\n")

    walk(content, Told(end=end, text=texts.append))
    lines = [line.strip() for line in "".join(texts).splitlines()]
    yield Elsewhere(where, Row(0, ["\n".join(filter(None, lines))]))


def _in_ods(archive: zipfile.ZipFile) -> list[Elsewhere]:
    found: list[Elsewhere] = []
    texts: list[str] = []
    at = {"row": 0, "repeat": 1, "column": 0, "inside": 0}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table:table":
            at.update(row=0, repeat=1)
        elif tag == "table:table-row":
            at.update(row=at["row"] + at["repeat"], column=0)
            at["repeat"] = int(attributes.get("table:number-rows-repeated", "1"))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            at["column"] += int(attributes.get("table:number-columns-repeated", "1"))
        elif tag == "office:annotation":
            at["inside"] = 1
            texts.clear()

    def end(tag: str) -> None:
        if tag == "office:annotation":
            at["inside"] = 0
            # A row that is written once for several begins where its repeats begin.
            found.append(Elsewhere(COMMENT, Row(at["row"], ("".join(texts).strip(),)), first=max(0, at["column"] - 1)))
        elif tag == "text:p" and at["inside"]:
            texts.append("\n")

    def text(piece: str) -> None:
        if at["inside"]:
            texts.append(piece)

    if holds(archive, "content.xml", b"office:annotation"):
        with archive.open("content.xml") as stream:
            walk(stream, Told(start, end, text))
    return found
