"""Every secret in a register, found once; and how a cell may be shown without showing one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from socialcheck.accounts.register import Column, Elsewhere, Register
from socialcheck.kinds.row_values import plain
from socialcheck.text.cells.known import Known
from socialcheck.text.cells.secrets import (
    ANNOUNCED_BY,
    HIDDEN,
    Secret,
    announces_secret,
    find_secret,
    heading_tells_secret,
    may_hold_secret,
)

CREDENTIAL_FIELDS = frozenset(
    [
        "credentials_registered", "credentials_registered_on", "password_store", "credential_ref",
        "credential_custodian", "corp_comms_access", "mfa", "login_method", "password_changed_on",
        "password_change_notified_on", "device_secured",
    ]
)  # fmt: skip
NAMING_FIELDS = frozenset(
    [
        "handle", "url", "account_name", "username", "platform", "registration_email", "policy_link",
        "application_ref", "earlier_handle",
    ]
)  # fmt: skip
Texts = Mapping[int, frozenset[str]]

SHORT = 4
MANY = 300

_TOKENS = re.compile(r"[\s:;,=/|()\"']+")
_EMAIL = re.compile(r"[\w.+'-]{1,80}@(?=[\w-]{1,80}\.[\w.-]{1,80})")
_PHONE = re.compile(r"(?<!\d)(?:\+44|0)[\d ()-]{8,16}\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Exposures:
    """Secrets by column and cell text, and all their values. Lives in memory only and is never shown."""

    by_column: Mapping[int, Mapping[str, Secret]]
    values: frozenset[str] = field(default=frozenset(), repr=False)
    around: Mapping[str, Secret] = field(default_factory=dict, repr=False)


def find_exposures(register: Register, known: Known, texts: Texts | None = None) -> Exposures:
    """The secrets in a register's rows. `texts` are the different texts of each column, where they are known already."""
    texts = texts_of(register) if texts is None else texts
    by_column: dict[int, dict[str, Secret]] = {}
    for column in register.columns:
        kind = column_kind(column)
        found = ((text, find_secret(text, kind, known)) for text in may_hold_secret(texts[column.place], kind))
        held = {text: secret for text, secret in found if secret}
        if held:
            by_column[column.place] = held
    _add_announced(register, by_column, texts, known)
    values = {s.value for held in by_column.values() for s in held.values()}
    _add_copies(register, by_column, values, texts)
    places = [*register.elsewhere, *unreadable_places(register)]
    around = {place.row.cells[at]: secret for place in places for at, secret in secrets_elsewhere(place, known)}
    return Exposures(by_column, frozenset(values | {secret.value for secret in around.values()}), around)


def texts_of(register: Register) -> dict[int, frozenset[str]]:
    """The different texts of each column."""
    all_cells = [row.cells for row in register.rows]
    return {column.place: frozenset(map(itemgetter(column.place), all_cells)) for column in register.columns}


def unreadable_places(register: Register) -> list[Elsewhere]:
    """Rows that could not be read, whose cells may stand under the wrong heading."""
    secret = frozenset(c.place for c in register.columns if column_kind(c) == "secret")
    return [Elsewhere("", row, secret, register.first) for row, _ in register.unreadable]


def secrets_elsewhere(place: Elsewhere, known: Known) -> Iterator[tuple[int, Secret]]:
    """The secrets in a row that is no account."""
    announced = False
    for at, text in enumerate(place.row.cells):
        if text:
            kind = "secret" if announced or at in place.secret_columns else "free"
            found = find_secret(text, kind, known)
            announced = announces_secret(text)
            if found and not (announced and kind == "secret"):
                yield at, found


def _add_announced(register: Register, by_column: dict[int, dict[str, Secret]], texts: Texts, known: Known) -> None:
    # `Password:` in one cell, the password in the next.
    for column in register.columns[:-1]:
        if _may_announce(texts[column.place]):
            for row in register.rows:
                text = row.cells[column.place + 1]
                if announces_secret(row.cells[column.place]) and (found := find_secret(text, "secret", known)):
                    by_column.setdefault(column.place + 1, {}).setdefault(text, found)


def _may_announce(texts: frozenset[str]) -> bool:
    # One look at a whole column; nearly none announces anything.
    whole = "\n".join([*texts, ""])
    return any(f"{mark}\n" in whole for mark in ANNOUNCED_BY) and any(map(announces_secret, texts))


def _add_copies(register: Register, by_column: dict[int, dict[str, Secret]], values: set[str], texts: Texts) -> None:
    # A password known from one cell gives itself away in any other cell that holds just it.
    copied = {value for value in values if len(value) >= 2 * SHORT}
    for column in register.columns if copied else ():
        for text in texts[column.place] & copied:
            by_column.setdefault(column.place, {}).setdefault(text, Secret("password", text))


def column_kind(column: Column) -> str:
    """How closely a column's cells are looked at."""
    if column.field in CREDENTIAL_FIELDS:
        return "credentials"
    if column.field in NAMING_FIELDS:
        return "id"
    return "secret" if column.field is None and heading_tells_secret(column.heading) else "free"


def make_mask(exposures: Exposures) -> Callable[[str], str]:
    """How a text is shown without any of the secrets."""
    secrets = exposures.values
    holding = {text for held in exposures.by_column.values() for text in held} | exposures.around.keys()
    cut = {text: _cut(text, secret) for text, secret in exposures.around.items() if text != secret.value}
    long = sorted((v for v in secrets if len(v) >= SHORT), key=len, reverse=True)

    def masked(text: str) -> str:
        if text.strip() in secrets:
            return HIDDEN
        if len(long) <= MANY:
            for whole in cut if len(cut) <= MANY else ():
                text = text.replace(whole, cut[whole])
            for value in long:
                text = text.replace(value, HIDDEN)
        elif text in holding or secrets & set(_TOKENS.split(text)):
            return HIDDEN
        return text

    return masked


def _cut(text: str, secret: Secret) -> str:
    # What follows a password may be the rest of it.
    before, found, _ = text.partition(secret.value)
    return before + HIDDEN if found else HIDDEN


def make_show(exposures: Exposures) -> Callable[[str], str]:
    """How a cell is shown: on one line, cut, with secrets, e-mail names and telephone numbers left out."""
    masked = make_mask(exposures)
    cut = {text: _cut(text, secret) for held in exposures.by_column.values() for text, secret in held.items()}

    def show(text: str) -> str:
        shown = masked(cut.get(text, text))
        if shown == HIDDEN:
            return HIDDEN
        bare = _EMAIL.sub("…@", shown) if "@" in shown[1:] else shown
        return plain(_PHONE.sub("(number hidden)", bare))

    return show
