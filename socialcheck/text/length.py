"""How long a platform takes a post to be, and its limits; the figures come from policies/platforms.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import re2

from socialcheck.text.graphemes import count_graphemes, emoji_spans, normal
from socialcheck.text.tlds import COUNTRIES, GENERIC

Counting = Literal["characters", "weighted", "graphemes", "mastodon"]
LINK_LENGTH = 23
_LONGEST_LINK = 4096

_LETTERS = r"0-9A-Za-zÀ-ÖØ-öø-ɏЀ-ӿḀ-ỿ"
_ANY = r"\p{L}\p{N}\x{2600}-\x{27BF}"
_PATH_END = rf"[{_LETTERS}=_#/+&~-]"
_PATH = rf"/(?:[{_LETTERS}!*';:=+,.$/%#\[\]–_~@|&-]*(?:\([{_LETTERS}!*';:=+,.$/%#\[\]–_~@|&-]*\)|{_PATH_END}))*"
_QUERY = r"\?(?:[A-Za-z0-9!?*'@();:&=+$/%#\[\]._,~|-]*[A-Za-z0-9_&=#/-])?"
_SCHEMED = rf"(?i:https?)://((?:[{_ANY}](?:[{_ANY}_-]*[{_ANY}])?\.)+[{_ANY}]+(?:[{_ANY}-]*[{_ANY}])?)"
_BARE = rf"((?:[{_LETTERS}](?:[{_LETTERS}_-]*[{_LETTERS}])?\.)+[A-Za-z]+)"
_T_CO = r"(?i:https?://t\.co/)[A-Za-z0-9]+"


@dataclass(frozen=True, slots=True)
class Platform:
    """One network: its names, limits (None where no figure is known) and whether it still runs."""

    id: str
    name: str
    as_of: str
    source: str
    counting: Counting = "characters"
    limit: int | None = None
    byte_limit: int | None = None
    long_limit: int | None = None
    hashtag_limit: int | None = None
    alt_limit: int | None = None
    names: tuple[str, ...] = ()
    closed: str | None = None
    live: bool = False
    video: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A counted length beside what it may be; `over` is how much too long."""

    used: int
    limit: int
    unit: str

    @property
    def over(self) -> int:
        """How many units too many; 0 where it fits."""
        return max(0, self.used - self.limit)


def read_platforms(data: Mapping[str, Any]) -> dict[str, Platform]:
    """The platforms of a checked platforms.yaml, by every name they are known by."""
    table: dict[str, Platform] = {}
    for key, entry in data["platforms"].items():
        fields = {name: value for name, value in entry.items() if name in Platform.__slots__ and value is not None}
        fields["names"] = tuple(entry.get("names") or ())
        fields["as_of"] = str(entry.get("as_of") or data["as_of"])
        platform = Platform(id=key, **fields)
        for name in (key, platform.name, *platform.names):
            table[platform_key(name)] = platform
    return table


def platform_key(name: str) -> str:
    """A platform's name as people vary it: `X (Twitter)`, `You Tube`, `@Facebook`."""
    return "".join(char for char in name.casefold() if char.isalnum())


def find_platform(name: str, table: Mapping[str, Platform]) -> Platform | None:
    """The platform a name stands for, or None where nobody knows it."""
    return table.get(platform_key(name))


@lru_cache(maxsize=1)
def _shapes() -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = 64 << 20, False
    return re2.compile(rf"({_T_CO})|(?:{_SCHEMED}|{_BARE})(?::[0-9]+)?({_PATH})?(?:{_QUERY})?", options)


def _fits_dns(host: str) -> bool:
    """Whether each label fits in the 63 letters the name system allows, encoded."""
    return all(len(label if label.isascii() else "xn--" + label.encode("punycode").decode()) <= 63 for label in host.split("."))


def _known_top(label: str) -> bool:
    top = label.casefold()
    return not top.isascii() or top in COUNTRIES or top in GENERIC or top.startswith("xn--")


def _shortest(host: str) -> str:
    """A host without trailing labels that no top-level domain explains (`example.com.Then`)."""
    labels = host.split(".")
    while len(labels) > 1 and not _known_top(labels[-1]):
        labels.pop()
    return ".".join(labels) if len(labels) > 1 else ""


def _linked(host: str, path: str | None, bare: bool) -> bool:
    """Whether X makes a link of a host: a bare name under a country needs a path, `.co` and `.tv` apart."""
    if not host or not _fits_dns(host) or "_" in ".".join(host.split(".")[-2:]):
        return False
    top = host.rpartition(".")[2].casefold()
    return not bare or bool(path) or host.count(".") > 1 or top in GENERIC or top in ("co", "tv")


def _link_end(text: str, found: Any) -> int | None:
    """Where the link of a match ends, or None if X makes no link of it."""
    if found.group(1):
        return int(found.end(1))
    written = found.group(2) or found.group(3)
    host = _shortest(written)
    whole = host == written
    after = text[found.end() : found.end() + 1]
    if found.group(3) and whole and not found.group(4) and after.isascii() and after.isalnum():
        return None
    if not _linked(host, found.group(4) if whole else None, not found.group(2)):
        return None
    end = found.end() if whole else found.start(2 if found.group(2) else 3) + len(host)
    return int(end) if end - found.start() <= _LONGEST_LINK else None


def link_spans(text: str) -> list[tuple[int, int]]:
    """The spans that X takes for links, each of which it counts as 23."""
    if "." not in text:
        return []
    spans = []
    for found in _shapes().finditer(text):
        before = text[found.start() - 1 : found.start()] if found.start() else ""
        barred = "@＠$#＃" if found.group(2) or found.group(1) else "@＠$#＃-_./"
        end = None if before and (before in barred or (before.isascii() and before.isalnum())) else _link_end(text, found)
        if end is not None and text[end : end + 1] != "@":
            spans.append((found.start(), end))
    return spans


def _weight(char: str) -> int:
    """X's weight of one character, in its configuration of 2018 (version 3)."""
    code = ord(char)
    return 1 if code <= 0x10FF or 0x2000 <= code <= 0x200D or 0x2010 <= code <= 0x201F or 0x2032 <= code <= 0x2037 else 2


def _weighted_words(text: str) -> int:
    if text.isascii() and "\u20e3" not in text:
        return len(text)
    total, at = 0, 0
    for start, end in emoji_spans(text):
        total += sum(map(_weight, text[at:start])) + 2
        at = end
    return total + sum(map(_weight, text[at:]))


def _with_links(text: str, count: Any) -> int:
    total, at = 0, 0
    for start, end in link_spans(text):
        total += count(text[at:start]) + LINK_LENGTH
        at = end
    return total + int(count(text[at:]))


@lru_cache(maxsize=1)
def _remote() -> Any:
    return re2.compile(r"(@[A-Za-z0-9_]+(?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)@[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]")


def _mastodon(text: str) -> int:
    """Links as 23; of `@name@server` only `@name` counts."""
    return _with_links(_remote().sub(r"\1", text), count_graphemes)


def count(text: str, platform: Platform) -> int:
    """The length of a text as its platform counts it."""
    if platform.counting == "weighted":
        return _with_links(normal(text), _weighted_words)
    if platform.counting == "mastodon":
        return _mastodon(text)
    return count_graphemes(text) if platform.counting == "graphemes" else len(text)


def limit(platform: Platform) -> int | None:
    """How long a post may be there; None where no figure is known."""
    return platform.limit


def measure(text: str, platform: Platform) -> list[Length]:
    """Every limit of a platform that the text can break, with what the text uses of it."""
    found = []
    if platform.limit is not None:
        found.append(Length(count(text, platform), platform.limit, "characters"))
    if platform.byte_limit is not None:
        found.append(Length(len(text.encode()), platform.byte_limit, "bytes"))
    return found
