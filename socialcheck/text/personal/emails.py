"""Private e-mail addresses, plain or written out (`name [at] site dot com`)."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import PUBLIC_DOMAINS, Allow, under
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import around
from socialcheck.text.personal.spans import Hit, masked_email

_PLAIN = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
_AT = r"(?:\s?\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?\s?|\s\s?@\s\s?)"
_DOT = r"(?:\s?\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?\s?|\s(?:dot|dott)\s|\s?\.\s?)"
_LABEL = r"[A-Za-z0-9-]+"
_TAIL = r"(?:com|co|net|org|uk|me|info|email|live|icloud|wales|cymru|eu|ie)"
_BRACKETED = rf"[\w.+-]+(?:\s\.\s[\w.+-]+)?{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{0,2}}{_DOT}{_TAIL}\b"
_SAID = rf"[\w.+-]+ at {_LABEL}(?:(?: dot |\.){_LABEL})? dot {_TAIL}\b(?: dot uk\b)?"
_EMAIL = pattern(rf"(?i){_PLAIN}|{_BRACKETED}|{_SAID}")
_AT_SIGN = pattern(rf"(?i){_AT}| at ")
_DOT_SIGN = pattern(rf"(?i){_DOT}")

_ROLES_TEXT = """
    info information enquiries enquiry inquiries contact contactus hello admin administration office press
    media pressoffice comms communications news newsdesk newsroom foi freedomofinformation complaints
    complaint compliments support help helpdesk team bookings booking events volunteer volunteers
    volunteering recruitment jobs careers hr pcc opcc commissioner mayor reception editor feedback sales
    service services customerservice customerservices membership secretary treasurer chair clerk parishclerk
    councillor grants funding consultation engagement webmaster noreply ask tell report stop cst nhw
    no-reply privacy dpo dataprotection safeguarding appeals donations fundraising outreach advice youth hub
    centre library museum theatre school post mail swyddfa cyswllt gwybodaeth ymholiadau cymraeg comisiynydd
    cwynion newyddion ysgol digwyddiadau swyddi helo
"""
_ROLES = frozenset(_ROLES_TEXT.split())
_FIRST_NAMES_TEXT = """
    adam adrian aisha alan alex alexander ali alice alison amanda amy andrea andrew andy angela ann anna
    anne anthony ashley barbara becky ben beth bethan bob brian carl carol caroline catherine catrin charles
    charlie charlotte cheryl chloe chris christine christopher claire colin craig daniel danny darren dave
    david dawn debbie deborah debra dean denise diane donna dylan elaine eleanor elizabeth ellie emily emma
    eric evan fatima fiona frances gareth gary gavin gemma geoff george geraint gillian glyn graham grace
    hannah harry hassan hayley heather helen holly hugh huw ian ibrahim jack jackie jacqueline jade james
    jamie jane janet jason jay jayne jean jeff jennifer jenny jessica jill jim jo joan joanne joe john
    jonathan joseph josh joshua joyce judith julia julie karen kate katherine kathleen katie keith kelly ken
    kenneth kerry kevin kim kirsty laura lauren lee leanne lesley liam linda lisa louise lucy luke lynn
    mandy margaret maria marie mark martin mary matt matthew megan mel melanie michael michelle mike
    mohammed muhammad natalie nathan neil nia nick nicola nigel oliver olivia owen patricia patrick paul
    pauline peter phil philip priya rachel rebecca rhian rhys richard rob robert robin roger ruth ryan sally
    sam samantha sandra sara sarah sean sharon shaun sian simon sophie stacey stephanie stephen steve steven
    stuart sue susan suzanne terry thomas tim tina toby tom tony tracey tracy trevor valerie vicky victoria
    wayne wendy william yasmin yvonne zoe
"""
_FIRST_NAMES = frozenset(_FIRST_NAMES_TEXT.split())
_IN_ROLE = pattern(
    r"(?i)\b(?:pcs?o?s?|sgt|sergeant|insp|inspector|supt|superintendent|chief|constable|officers?|manager"
    r"|lead|co-?ordinator"
    r"|secretary|our|team|swyddog|rhingyll|arolygydd)\b"
)
_WORKPLACE = pattern(r"(?i)[._-]")


def _written(address: str) -> str:
    """An address as it would be typed."""
    if "@" not in address or " " in address or "[" in address or "(" in address:
        head, _, tail = _AT_SIGN.sub("@", address, 1).partition("@")
        return f"{head.strip()}@{_DOT_SIGN.sub('.', tail).replace(' dot ', '.').strip()}".replace(" ", "")
    return address


def _is_role(local: str) -> bool:
    words = _WORKPLACE.split(local)
    return local in _ROLES or words[0] in _ROLES or words[-1] in _ROLES


def _names_person(local: str) -> bool:
    """Whether the part before the @ reads as somebody's name (`sarah.jones`, `j.smith`)."""
    words = [word for word in _WORKPLACE.split(local.rstrip("0123456789")) if word]
    return bool(words) and (words[0] in _FIRST_NAMES or (len(words) > 1 and len(words[0]) == 1))


def _is_private(address: str, before: str, allow: Allow) -> bool:
    """Whether an address belongs to a person rather than an office, or an officer named in role."""
    local, _, domain = address.casefold().strip(".'").partition("@")
    if f"{local}@{domain}" in allow.emails or under(domain, allow.domains):
        return False
    if _is_role(local):
        return False
    if not under(domain, PUBLIC_DOMAINS):
        return True
    return _names_person(local) and not _IN_ROLE.search(before)


def find_emails(text: str, allow: Allow) -> Iterator[Hit]:
    """Private addresses in folded text."""
    for m in _EMAIL.finditer(text):
        start, end = m.span()
        if text[start - 1 : start] in ("@", "/", ":") and text[max(0, start - 7) : start].casefold() != "mailto:" and start:
            continue  # a handle on another server, or a password in a link
        start += len(m.group()) - len(m.group().lstrip("'.-"))
        address = _written(text[start:end])
        if _is_private(address, around(text, start, end, 80)[0], allow):
            yield Hit("email", start, end, masked_email(address))
