"""Vehicles and cases that lead to a person: plates, chassis numbers, crime references of somebody named."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import around, sentence
from socialcheck.text.personal.spans import DOT, Hit, found, masked_head

_MODERN = pattern(r"(?i)\b[a-hj-pr-y][a-hj-pr-y](?:0[1-9]|[1-7]\d) ?[a-hj-pr-z]{3}\b")
_OLDER = pattern(
    r"(?i)\b(?:[a-hj-npr-tv-y]\d{1,3} ?[a-hj-pr-y]{3}|[a-hj-pr-y]{3} ?\d{1,3}[a-hj-npr-tv-y]"
    r"|[a-z]{1,3} \d{2,4})\b"
)
_PLATE_WORD = pattern(r"(?i)\b(?:reg|regs|registration|registered keeper|number ?plates?|plates?|vrm|vrn|rhif cofrestru|plât)\b")
_VEHICLE = pattern(
    r"(?i)\b(?:cars?|vans?|vehicle|driver|driving|drives|driven|drove|parked|motor|motorbike|moped|lorry"
    r"|pickup|4x4|hatchback|estate|saloon"
    r"|audi|bmw|corsa|fiesta|focus|golf|polo|astra|transit|mercedes|merc|vauxhall|ford|toyota|yaris|nissan"
    r"|qashqai|juke|seat"
    r"|leon|ibiza|skoda|octavia|kia|hyundai|peugeot|renault|clio|citroen|fiat|honda|civic|mazda|mini"
    r"|land rover|range rover|discovery"
    r"|defender|jaguar|tesla|volvo|volkswagen|vw|sprinter|vivaro|insignia|mondeo|kuga|puma|dacia|duster"
    r"|suzuki|yamaha|kawasaki"
    r"|speeding|keeper|car|ceir|cerbyd|fan|gyrrwr|gyrru)\b"
)
_WORDS_NOT_PLATES = pattern(
    r"(?i)^(?:day|may|the|for|and|but|top|age|all|was|are|has|had|not|via|per|won|out|now|new|one|two"
    r"|ten)\b|(?:mph|kmh|hrs|gmt|bst|kgs)$"
)
_VIN = pattern(r"\b[A-HJ-NPR-Z0-9]{17}\b")
_VIN_WORD = pattern(r"(?i)\b(?:vin|chassis|vehicle|car|van|siasi)\b")
_REFERENCE = pattern(
    r"(?i)\b(?:crime|incident|log|custody|case|police|urn|ref|trosedd|digwyddiad)(?: (?:ref(?:erence)?"
    r"|number|no\.?|num|urn|rhif)){0,2}"
    r"(?: (?:is|was|yw))?\W{0,3}((?:\d{0,2}[a-z]{1,4}[/ -]?)?\d{1,8}(?:[/-][a-z0-9]{1,8}){0,3}(?: of"
    r" \d{1,2}/\d{1,2}/\d{2,4})?)\b"
)
_TIED = pattern(
    r"(?i:\byour (?:crime|incident|case|custody|log|ref|own|complaint|report|burglary|assault|statement"
    r"|theft)\b)|\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [\p{Lu}]"
    r"|(?i:\b(?:his|her|their) (?:crime|incident|case|custody|log|ref|burglary|assault|statement)\b)"
    r"|(?i:\b(?:victim|complainant|witness|suspect|informant)\b)|[\p{Lu}][\p{Ll}]+ [\p{Lu}][\p{Ll}]+(?:'s"
    r"| reported| rang| phoned)|^(?:Hi|Hello|Dear) [\p{Lu}]"
)


def _is_plate(text: str, start: int, end: int, modern: bool) -> bool:
    """Whether the words near it speak of a vehicle; the vaguer the shape, the nearer they must be."""
    before, after = around(text, start, end, 70)
    named = _PLATE_WORD.search(before[-40:]) or _PLATE_WORD.search(after[:25])
    upper = text[start:end].isupper()
    if modern:
        return bool(named or (upper and (_VEHICLE.search(before) or _VEHICLE.search(after))))
    if _WORDS_NOT_PLATES.search(text[start:end]):
        return False
    return bool(upper and _PLATE_WORD.search(before[-28:]))


def find_plates(text: str, _allow: Allow) -> Iterator[Hit]:
    """Vehicle registration marks beside words that speak of a vehicle."""
    for shape, modern in ((_MODERN, True), (_OLDER, False)):
        for m in shape.finditer(text):
            if _is_plate(text, m.start(), m.end(), modern):
                yield found("vehicle-plate", m, masked_head(m.group().upper(), 2 if modern else 1))


def find_vins(text: str, _allow: Allow) -> Iterator[Hit]:
    """Chassis numbers beside words that speak of a vehicle."""
    for m in _VIN.finditer(text):
        letters = sum(c.isalpha() for c in m.group())
        before, after = around(text, m.start(), m.end(), 60)
        if 3 <= letters <= 14 and (_VIN_WORD.search(before) or _VIN_WORD.search(after)):
            yield found("vin", m, masked_head(m.group(), 3))


def find_references(text: str, _allow: Allow) -> Iterator[Hit]:
    """Crime or incident references in a sentence that ties them to a person."""
    for m in _REFERENCE.finditer(text):
        number = m.group(1)
        if sum(c.isdigit() for c in number) >= 4 and _TIED.search(sentence(text, *m.span())[0]):
            yield found("crime-ref", m, DOT * 6, 1)
