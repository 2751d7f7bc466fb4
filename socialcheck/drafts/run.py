"""A whole `draft` run: posts in, a report out. Streams: a document is judged when the reporter asks for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from socialcheck.drafts.approvals import read_waivers
from socialcheck.drafts.check import Checker
from socialcheck.drafts.read import Reading, Scheduling, readings
from socialcheck.model import ClauseCount, Document, Report, Tally
from socialcheck.policy.load import Listed, Policy

if TYPE_CHECKING:
    from socialcheck.drafts.baseline import Baseline


class Manner(NamedTuple):
    """How a run goes about it: how schedules are read, in how many processes, and what is known from before."""

    preview: bool = False
    order: Literal["dmy", "mdy"] | None = None
    jobs: int = 1
    baseline: Baseline | None = None


def draft_report(
    paths: Iterable[str], given: Mapping[str, Any], policy: Policy, now: datetime, manner: Manner = Manner()
) -> Report:
    """The report on these posts under a policy."""
    paths = list(paths)
    tally = Tally()
    scheduling = Scheduling(policy.config.get("columns") or {}, manner.order)
    posts = readings(paths, given, now, sys.stdin.buffer, scheduling)
    listed = lists_of(policy, now)
    checker = Checker(policy, preview=manner.preview, listed=listed.words, later=manner.baseline is not None)
    return Report(
        command="draft",
        policy=policy.identity(now.date()),
        checked_at=now.isoformat(),
        inputs=tuple(inputs_of(paths)),
        documents=_counted(_documents(posts, checker, now, manner, alone=_is_one_post(paths)), tally),
        tally=tally,
        clauses=clause_count(policy),
        clause_texts={ref: clause["text"] for ref, clause in policy.clauses.items()},
        notices=(*listed.notices, *_run_out(policy, now)),
    )


def lists_of(policy: Policy, now: datetime) -> Listed:
    """The candidates and parties an office lists; nothing where it lists none."""
    if not (policy.config.get("candidates") or policy.config.get("parties")):
        return Listed({}, ())
    from socialcheck.policy.listed import read_lists

    return read_lists(policy.config, now.date())


def _is_one_post(paths: list[str]) -> bool:
    return len(paths) == 1 and not paths[0].lower().endswith((".csv", ".jsonl")) and not Path(paths[0]).is_dir()


def _documents(posts: Iterable[Reading], checker: Checker, now: datetime, manner: Manner, *, alone: bool) -> Iterator[Document]:
    documents: Iterator[Document]
    if alone:
        documents = (checker.check(post, now) for reading in posts for post in reading())
    else:
        documents = _compared(posts, checker, now, manner.jobs)
    if manner.baseline is None:
        return documents
    from socialcheck.drafts.baseline import without_known

    return without_known(documents, manner.baseline)


def _compared(posts: Iterable[Reading], checker: Checker, now: datetime, jobs: int) -> Iterator[Document]:
    """The documents of many posts, with what clashes among them."""
    from socialcheck.drafts.clashes import Judged, with_clashes

    judged: Iterator[Judged]
    if jobs > 1:
        from socialcheck.drafts.parallel import judged_by_many

        judged = judged_by_many(posts, checker, now, jobs)
    else:
        judged = (Judged(checker.check(post, now), post.facts.get("kind")) for reading in posts for post in reading())
    return with_clashes(judged, _waived(checker.policy, now))


def _waived(policy: Policy, now: datetime) -> dict[str, str]:
    """What the configuration waives for every post: the rule, and by whom and why."""
    waivers, _ = read_waivers(policy.config.get("waive") or (), now)
    return {w.rule: f"{w.by}: {w.reason} (until {w.until})" for w in waivers if w.until >= now.date()}


def _run_out(policy: Policy, now: datetime) -> Iterator[str]:
    """The office's waivers that have run out; posts tell it only where the rule is found."""
    waivers, _ = read_waivers(policy.config.get("waive") or (), now, shared=True)
    for waiver in waivers:
        if waiver.until < now.date():
            yield f"The waiver of '{waiver.rule}' by {waiver.by} in socialcheck.yaml ran out on {waiver.until:%d %B %Y}."


def _counted(documents: Iterable[Document], tally: Tally) -> Iterator[Document]:
    for document in documents:
        tally.add(document)
        yield document


def inputs_of(paths: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Each named file with its SHA-256; folders and standard input have none."""
    import hashlib

    for name in paths:
        path = Path(name)
        try:
            if name == "-" or not path.is_file():
                yield name, None
                continue
            with path.open("rb") as file:
                yield name, hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield name, None


def clause_count(policy: Policy) -> ClauseCount:
    """How many clauses of the document rules on drafts check."""
    checked = {
        ref
        for group in policy.enforce["drafts"].values()
        for e in group
        if e["source"] == "policy"
        for ref in e.get("clauses", ())
    }
    return ClauseCount(checked=len(checked), total=len(policy.clauses))
