"""Numbers a person is known by: National Insurance, NHS, card, bank, passport, licence, date of birth."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import around
from socialcheck.text.personal.spans import DOT, Hit, found, masked_head

_NINO = pattern(r"(?i)\b[a-ceghj-prstw-z][a-ceghj-nprstw-z][ -]?(?:\d{2}[ -]?){3}[a-d]\b")
_NINO_BARE = pattern(r"(?i)\b[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?(?:\d{2} ?){2}\d{2}\b")
_NINO_CUE = pattern(r"(?i)\b(?:nino|n\.?i\.? (?:number|no)|national insurance|yswiriant gwladol)")
_NO_PREFIX = frozenset(["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"])
_TEN = pattern(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_NHS_CUE = pattern(r"(?i)\b(?:nhs|gig)\b")
_CARD = pattern(r"\b[3-6]\d(?:[ -]?\d){11,17}\b")
_CARD_CUE = pattern(r"(?i)\b(?:card|visa|mastercard|amex|debit|credit|cerdyn)\b")
_SORT = pattern(r"\b\d{2}[- ]\d{2}[- ]\d{2}\b|\b\d{6}\b")
_SORT_CUE = pattern(r"(?i)\b(?:sort ?codes?|s/c|cod didoli)\b")
_ACCOUNT = pattern(r"\b\d{4} ?\d{4}\b")
_ACCOUNT_CUE = pattern(r"(?i)\b(?:account|a/c|acc)\s?(?:number|num|no\.?|#)?\W{0,3}$|\brhif (?:y )?cyfrif\W{0,3}$")
_IBAN = pattern(r"\bGB\d{2} ?[A-Z]{4} ?(?:\d{4} ?){3}\d{2}\b")
_PASSPORT = pattern(
    r"(?i)\b(?:passport|pasbort)(?: (?:number|no\.?|num|rhif))?(?: (?:is|was"
    r"|of))?\W{0,3}([a-z]{0,2}\d{7,9})\b"
)
_LICENCE = pattern(r"\b[A-Z9]{5} ?\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:[0-2]\d|3[01])\d ?[A-Z9]{2}\d ?[A-Z]{2}(?: ?\d{2})?\b")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)"
)
_DATE = (
    rf"(?:\d{{1,2}}[./ -]\d{{1,2}}[./ -](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|ain|af|fed|eg)? (?:of )?{_MONTH},? ?\d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? \d{{4}})"
)
_BIRTH = pattern(
    r"(?i)\b(?:d\.? ?o\.? ?b\b\.?(?:'s)?|date of birth|birth ?date|born(?: on)?|dyddiad geni|(?:ei )?(?:g"
    r"|ng)?eni (?:ar)?|ganwyd(?: ar)?|ganed(?: ar)?)"
    rf"(?: (?:is|was|given as|of|yw|the|\w+day))?\W{{0,3}}(?:the )?({_DATE})\b"
)
_YEAR = pattern(r"\d{4}")


def nhs_checks(digits: str) -> bool:
    """The NHS number's modulus 11 check."""
    rest = sum(int(d) * weight for d, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    check = (11 - rest) % 11
    return check != 10 and check == int(digits[9])


def luhn_checks(digits: str) -> bool:
    """The Luhn check payment cards carry."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _glued(text: str, start: int, end: int) -> bool:
    """Whether the span is part of a link, a sum or a longer reference."""
    return text[start - 1 : start] in tuple("/=&#@£$€_.+-") or (
        text[end : end + 1] in tuple("/=@_-") and text[end + 1 : end + 2].isalnum()
    )


def find_nino(text: str, _allow: Allow) -> Iterator[Hit]:
    """National Insurance numbers; without the last letter only where the words say so."""
    for shape in (_NINO, _NINO_BARE):
        for m in shape.finditer(text):
            known = shape is _NINO or _NINO_CUE.search(around(text, *m.span())[0][-40:])
            if known and m.group()[:2].upper() not in _NO_PREFIX and not _glued(text, *m.span()):
                yield found("nino", m, masked_head(m.group().upper(), 2))


def find_nhs(text: str, _allow: Allow) -> Iterator[Hit]:
    """NHS numbers that check, in their 3-3-4 grouping or next to the words."""
    for m in _TEN.finditer(text):
        value, before = m.group(), text[max(0, m.start() - 40) : m.start()]
        longer = before.rstrip(" ")[-1:].isdigit()
        grouped = value[3:4] == " " and value[7:8] == " " and value[0] != "0" and not longer
        if nhs_checks(_digits(value)) and (grouped or _NHS_CUE.search(before)) and not _glued(text, *m.span()):
            yield found("nhs-number", m, masked_head("", 0))


def find_cards(text: str, _allow: Allow) -> Iterator[Hit]:
    """Payment cards that pass Luhn."""
    for m in _CARD.finditer(text):
        digits = _digits(m.group())
        cue = _CARD_CUE.search(text[max(0, m.start() - 60) : m.start()])
        if (len(digits) in (15, 16) or cue) and luhn_checks(digits) and not _glued(text, *m.span()):
            yield found("card", m, f"{DOT * 4} {DOT * 4} {DOT * 4} {DOT * 4}")


def find_accounts(text: str, _allow: Allow) -> Iterator[Hit]:
    """A sort code beside an account number, either beside its name, or an IBAN."""
    for m in _IBAN.finditer(text):
        yield found("bank-account", m, masked_head("GB", 2))
    for m in _SORT.finditer(text):
        before, after = text[max(0, m.start() - 30) : m.start()], text[m.end() : m.end() + 40]
        account = _ACCOUNT.search(after)
        if _SORT_CUE.search(before) or (account and " " not in m.group() and "-" in m.group()):
            yield Hit(
                "bank-account",
                m.start(),
                m.end() + (account.end() if account else 0),
                f"{DOT * 2}-{DOT * 2}-{DOT * 2}",
            )
    for m in _ACCOUNT.finditer(text):
        if _ACCOUNT_CUE.search(text[max(0, m.start() - 24) : m.start()]):
            yield found("bank-account", m, DOT * 8)


def find_passports(text: str, _allow: Allow) -> Iterator[Hit]:
    """Passport numbers, only beside the word."""
    for m in _PASSPORT.finditer(text):
        yield found("passport", m, DOT * 9, 1)


def find_licences(text: str, _allow: Allow) -> Iterator[Hit]:
    """British driving licence numbers."""
    for m in _LICENCE.finditer(text):
        yield found("driving-licence", m, DOT * 16)


def find_births(text: str, _allow: Allow) -> Iterator[Hit]:
    """Full dates of birth; those before 1915 are history."""
    for m in _BIRTH.finditer(text):
        year = _YEAR.search(m.group(1))
        if year is None or int(year.group()) >= 1915:
            yield found("date-of-birth", m, f"{DOT * 2}/{DOT * 2}/{DOT * 4}")
