"""Every secret in a register, found once; and how a cell may be shown without showing one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from socialcheck.accounts.register import Column, Elsewhere, Register
from socialcheck.kinds.row_values import plain
from socialcheck.text.cells.known import Known
from socialcheck.text.cells.secrets import HIDDEN, Secret, find_secret, heading_tells_secret

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


def find_exposures(register: Register, known: Known) -> Exposures:
    """The secrets in a register's rows."""
    by_column: dict[int, dict[str, Secret]] = {}
    for column in register.columns:
        kind = column_kind(column)
        texts = {row.cells[column.place] for row in register.rows}
        held = {text: found for text in texts if text and (found := find_secret(text, kind, known))}
        if held:
            by_column[column.place] = held
    values = {s.value for held in by_column.values() for s in held.values()}
    _add_copies(register, by_column, values)
    places = [*register.elsewhere, *unreadable_places(register)]
    values |= {secret.value for place in places for _, secret in secrets_elsewhere(place, known)}
    headings = (find_secret(column.heading, "free", known) for column in register.columns if column.heading)
    values |= {found.value for found in headings if found}
    return Exposures(by_column, frozenset(values))


def unreadable_places(register: Register) -> list[Elsewhere]:
    """Rows that could not be read, whose cells may stand under the wrong heading."""
    secret = frozenset(c.place for c in register.columns if column_kind(c) == "secret")
    return [Elsewhere("", row, secret) for row, _ in register.unreadable]


def secrets_elsewhere(place: Elsewhere, known: Known) -> Iterator[tuple[int, Secret]]:
    """The secrets in a row that is no account."""
    for at, text in enumerate(place.row.cells):
        found = find_secret(text, "secret" if at in place.secret_columns else "free", known) if text else None
        if found:
            yield at, found


def _add_copies(register: Register, by_column: dict[int, dict[str, Secret]], values: set[str]) -> None:
    # A password known from one cell gives itself away in any other cell that holds just it.
    copied = {value for value in values if len(value) >= 2 * SHORT}
    for column in register.columns if copied else ():
        for text in {row.cells[column.place] for row in register.rows} & copied:
            by_column.setdefault(column.place, {}).setdefault(text, Secret("password", text))


def column_kind(column: Column) -> str:
    """How closely a column's cells are looked at."""
    if column.field in CREDENTIAL_FIELDS:
        return "credentials"
    if column.field in NAMING_FIELDS:
        return "id"
    return "secret" if column.field is None and heading_tells_secret(column.heading) else "free"


def make_show(exposures: Exposures) -> Callable[[str], str]:
    """How a text is shown: on one line, cut, with secrets, e-mail names and telephone numbers left out."""
    secrets = exposures.values
    holding = {text for held in exposures.by_column.values() for text in held}
    long = sorted((v for v in secrets if len(v) >= SHORT), key=len, reverse=True)

    def show(text: str) -> str:
        if text.strip() in secrets:
            return HIDDEN
        if len(long) <= MANY:
            for value in long:
                text = text.replace(value, HIDDEN)
        elif text in holding or secrets & set(_TOKENS.split(text)):
            return HIDDEN
        return plain(_PHONE.sub("(number hidden)", _EMAIL.sub("…@", text)))

    return show
