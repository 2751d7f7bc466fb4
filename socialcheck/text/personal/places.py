"""Where somebody lives: addresses, postcodes, coordinates, and words that point to a home."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow, address_allowed, postcode_allowed
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import around
from socialcheck.text.personal.spans import DOT, Hit, found, masked_address, masked_names

STREETS = (
    "Road|Rd|Street|Lane|Close|Avenue|Ave|Way|Drive|Crescent|Terrace|Court|Gardens|Grove|Place|Square|Walk|Rise|Mews|Row|Hill"
    "|Parade|Green|View|Park|Croft|Vale|Mount|Bank|Broadway|Fold|Garth|Gate|Wharf|Quay|Boulevard|Circle|Villas|Cottages|Flats|House"
)
_WELSH = "Heol|Ffordd|Stryd|Lôn|Maes|Rhodfa|Bryn|Clos|Llys|Cae|Tan|Pen|Trem|Rhes|Cilgant|Gerddi|Parc|Erw|Lon"
_NUMBER = (
    r"\b(?:(?:[Ff]lat|[Aa]partment|[Aa]pt|[Rr]oom|[Nn]o\.?|[Nn]umber"
    r"|[Rr]hif) )?\d{1,4}[A-Za-z]?(?:[-/]\d{1,4})?,?"
)
_FLAT = (
    r"(?:\b(?:[Ff]lat|[Aa]partment|[Uu]nit|[Ff]flat) \d{1,4}[A-Za-z]?,? (?:[\p{Lu}][\p{L}']+ (?:House|Court"
    r"|Tower|Heights|Point|Lodge),? )?)?"
)
_PART = r"(?:[\p{Lu}][\p{L}'.-]*|of|the|y|yr|and) "
_ADDRESS = pattern(
    rf"{_FLAT}{_NUMBER} (?:(?:{_PART})(?:{_PART})?(?:{_PART})?(?:{STREETS})|(?:{_WELSH}) (?:[\p{{Lu}}]"
    rf"|yr? )[\p{{L}}'-]*(?: [\p{{Lu}}][\p{{L}}'-]*)?)\b"
)
_LOWER = pattern(
    rf"(?i){_NUMBER} [a-z']+(?: [a-z']+)? (?:road|rd|street|lane|close|avenue|ave|way|drive|crescent"
    rf"|terrace|court|gardens|grove|place)\b"
)
_NAMED = pattern(
    r"\b(?:[\p{Lu}][\p{L}']+ ){1,2}(?:House|Cottage|Farm|Farmhouse|Lodge|Villa|Bungalow"
    r"|Barn), (?:on )?(?:[\p{Lu}][\p{L}']+ ){1,2}"
    r"(?:Road|Street|Lane|Close|Avenue|Way|Drive|Crescent|Terrace|Hill)\b"
)
POSTCODE = r"(?:[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNPR-Y]? ?\d[ABD-HJLNP-UW-Z]{2}|GIR ?0AA)"
_POSTCODE = pattern(rf"\b{POSTCODE}\b")
_LOWER_CODE = pattern(rf"(?i)\b{POSTCODE}\b")
_NUMBER_CODE = pattern(rf"\b(?:[Nn]umber |[Nn]o\.? |[Rr]hif )?\d{{1,4}}[a-z]?(?:,| at| in)? {POSTCODE}\b")
_ORDINAL = ("1ST", "2ND", "3RD", "4TH", "5TH", "6TH", "7TH", "8TH", "9TH", "0TH")
HOME = pattern(
    r"(?i)\b(?:lives?|living (?:at|in|on)|lived at|(?:at|back|his|her|their|my|your|whose|family) home"
    r"|home (?:is|at|address|of)|house of"
    r"|(?:his|her|their|my) (?:house|flat|place)|residents? (?:of|at)|stays? (?:at|in|with)|staying"
    r"|moved (?:to|into)|hid(?:es|ing)"
    r"|occupants? of|occupier|tenants? (?:of|at)|keeper|pop(?:ping)? round|pay (?:him|her|them) a visit"
    r"|go(?:ing)? round"
    r"|(?:his|her|their|my|your) (?:\w+ )?address|knock on|byw|cartref|yn aros|tŷ)\b"
)
_VENUE = pattern(
    r"(?i)\b(?:police stations?|stations?|library|libraries|(?:\w+ )?centre|hub|school|primary|academy"
    r"|college|university|church|chapel|mosque"
    r"|temple|synagogue|gurdwara|cathedral|halls?|offices?|headquarters|hq|museum|theatre|cinema|pub|inn"
    r"|arms|club|hotel|hospital|surgery|surgeries|clinic"
    r"|pharmacy|chemist|shop|store|supermarket|café|cafe|restaurant|takeaway|council|magistrates'?"
    r"|crown court|stadium|arena|gallery|drop-?ins?"
    r"|coffee|cuppa|panad|all welcome|croeso i bawb|join|drop by|pop along|see you|stall|pop-?up"
    r"|open (?:day|evening|house)|meetings?|event|workshop|exhibition|fair|fête|fete|consultation"
    r"|venue|premises|nightclub|salon|garage|barbers?|warehouse"
    r"|factory|join us|come along|come and|visit us|find us|meet (?:us|the)|see us|call in|pop in|write to"
    r"|address for (?:post|letters)|by post|post(?:ed)? to"
    r"|our (?:new )?(?:address|home|base|building)|based at|registered (?:office|address)|charity|ltd|limited"
    r"|gorsaf|llyfrgell|canolfan|ysgol|eglwys|capel|neuadd|swyddfa|amgueddfa|pencadlys|coleg|prifysgol"
    r"|ysbyty|tafarn|siop|dewch|ymunwch|ysgrifennwch"
    r"|ein cyfeiriad|digwyddiad|cyfarfod)\b"
)
_NOT_HOUSE = pattern(
    r"(?i)(?:\b(?:the|all|top|these|those|our|other|first|last|nearly|over|junction|route|bus|phase|section"
    r"|operation|chapter|ward|channel|division"
    r"|district|platform|gate|zone|year|unit|team|step|day|part|round|episode|aged?|under|just|another"
    r"|about|around|between|than) |[£$#/@.\d-])$"
)
_NOT_STREET = pattern(
    r"(?i)\d[a-z]?,? (?:(?:crown|high|magistrates'?|county|supreme|family|youth) court|new|more|minutes?"
    r"|hours?|days?"
    r"|weeks?|months?|years?|miles?|metres?|people|officers?|pcsos?"
    r"|police|january|february|march|april|may|june|july|august|september|october|november|december|monday"
    r"|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|am|pm|(?-i:and|of|the|in|on|at|for|from|to|a|an))\b"
)
_HOME_PLACE = pattern(r"(?i)\b(?:home|house|lives?|living|staying|address|cartref|byw|tŷ|doorstep|front door)\b")
_GRID = pattern(r"(?:^|[^\d.])(-?\d{1,2}\.\d{4,},? ?-?\d{1,3}\.\d{4,})(?:$|[^\d.]|\.(?:\s|$))")
_THREE_WORDS = pattern(r"///[\p{Ll}]+\.[\p{Ll}]+\.[\p{Ll}]+|(?i:what ?3 ?words|w3w)\W{1,3}[\p{Ll}]+\.[\p{Ll}]+\.[\p{Ll}]+")


def _is_home(text: str, start: int, end: int) -> bool | None:
    """True where the sentence speaks of a home, False of a venue, None of neither."""
    before, after = around(text, start, end)
    if HOME.search(before[-70:]) or HOME.search(after[:40]):
        return True
    return False if _VENUE.search(before) or _VENUE.search(after[:70]) else None


def _addresses(text: str) -> Iterator[tuple[int, int, bool]]:
    """Spans shaped like an address, and whether only words about a home make them one."""
    for m in _ADDRESS.finditer(text):
        yield m.start(), m.end(), False
    for m in _NUMBER_CODE.finditer(text):
        yield m.start(), m.end(), False
    for shape in (_LOWER, _NAMED):
        for m in shape.finditer(text):
            numbered = m.group()[:2].casefold() in ("nu", "no", "fl", "rh")
            yield m.start(), m.end(), shape is _NAMED or not numbered


def find_addresses(text: str, allow: Allow) -> Iterator[Hit]:
    """Postal addresses of private homes."""
    for start, end, needs_home in _addresses(text):
        words = text[start:end]
        if _NOT_HOUSE.search(text[max(0, start - 12) : start]) or _NOT_STREET.search(words):
            continue
        home = _is_home(text, start, end)
        if home is False or (needs_home and not home) or address_allowed(words, allow):
            continue
        yield Hit("postal-address", start, end, masked_address(words))


def find_postcodes(text: str, allow: Allow) -> Iterator[Hit]:
    """Full postcodes away from any public venue; in small letters only beside words about a home."""
    for shape in (_POSTCODE, _LOWER_CODE):
        for m in shape.finditer(text):
            code = m.group()
            if postcode_allowed(code, allow) or code[-3:].upper() in _ORDINAL or text[m.start() - 1 : m.start()] in tuple("/=#@"):
                continue
            home = _is_home(text, *m.span())
            if home or (home is None and code.isupper()):
                yield found("postcode", m, f"{code[:-3].strip().upper()} {DOT * 3}")


def find_points(text: str, _allow: Allow) -> Iterator[Hit]:
    """Coordinates and three-word places of a home."""
    for shape, group in ((_GRID, 1), (_THREE_WORDS, 0)):
        for m in shape.finditer(text):
            before, after = around(text, *m.span(group))
            if _HOME_PLACE.search(before) or _HOME_PLACE.search(after[:60]):
                yield found("location", m, masked_names(DOT * 3), group)
