"""`hours` over 100,000 stamps, and `elections` cold against `draft` cold: whole processes, as a user runs them."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

STAMPS = 100_000
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
POLICIES = ("north-wales", "leicestershire", "south-yorkshire", "cleveland")
POST = "Our neighbourhood team will be at Redcar library on Tuesday from 10:00.\n"


def stamps() -> str:
    chance = random.Random(1)
    moments = (FIRST + timedelta(seconds=chance.randrange(4 * 365 * 86_400)) for _ in range(STAMPS))
    return "".join(f"{moment.isoformat()}\n" for moment in moments)


def seconds(*arguments: str, stdin: str = "") -> float:
    command = [sys.executable, "-m", "socialcheck", *arguments]
    started = time.perf_counter()
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, check=False)
    if done.returncode == 2:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - started


def run(rounds: int = 5) -> None:
    given = stamps()
    for policy in POLICIES:
        for form in ("text", "json"):
            best = min(seconds("hours", "-", "-p", policy, "-f", form, stdin=given) for _ in range(rounds))
            print(f"hours: {STAMPS:,} stamps, {policy}, {form}: {best:.2f} s (best of {rounds}; the limit is 2 s)")
    with tempfile.TemporaryDirectory() as folder:
        post = Path(folder, "post.txt")
        post.write_text(POST, encoding="utf-8")
        elections = ("elections", "-p", "cleveland")
        draft = ("draft", str(post), "-p", "cleveland")
        seconds(*elections), seconds(*draft)
        pairs = [(seconds(*elections), seconds(*draft)) for _ in range(3 * rounds)]
    print(f"elections cold: {statistics.median(a / b for a, b in pairs):.2f} times draft cold (at most 1 is the aim)")


if __name__ == "__main__":
    run()
