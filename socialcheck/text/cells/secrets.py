"""Finds passwords, tokens and recovery codes in cells. What it finds never leaves memory: only its kind is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice, pairwise, permutations
from typing import Any, NamedTuple

from socialcheck.text.cells.dates import read_date
from socialcheck.text.cells.known import Known, fold, fold_heading
from socialcheck.text.cells.values import is_blank, names_store, yes_or_no

HIDDEN = "(hidden)"
LONGEST = 20_000
ANNOUNCED_BY = (":", "=")

_SECRET_WORDS = (
    r"passwords?|passwd|pass ?word|p/w|passphrase|passcode|pass ?code|pwd|pword|pw|pin|secret|token|api ?key|"
    r"access ?key|private ?key|recovery ?(?:code|key)s?|backup ?codes?|[2m]fa ?(?:code|secret)|otp|totp|cyfrinair"
)
_SECRET_HEADING = re.compile(rf"\b(?:{_SECRET_WORDS})\b")
_ABOUT_SECRET = re.compile(
    r"\b(?:changed?|change|reset|date|on|when|notified|reported|notice|owner|holder|held|by|who|custodian|keeper|manager|managed|"
    r"administrator|stored?|storage|vault|location|where|policy|strength|registered|lodged|ref|reference|last|updated|expires|"
    r"expiry|age|hint|shared|set|enabled|secure|secured)\b"
)
_MARKED = re.compile(
    rf"(?i)(?<![\w-])(?:{_SECRET_WORDS}|pass|log ?in|login|credentials?|cred)s?\b[ \t]{{0,3}}"
    r"(?:(?:is|was|are|now)\b[ \t]*)?(?:[:=→>-]{1,3}\s{0,4}|[ \t]*)[\"'“‘`(]?"
    r"([^\s\"'“”‘’`,;()]{3,128})(?:[ \t]*/[ \t]*(\S{4,128}))?"
)
_ANNOUNCED = re.compile(rf"(?i)(?:[\w ]{{0,30}} )?(?:{_SECRET_WORDS})s?[ \t]*[:=]\Z")
_PAIRED = re.compile(r"\S[ \t]*(?:[ \t]/|[|])[ \t]*(\S{6,64})\Z")
_JOINTS = str.maketrans("_-", "  ")
_HINT = re.compile(r"(?i)p(?:ass|w|/w|in|riv)|secret|token|key|code|log ?in|cred|otp|cyfr")
# What a cell shows that may hold a secret: said in RE2, so that whole bundles of harmless cells are passed over at once.
_SIGNS = (
    r"(?i:p(?:ass|w|/w|in|riv)|secret|token|key|code|log ?in|cred|otp|cyfr|bearer )|AKIA|gh[pousr]_|github_pat_|xox[abprs]-|"
    r"EAA|eyJ|AIza|ya29|sk-|[rs]k_|AAAAAAAAA|SG\.|-----BEGIN|://[^/\s:@]+:"
)
_PAIR_SIGNS = r"[ \t]/|[|]"
_MORE_SIGNS = r"[!$%^&*?~+=#@£€]|[A-Za-z0-9+/_-]{24}"
_CREDENTIAL_SIGNS = "|".join(
    [_MORE_SIGNS, r"_|[^\x00-\x7F]", *(r"\S*".join(kinds) for kinds in permutations(("[a-z]", "[A-Z]", "[0-9]")))]
)
BUNDLE = 32
_SYMBOL = re.compile(r"[!$%^&*?~+=#@£€]")
_SIGNED = re.compile(r"[:=→>]")
_TOKEN = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|xox[abprs]-[A-Za-z0-9-]{10,200}|"
    r"EAA[A-Za-z0-9]{20,400}|eyJ[\w-]{8,1000}\.[\w-]{8,2000}(?:\.[\w-]{0,1000})?|AIza[\w-]{30,60}|ya29\.[\w-]{20,400}|"
    r"sk-[A-Za-z0-9_-]{20,200}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,100}|AAAAAAAAA[\w%-]{30,200}|SG\.[\w-]{16,80}\.[\w-]{16,80})"
    r"|otpauth://\S{5,400}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----|(?<=://)[^/\s:@]{1,80}:[^/\s@]{1,128}(?=@)"
    r"|(?i:(?<=bearer )[\w.~+/-]{16,400})"
)
_CODES = re.compile(r"(?<![\w-])[A-Za-z0-9]{4,5}-[A-Za-z0-9]{4,6}(?:-[A-Za-z0-9]{4,6}){0,4}(?![\w-])")
_GROUPS = re.compile(r"(?:(?<!\S)(?=[a-z0-9]*\d)[a-z0-9]{4,8}(?:[ ,;]+|\Z)){4,}")
_LONG = re.compile(r"(?<![\w/.-])[A-Za-z0-9+/_-]{24,200}={0,2}(?![\w/.-])")
_MIXED = re.compile(r"(?<!\S)(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=\S*[!$%^&*?~+=#@£€])[^\s,;:/@#\"'“”()]\S{6,63}(?!\S)")
_ADDRESS = re.compile(r"://|\Awww\.|[a-z]\.(?:com|org|net|uk|gov|app|social|tv|be|me|example)\b|\w@\w+\.")
_LOOSE = re.compile(r"(?=\S*[A-Za-z])(?=\S*[\d!$%^&*?~+=#£€])\S{6,64}\Z")
_REFERENCE = re.compile(r"[A-Za-z]{1,10}[-/_ ]?\d[\dA-Za-z]{0,8}(?:[-/]\d[\dA-Za-z-]{0,12})?\Z")
_WORDS_AFTER = frozenset(
    [
        "changed", "change", "reset", "reset:", "yes", "no", "n/a", "none", "date", "held", "stored", "kept", "lodged",
        "vault", "see", "ask", "tbc", "unknown", "with", "in", "on", "by", "manager", "registered", "safe", "hidden",
        "required", "needed", "updated", "shared", "expired", "notified", "protected", "policy", "and", "for", "not",
        "the", "is", "to", "was", "has", "via", "through", "direct", "corporate", "personal", "email", "details",
        "details:", "name", "name:", "page", "access", "lost", "forgotten", "secure", "secured", "removed", "issued",
        "only", "expires", "number", "code", "codes", "codes:", "word", "word:", "now", "from", "at", "of", "as", "or",
        "enabled", "disabled", "active", "set", "agreed", "saved", "recorded", "done", "authenticator", "app", "sms", "sent",
    ]
)  # fmt: skip


class Secret(NamedTuple):
    """A secret found in a cell. `value` must never be shown, stored or compared outside memory."""

    kind: str
    value: str


def announces_secret(text: str) -> bool:
    """Whether a cell such as `Password:` says that the next one holds a secret."""
    return len(text) < 60 and text.endswith(ANNOUNCED_BY) and bool(_ANNOUNCED.match(text))


def spaced_name(name: str) -> str:
    """A name whose words are parted by spaces, as `register_pw_x` is read."""
    return name if _TOKEN.search(name) else name.translate(_JOINTS)


def mask(text: str, known: Known) -> str:
    """A name, of a file or of a sheet, without the secrets in it."""
    for _ in range(9):
        spaced = spaced_name(text.replace(HIDDEN, " " * len(HIDDEN)))
        found = find_secret(spaced, "free", known)
        if found is None:
            return text
        at = spaced.find(found.value)
        text = text[:at] + HIDDEN + text[at + len(found.value) :]
    return HIDDEN


def heading_tells_secret(heading: str) -> bool:
    """Whether a heading announces passwords themselves, and not something about them."""
    folded = fold_heading(heading)
    return bool(_SECRET_HEADING.search(folded)) and not _ABOUT_SECRET.search(folded)


def may_hold_secret(texts: Collection[str], column: str) -> Iterator[str]:
    """Those of many texts that are worth a closer look: none is left out in which `find_secret` finds one."""
    if column == "secret":
        yield from filter(None, texts)
        return
    signs = _signs(column)
    left = iter(texts)
    while bundle := list(islice(left, BUNDLE)):
        if signs.search("\n".join(bundle)):
            yield from (text for text in bundle if text and signs.search(text))


@lru_cache(maxsize=3)
def _signs(column: str) -> Any:
    import re2

    more = {"id": _PAIR_SIGNS, "credentials": _CREDENTIAL_SIGNS}.get(column, _MORE_SIGNS)
    return re2.compile(f"{_SIGNS}|{more}")


def find_secret(text: str, column: str, known: Known) -> Secret | None:
    """The secret a cell holds, if any. `column`: `secret` (by its heading), `credentials`, `id` or `free`."""
    if len(text) < 3:
        return _short(text, column, known)
    text = text[:LONGEST]
    if column == "secret":
        return _under_secret_heading(text, known)
    longest = max(map(len, text.split()), default=0)
    if longest > 14 and (found := _TOKEN.search(text)):
        return Secret("token or key", found[0])
    if _HINT.search(text) and (marked := _marked(text)):
        return marked
    if column == "credentials" and " " not in text.strip() and _looks_like_password(text.strip(), known):
        return Secret("password", text.strip())
    if column == "id":
        pair = _PAIRED.search(text)
        return Secret("password", pair[1]) if pair and _MIXED.match(pair[1]) and not _ADDRESS.search(pair[1]) else None
    mixed = _MIXED.finditer(text) if _SYMBOL.search(text) else ()
    long = _LONG.finditer(text) if longest > 23 else ()
    found = next((m for m in mixed if not _ADDRESS.search(m[0]) and not _dated(m[0])), None)
    found = found or next((m for m in long if _is_random(m[0])), None)
    return Secret("password", found[0]) if found else None


def _is_random(token: str) -> bool:
    # A name with a year changes once from letters to figures; a key does so again and again.
    mixed = any(map(str.islower, token)) and any(map(str.isupper, token))
    return mixed and sum(a.isdigit() != b.isdigit() for a, b in pairwise(token)) >= 4


def _dated(token: str) -> bool:
    # `Morgan=31/01/2026;` names a person and a day.
    return bool(read_date(token.rpartition("=")[2].strip(";,.")))


def _short(text: str, column: str, known: Known) -> Secret | None:
    if column != "secret" or is_blank(text, known) or yes_or_no(text, known) in ("yes", "no"):
        return None
    return Secret("password", text)


def _under_secret_heading(text: str, known: Known) -> Secret | None:
    said = yes_or_no(text, known)
    whole = text.strip()
    if is_blank(whole, known) or is_masked(whole) or read_date(whole):
        return None
    if said in ("yes", "no", "date") and (" " in whole or fold(whole) in known.yes | known.no):
        return None if not _marked(whole) else _marked(whole)
    if said == "reference" and not whole.isdigit() and (" " in whole or _REFERENCE.match(whole)):
        return _marked(whole) if " " in whole else _reference_or_password(whole)
    return Secret("password", whole)


def _reference_or_password(text: str) -> Secret | None:
    # KP-0042 points to a vault; Summer2024 does not: a reference has a mark after its letters, or few letters.
    letters = re.match(r"[A-Za-z]*", text)
    short = letters is not None and len(letters[0]) <= 3 and text[: len(letters[0])].isupper()
    marked = bool(re.match(r"[A-Za-z]{1,10}[-/_]\d", text))
    return None if short or marked or text.isalpha() else Secret("password", text)


def _marked(text: str) -> Secret | None:
    for found in _MARKED.finditer(text):
        value = found[2] or found[1]
        signed = bool(_SIGNED.search(text[found.start() : found.start(1)]))
        bare = value.strip(".:!?").lower()
        if bare in _WORDS_AFTER or value.lower() in _WORDS_AFTER or is_masked(value) or read_date(value):
            continue
        if value.endswith(":") or names_store(value):
            continue
        kind = "recovery code" if re.match(r"(?i)recovery|backup|2fa|mfa|otp|totp", found[0]) else "password"
        if kind == "recovery code" or "pin" in found[0][:4].lower():
            if any(c.isdigit() for c in value):
                return Secret(kind, text[found.start(1) :] if kind == "recovery code" else value)
            continue
        if found[0][:3].lower() in ("log", "cre") and not (found[2] or _LOOSE.match(value)):
            continue
        if signed and not value.startswith(("//", "http")) and not _plain_word(value):
            return Secret("password", value)
        if not signed and _LOOSE.match(value) and any(c.isdigit() for c in value) and not _REFERENCE.match(value):
            return Secret("password", value)
        if not signed and re.match(r"[A-Za-z]{4,}\d{2,}\w*\Z", value):
            return Secret("password", value)
    return _recovery_codes(text)


def _recovery_codes(text: str) -> Secret | None:
    if not re.search(r"(?i)\b(?:recovery|backup|2fa|mfa|one.time|emergency)\b.{0,20}\bcodes?\b", text[:2_000]):
        return None
    found = _CODES.search(text) or _GROUPS.search(text) or re.search(r"(?<!\d)\d{6,8}(?!\d)", text)
    return Secret("recovery code", text[found.start() :]) if found else None


def _plain_word(value: str) -> bool:
    # "password: Hootsuite manages it" says nothing secret; "password: swordfish" does. A capital alone decides nothing.
    return value.lower().strip(".") in _WORDS_AFTER


def _looks_like_password(text: str, known: Known) -> bool:
    if "://" in text:
        return False
    if "@" in text or is_masked(text):
        return bool(_MIXED.match(text)) and not _says_else(text, known)
    classes = sum(any(map(test, text)) for test in (str.islower, str.isupper, str.isdigit, _is_symbol))
    return len(text) >= 8 and classes >= 3 and bool(_LOOSE.match(text)) and not _says_else(text, known)


def _says_else(text: str, known: Known) -> bool:
    if _REFERENCE.match(text) and _reference_or_password(text) is None:
        return True
    return yes_or_no(text, known) in ("yes", "no", "blank", "date") or names_store(text)


def _is_symbol(char: str) -> bool:
    return char in "!$%^&*?~+=#@£€_"


def is_masked(text: str) -> bool:
    """Whether a text is only stars or dots put in place of a secret."""
    return bool(re.match(r"(?:[*•●.]{3,64}|[xX]{4,64}|\(?(?:hidden|redacted|masked|removed|withheld)\)?)\Z", text.strip()))
