"""What is known about hosts: public bodies, shorteners, everyday sites, and letters that look like others."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

OFFICIAL = (
    "gov.uk", "police.uk", "nhs.uk", "nhs.net", "gov.wales", "llyw.cymru", "parliament.uk", "senedd.wales",
    "senedd.cymru", "gov.scot", "mod.uk", "ac.uk", "sch.uk", "judiciary.uk",
)  # fmt: skip
SHORTENERS_TEXT = """
    bit.ly bitly.com tinyurl.com goo.gl ow.ly t.co is.gd v.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy
    t.ly tiny.cc lnkd.in fb.me s.id bl.ink shorte.st adf.ly dlvr.it ift.tt trib.al soo.gd
    clck.ru u.to qr.ae tny.im x.gd short.io hyperurl.co smarturl.it snip.ly shrtco.de
"""
SHORTENERS = frozenset(SHORTENERS_TEXT.split())
EVERYDAY = (
    "office.com", "office365.com", "microsoft.com", "live.com", "sharepoint.com", "google.com",
    "google.co.uk", "youtube.com", "youtu.be", "facebook.com", "instagram.com", "x.com", "twitter.com",
    "linkedin.com", "tiktok.com", "threads.net", "threads.com", "bsky.app", "whatsapp.com", "nextdoor.com",
    "nextdoor.co.uk", "flickr.com", "eventbrite.com", "eventbrite.co.uk", "surveymonkey.com",
    "surveymonkey.co.uk", "smartsurvey.co.uk", "citizenspace.com", "zoom.us", "mailchimp.com",
    "govdelivery.com", "bbc.co.uk", "bbc.com", "crimestoppers-uk.org", "wikipedia.org", "vimeo.com",
    "spotify.com", "apple.com", "justgiving.com", "gofundme.com", "oneclick.gov.uk",
    "neighbourhoodalert.co.uk",
)  # fmt: skip

# Letters of other scripts that read as Latin ones (a short cut of Unicode's table of confusables).
_LOOKS = {
    **dict(zip("аеорсухіјѕԁһӏԛԝьвнкмтгпѵ", "aeopcyxijsdhlqwbbhkmtrnv", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅ", "abekmhopctyxijs", strict=True)),
    **dict(zip("αβγεηικνορτυχωϲϳ", "abyenikvoptuxwcj", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True)),
    **dict(zip("օսոհցքԁɡɩıⅼ", "ounhgqdgiil", strict=True)),
}
_DIGITS = str.maketrans("01358$!|", "olesbsll")


def reads_as(label: str) -> str:
    """A label as a hasty reader takes it: look-alike letters made Latin, accents off."""
    folded = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(_LOOKS.get(char, char) for char in folded if not unicodedata.combining(char))
    return plain.replace("ı", "i")


def skeleton(label: str) -> str:
    """A label with digits, doubled shapes and hyphens levelled, to compare names by looks."""
    levelled = reads_as(label).translate(_DIGITS).replace("rn", "m").replace("vv", "w").replace("cl", "d")
    return levelled.replace("-", "").replace("_", "").replace("i", "l")


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split()[0]


def scripts(label: str) -> frozenset[str]:
    """The scripts of a label's letters."""
    return frozenset(_script(char) for char in label if char.isalpha())


def is_homoglyph(label: str) -> bool:
    """Whether a label mixes scripts, or is wholly made of letters that pass for Latin."""
    if label.isascii():
        return False
    found = scripts(label)
    return len(found) > 1 or (found != {"LATIN"} and reads_as(label).isascii())


def under(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains or below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def is_official(host: str, official: Collection[str]) -> bool:
    """Whether a host belongs to a public body or to those configured."""
    return under(host, OFFICIAL) or under(host, (domain.casefold() for domain in official))


def distance(left: str, right: str, most: int = 2) -> int:
    """Edits between two short names, counted up to `most` + 1."""
    if abs(len(left) - len(right)) > most or len(left) > 80:
        return most + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return min(row[-1], most + 1)
