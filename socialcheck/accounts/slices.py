"""Cuts the long sheets of a workbook into short ones, in memory: calamine holds a sheet whole, in far more room than its rows."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

from socialcheck.accounts.bounds import MAX_CELLS, column_number
from socialcheck.accounts.comments import sheet_parts

LONG = 16_000_000
SLICE = 8_000_000
LONGEST_TAIL = 50_000_000
WIDEST = 520
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_KEPT = ("[Content_Types].xml", "_rels/.rels", "xl/sharedStrings.xml", "xl/styles.xml")
_OPENED, _CLOSED = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(rb"<row r=\"([1-9]\d{0,6})\"")
_COLUMN = re.compile(rb"<c r=\"([A-Z]{1,3})")


class Cut(NamedTuple):
    """A copy of a workbook in which long sheets are empty, and the names of the short sheets that hold their rows."""

    content: bytes
    slices: Mapping[str, tuple[str, ...]]


class _Area(NamedTuple):
    """The rows of a sheet that were looked at, from the first to the last, and what holds their widest."""

    first: int
    last: int
    width: int


class _UncutError(Exception):
    """A sheet that is written in another way than spreadsheet programs write it; it is read whole."""


def cut_long_sheets(archive: zipfile.ZipFile) -> Cut | None:
    """The workbook with its long sheets cut; None where there are none, or where one cannot be cut."""
    parts = sheet_parts(archive)
    names = set(archive.namelist())
    long = {title: part for title, part in parts.items() if part in names and archive.getinfo(part).file_size > LONG}
    shared = any(count > 1 for count in Counter(parts.values()).values())
    if not long or shared or BOOK not in names or LINKS not in names:
        return None
    target = io.BytesIO()
    slices: dict[str, tuple[str, ...]] = {}
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            _copy(archive, copy, (names & {*_KEPT, *parts.values()}) - {*long.values()})
            for title, part in long.items():
                slices[title] = tuple(_cut(archive, part, copy, sum(map(len, slices.values()))))
            _list_slices(archive, copy, [name for found in slices.values() for name in found])
    except _UncutError:
        return None
    return Cut(target.getvalue(), slices)


def _copy(archive: zipfile.ZipFile, copy: zipfile.ZipFile, parts: set[str]) -> None:
    for part in sorted(parts):
        with archive.open(part) as source, copy.open(part, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1_000_000)


def _cut(archive: zipfile.ZipFile, part: str, copy: zipfile.ZipFile, before: int) -> Iterator[str]:
    with archive.open(part) as stream:
        pieces = _pieces(stream)
        head = next(pieces)
        area = _Area(0, 0, 0)
        for number, rows in enumerate(pieces, before + 1):
            if rows.startswith(_CLOSED):
                copy.writestr(part, head + rows)  # merged cells are told of after the rows
                return
            area = _grown(area, rows)
            copy.writestr(f"xl/slices/{number}.xml", head + rows + _CLOSED + b"</worksheet>")
            yield _name(number)
    raise _UncutError


def _name(number: int) -> str:
    return f"rows of a long sheet, {number}"


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands before the rows, then rows by the thousand, then what stands after them."""
    before, found, text = stream.read(SLICE).partition(_OPENED)
    if not found:
        raise _UncutError
    yield before + found
    while (end := text.find(_CLOSED)) < 0:
        more, at = stream.read(SLICE), text.rfind(b"<row ")
        if not more or len(text) > 3 * SLICE:
            raise _UncutError
        if at > 0:
            yield text[:at]
        text = text[max(0, at) :] + more
    if end:
        yield text[:end]
    tail = text[end:] + stream.read(LONGEST_TAIL)
    if len(tail) > LONGEST_TAIL:
        raise _UncutError
    yield tail


def _width(rows: bytes) -> int:
    """The width of the widest row, rounded up to what the first of two letters tells."""
    widest = max(map(column_number, set(_COLUMN.findall(rows))), default=1)
    return -(-widest // 26) * 26


def _grown(area: _Area, rows: bytes) -> _Area:
    """The area with more rows. Every cell must say where it stands: below the rows so far, in one of these, not too far out."""
    first, last = (_row_at(rows, place) for place in (rows.find(b"<row "), rows.rfind(b"<row ")))
    width = area.width if area.width and not _astray_in(rows, area.last, last, area.width) else _width(rows)
    grown = _Area(area.first or first, last, max(area.width, width))
    too_large = grown.width > WIDEST or (last - grown.first + 1) * grown.width > MAX_CELLS
    if not first or last <= area.last or too_large or (width != area.width and _astray_in(rows, area.last, last, grown.width)):
        raise _UncutError
    return grown


def _row_at(rows: bytes, place: int) -> int:
    found = _ROW.match(rows, place) if place >= 0 else None
    return int(found[1]) if found else 0


def _astray_in(rows: bytes, above: int, last: int, width: int) -> bool:
    import re2

    return bool(re2.search(_astray(above, last, width), rows))


def _astray(above: int, last: int, width: int) -> bytes:
    """What finds a cell outside a rectangle, or one that does not say plainly where it is."""
    column = f"[{chr(ord('A') + width // 26 - 1)}-Z][A-Z]"
    wrong = f'[^A-Z]|[A-Z][^A-Z0-9]|[A-Z]{{2}}[^0-9]|{column}|[A-Z]{{1,2}}(?:0|{_over(last)}|(?:{_up_to(above)})"|\\d+[^\\d"])'
    return f'<(?:c[\\t\\n\\r/>]|c (?:[^r]|r[^=]|r=[^"])|c r="(?:{wrong})|[^<> /]*:c[\\s/>])'.encode()


def _over(number: int) -> str:
    digits = str(number)
    longer = [f"[1-9]\\d{{{len(digits)}}}"]
    return "|".join(
        longer + [f"{digits[:at]}[{int(d) + 1}-9]\\d{{{len(digits) - at - 1}}}" for at, d in enumerate(digits) if d != "9"]
    )


def _up_to(number: int) -> str:
    digits = str(number)
    shorter = [f"\\d{{1,{len(digits) - 1}}}"] if len(digits) > 1 else []
    lower = [f"{digits[:at]}[0-{int(d) - 1}]\\d{{{len(digits) - at - 1}}}" for at, d in enumerate(digits) if d != "0"]
    return "|".join([*shorter, *lower, digits])


def _list_slices(archive: zipfile.ZipFile, copy: zipfile.ZipFile, names: list[str]) -> None:
    sheets = [f'<sheet name="{name}" sheetId="{60_000 + n}" r:id="slice{n}"/>' for n, name in enumerate(names, 1)]
    links = [f'<Relationship Id="slice{n}" Type="{KIND}/worksheet" Target="slices/{n}.xml"/>' for n in range(1, len(names) + 1)]
    for part, added, end in ((BOOK, sheets, b"</sheets>"), (LINKS, links, b"</Relationships>")):
        before, found, after = archive.read(part).rpartition(end)
        if not found or b"slice1" in before or names[0].encode() in before:
            raise _UncutError
        copy.writestr(part, before + "".join(added).encode() + found + after)
