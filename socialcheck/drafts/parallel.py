"""Checks many posts in several processes. Results keep the order of the input; few wait, so memory stays flat."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from socialcheck.drafts.check import Checker
from socialcheck.drafts.clashes import Judged
from socialcheck.drafts.read import Reading
from socialcheck.model import InputError
from socialcheck.policy.load import Policy

BATCH = 400
INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM)
Result = TypeVar("Result")
WAITING = 3  # batches under way for each process

# Each process holds the one checker it was started with.
_own: list[Checker] = []


def judged_by_many(readings: Iterable[Reading], checker: Checker, now: datetime, jobs: int) -> Iterator[Judged]:
    """Read and check the posts in `jobs` processes."""
    batches = iter(readings)
    waiting: deque[Future[list[Judged]]] = deque()
    start = (checker.policy, checker.preview, checker.listed, checker.later)
    pool = pool_of(jobs, _start, start)
    try:
        while True:
            while len(waiting) < jobs * WAITING and (batch := list(islice(batches, BATCH))):
                waiting.append(submitted(pool, _check, batch, now))
            if not waiting:
                break
            yield from waiting.popleft().result()
        pool.shutdown()
    except BrokenProcessPool:
        raise InputError("a process that was checking posts was ended from outside; nothing after it was checked") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def pool_of(jobs: int, start: Callable[..., None], arguments: tuple[Any, ...]) -> ProcessPoolExecutor:
    """Processes that call `start` first, that leave Ctrl-C to this one and that end when it ends."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(start, arguments))


def submitted(pool: ProcessPoolExecutor, call: Callable[..., Result], *arguments: Any) -> Future[Result]:
    """Work given to a pool. A process may start for it, and one that is interrupted while it starts says so at length."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(call, *arguments)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTIONS)
    try:
        return pool.submit(call, *arguments)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(start: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    # Ctrl-C reaches every process of the terminal; the first one answers it and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPTIONS)
    Thread(target=_end_with_parent, daemon=True).start()
    start(*arguments)


def _start(policy: Policy, preview: bool, listed: Mapping[str, list[str]], later: bool) -> None:
    _own.append(Checker(policy, preview=preview, listed=listed, later=later))


def _end_with_parent() -> None:
    # A first process that is killed cannot tell the others to stop.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check(batch: list[Reading], now: datetime) -> list[Judged]:
    return [Judged(_own[0].check(post, now), post.facts.get("kind")) for reading in batch for post in reading()]
