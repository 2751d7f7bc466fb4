"""README's console blocks, run for real. `python -m tests.readme` rewrites them; the test compares."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run(command: str, cache: str) -> str:
    """The output of one `socialcheck …` line, with its exit code where that is not 0."""
    arguments = shlex.split(command)
    assert arguments[0] == "socialcheck"
    keep = {k: v for k, v in os.environ.items() if not k.startswith("SOCIALCHECK")}
    env = {**keep, "NO_COLOR": "1", "COLUMNS": "96", "XDG_CACHE_HOME": cache}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, cwd=ROOT, env=env, timeout=120, check=False
    )
    return done.stdout + done.stderr


def renewed(block: str, cache: str) -> str:
    """A console block with the output of its commands as it is now; `…` lines cut long output short."""
    pieces = re.split(r"(?m)^\$ (.*)\n", block)
    out = ""
    for command, old in zip(pieces[1::2], pieces[2::2], strict=True):
        new = run(command, cache)
        if old.strip() == "…" or old.rstrip().endswith("\n…"):
            keep = 12 if old.strip() == "…" else old.rstrip().count("\n")
            lines = new.splitlines()
            new = "\n".join(lines[:keep]) + ("\n…\n" if len(lines) > keep else "\n")
        out += f"$ {command}\n{new}"
    return out


def main() -> None:
    """Rewrite README's console blocks."""
    with tempfile.TemporaryDirectory() as cache:
        text = README.read_text(encoding="utf-8")
        README.write_text(BLOCK.sub(lambda m: f"```console\n{renewed(m[1], cache)}```", text), encoding="utf-8")


if __name__ == "__main__":
    main()
