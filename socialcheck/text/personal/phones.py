"""Private telephone numbers, plain or disguised (spelled out, spaced, letters for digits)."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow, e164, phone_allowed
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import around
from socialcheck.text.personal.spans import Hit, masked_phone

_WORDS = {
    "zero": "0", "nought": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "dim": "0", "sero": "0", "un": "1", "dau": "2", "tri": "3", "pedwar": "4", "pump": "5", "chwech": "6",
    "saith": "7", "wyth": "8", "naw": "9",
}  # fmt: skip
_REPEATS = {"double": 2, "treble": 3, "triple": 3, "dwbl": 2}
_ITEM = rf"(?:(?:{'|'.join(_REPEATS)})[ -])?(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))}|\d)"

_NUMBER = pattern(r"(?:\+|\b)\(?\d(?:[ \t().*_/·•-]{0,3}\d){6,14}\b")
_SPELLED = pattern(rf"(?i)\b{_ITEM}(?:[ ,./-]{{1,2}}{_ITEM}){{7,13}}\b")
_LETTERED = pattern(r"\b[0oO](?:[ .-]?[0-9oOlI]){9,10}\b")

_TOKEN = pattern(r"(?i)[a-z]+|\d")
_PRIVATE = pattern(
    r"(?i:\b(?:his|her|their|my|your|mum's|dad's|whose) (?:\w+ ){0,2}(?:number|mobile|phone|landline|house"
    r"|home|mob|tel)\b)"
    r"|(?i:\b(?:home|personal|private|own) (?:phone|number|mobile|tel))|(?i:ex-?directory)"
    r"|(?i:\b(?:ring|call|phone|text|message|bell|whatsapp|contact|catch|reach|get(?: hold of)?|find|try|give|ask for"
    r"|ffoniwch|tecstiwch)) (?:(?i:him|her|me"
    r"|them|mum|dad)|[\p{Lu}][\p{Ll}]+)\b"
    r"|(?i:\b(?:lives?|resident|neighbour|victim|suspect|witness|complainant|keeper)\b)"
)
_SERVICE = pattern(
    r"(?i)\b(?:(?:text|whatsapp|message|sms|ring|call|phone|contact|reach) (?:us|our \w+|the \w+ (?:team"
    r"|desk|line|office))"
    r"|text ?phone|minicom|text (?:line|service|number)|(?:^|\bor |, )text\W{0,2}$|whatsapp (?:line|service"
    r"|number)|sms"
    r"|help ?line"
    r"|hot ?line|our (?:\w+ ){0,2}(?:number|line|mobile|phone)|duty (?:phone|mobile|number|officer"
    r"|inspector|press officer)"
    r"|(?:team|work|office|station|beat|pcso) (?:mobile|phone)|(?:press|media) (?:office|desk|team|enquiries)"
    r"|(?:pcso?|sgt|sergeant|insp|inspector|officer|constable) \w+(?: \w+)?(?: (?:is|can be) \w+)? (?:on"
    r"|at)\W*$"
    r"|tecstiwch (?:ni|\d)|ein rhif|llinell gymorth|ffoniwch ni)"
)
_ORGANISATION = pattern(
    r"(?i)\b(?:office|desk|team|station|help ?line|hot ?line|line|reception|venue|centre|council|school"
    r"|college|university"
    r"|museum|gallery|hall|house|farm|leisure|studio|foundation|association|society|club|hub|project|group|cafe|café"
    r"|hospital|surgery|clinic|pharmacy|hotel|library|theatre|church|charity|trust|service|services"
    r"|switchboard|hq"
    r"|headquarters|press|media|newsroom|commissioner|opcc|pcc|police|force|box office|tickets?|bookings?"
    r"|book|shop|store"
    r"|ltd|limited|plc|solicitors|company|garage|vans?|customer|sales|quotes?|open \w+ days|(?:call|ring"
    r"|phone|contact|email) us"
    r"|our (?:\w+ )?(?:number|phone|line)|the (?:phone )?number|enquiries|samaritans|crimestoppers|mind"
    r"|refuge|victim support|swyddfa|canolfan|heddlu|gorsaf"
    r"|llinell|tîm|cyngor|ysgol|llyfrgell|ysbyty|ymholiadau|comisiynydd|cysylltwch â ni|ffoniwch ni)\b"
)
_GLUED = frozenset("/=&#@£$€_.,:-")


def spelled_digits(words: str) -> str:
    """The digits that spelled-out words stand for: `double-oh seven` is 007."""
    digits, times = "", 1
    for token in (m.group().casefold() for m in _TOKEN.finditer(words)):
        if token in _REPEATS:
            times = _REPEATS[token]
            continue
        digits += _WORDS.get(token, token) * times
        times = 1
    return digits


def _is_valid(number: str) -> bool:
    """Whether phonenumbers knows the number as one that can be in use."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False


def _is_phone(number: str) -> bool:
    if not number.startswith("+44"):
        return number.startswith("+") and _is_valid(number)
    national = number[3:]
    if national[:1] == "7":
        return len(national) == 10
    # Numbers kept for drama are not in use, so phonenumbers refuses some; people test with them all the same.
    drama = national.startswith("1632960") and len(national) == 10
    return national[:1] in "12" and (drama or _is_valid(number))


def _is_public(text: str, start: int, end: int, number: str) -> bool:
    """Whether the words next to a number show that it is an organisation's."""
    before, after = around(text, start, end, 90)
    mobile = number.startswith("+447")
    private = _PRIVATE.search(before[-60:])
    if private and (mobile or not _ORGANISATION.search(before[-60:][private.start() :])):
        return False
    if mobile:
        return bool(_SERVICE.search(before[-45:]) or _SERVICE.search(after[:30]))
    # A landline is an organisation's unless the words beside it speak of a person: offices publish them, people do not.
    return True


def _glued(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of something longer: a link, a sum, a reference."""
    head, tail = text[max(0, start - 9) : start], text[end : end + 2]
    if head.casefold().endswith(("tel:", "wa.me/", "sms:", "no.", "mob.", "tel.", "m:", "t:", "phone:", "mobile:", "ffôn:")):
        return False
    joined = head[-1:] in _GLUED and not (head[-1:] in ".,:-" and not head[-2:-1].isalnum()) and head[-1:] not in ":,-"
    return joined or (tail[:1] in "/=@-" and tail[1:].isalnum())


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    for m in _NUMBER.finditer(text):
        value = m.group()
        if "/" not in value and not _glued(text, m.start(), m.end()):
            yield m.start(), m.end(), value.replace("(0)", "") if value.startswith(("+", "00")) else value
    for m in _SPELLED.finditer(text):
        if any(c.isalpha() for c in m.group()):
            yield m.start(), m.end(), spelled_digits(m.group())
    for m in _LETTERED.finditer(text):
        value = m.group()
        if sum(c.isdigit() for c in value) >= 6 and not value.replace(" ", "").isdigit():
            yield m.start(), m.end(), value.translate(str.maketrans("oOlI", "0011"))


def find_phones(text: str, allow: Allow) -> Iterator[Hit]:
    """Private numbers in folded text."""
    for start, end, value in _candidates(text):
        number = e164(value)
        if phone_allowed(number, allow) or not _is_phone(number):
            continue
        if not _is_public(text, start, end, number):
            digits = "0" + number[3:] if number.startswith("+44") else number
            yield Hit("phone", start, end, masked_phone(digits))
