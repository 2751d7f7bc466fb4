"""What makes a link unsafe to publish or to leave standing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import re2

from socialcheck.text.hosts import (
    EVERYDAY,
    SHORTENERS,
    distance,
    is_homoglyph,
    is_official,
    reads_as,
    skeleton,
    under,
)
from socialcheck.text.link_parts import Link, split

KINDS = (
    "script-scheme", "non-http-scheme", "userinfo", "ip-host", "mixed-script", "punycode", "look-alike",
    "executable", "credential-page", "unusual-port", "redirector", "shortener",
)  # fmt: skip
_SCRIPTS = ("javascript", "vbscript", "data")
_DOWNLOAD = re2.compile(
    r"(?i)\.(?:exe|apk|scr|msi|bat|cmd|com|pif|zip|rar|7z|iso|img|dmg|pkg|jar|js|vbs|ps1|hta|lnk|cab|xapk"
    r"|ipa|docm|xlsm|reg|wsf)$"
)
_NUMBER = re2.compile(r"(?i)^(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}$")
_SIGN_IN = frozenset(["login", "logon", "signin", "sign-in", "log-in", "webscr"])
_PAGE = _SIGN_IN | {"verify", "verification", "authenticate", "2fa", "otp"}
_ACCOUNT_TEXT = """
    verify verification account accounts password passwd pwd secure update confirm unlock wallet bank banking
    billing refund credential credentials
"""
_ACCOUNT = frozenset(_ACCOUNT_TEXT.split())
_LURE_TEXT = """
    login signin secure verify verification account update pay payment refund claim support alert online
    help uk gov police portal service services notice fine fines tax rebate form id
"""
_LURE = frozenset(_LURE_TEXT.split())
_STATE = re2.compile(r"(?:^|[.-])(?:gov|police|nhs|hmrc|dvla|llyw|parliament)[.-](?:uk|wales|cymru)(?:[.-]|$)")
_REDIRECT = re2.compile(
    r"(?i)[?&](?:url|u|q|redirect|redirect_uri|redir|next|target|dest|destination|goto|link"
    r"|out)=(?:https?(?::|%3a)|//|www\.)"
)
_WORD = re2.compile(r"[a-z0-9]+")
_COMMON_TOPS_TEXT = """
    com net org co info uk site online app live xyz top shop club support
"""
_COMMON_TOPS = frozenset(_COMMON_TOPS_TEXT.split())
_SECOND_LEVEL_TEXT = """
    co org me ltd plc net com gov ac
"""
_SECOND_LEVEL = frozenset(_SECOND_LEVEL_TEXT.split())


class LinkFault(NamedTuple):
    """One thing wrong with a link, and what shows it."""

    kind: str
    detail: str


def _numeric_host(host: str) -> str | None:
    """The address a numeric host stands for, in whatever notation."""
    if not _NUMBER.search(host) and ":" not in host:
        return None
    import ipaddress

    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        parts = [
            int(p, 16) if p.lower().startswith("0x") else int(p, 8 if p[0] == "0" and len(p) > 1 else 10) for p in host.split(".")
        ]
        *heads, tail = parts
        value = sum(head << (24 - 8 * at) for at, head in enumerate(heads)) + tail
        return str(ipaddress.IPv4Address(value))
    except ValueError:
        return None


def _name_of(host: str) -> str:
    """The label a host is known by: the one its owner registered."""
    labels = host.split(".")
    third = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return labels[-3] if third else labels[-2] if len(labels) > 1 else host


def _brand(domain: str) -> str:
    """An official domain's name without its dots and hyphens: westmidlandspolice."""
    labels = domain.casefold().removeprefix("www.").split(".")
    kept = [label for label in labels if label not in ("uk", "gov", "co", "org", "wales", "cymru", "com")]
    return "".join(kept).replace("-", "")


def _imitates_state(host: str) -> str | None:
    """The public suffix a host pretends to, if any."""
    found = _STATE.search(host)
    if found:
        return str(found.group()).strip(".-")
    if reads_as(host) != host:
        return None
    tail = ".".join(host.split(".")[-2:])
    for suffix in ("gov.uk", "police.uk", "nhs.uk", "gov.wales"):
        if tail != suffix and skeleton(tail) == skeleton(suffix):
            return suffix
    name, top = _name_of(host), host.rpartition(".")[2]
    if top == "uk" and 0 < distance(name, "police", 1) <= 1 and tail.count(".") == 1 and name != "polite":
        return "police.uk"
    return "police.uk" if name == "police" and top in _COMMON_TOPS else None


def _imitates_brand(host: str, official: Collection[str]) -> str | None:
    """The configured domain a host pretends to, if any."""
    name = _name_of(host)
    shape = skeleton(name)
    words = set(_WORD.findall(host.replace("-", " ").replace(".", " ")))
    for domain in official:
        brand = _brand(domain)
        if len(brand) < 6:
            continue
        likeness = skeleton(brand)
        if shape == likeness or (len(brand) > 9 and distance(shape, likeness, 1) <= 1):
            return domain
        if likeness in skeleton(host.replace(".", "")) and words & (_LURE - {"police", "pcc"}) and (shape != likeness):
            return domain
    return None


def _is_credential_page(host: str, rest: str) -> bool:
    """Whether host or path asks to sign in or confirm an account; long article titles do not count."""
    segments = [host.replace(".", "/")] if host else []
    segments = [part for piece in (*segments, rest.partition("?")[0]) for part in piece.casefold().split("/") if part]
    found = {word for segment in segments if len(words := _WORD.findall(segment)) <= 4 for word in words}
    exact = _PAGE.intersection(segments) or _SIGN_IN.intersection(found)
    return bool(exact) or len(found & _ACCOUNT) >= 2


def _host_faults(host: str, official: Collection[str]) -> Iterator[LinkFault]:
    address = _numeric_host(host)
    if address is not None:
        yield LinkFault("ip-host", address)
        return
    labels = host.split(".")
    coded = next((label for label in labels if label.startswith("xn--")), None)
    if coded is not None:
        yield LinkFault("punycode", _decoded(coded))
    pretended = None if under(host, EVERYDAY) else _imitates_state(host) or _imitates_brand(host, official)
    if pretended is not None:
        yield LinkFault("look-alike", pretended)
    if host.removeprefix("www.") in SHORTENERS:
        yield LinkFault("shortener", host)


def _decoded(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _port(authority: str) -> str:
    tail = authority.rpartition("@")[2]
    if tail.startswith("["):
        tail = tail.partition("]")[2]
    return tail.partition(":")[2]


def _path_faults(host: str, authority: str, rest: str, known: bool) -> Iterator[LinkFault]:
    path = rest.partition("?")[0].partition("#")[0]
    download = _DOWNLOAD.search(path) if path.strip("/") else None
    if download and not (known and download.group().casefold() in (".zip", ".js")):
        yield LinkFault("executable", download.group().casefold())
    if not known and _is_credential_page(host, rest):
        yield LinkFault("credential-page", host)
    port = _port(authority)
    if port and port not in ("80", "443"):
        yield LinkFault("unusual-port", port)
    if _REDIRECT.search(rest):
        yield LinkFault("redirector", host)


def faults(link: Link, official_domains: Collection[str] = ()) -> list[LinkFault]:
    """What is wrong with a link; nothing for an ordinary one."""
    scheme, authority, rest = split(link.url)
    if scheme in _SCRIPTS:
        return [LinkFault("script-scheme", scheme)]
    found: list[LinkFault] = []
    if scheme not in ("", "http", "https"):
        found.append(LinkFault("non-http-scheme", scheme))
    if "@" in authority:
        found.append(LinkFault("userinfo", link.host))
    if any(is_homoglyph(label) for label in link.host.split(".")):
        found.append(LinkFault("mixed-script", reads_as(link.host)))
    official = is_official(link.host, official_domains)
    if not official:
        found.extend(_host_faults(link.host, official_domains))
    known = official or under(link.host, EVERYDAY)
    found.extend(_path_faults(link.host, authority, rest, known))
    return found
