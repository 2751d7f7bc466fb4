"""Recognition of many comments, in one process or in several; order is kept, and no more than a few chunks are held."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import islice

from socialcheck.comments.comment import Comment
from socialcheck.comments.themes import ThemeFinder, theme_finder
from socialcheck.drafts.check import recogniser_for
from socialcheck.drafts.parallel import pool_of, submitted
from socialcheck.kinds.recognise import Recogniser
from socialcheck.model import Match
from socialcheck.policy.load import Policy

CHUNK = 400
Found = tuple[list[Match], tuple[int, ...]]
# What a worker process works with; set once when it starts.
_worker: list[tuple[Recogniser, ThemeFinder]] = []


def recognised(
    comments: Iterable[Comment], policy: Policy, finder: ThemeFinder, jobs: int
) -> Iterator[tuple[Comment, list[Match], tuple[int, ...]]]:
    """Each comment with its matches and the numbers of its themes, in order."""
    if jobs > 1:
        yield from _in_parallel(comments, policy, jobs)
        return
    recogniser = recogniser_for(policy, "comments")
    for comment in comments:
        yield comment, *_find(comment.text, recogniser, finder)


def _find(text: str, recogniser: Recogniser, finder: ThemeFinder) -> Found:
    if not text.strip():
        return [], ()
    return recogniser.recognise([("text", text)]), finder.find(text)


def _in_parallel(
    comments: Iterable[Comment], policy: Policy, jobs: int
) -> Iterator[tuple[Comment, list[Match], tuple[int, ...]]]:
    source = iter(comments)
    waiting: deque[tuple[list[Comment], Future[list[Found]]]] = deque()
    with pool_of(jobs, _start, (policy,)) as pool:
        while True:
            while len(waiting) < 2 * jobs and (chunk := list(islice(source, CHUNK))):
                waiting.append((chunk, submitted(pool, _find_all, [c.text for c in chunk])))
            if not waiting:
                return
            done, future = waiting.popleft()
            for comment, found in zip(done, future.result(), strict=True):
                yield comment, *found


def _start(policy: Policy) -> None:
    _worker.append((recogniser_for(policy, "comments"), theme_finder()))


def _find_all(texts: list[str]) -> list[Found]:
    recogniser, finder = _worker[0]
    return [_find(text, recogniser, finder) for text in texts]
