"""Personal data in a text: who, where and how to reach them, masked for print. Knows no policy."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from socialcheck.text.personal.allow import NOTHING, Allow, make_allow
from socialcheck.text.personal.cues import any_cue, cue_set, shown
from socialcheck.text.personal.families import FAMILIES, finder
from socialcheck.text.personal.plain import fold
from socialcheck.text.personal.spans import Hit, PersonalSpan

__all__ = ["KINDS", "NOTHING", "Allow", "PersonalSpan", "find", "make_allow"]

# Where two kinds claim the same characters, the one higher in this list wins.
KINDS = (
    "asks-for-details", "asks-privately", "email", "nino", "driving-licence", "vin", "date-of-birth",
    "passport", "card", "nhs-number", "bank-account", "crime-ref", "phone", "ip-address", "location",
    "postal-address", "postcode", "vehicle-plate", "child-identity", "victim-identity", "health-detail",
    "home-location",
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
# Requests and descriptions may hold other finds, and are reported beside them.
_LOOSE = frozenset(["asks-for-details", "asks-privately", "child-identity", "victim-identity", "health-detail"])

_first_look = cache(any_cue)
_second_look = cache(cue_set)


def _resolve(hits: list[Hit]) -> list[Hit]:
    """Drop what overlaps a find of a higher kind, or a longer one of its own."""
    loose = [hit for hit in set(hits) if hit.kind in _LOOSE]
    firm: list[Hit] = []
    for hit in sorted(set(hits).difference(loose), key=lambda h: (h.start, _RANK[h.kind], -h.end)):
        if not firm or hit.start >= firm[-1].end:
            firm.append(hit)
        elif _RANK[hit.kind] < _RANK[firm[-1].kind]:
            firm[-1] = hit
    return sorted([*firm, *loose], key=lambda h: (h.start, h.end, h.kind))


def _search(text: str, wanted: Collection[str], allow: Allow, cues: Any) -> list[Hit]:
    seen = shown(text, cues)
    families = (f for f in FAMILIES if f.cues & seen and f.kinds.intersection(wanted))
    return [hit for family in families for hit in finder(family)(text, allow)]


def find(text: str, wanted: Collection[str] = KINDS, allow: Allow = NOTHING) -> list[PersonalSpan]:
    """Personal data of the kinds wanted, in order, with offsets into `text` as given."""
    if not _first_look().search(text):
        return []
    plain = fold(text)
    hits = _resolve(_search(plain.text, wanted, allow, _second_look()))
    spans = ((hit, plain.span(hit.start, hit.end)) for hit in hits if hit.kind in wanted)
    return [PersonalSpan(hit.kind, start, end, hit.shown) for hit, (start, end) in spans]
