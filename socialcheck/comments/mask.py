"""What is not to be shown: personal data in excerpts, and author names where masking is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from socialcheck.text import personal


def allow_of(contact_points: list[str], email_domains: list[str]) -> personal.Allow:
    """The office's own contact points, which may be shown."""
    return personal.make_allow(contact_points, email_domains)


def masked(text: str, allow: personal.Allow = personal.NOTHING) -> str:
    """A text with the personal data in it masked."""
    shown, at = "", 0
    for span in personal.find(text, allow=allow):
        if span.start >= at and span.kind not in ("asks-for-details", "asks-privately"):
            shown += text[at : span.start] + span.shown
            at = span.end
    return shown + text[at:]


def digests(path: str) -> tuple[str | None, bytes]:
    """The SHA-256 of a file for the report, and a second digest, never shown, that masks author names."""
    shown, secret = hashlib.sha256(), hashlib.blake2b(person=b"author names")
    if path == "-" or not Path(path).is_file():
        return None, b"standard input"
    with Path(path).open("rb") as file:
        while chunk := file.read(1 << 20):
            shown.update(chunk)
            secret.update(chunk)
    return shown.hexdigest(), secret.digest()


def name_masker(key: bytes) -> Callable[[str], str]:
    """A function that names authors by a code: the same for the same file, of no use without it."""
    return lambda author: (
        "author-" + hashlib.blake2b(author.encode("utf-8", "surrogatepass"), key=key[:64], digest_size=5).hexdigest()
    )
