"""Cold start: `socialcheck draft post.txt` as a whole process against an empty Typer app that prints one line."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY_APP = 'import typer\napp = typer.Typer()\n\n@app.command()\ndef main() -> None:\n    print("hello")\n\napp()\n'
POST = "Our neighbourhood team will be at Redcar library on Tuesday from 10:00. Call 101 if it can wait, 999 if it cannot.\n"


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - started


def run(rounds: int = 15) -> None:
    with tempfile.TemporaryDirectory() as folder:
        post, empty = Path(folder, "post.txt"), Path(folder, "empty.py")
        post.write_text(POST, encoding="utf-8")
        empty.write_text(EMPTY_APP, encoding="utf-8")
        ours = [sys.executable, "-m", "socialcheck", "draft", str(post), "--policy", "cleveland"]
        theirs = [sys.executable, str(empty)]
        seconds(ours), seconds(theirs)
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    ours_ms, theirs_ms = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"cold draft: {ratio:.2f} times an empty Typer app ({ours_ms:.0f} ms against {theirs_ms:.0f} ms, median of {rounds})")
