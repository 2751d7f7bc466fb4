"""Cold start: `socialcheck draft post.txt` as a whole process, from a wheel, against an empty Typer app that prints a line."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
EMPTY_APP = 'import typer\napp = typer.Typer()\n\n@app.command()\ndef main() -> None:\n    print("hello")\n\napp()\n'
POST = "Our neighbourhood team will be at Redcar library on Tuesday from 10:00. Call 101 if it can wait, 999 if it cannot.\n"
HARD = "What a load of shite from the council, again! Text Dave on 07700 900123. #VoteSmith https://bit.ly/x\n"


def installed(folder: Path) -> Path:
    """A wheel of this checkout, unpacked and byte-compiled as an installer leaves it."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    compileall.compile_dir(folder / "site", quiet=1)
    return folder / "site"


def seconds(command: list[str], site: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, cwd=site.parent, env={**os.environ, "PYTHONPATH": str(site)})
    return time.perf_counter() - started


def run(rounds: int = 15) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = installed(Path(folder))
        empty = Path(folder, "empty.py")
        empty.write_text(EMPTY_APP, encoding="utf-8")
        for name, text in (("a clean post", POST), ("a post with findings", HARD)):
            post = Path(folder, "post.txt")
            post.write_text(text, encoding="utf-8")
            ours = [sys.executable, "-m", "socialcheck", "draft", str(post), "--policy", "cleveland"]
            against(name, ours, [sys.executable, str(empty)], site, rounds)


def against(name: str, ours: list[str], theirs: list[str], site: Path, rounds: int) -> None:
    seconds(ours, site), seconds(theirs, site)
    pairs = [(seconds(ours, site), seconds(theirs, site)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    ours_ms, theirs_ms = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"cold draft, {name}: {ratio:.2f} times an empty Typer app ({ours_ms:.0f} ms against {theirs_ms:.0f} ms, "
          f"median of {rounds} pairs)")  # fmt: skip
