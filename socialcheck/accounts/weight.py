"""How much text a workbook comes to once every cell holds its own copy: short files can say one long text a million times."""

from __future__ import annotations

import re
import zipfile
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from socialcheck.accounts.xmltext import chunks
from socialcheck.model import InputError

MAX_TEXT = 500_000_000
STRINGS = "xl/sharedStrings.xml"

_ITEM = re.compile(rb"<(?:\w+:)?si\b")
_SHARED = re.compile(rb"<c(?: [rs]=\"\w{1,10}\"){0,2} t=\"s\"><v>(\d{1,9})</v>")
_PLAIN = re.compile(rb"<c(?: [rs]=\"\w{1,10}\"){0,2}(?: t=\"[nb]\")?><v>")
_ODS_CELL = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]{0,4000})>")
_REPEATED = re.compile(rb"repeated\s*=\s*[\"'](\d{1,12})[\"']")


def check_xlsx_text(archive: zipfile.ZipFile, part: str, name: str) -> None:
    """Refuse a sheet whose cells repeat long texts until they fill the memory. Cells written oddly count as the longest."""
    if STRINGS not in archive.namelist():
        return
    most = archive.getinfo(part).file_size // len('<c t="s"><v>0</v></c>')
    if most * archive.getinfo(STRINGS).file_size <= MAX_TEXT:
        return
    sizes = array("I", islice(_sizes(archive), 1, None))  # before the first stands the head
    longest = max(sizes, default=0)
    if most * longest > 2 * MAX_TEXT and _said(archive, part, sizes, longest) > MAX_TEXT:
        raise InputError(_line(name))


def _said(archive: zipfile.ZipFile, part: str, sizes: array[int], longest: int) -> int:
    uses: Counter[bytes] = Counter()
    values = plain = 0
    with archive.open(part) as stream:
        for text in chunks(stream):
            values += text.count(b"<v") + text.count(b":v")
            uses.update(_SHARED.findall(text))
            plain += len(_PLAIN.findall(text))
    said = sum(sizes[int(at)] * count for at, count in uses.items() if int(at) < len(sizes))
    return said + max(0, values - uses.total() - plain) * longest


def _sizes(archive: zipfile.ZipFile) -> Iterator[int]:
    size = 0
    with archive.open(STRINGS) as stream:
        for text in chunks(stream):
            first, *others = map(len, _ITEM.split(text) if b":si" in text else text.split(b"<si"))
            size += first
            if others:
                yield size
                yield from others[:-1]
                size = others[-1]
    yield size


def check_ods_text(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an ODS workbook whose repeated cells come to more text than fits."""
    total = in_row = columns = offset = begun = 0
    rows = 1
    with archive.open("content.xml") as stream:
        for text in chunks(stream):
            for found in _ODS_CELL.finditer(text):
                in_row += (offset + found.start() - begun) * columns
                begun, columns = offset + found.end(), 0
                if found[2] == b"table-row":
                    total += in_row * rows
                    in_row, rows = 0, _repeats(found[3])
                elif not found[1] and not found[3].endswith(b"/"):
                    columns = _repeats(found[3]) + found[3].count(b"string-value")
                    in_row += len(found[3]) * columns
                if total > MAX_TEXT:
                    raise InputError(_line(name))
            offset += len(text)


def _repeats(inside: bytes) -> int:
    found = _REPEATED.search(inside)
    return int(found[1]) if found else 1


def _line(name: str) -> str:
    return f"{name}: repeats long texts until they fill more than {MAX_TEXT // 1_000_000:,} MB, which looks like a trap"
