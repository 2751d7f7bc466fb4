"""What a cell says: yes or no, one of a set, a platform, a handle, an address, a team. Pure and bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from socialcheck.text.cells.dates import date_inside, read_date
from socialcheck.text.cells.known import Known, fold

LONGEST = 4_000

_REFERENCE = re.compile(
    r"(?:(?:vault|keepass|ref|reference|entry|id|no|safe|record|ticket)[ .:#-]+){0,4}"
    r"#?[a-z]{1,10}[-/ ]?\d[\da-z-]{0,15}\Z"
    r"|\d{1,12}\Z"
)
_STORE = re.compile(
    r"\b(?:vault|keepass|lastpass|bitwarden|1password|keeper|dashlane|password manager|safe|sealed envelope|stored|"
    r"holds?|held|lodged|kept|known to|with (?:corp|comms|it)|see|ask|hootsuite|sso)\b"
)
_HOST = re.compile(r"(?:https?:)?(?://)?(?:[^/@\s]{1,100}@)?([a-z0-9.-]{3,253})(?::\d{1,5})?(?:[/?#]|\Z)")
_QUOTES = " \t\r\n'\"‘’“”`"
_LATER = ("not yet", "none yet", "no - ", "no, ", "no – ")
_NOTHING_YET = ("not ", "no -", "no –", "no —")
_NO_NAME = frozenset(["user", "c", "channel", "company", "in", "pages", "pg", "profile", "groups", "school", "page"])
_TEAM_FILLERS = frozenset(["the", "and", "of", "team", "department", "dept", "unit", "opcc", "office"])


def is_blank(text: str, known: Known) -> bool:
    """Whether a cell says nothing."""
    return not text or (len(text) < 20 and fold(text) in known.blank)


def is_filled(text: str, known: Known) -> bool:
    """Whether a cell says something, other than that there is nothing yet."""
    if not text:
        return False
    if len(text) > 20:
        return not text.lower().startswith(_LATER)
    folded = text.lower() if text.isalnum() and text.isascii() else fold(text).rstrip(".")
    return folded not in known.blank and folded not in known.no and not folded.startswith(_NOTHING_YET)


@lru_cache(maxsize=16_384)
def yes_or_no(text: str, known: Known) -> str:
    """`yes`, `no`, `blank`, `date`, `reference` (to a vault, a list) or `other`."""
    folded = fold(text[:LONGEST])
    if folded in known.blank:
        return "blank"
    if read_date(text):
        return "date"
    first = folded.split(" ", 1)[0].rstrip(".-–—?")
    for word in (folded, first):
        if word in known.no:
            return "no"
        if word in known.yes:
            return "yes"
    if date_inside(text):
        return "date"
    return "reference" if _REFERENCE.match(folded) or _STORE.search(folded) else "other"


def names_store(text: str) -> bool:
    """Whether a cell says where a secret is kept: a vault, a password manager, a team."""
    return bool(_STORE.search(fold(text[:LONGEST])))


def choose(text: str, spellings: Mapping[str, str], shortest: int = 3) -> str | None:
    """Which of a set a cell names: exactly, or as the longest spelling that stands in it as words."""
    folded = fold(text[:LONGEST])
    if folded in spellings:
        return spellings[folded]
    padded = f" {re.sub(r'[^a-z0-9+]+', ' ', folded)} "
    hits = [(len(s), key) for s, key in spellings.items() if len(s) >= shortest and f" {s} " in padded]
    longest = max(hits, default=(0, ""))[0]
    best = {key for size, key in hits if size == longest}
    return best.pop() if len(best) == 1 else None


@lru_cache(maxsize=16_384)
def choice_of(text: str, choice: str, known: Known) -> str | None:
    """Which account type, status, role… a cell names; None where it names none that is known."""
    return None if is_blank(text, known) else choose(text, known.choices[choice])


@lru_cache(maxsize=16_384)
def platform_of(text: str, known: Known) -> str | None:
    """The platform a cell names, by any of its names or by a web address."""
    host = host_of(text) if "." in text else ""
    for domain, key in known.platform_hosts.items():
        if host and is_under(host, domain):
            return key
    return None if is_blank(text, known) else choose(text, known.platform_spellings, 2)


def host_of(text: str) -> str:
    """The host of a web address, without www; empty where there is none."""
    found = _HOST.match(text.strip().lower()[:2_000])
    host = found[1].rstrip(".") if found and "." in found[1] else ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")


def is_under(host: str, domain: str) -> bool:
    """Whether a host is a domain or lies under it."""
    domain = domain.lower().strip().lstrip("@").removeprefix("www.").rstrip("/")
    return bool(host and domain) and (host == domain or host.endswith("." + domain))


def handle_key(text: str) -> str:
    """A handle for comparison: `@Office`, `office` and `https://x.com/Office/` are one."""
    text = text.strip(_QUOTES).lower()[:500]
    if "/" in text and ("://" in text or "." in text.split("/")[0]):
        bare = re.sub(r"\A(?:https?:)?//", "", text).split("?")[0].split("#")[0].rstrip("/")
        host, *path = bare.split("/")
        text = next((part for part in path if part not in _NO_NAME), host)
    return " ".join(text.lstrip("@").split())


def email_domain(text: str) -> str:
    """The domain of the last e-mail address in a cell; empty where there is none."""
    _, at, after = text.strip().lower()[:500].rpartition("@")
    words = after.split()
    return words[0].strip("<>;,.()") if at and words else ""


@lru_cache(maxsize=16_384)
def team_words(text: str, known: Known) -> frozenset[str]:
    """A team's name as a set of words, short forms opened: `E&C`, `Corp Comms`."""
    folded = re.sub(r"[^a-z0-9&]+", " ", fold(text[:500]))
    folded = re.sub(r"\be ?& ?c\b", "engagement communications", folded).replace("&", " ")
    words = (known.team_words.get(word, word) for word in folded.split())
    return frozenset(word for word in words if word not in _TEAM_FILLERS)


def same_team(text: str, names: list[str], known: Known) -> bool:
    """Whether a cell names one of these teams, in full or by its main words."""
    said = team_words(text, known)
    return any(said and (said <= wanted or wanted <= said) for wanted in (team_words(n, known) for n in names))


def read_items(text: str) -> list[str]:
    """The entries of a list such as apps."""
    parts = re.split(r"[;,\n|]| and | \+ | / ", text[:20_000])
    return [item for item in (" ".join(part.split()) for part in parts) if item]
