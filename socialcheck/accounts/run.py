"""A whole `accounts` run: a register in, a report out. Rows are judged when the reporter asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.accounts.check import Checked, check_register
from socialcheck.accounts.notices import register_notices
from socialcheck.accounts.previous import with_earlier
from socialcheck.accounts.read import read_register
from socialcheck.accounts.register import Register
from socialcheck.accounts.settings import account_settings
from socialcheck.accounts.staff import StaffList, read_staff, with_staff
from socialcheck.model import ClauseCount, Document, Report, Tally
from socialcheck.policy.load import Policy
from socialcheck.text.cells.known import Known, load_known
from socialcheck.text.cells.secrets import HIDDEN


class Beside(NamedTuple):
    """What is laid beside a register: a staff list, an earlier register."""

    staff: StaffList | None = None
    previous: Register | None = None


NOTHING_BESIDE = Beside()
PROGRESS_STEP = 2_000
Progress = Callable[[int, int], None]


def read_beside(staff: str | None, previous: str | None, policy: Policy) -> Beside:
    """Read the files laid beside a register; raises InputError."""
    known = load_known()
    columns = dict(policy.config.get("columns") or {})
    return Beside(
        read_staff(staff, known) if staff else None,
        read_register(previous, known, columns) if previous else None,
    )


def accounts_report(
    path: str,
    policy: Policy,
    now: datetime,
    *,
    sheet: str | None = None,
    beside: Beside = NOTHING_BESIDE,
    progress: Progress | None = None,
) -> Report:
    """The report on a register under a policy."""
    known = load_known()
    register = read_register(path, known, dict(policy.config.get("columns") or {}), sheet)
    checked = check(register, policy, now, known, beside)
    tally = Tally()
    others = [(other.path, other.sha256) for other in beside if other is not None]
    return Report(
        command="accounts",
        policy=policy.identity(now.date()),
        checked_at=now.isoformat(),
        inputs=((register.path, register.sha256), *others),
        documents=_counted(checked.documents, tally, len(register.rows), progress),
        tally=tally,
        clauses=_in_document_order(checked.clauses, policy),
        clause_texts={ref: clause["text"] for ref, clause in policy.clauses.items() if ref in checked.refs},
        notices=tuple(checked.masked(said) for said in (*checked.notices, *register_notices(register), *renames(beside))),
    )


def check(register: Register, policy: Policy, now: datetime, known: Known, beside: Beside = NOTHING_BESIDE) -> Checked:
    """Check a register that was read, with what is laid beside it."""
    from socialcheck.policy.store import pack_ids

    settings: dict[str, Any] = account_settings(policy.pack, policy.settings, known, pack_ids())
    if beside.previous is not None:
        register = with_earlier(register, beside.previous, known)
    if beside.staff is not None:
        register, settings = with_staff(register, beside.staff, settings, now.date())
    rules, enforce = policy.rules, policy.enforce["accounts"]
    return check_register(register, rules, enforce, settings, now.date(), known, waivers(policy, now))


def renames(beside: Beside) -> Iterator[str]:
    """What to say of files laid beside the register whose paths hold a secret."""
    for what, other in (("staff list", beside.staff), ("earlier register", beside.previous)):
        if other is not None and HIDDEN in other.path:
            yield f"The path of the {what} holds a password and is shown without it: change the password and rename the file."


def waivers(policy: Policy, now: datetime) -> dict[str, str]:
    """Rules waived in the office's configuration on this day: by whom, why and until when."""
    today = now.date().isoformat()
    valid = [w for w in policy.config.get("waive") or [] if str(w["until"]) >= today]
    return {w["rule"]: f"{w['by']}: {w['reason']} (until {w['until']})" for w in valid}


def _in_document_order(clauses: ClauseCount, policy: Policy) -> ClauseCount:
    place = {ref: number for number, ref in enumerate(policy.clauses)}
    return replace(clauses, not_checkable=tuple(sorted(clauses.not_checkable, key=lambda c: place[c[0]])))


def _counted(documents: Iterable[Document], tally: Tally, total: int, progress: Progress | None) -> Iterator[Document]:
    step = max(PROGRESS_STEP, total // 50)
    for document in documents:
        tally.add(document)
        if progress and total > PROGRESS_STEP and (tally.documents % step == 0 or tally.documents == total):
            progress(tally.documents, total)
        yield document
