"""The spellings registers are written in (policies/registers.yaml): headings, yes and no, types, platforms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_APART = re.compile(r"[^\w@+&√✓✔✅☑✗✘❌☒?.–—'-]+")
_NO_WORD = re.compile(r"[^\w]+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,80}[)\]]\s*\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Look-up tables from folded spelling to meaning."""

    fields: Mapping[str, str]
    headings: Mapping[str, str]
    titles: Mapping[str, str]
    staff_headings: Mapping[str, str]
    blank: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    choices: Mapping[str, Mapping[str, str]]
    platform_spellings: Mapping[str, str]
    platform_hosts: Mapping[str, str]
    platform_names: Mapping[str, str]
    webmail: frozenset[str]
    team_words: Mapping[str, str]
    mailbox_words: frozenset[str]


@lru_cache(maxsize=1)
def load_known() -> Known:
    """The tables that come with socialcheck."""
    from socialcheck.policy import store

    return make_known(store.shared("registers"))


def make_known(data: Mapping[str, Any]) -> Known:
    """Tables from the content of registers.yaml."""
    platforms = data["platforms"]
    return Known(
        fields={name: entry["is"] for name, entry in data["fields"].items()},
        headings=_headings(data["fields"]),
        titles={name: entry["headings"][0] for name, entry in data["fields"].items()},
        staff_headings=_headings(data["staff"]),
        blank=frozenset(fold(word) for word in data["blank"]) | {""},
        yes=frozenset(fold(word) for word in data["yes"]),
        no=frozenset(fold(word) for word in data["no"]),
        choices={name: _spellings(group) for name, group in data["choices"].items()},
        platform_spellings=_spellings({key: entry["spellings"] for key, entry in platforms.items()}),
        platform_hosts={host: key for key, entry in platforms.items() for host in entry["hosts"]},
        platform_names={key: entry["name"] for key, entry in platforms.items()},
        webmail=frozenset(data["webmail"]),
        team_words={fold(word): key for key, words in data["teams"].items() for word in words},
        mailbox_words=frozenset(data["mailboxes"]),
    )


def fold(text: str) -> str:
    """Lower case, accents off, runs of spaces and punctuation as one space."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _APART.sub(" ", text.lower()).strip()


def fold_heading(text: str) -> str:
    """A heading for comparison: words only; `e-mail` is `email`, and what stands in brackets at the end goes."""
    bare = fold(_BRACKETS.sub("", text[:300]) or text[:300])
    bare = bare.replace("e-mail", "email").replace("log-in", "login").replace("'s", "s")
    return " ".join(_NO_WORD.sub(" ", bare).replace("_", " ").split())


def _headings(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entry in fields.items():
        for heading in (name, *entry["headings"]):
            found.setdefault(fold_heading(heading), name)
    return found


def _spellings(group: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(spelling): key for key, spellings in group.items() for spelling in (key, *spellings)}
