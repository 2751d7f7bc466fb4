"""Whole runs of the command over files: drafts and comments, in one process and in two, with the memory they take."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.posts import posts

COUNT = 40_000


class Taken(NamedTuple):
    """Seconds on the clock, seconds of all processors, and the most memory that one process of the run took."""

    wall: float
    cpu: float
    megabytes: float


def taken(*arguments: str) -> Taken:
    # A process of its own measures the run, so that the memory of earlier ones does not count.
    code = (
        "import resource, subprocess, sys, time; t = time.perf_counter();"
        "subprocess.run([sys.executable, '-m', 'socialcheck', *sys.argv[1:]], capture_output=True, check=False);"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(time.perf_counter() - t, u.ru_utime + u.ru_stime, u.ru_maxrss)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    wall, cpu, kilobytes = map(float, ran.stdout.split())
    return Taken(wall, cpu, kilobytes / 1024)


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    drafts, comments = folder / "posts.jsonl", folder / "comments.csv"
    with drafts.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(post) + "\n" for post in posts(COUNT))
    with comments.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "author", "created_at", "text"))
        writer.writerows((p["id"], f"user{n % 9973}", "2026-11-01 10:00", p["text"]) for n, p in enumerate(posts(COUNT)))
    yield "draft", drafts
    yield "comments", comments


def run() -> None:
    with tempfile.TemporaryDirectory() as name:
        for command, path in files(Path(name)):
            common = (command, str(path), "--policy", "north-wales", "--format", "json", "--output", str(Path(name, "out.json")))
            taken(*common)
            one, two = taken(*common), taken(*common, "--jobs", "2")
            print(
                f"{command}, a file of {COUNT:,}: {COUNT / one.cpu:,.0f} a second of one core, {one.megabytes:.0f} MB; "
                f"with --jobs 2 {one.wall / two.wall:.2f} times as fast, for {two.cpu / one.cpu:.2f} times the processor time"
            )
