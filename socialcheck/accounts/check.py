"""Checks a register: rows, rules and a day in; one document a row out, and which clauses could be checked."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from socialcheck.accounts.clauses import clause_refs, count_clauses
from socialcheck.accounts.compiled import Bound, Standing, bind, make_standing
from socialcheck.accounts.exposures import Exposures, find_exposures, make_mask, make_show, texts_of, unreadable_places
from socialcheck.accounts.findings import fingerprint, label_of, tell
from socialcheck.accounts.outside import outside_documents
from socialcheck.accounts.register import Register
from socialcheck.kinds.row import needs, settings_of, test_of
from socialcheck.kinds.row_values import Cells, Filled, Hit, Hits, Row, RowContext, never, reader
from socialcheck.model import RANK, ClauseCount, Document, Finding, NotChecked, Reminder
from socialcheck.text.cells.known import Known
from socialcheck.text.cells.strength import MOST_JUDGED
from socialcheck.text.cells.values import is_blank

BLOCK = 2_000
MOST_TOLD = 20_000
DECISIVE = ("account_type", "status", "owner_status")


class Checked(NamedTuple):
    """What a check gives: documents that may be read again, the clauses concerned, what to say of the whole."""

    documents: Iterable[Document]
    clauses: ClauseCount
    refs: tuple[str, ...]
    notices: tuple[str, ...]
    masked: Callable[[str], str]


class _Run(NamedTuple):
    register: Register
    bound: Sequence[Bound]
    stands: Sequence[Standing]
    ctx: RowContext
    headings: Mapping[str, str]
    unknown: Mapping[int, Mapping[str, NotChecked]]
    waived: Mapping[str, str]
    closing: Sequence[Reminder]
    told: dict[tuple[object, ...], Finding]


def check_register(
    register: Register,
    rules: Mapping[str, Mapping[str, Any]],
    enforce: Mapping[str, Sequence[Mapping[str, Any]]],
    settings: Mapping[str, Any],
    today: date,
    known: Known,
    waived: Mapping[str, str] | None = None,
) -> Checked:
    """Check every row of a register by every rule enforced on accounts."""
    texts = texts_of(register)
    exposures = find_exposures(register, known, texts)
    ctx = RowContext(
        known=known,
        at=register.at,
        settings=settings,
        today=today,
        rows=register.rows,
        date_fields=_date_fields(rules, enforce, known),
        show=make_show(exposures),
        exposed=exposures.by_column,
        memo=Filled(known),
        texts=texts,
    )
    stands = [*map(make_standing(ctx), (row.cells for row in register.rows))]
    bound, unbound = bind(rules, enforce, ctx, stands)
    run = _Run(
        register,
        bound,
        stands,
        ctx,
        _headings(register, ctx),
        _unknown_values(register, ctx),
        waived or {},
        _closing(bound),
        {},
    )
    clauses = count_clauses(bound, unbound, _undecided_settings(run), known)
    notices = (*register.notices, *_said_of(exposures))
    return Checked(_Documents(run), clauses, clause_refs(bound, unbound), notices, make_mask(exposures))


def _said_of(exposures: Exposures) -> tuple[str, ...]:
    count = len(exposures.values)
    return (
        (f"{count:,} secrets were found; {MOST_JUDGED:,} were tried for how guessable they are.",) if count > MOST_JUDGED else ()
    )


class _Documents:
    # Judges the rows afresh each time it is read, so that a report may go through them twice without holding them.
    def __init__(self, run: _Run) -> None:
        self.run = run

    def __iter__(self) -> Iterator[Document]:
        return _judged(self.run)


def _date_fields(
    rules: Mapping[str, Mapping[str, Any]], enforce: Mapping[str, Sequence[Mapping[str, Any]]], known: Known
) -> tuple[str, ...]:
    """Date columns that the policy's own rules look at; with no organisation chosen, all of them."""
    own = [n for n, enforcements in enforce.items() if any(e["source"] == "policy" for e in enforcements)]
    used = {name for n in own for group in needs(rules[n]["row"], rules[n].get("when", {})) for name in group}
    return tuple(name for name, kind in known.fields.items() if kind == "date" and (name in used or not used))


def _headings(register: Register, ctx: RowContext) -> dict[str, str]:
    shown = {column.place: ctx.show(column.heading) for column in register.columns}
    return {name: shown[at] for name, at in register.at.items() if shown.get(at)}


def _unknown_values(register: Register, ctx: RowContext) -> dict[int, dict[str, NotChecked]]:
    """Cells that decide which rules apply, and say something that is not known."""
    found: dict[int, dict[str, NotChecked]] = {}
    for column in register.columns:
        if column.field not in DECISIVE:
            continue
        read = reader(column.field, ctx)
        texts = [t for t in ctx.texts_at(column.place) if t.strip() and not is_blank(t, ctx.known) and read(t) is None]
        if texts:
            what = ctx.show(column.heading)
            found[column.place] = {t: NotChecked(what, f"{ctx.show(t)} is not a value that is known") for t in texts}
    return found


def _undecided_settings(run: _Run) -> dict[str, str]:
    """Rules that meet a cell they cannot decide on for want of a setting, with the setting."""
    found: dict[str, str] = {}
    for rule in run.bound:
        if rule.test is None or rule.enforcement["source"] != "policy" or not _may_lack_setting(rule, run.ctx):
            continue
        for row, stands in zip(run.register.rows, run.stands, strict=True):
            lacking = _lacking(rule, row.cells) if stands in rule.fits else ""
            if lacking:
                found[rule.name] = lacking
                break
    return found


def _lacking(rule: Bound, cells: Cells) -> str:
    hits = rule.test(cells) if rule.test and rule.holds(cells) else ()
    return next((hit.undecided for hit in hits if hit.setting), "")


def _may_lack_setting(rule: Bound, ctx: RowContext) -> bool:
    names = settings_of(rule.rule["row"])
    return any(not ctx.settings.get(name) for name in names) or test_of(rule.rule["row"]) == "people_team"


def _judged(run: _Run) -> Iterator[Document]:
    register, ctx = run.register, run.ctx
    labels: Counter[str] = Counter()
    broken = deque(sorted(unreadable_places(register), key=lambda place: place.row.number))
    reasons = {row.number: reason for row, reason in register.unreadable}
    for start in range(0, len(register.rows), BLOCK):
        hits = _hits_by_row(run, start)
        for number, row in enumerate(register.rows[start : start + BLOCK]):
            while broken and 0 < broken[0].row.number < row.number:
                place = broken.popleft()
                yield from outside_documents(register.path, place, ctx, run.bound, reasons[place.row.number])
            yield _judge(run, row, hits.get(number, ()), labels)
    for place in broken:
        yield from outside_documents(register.path, place, ctx, run.bound, reasons[place.row.number])
    for place in register.elsewhere:
        yield from outside_documents(register.path, place, ctx, run.bound)


def _hits_by_row(run: _Run, start: int) -> dict[int, list[tuple[Bound, Hits]]]:
    # Rule by rule over a block of rows: most rows pass most rules, so only what is found costs more than the test.
    found: dict[int, list[tuple[Bound, Hits]]] = {}
    rows = [row.cells for row in run.register.rows[start : start + BLOCK]]
    stands = run.stands[start : start + BLOCK]
    for rule in run.bound:
        test = rule.test
        if test is None or test is never:
            continue
        for number, hits in [(n, h) for n, cells in enumerate(rows) if (h := test(cells))]:
            if stands[number] in rule.fits and (not rule.conditional or rule.holds(rows[number])):
                found.setdefault(number, []).append((rule, hits))
    return found


def _judge(run: _Run, row: Row, found: Iterable[tuple[Bound, Hits]], labels: Counter[str]) -> Document:
    cells = row.cells
    label, platform = label_of(cells, run.ctx)
    labels[label] += 1
    findings: list[Finding] = []
    not_checked = {said[cells[at]]: None for at, said in run.unknown.items() if cells[at] in said}
    settled: set[str] = set()
    for rule, hits in found:
        if rule.name in settled:
            continue
        settled.add(rule.name)
        for hit in hits:
            if not hit.undecided:
                findings.append(_finding(run, rule, hit, label, labels[label]))
            elif not hit.setting:
                not_checked[NotChecked(run.headings.get(hit.field, hit.field), hit.undecided)] = None
    return Document(
        path=run.register.path,
        id=label or None,
        row=row.number if row.number > 0 else None,
        label=label or None,
        platform=platform,
        findings=tuple(sorted(findings, key=_order)) if len(findings) > 1 else tuple(findings),
        reminders=_reminders(run.closing, findings),
        not_checked=tuple(not_checked),
    )


def _order(finding: Finding) -> tuple[int, str, str]:
    return (-RANK[finding.severity], finding.column or "", finding.rule)


def _reminders(closing: Sequence[Reminder], findings: Sequence[Finding]) -> tuple[Reminder, ...]:
    broken = any(f.severity == "error" and f.source == "policy" and f.status == "open" for f in findings)
    return tuple(closing) if broken else ()


def _closing(bound: Sequence[Bound]) -> list[Reminder]:
    """What to remind of on accounts that break the policy."""
    rules = [rule for rule in bound if rule.test is None]
    return [Reminder(ref, rule.rule["message"]) for rule in rules for ref in rule.enforcement.get("clauses", ())[:1]]


def _finding(run: _Run, rule: Bound, hit: Hit, label: str, nth: int) -> Finding:
    key = (id(rule), hit.field, *hit.values.values()) if hit.place < 0 else None
    finding = run.told.get(key) if key else None
    if finding is None:
        finding = tell(rule, hit, _heading(run, hit), run.waived.get(rule.name))
        if key and len(run.told) < MOST_TOLD:
            run.told[key] = finding
    return Finding(*finding[:-1], fingerprint(rule.name, label, finding.column or "", nth))


def _heading(run: _Run, hit: Hit) -> str | None:
    return run.headings.get(hit.field) if hit.place < 0 else run.ctx.show(run.register.columns[hit.place].heading)
