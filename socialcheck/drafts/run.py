"""A whole `draft` run: posts in, a report out. Streams: a document is judged when the reporter asks for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from socialcheck.drafts.check import Checker
from socialcheck.drafts.post import Post
from socialcheck.drafts.read import read_posts
from socialcheck.model import ClauseCount, Document, Report, Tally
from socialcheck.policy.load import Listed, Policy


def draft_report(
    paths: Iterable[str], given: Mapping[str, Any], policy: Policy, now: datetime, *, preview: bool = False
) -> Report:
    """The report on these posts under a policy."""
    paths = list(paths)
    tally = Tally()
    posts = read_posts(paths, given, now, sys.stdin.buffer)
    listed = lists_of(policy, now)
    checker = Checker(policy, preview=preview, listed=listed.words)
    return Report(
        command="draft",
        policy=policy.identity(now.date()),
        checked_at=now.isoformat(),
        inputs=tuple(inputs_of(paths)),
        documents=_judged(posts, checker, now, tally),
        tally=tally,
        clauses=clause_count(policy),
        clause_texts={ref: clause["text"] for ref, clause in policy.clauses.items()},
        notices=listed.notices,
    )


def lists_of(policy: Policy, now: datetime) -> Listed:
    """The candidates and parties an office lists; nothing where it lists none."""
    if not (policy.config.get("candidates") or policy.config.get("parties")):
        return Listed({}, ())
    from socialcheck.policy.listed import read_lists

    return read_lists(policy.config, now.date())


def _judged(posts: Iterable[Post], checker: Checker, now: datetime, tally: Tally) -> Iterator[Document]:
    for document in checker.check_many(posts, now):
        tally.add(document)
        yield document


def inputs_of(paths: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Each named file with its SHA-256; folders and standard input have none."""
    import hashlib
    from pathlib import Path

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
