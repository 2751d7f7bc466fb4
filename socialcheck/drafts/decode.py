"""Bytes of a post file to text: UTF-8 with or without BOM, UTF-16 by BOM, cp1252 as a reported fallback."""

from __future__ import annotations

from pathlib import Path

from socialcheck.model import InputError

MAX_BYTES = 10_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file; raises InputError where it cannot be read or is larger than a post can be."""
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or 'unknown fault').lower()}") from None
    if len(raw) > limit:
        raise InputError(f"is larger than {limit // 1_000_000} MB, which no post is")
    return raw


def without_halves(text: str) -> str:
    """The text with a replacement character for each half of a pair, which JSON can hold and no encoding can."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def decode(raw: bytes) -> tuple[str, str | None]:
    """The text, and a remark where the encoding had to be guessed; raises InputError for binary files."""
    if raw[:2] in _UTF16:
        try:
            return raw.decode("utf-16"), None
        except UnicodeDecodeError:
            raise InputError("is marked as UTF-16 but is damaged; save it again as UTF-8") from None
    if b"\0" in raw[:65536]:
        raise InputError("is not a text file")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), "The file is not UTF-8 and was read as Windows text (cp1252)."
    except UnicodeDecodeError:
        raise InputError("is in no text encoding socialcheck knows; save it as UTF-8") from None
