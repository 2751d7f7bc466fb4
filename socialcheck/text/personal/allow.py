"""Contact points that are public: the office's own, and those of public services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from socialcheck.text.personal.patterns import pattern

_EMAIL = pattern(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = pattern(r"\+?\d(?:[ ().-]{0,3}\d){2,14}")
_POSTCODE = pattern(r"(?i)\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b")
_PUBLIC_PREFIXES = ("+443", "+448", "+449", "+4455", "+4456")
_WORD = pattern(r"[\p{L}0-9]+")
_STREET_SHORT = {"rd": "road", "st": "street", "ave": "avenue", "ln": "lane", "dr": "drive"}

PUBLIC_DOMAINS = (
    "police.uk", "pnn.police.uk", "gov.uk", "nhs.uk", "nhs.net", "gov.wales", "llyw.cymru", "parliament.uk",
    "senedd.wales", "senedd.cymru", "gov.scot", "ac.uk", "sch.uk", "mod.uk", "cjsm.net",
)  # fmt: skip
SHORT_NUMBERS = frozenset(["101", "105", "111", "112", "119", "999", "116000", "116006", "116111", "116117", "116123"])


@dataclass(frozen=True, slots=True)
class Allow:
    """Contact points never reported: phones in E.164, the rest in lower case."""

    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    postcodes: frozenset[str] = frozenset()


NOTHING = Allow()


def e164(number: str) -> str:
    """A number in international form, read as British where no country is named."""
    plus = number.strip().startswith("+")
    digits = "".join(c for c in number if c in "0123456789")
    if not plus and digits.startswith("00"):
        plus, digits = True, digits[2:]
    if plus or (digits.startswith("44") and len(digits) >= 12):
        return "+44" + digits[2:].removeprefix("0") if digits.startswith("44") else "+" + digits
    return "+44" + digits[1:] if digits.startswith("0") else digits


def compact(words: str) -> str:
    """Lower-case words with single spaces; short street words opened."""
    found = (m.group().casefold() for m in _WORD.finditer(words.replace("'", "").replace("’", "")))
    return " ".join(_STREET_SHORT.get(word, word) for word in found)


def _tight(value: str) -> str:
    return value.replace(" ", "").upper()


def make_allow(contact_points: Iterable[str], email_domains: Iterable[str] = ()) -> Allow:
    """Read phone numbers, e-mails, addresses and postcodes out of free-form contact points."""
    points = [str(point) for point in contact_points]
    emails = {m.group().casefold() for point in points for m in _EMAIL.finditer(point)}
    rest = [_EMAIL.sub(" ", point) for point in points]
    phones = {e164(m.group()) for point in rest for m in _DIGITS.finditer(point)}
    codes = {_tight(m.group()) for point in rest for m in _POSTCODE.finditer(point)}
    addresses = tuple(words for point in rest if len(words := compact(point)) > 5 and not words.isdigit())
    domains = frozenset(domain.casefold().lstrip("@").strip() for domain in email_domains)
    return Allow(frozenset(phones), frozenset(emails), domains, addresses, frozenset(codes))


def phone_allowed(number: str, allow: Allow) -> bool:
    """Whether a number in E.164 is the office's own or one that only services and firms hold."""
    return number in allow.phones or number in SHORT_NUMBERS or number.startswith(_PUBLIC_PREFIXES)


def under(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains or below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def address_allowed(words: str, allow: Allow) -> bool:
    """Whether an address stands in one of the office's contact points."""
    wanted = f" {compact(words)} "
    return any(wanted in f" {known} " for known in allow.addresses)


def postcode_allowed(code: str, allow: Allow) -> bool:
    """Whether a postcode belongs to one of the office's contact points."""
    return _tight(code) in allow.postcodes
