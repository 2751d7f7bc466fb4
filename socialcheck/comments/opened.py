"""Opens an export whatever its encoding, without reading it into memory."""

from __future__ import annotations

import codecs
import io
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, TextIO

from socialcheck.model import InputError

CHUNK = 1 << 20
IN_MEMORY = 16 << 20
WINDOWS = "cp1252"
GUESSED = "is not UTF-8 and was read as Windows text (cp1252)"


def open_binary(path: str, stdin: BinaryIO) -> BinaryIO:
    """The bytes of a file, or of standard input for `-`, to be read more than once."""
    if path == "-":
        spool = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 # the caller closes it
        shutil.copyfileobj(stdin, spool)
        spool.seek(0)
        return spool  # type: ignore[return-value] # a spooled file has all that is used of a BinaryIO
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or 'unknown fault').lower()}") from None


def open_text(file: BinaryIO) -> TextIO:
    """The text of opened bytes; raises InputError for what is no text."""
    # What an encoding cannot show becomes a replacement character: one damaged comment must not hide the others.
    return io.TextIOWrapper(file, encoding=encoding_of(file), errors="replace", newline="")


def encoding_of(file: BinaryIO) -> str:
    """The encoding of opened bytes: by their mark, else UTF-8 if they are, else Windows text; raises InputError."""
    head = file.read(4096)
    file.seek(0)
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if head[:2] == b"PK":
        raise InputError("is a workbook or an archive; save it as CSV first")
    if b"\0" in head:
        raise InputError("is not a text file")
    return "utf-8-sig" if _is_utf8(file) else WINDOWS


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True
