"""What a report on a register says at a glance: one reading of its accounts gives the totals and the worst of them."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from socialcheck.accounts.clauses import IN_PART
from socialcheck.model import ClauseCount, Document, Finding, Reminder, Report
from socialcheck.report.plain import plural

EXPOSED = "credential-exposed"
VERDICTS = ("block", "not-checked", "hold", "clear")


@dataclass(slots=True)
class Digest:
    """The worst accounts, worst first, and how many accounts and findings there are of each kind."""

    worst: list[Document] = field(default_factory=list)
    left_out: int = 0
    by_platform: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_clause: Counter[tuple[str, str]] = field(default_factory=Counter)
    elsewhere: int = 0
    gone: int = 0


def digest_of(report: Report, most: int) -> Digest:
    """Read all accounts once, which also completes the report's tally, and keep the worst."""
    digest = Digest()
    kept: list[tuple[tuple[int, ...], int, Document]] = []
    for number, document in enumerate(report.documents):
        if is_elsewhere(document):
            digest.elsewhere += 1
        else:
            digest.gone += document.row is None
            digest.by_platform[document.platform or "", document.verdict] += 1
        for finding in document.findings:
            if finding.status == "open":
                for source in finding.clauses or (source_of(finding),):
                    digest.by_clause[source, finding.severity] += 1
        if not (document.findings or document.not_checked):
            continue
        entry = (badness(document), -number, document)
        if len(kept) < most:
            heapq.heappush(kept, entry)
        else:
            heapq.heappushpop(kept, entry)
            digest.left_out += 1
    digest.worst = [entry[-1] for entry in sorted(kept, key=lambda e: e[:2], reverse=True)]
    return digest


def is_elsewhere(document: Document) -> bool:
    """Whether a document is no account, but a place outside the table that holds a secret."""
    return document.label is not None and document.id is None and document.readable


def accounts_of(report: Report, digest: Digest) -> str:
    """How many accounts the register lists, and what else was judged."""
    others = [f"{digest.gone:,} in the earlier register only"] if digest.gone else []
    others += [f"{plural(digest.elsewhere, 'place')} outside the table"] if digest.elsewhere else []
    listed = report.tally.documents - digest.elsewhere - digest.gone
    return ", and ".join(filter(None, [", ".join([plural(listed, "account"), *others[:-1]]), *others[-1:]]))


def badness(document: Document) -> tuple[int, ...]:
    """How bad an account stands: its verdict, secrets in the open, then its errors, warnings and notes."""
    open_ = [finding for finding in document.findings if finding.status == "open"]
    exposed = sum(1 for finding in open_ if finding.rule == EXPOSED)
    counts = Counter(finding.severity for finding in open_)
    return (-VERDICTS.index(document.verdict), exposed, counts["error"], counts["warning"], counts["note"])


def source_of(finding: Finding) -> str:
    """Where a finding comes from, in a few words: clauses, the law, or good practice."""
    if finding.clauses:
        return ", ".join(finding.clauses)
    return finding.authority or finding.source.replace("-", " ")


def reasons_of(clauses: ClauseCount) -> dict[str, list[str]]:
    """Each reason why clauses could not be checked, with those clauses; a star marks those checked in part."""
    reasons: dict[str, list[str]] = {}
    for ref, reason in clauses.not_checkable:
        part = reason.startswith(IN_PART)
        for single in reason.removeprefix(IN_PART).split("; "):
            reasons.setdefault(single, []).append(f"{ref}*" if part else ref)
    return reasons


def reminders_of(digest: Digest) -> Iterator[tuple[Reminder, list[str]]]:
    """What only a person can decide, once each, with the accounts it concerns."""
    where: dict[Reminder, list[str]] = {}
    for document in digest.worst:
        label = f" ({document.label})" if document.label else ""
        for reminder in document.reminders:
            where.setdefault(reminder, []).append(f"{row_of(document)}{label}")
    yield from where.items()


def row_of(document: Document) -> str:
    """Where an account stands in the register."""
    if document.row:
        return f"row {document.row:,}"
    return "earlier register only" if document.id else "outside the cells"
