"""The values everything passes around, the verdict on a document and the exit code of a run.

Nothing here reads, prints or knows a policy. Names and shapes follow the JSON report, schema 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
Source = Literal["policy", "law", "good-practice"]
Status = Literal["open", "approved", "waived"]
Verdict = Literal["clear", "hold", "not-checked", "block"]
FailOn = Literal["error", "warning", "note", "never"]

RANK: dict[str, int] = {"note": 1, "warning": 2, "error": 3, "never": 9}


class Exit(IntEnum):
    """What the process answers; the same for every format."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NOT_CHECKED = 3


class SocialcheckError(Exception):
    """Something a person must put right; the text is one clear line each."""


class UsageError(SocialcheckError):
    """Wrong usage, or a bad value on the command line: exit 2."""


class PolicyError(SocialcheckError):
    """A policy or configuration that does not load: exit 2. One line a problem, each with file:line."""


class InputError(SocialcheckError):
    """A named file, record, row or stamp that cannot be read or decided: exit 3."""


class Place(NamedTuple):
    """A position in the text as given. `line` and `column` start at 1, `offset` at 0; all count code points."""

    line: int
    column: int
    offset: int


class Match(NamedTuple):
    """What a rule recognised: a span of one field of a document, before any policy is asked.

    `start` and `end` are code-point offsets into that field's original text, or -1 where the rule
    looked at facts and not at words. `shown` is what may be printed (masked where personal);
    `read_as` tells what a disguised word was taken for.
    """

    rule: str
    start: int = -1
    end: int = -1
    shown: str = ""
    read_as: str | None = None
    field: str = "text"
    values: Mapping[str, str] = {}


class Finding(NamedTuple):
    """A match judged under a policy at a moment. Complete at birth; nobody changes it later."""

    rule: str
    category: str
    severity: Severity
    message: str
    fix: str
    match: str | None
    read_as: str | None
    start: Place | None
    end: Place | None
    column: str | None
    source: Source
    clauses: tuple[str, ...]
    authority: str | None
    approvers: Mapping[str, Any] | str | None
    status: Status
    by: str | None
    fingerprint: str


class Reminder(NamedTuple):
    """What only a person can judge, with the clause that asks it."""

    clause: str
    text: str


class NotChecked(NamedTuple):
    """Something that was not checked, and why."""

    what: str
    reason: str


class Period(NamedTuple):
    """A pre-election period in force: poll id, first and last instant as ISO 8601, and the poll in words."""

    poll: str
    start: str
    end: str
    label: str = ""


class Change(NamedTuple):
    """What the verdict becomes from a later moment on, and because of what."""

    start: str
    verdict: Verdict
    because: str


class Later(NamedTuple):
    """A moment at which a post may be judged otherwise: how it is judged just before, and from then on."""

    second: float
    because: str
    before: Document
    then: Document


@dataclass(frozen=True, slots=True)
class Document:
    """One post, register row or comment, judged."""

    path: str | None
    id: str | None = None
    row: int | None = None
    label: str | None = None
    at: str | None = None
    platform: str | None = None
    action: str | None = None
    reply: str | None = None
    next_step: str | None = None
    periods: tuple[Period, ...] = ()
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    readable: bool = True
    text: str = field(default="", repr=False)
    text_offset: int = 0
    later: tuple[Later, ...] = field(default=(), repr=False)

    @property
    def verdict(self) -> Verdict:
        """`block` (any open error), else `not-checked` (not readable), else `hold` (any open warning), else `clear`."""
        open_ = {f.severity for f in self.findings if f.status == "open"}
        if "error" in open_:
            return "block"
        if not self.readable:
            return "not-checked"
        return "hold" if "warning" in open_ else "clear"


@dataclass(frozen=True, slots=True)
class PolicyIdentity:
    """Which policy judged, as the report's `policy` object has it. `review_overdue` is None where no date is stated."""

    id: str
    title: str
    organisation: str
    kind: str
    version: str
    sha256: str
    review_date: str | None
    review_overdue: bool | None
    succeeded_by: str | None


@dataclass(slots=True)
class Tally:
    """Running totals of a report; grows as documents stream past."""

    documents: int = 0
    clear: int = 0
    hold: int = 0
    block: int = 0
    not_checked: int = 0
    error: int = 0
    warning: int = 0
    note: int = 0
    approved: int = 0
    waived: int = 0
    unreadable: int = 0
    unchecked_items: int = 0

    def add(self, document: Document) -> None:
        """Count one document and its findings."""
        self.documents += 1
        verdict = document.verdict.replace("-", "_")
        setattr(self, verdict, getattr(self, verdict) + 1)
        self.unreadable += not document.readable
        self.unchecked_items += len(document.not_checked)
        for finding in document.findings:
            name = finding.severity if finding.status == "open" else finding.status
            setattr(self, name, getattr(self, name) + 1)

    def as_summary(self) -> dict[str, int]:
        """The report's `summary` object."""
        names = "documents clear hold block not_checked error warning note approved waived"
        return {name: getattr(self, name) for name in names.split()}

    def exit_code(self, fail_on: FailOn = "warning", *, strict: bool = False) -> Exit:
        """3 if anything named could not be read, else 1 for open findings at or above `fail_on`, else 0."""
        if self.unreadable or (strict and self.unchecked_items):
            return Exit.NOT_CHECKED
        worst = max((RANK[s] for s in ("note", "warning", "error") if getattr(self, s)), default=0)
        return Exit.FINDINGS if worst >= RANK[fail_on] else Exit.CLEAN


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many clauses of the policy this run could check, and why the others not: (ref, reason)."""

    checked: int = 0
    total: int = 0
    not_checkable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `documents` may be a stream that can be read once; `tally` is complete when it has been."""

    command: str
    policy: PolicyIdentity
    checked_at: str
    inputs: tuple[tuple[str, str | None], ...]
    documents: Iterable[Document]
    tally: Tally
    clauses: ClauseCount = ClauseCount()
    clause_texts: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    themes: list[dict[str, Any]] | None = None
    authors: list[dict[str, Any]] | None = None
