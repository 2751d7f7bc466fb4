"""A whole `comments` run: an export in, a report out. Streams in file order; what it remembers has a bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from socialcheck.comments.alike import MANY_AUTHORS, Repeats
from socialcheck.comments.bulk import recognised
from socialcheck.comments.comment import Comment
from socialcheck.comments.deadlines import Deadlines, deadlines_of
from socialcheck.comments.ladder import BREACHES, Authors, author_objects
from socialcheck.comments.mask import allow_of, digests, masked, name_masker
from socialcheck.comments.read import read_comments, remark_on
from socialcheck.comments.themes import ThemeTotals, shorten, theme_finder
from socialcheck.comments.triage import CommentDocument, Tools, tools_of, triage
from socialcheck.model import ClauseCount, Document, Report, Tally
from socialcheck.policy.load import Policy
from socialcheck.text.personal import Allow


class Options(NamedTuple):
    """How a run was asked for."""

    jobs: int = 1
    mask_authors: bool = False
    history: str | None = None


@dataclass(slots=True)
class Run:
    """What a run works with, and what it knows across comments while they stream past."""

    policy: Policy
    now: datetime
    tools: Tools
    deadlines: Deadlines
    allow: Allow
    themes: ThemeTotals
    name: Callable[[str], str] = str
    jobs: int = 1
    repeats: Repeats = field(default_factory=Repeats)
    authors: Authors = field(default_factory=Authors)
    tally: Tally = field(default_factory=Tally)
    theme_objects: list[dict[str, Any]] = field(default_factory=list)
    author_objects: list[dict[str, Any]] = field(default_factory=list)


def comments_report(path: str, policy: Policy, now: datetime, stdin: BinaryIO, options: Options = Options()) -> Report:  # frozen
    """The report on an export of comments under a policy."""
    own: Mapping[str, str] = policy.config.get("columns") or {}
    run = start(policy, now, options.jobs)
    if options.history:
        _remember(read_comments(options.history, own, now, stdin), run)
    digest, key = digests(path)
    if options.mask_authors:
        run.name = name_masker(key)
    remark = remark_on(path)
    return Report(
        command="comments",
        policy=policy.identity(now.date()),
        checked_at=now.isoformat(),
        inputs=((path, digest),),
        documents=stream(read_comments(path, own, now, stdin), run),
        tally=run.tally,
        clauses=clause_count(policy),
        clause_texts={ref: clause["text"] for ref, clause in policy.clauses.items()},
        notices=(f"{path} {remark}.",) if remark else (),
        themes=run.theme_objects,
        authors=run.author_objects,
    )


def start(policy: Policy, now: datetime, jobs: int = 1) -> Run:
    """A run with nothing read yet."""
    allow = allow_of(policy.settings["contact_points"], policy.settings["email_domains"])
    return Run(policy, now, tools_of(policy), deadlines_of(policy), allow, ThemeTotals(theme_finder()), jobs=jobs)


def clause_count(policy: Policy) -> ClauseCount:
    """How many clauses of the document rules on comments check."""
    groups = policy.enforce["comments"].values()
    checked = {ref for group in groups for e in group if e["source"] == "policy" for ref in e.get("clauses", ())}
    return ClauseCount(checked=len(checked), total=len(policy.clauses))


def stream(comments: Iterable[Comment], run: Run) -> Iterator[Document]:
    """The documents of comments in order; the summaries across them are filled in when the last has been read."""
    outside = run.deadlines.outside(run.now)
    for comment, matches, numbers in recognised(comments, run.policy, run.themes.finder, run.jobs):
        repeat = 0 if comment.unreadable else run.repeats.note(comment.author, comment.text)
        standing = None if comment.author is None else run.authors.of(comment.author)
        document = triage(comment, matches, standing, repeat, run.tools, run.now)
        if document.action is not None:
            _count(document, comment, numbers, repeat, run)
        document = _finished(document, comment, run, outside)
        run.tally.add(document)
        yield document
    run.theme_objects += run.themes.objects(run.deadlines.reply_due, lambda label: _theme_reply(label, run.tools))
    run.author_objects += [*author_objects(run.authors, run.name), *_coordinated(run)]


def _count(document: CommentDocument, comment: Comment, numbers: tuple[int, ...], repeat: int, run: Run) -> None:
    action = document.action or "keep"
    answer = document.reply is not None and action not in BREACHES
    run.themes.add(numbers, action, answer, comment.at, lambda: masked(comment.text, run.allow))
    if comment.author is None:
        return
    standing = run.authors.of(comment.author)
    standing.comments += 1
    standing.repeats += repeat > 0
    standing.warned |= comment.warned
    standing.decided |= comment.decided
    standing.actions[action] = standing.actions.get(action, 0) + 1
    if action in BREACHES:
        standing.breaches += 1
        standing.last_step = document.next_step


def _finished(document: CommentDocument, comment: Comment, run: Run, outside: bool) -> CommentDocument:
    changes: dict[str, Any] = {}
    if comment.author is not None and run.name is not str:
        shown = changes["label"] = run.name(comment.author)
        changes["cells"] = tuple(shown if n == comment.places[1] else c for n, c in enumerate(comment.cells))
    if document.action == "reply":
        notice = run.tools.templates.suggest("out-of-hours") if outside else None
        if notice:
            changes["reply"] = " ".join(text for text in (document.reply, notice.text) if text)
        reminder = run.deadlines.reminder(comment.at) if comment.at else None
        if reminder:
            changes["reminders"] = (*document.reminders, reminder)
    return replace(document, **changes) if changes else document


def _theme_reply(label: str, tools: Tools) -> str | None:
    if not tools.themes:
        return None
    found = tools.templates.suggest("theme", theme=label[:1].lower() + label[1:])
    return found.text if found else None


def _coordinated(run: Run) -> Iterator[dict[str, Any]]:
    for text, names in run.repeats.coordinated.values():
        yield {
            "author": None,
            "kind": "coordinated",
            "comments": len(names),
            "authors": [run.name(name) for name in names],
            "sample": shorten(masked(text, run.allow)),
            "note": f"{MANY_AUTHORS} authors or more posted this. People may share an opinion, so it is kept.",
        }


def _remember(comments: Iterable[Comment], run: Run) -> None:
    """Earlier comments: with their actions where the file has them, else as they would be judged today."""
    for comment, matches, _ in recognised(comments, run.policy, run.themes.finder, 1):
        if comment.action is None and comment.unreadable:
            continue
        repeat = run.repeats.note(comment.author, comment.text) if comment.text else 0
        action = comment.action or triage(comment, matches, None, repeat, run.tools, run.now).action or "keep"
        run.authors.remember(comment, action)
