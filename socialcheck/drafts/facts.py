"""Turns front matter, options and JSONL keys into facts, names what it does not understand, adds what the text shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from socialcheck.drafts.decode import without_halves
from socialcheck.drafts.post import Trouble
from socialcheck.model import InputError
from socialcheck.policy.platforms import platform_called
from socialcheck.text import links, marks

KINDS = ("original", "share", "reply", "dm")
ACCOUNT_TYPES = ("corporate", "team", "individual", "personal", "campaign")
AUTHOR_ROLES = ("staff", "officer", "pcc", "deputy-pcc")
ROLES = (
    "pcc", "deputy-pcc", "chief-executive", "head-of-communications", "corporate-communications", "smt", "sio", "line-manager",
    "deputised",
)  # fmt: skip
TEXTS = (
    "id", "platform", "kind", "shared_from", "reply_to", "account_type", "author_role", "campaign", "purpose", "language",
    "share_reason", "post_type", "policing_purpose", "communication_strategy", "reply_to_category", "origin", "checked_by",
    "scheduler",
)  # fmt: skip
MOMENTS = ("at", "expires", "event_date")
LASTING = ("expires", "event_date")
FLAGS = ("incident", "topical", "emergency", "geotag", "hashtag_not_applicable", "live")
LISTS = ("media", "approvals", "waive")
KEYS = frozenset((*TEXTS, *MOMENTS, *FLAGS, *LISTS, "declarations", "text"))
MEDIA_KEYS = frozenset(("type", "file", "alt", "subtitles", "subject", "live", "rights", "consent", "presenter", "style"))
CHOICES = {"kind": KINDS, "account_type": ACCOUNT_TYPES, "author_role": AUTHOR_ROLES}
_YES_NO = {
    "yes": True,
    "no": False,
    "y": True,
    "n": False,
    "true": True,
    "false": False,
    "on": True,
    "off": False,
}
_MEDIA_TYPES = {
    **dict.fromkeys(("photo", "photograph", "picture", "pic", "graphic", "infographic", "gif", "jpg", "jpeg", "png"), "image"),
    **dict.fromkeys(("film", "clip", "reel", "animation", "mp4"), "video"),
}
MAX_ITEMS = 200
# A date with no time of day: 2026-11-23, 23/11/2026, 23 November 2026.
_DAY_ALONE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} [0-9]{4}"
)


def read_facts(raw: Mapping[str, Any], now: datetime) -> tuple[dict[str, Any], list[Trouble]]:
    """Facts in their proper types, and what could not be understood. `now` resolves the word `now`."""
    facts: dict[str, Any] = {}
    troubles: list[Trouble] = []
    for key, value in raw.items():
        if key not in KEYS:
            troubles.append(_unknown(key))
        elif value is not None and value != "":
            read, trouble = _read(key, value, now)
            troubles.extend(trouble)
            if read is not None:
                facts[key] = read
    return facts, troubles


def _unknown(key: str) -> Trouble:
    from socialcheck.policy.sources import likely

    shown = key[:40]
    return Trouble(
        "note",
        f"The key '{shown}' is not one socialcheck knows{likely(shown, sorted(KEYS))}.",
        "Correct or remove it.",
        shown,
    )


def _read(key: str, value: Any, now: datetime) -> tuple[Any, list[Trouble]]:
    if key in TEXTS:
        return _text(key, value)
    if key in FLAGS:
        flag = value if isinstance(value, bool) else _YES_NO.get(str(value).strip().lower())
        return (flag, []) if flag is not None else (None, [_bad(key, value, "yes or no")])
    if key in MOMENTS:
        return _moment(key, value, now)
    if key == "declarations":
        return _declarations(value)
    if key == "media":
        return _media(value)
    return (
        (list(value[:MAX_ITEMS]), [])
        if isinstance(value, list)
        else ([value], [])
        if isinstance(value, str | Mapping)
        else (None, [_bad(key, value, "a list")])
    )


def _declarations(value: Any) -> tuple[Any, list[Trouble]]:
    """What is declared; `no` in any spelling declares nothing."""
    if not isinstance(value, Mapping):
        return None, [_bad("declarations", value, "keys with their answers")]
    answers = list(value.items())[:MAX_ITEMS]
    return {
        name: _YES_NO.get(answer.strip().lower(), answer) if isinstance(answer, str) else answer for name, answer in answers
    }, []


def _bad(key: str, value: Any, wanted: str) -> Trouble:
    shown = str(value)[:40]
    return Trouble(
        "warning",
        f"'{key}: {shown}' cannot be understood; it takes {wanted}.",
        f"Give '{key}' as {wanted}.",
        key,
    )


def _text(key: str, value: Any) -> tuple[Any, list[Trouble]]:
    if isinstance(value, list | Mapping):
        return None, [_bad(key, value, "one word or a short text")]
    text = str(value).strip()
    if key == "platform":
        return _platform(text)
    if key in CHOICES:
        plain = text.lower().replace("_", "-").replace(" ", "-")
        if plain not in CHOICES[key]:
            return None, [_bad(key, text, "one of " + ", ".join(CHOICES[key]))]
        return plain, []
    return text, []


def _platform(text: str) -> tuple[Any, list[Trouble]]:
    known = platform_called(text)
    if known is None:
        return text.lower(), [
            Trouble(
                "warning",
                f"The platform '{text[:40]}' is not one socialcheck knows, so its limits were not checked.",
                "Correct the name.",
                "platform",
            )
        ]
    return known.id, []


def _moment(key: str, value: Any, now: datetime) -> tuple[Any, list[Trouble]]:
    from socialcheck.dates.stamps import parse_stamp

    text = str(value).strip()
    try:
        moment = parse_stamp(text, now).moment
        # What ends on a day lasts until that day is over.
        return moment.replace(hour=23, minute=59, second=59) if key in LASTING and _DAY_ALONE.fullmatch(text) else moment, []
    except InputError as error:
        return None, [
            Trouble(
                "error",
                f"'{key}' cannot be read as a date and time: {error}.",
                "Write it as 2026-11-23 14:30.",
                key,
            )
        ]


def _media(value: Any) -> tuple[Any, list[Trouble]]:
    items = value if isinstance(value, list) else [value]
    media: list[dict[str, Any]] = []
    troubles: list[Trouble] = []
    for item in items[:MAX_ITEMS]:
        if not isinstance(item, Mapping):
            troubles.append(_bad("media", item, "items with type, file, alt and so on"))
            continue
        troubles.extend(_unknown(f"media.{key}") for key in item if key not in MEDIA_KEYS)
        media.append({key: _medium(key, value) for key, value in item.items() if key in MEDIA_KEYS})
    return media, troubles


def _medium(key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = value.strip().lower()
    return _MEDIA_TYPES.get(plain, plain) if key == "type" else _YES_NO.get(plain, without_halves(value.strip()))


def joint_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that follow from stated ones: `account` is account_type/author_role; what is shared from somewhere is a share."""
    joint: dict[str, Any] = {}
    if facts.get("account_type") and facts.get("author_role"):
        joint["account"] = f"{facts['account_type']}/{facts['author_role']}"
    if facts.get("shared_from") and not facts.get("kind"):
        joint["kind"] = "share"
    return joint


def shown_facts(text: str) -> dict[str, Any]:
    """What the text itself shows: hosts of links, hashtags, mentions."""
    shown: dict[str, Any] = {}
    if _may_link(text) and (hosts := [host.removeprefix("www.") for host in links.hosts(text)]):
        shown["link"] = hosts
    if "#" in text and (tags := list(marks.hashtags(text))):
        shown["hashtag"] = tags
    if "@" in text and (names := list(marks.mentions(text))):
        shown["mention"] = names
    return shown


def _may_link(text: str) -> bool:
    # A link has a full stop inside it, or a colon, or `dot` in brackets; other scripts have full stops of their own.
    if "." not in text:
        return False
    inside = text.count(".") - text.count(". ") > text.endswith(".")
    return inside or ":" in text or "(" in text or "[" in text or not text.isascii()
