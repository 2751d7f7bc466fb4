"""Links in a text, written out or disguised."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2

from socialcheck.text.hosts import under
from socialcheck.text.link_faults import LinkFault, faults
from socialcheck.text.link_parts import Link, host_of, refang, split
from socialcheck.text.personal.plain import Plain, fold
from socialcheck.text.tlds import COUNTRIES, GENERIC

__all__ = ["Link", "LinkFault", "faults", "find", "hosts", "links_to"]

_LABEL = r"[0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ](?:[0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ_-]*[0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ])?"
_DOT = r"(?:\.|\[\.\]|\(\.\)|\[dot\]|\(dot\)|\{\.\})"
_SCHEMED = r"(?:[a-z][a-z0-9+.-]*:(?://|\\\\)[^\s<>\"“”]+)"
_SCRIPTED = r"(?:javascript|vbscript):[^\s<>\"]+|data:[a-z]+/[a-z0-9.+-]+[;,][^\s<>\"]+"
_BARE = rf"{_LABEL}(?:{_DOT}{_LABEL})+(?::\d{{1,5}})?(?:[/?][^\s<>\"“”]*)?"
# Country domains that are also everyday words: without a path, `do.it` is a missing space.
_WORDS_TEXT = """
    it so is be at as in my me no us am to do by id ad la ma pa re ai one
"""
_WORDS = frozenset(_WORDS_TEXT.split())
_TRAILING = ".,;:!?'’\"”)]}>…*_"


@cache
def _shapes() -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = 64 << 20, False
    return re2.compile(rf"(?i){_SCHEMED}|{_SCRIPTED}|{_BARE}", options)


# What every link has, however it is disguised.
MAY_BE_THERE = (
    r"(?i)[\w\x{80}-\x{10FFFF}\])}](?:\.|。|．)[a-z\x{80}-\x{10FFFF}0-9]"
    r"|://|:\\\\|\[\.\]|\(\.\)|[\[(]dot[\])]|script:|data:"
)


@cache
def _prefilter() -> Any:
    return re2.compile(MAY_BE_THERE)


def _trim(url: str) -> str:
    """A link without the punctuation of the sentence it ends."""
    while url and url[-1] in _TRAILING:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        if url[-1] == "]" and url.count("[") >= url.count("]"):
            break
        if url[-1] == "_":
            break
        url = url[:-1]
    return url


def _is_bare_link(url: str) -> bool:
    """Whether a bare `name.tld` is a link rather than a missing space or a file name."""
    _, authority, rest = split(url)
    written = authority.partition(":")[0]
    labels = written.split(".")
    top = labels[-1].casefold()
    if top not in COUNTRIES and top not in GENERIC:
        return False
    if rest[:1] == "/" or written.casefold().startswith("www."):
        return True
    sentence_break = labels[-1][:1].isupper() and not written.isupper()
    return not sentence_break and not (len(labels) == 2 and top in _WORDS) and not labels[-2].isdigit()


def _link(plain: Plain, start: int, raw: str) -> Link | None:
    before = plain.text[start - 1 : start]
    url = refang(_trim(raw))
    schemed = "://" in url.replace("\\", "/") or url.casefold().startswith(("javascript:", "vbscript:", "data:"))
    if not schemed and (before in tuple("@#$-_/.") or not _is_bare_link(url)):
        return None
    end = start + len(_trim(raw))
    if not schemed and plain.text[end : end + 1] == "@":
        return None
    scheme, authority, _ = split(url)
    host = host_of(authority)
    return Link(url, host, *plain.span(start, end)) if host or scheme in ("javascript", "vbscript", "data") else None


def find(text: str) -> list[Link]:
    """Every link of a text, in order."""
    if not _prefilter().search(text):
        return []
    plain = fold(text)
    found = (_link(plain, m.start(), m.group()) for m in _shapes().finditer(plain.text))
    return [link for link in found if link is not None]


def hosts(text: str) -> list[str]:
    """The hosts a text links to, each once, in order."""
    return list(dict.fromkeys(link.host for link in find(text) if link.host))


def links_to(text: str, domains: tuple[str, ...]) -> bool:
    """Whether a text links to one of the domains or below one."""
    return any(under(host, domains) for host in hosts(text))
