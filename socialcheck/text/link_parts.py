"""One link and its parts: scheme, authority, host, the rest."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """One link: `url` and `host` as they would be opened, offsets into the original text."""

    url: str
    host: str
    start: int
    end: int


def refang(url: str) -> str:
    """A link with the usual disguises undone: `hxxp`, `[.]`, `(dot)`."""
    for disguise in ("[.]", "(.)", "{.}", "[dot]", "(dot)", "[DOT]", "(DOT)"):
        url = url.replace(disguise, ".")
    scheme, colon, rest = url.partition(":")
    return scheme.lower().replace("hxxp", "http") + colon + rest if colon and "hxxp" in scheme.lower() else url


def split(url: str) -> tuple[str, str, str]:
    """Scheme, authority and the rest of a link; the scheme is empty for a bare domain."""
    scheme, mark, rest = url.replace("\\", "/").partition("://")
    if not mark:
        head, colon, tail = url.partition(":")
        if colon and head.casefold() in ("javascript", "vbscript", "data"):
            return head.casefold(), "", tail
        scheme, rest = "", url
    ends = [at for at in (rest.find(c) for c in "/?#") if at >= 0]
    cut = min(ends, default=len(rest))
    return scheme.casefold(), rest[:cut], rest[cut:]


def host_of(authority: str) -> str:
    """The host of an authority, without user name and port, in lower case."""
    host = authority.rpartition("@")[2]
    if host.startswith("["):
        return host.partition("]")[0].lstrip("[").casefold()
    return host.partition(":")[0].casefold().strip(".")
