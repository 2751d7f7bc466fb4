"""Writing a report: to standard output as it comes, or to a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from socialcheck.model import UsageError


def write_report(chunks: Iterable[str], output: Path | None) -> None:
    """Write the chunks of a report."""
    if output is None:
        _to_stdout(chunks)
        return
    try:
        if output.exists() and not output.is_file():
            _to_device(chunks, output)
        else:
            from socialcheck.cli.place import replace_file

            replace_file((chunk.encode("utf-8", "backslashreplace") for chunk in chunks), output)
    except OSError as error:
        raise UsageError(f"--output {output}: cannot be written ({error.strerror})") from None


def _to_device(chunks: Iterable[str], output: Path) -> None:
    # A device or a named pipe is written to; putting a file in its place would take it away.
    with output.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(chunks)


def _to_stdout(chunks: Iterable[str]) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace", encoding="utf-8")
    left: Iterator[str] = iter(chunks)
    try:
        for chunk in left:
            sys.stdout.write(chunk)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as `| head` does. The rest is still checked: the exit code must be right.
        silence_stdout()
        for _ in left:
            pass


def silence_stdout() -> None:
    """Send standard output nowhere, so that Python does not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_new(text: str, path: Path) -> None:
    """Write a new file; one that is there already is left alone."""
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path}: is already there; name another file with --output")
    write_report([text], path)


def keep_apart(names: Iterable[str], *targets: Path | None) -> None:
    """Refuse to write over what is being read; raises UsageError."""
    read = {os.path.realpath(name) for name in names if name != "-"}
    for target in targets:
        if target is not None and os.path.realpath(target) in read:
            raise UsageError(f"{target}: is read and written in one run; name another file for the report")
