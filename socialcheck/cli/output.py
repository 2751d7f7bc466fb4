"""Writing a report: to standard output as it comes, or to a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from socialcheck.model import UsageError


def write_report(chunks: Iterable[str], output: Path | None) -> None:
    """Write the chunks of a report."""
    if output is None:
        _to_stdout(chunks)
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise UsageError(f"--output {output}: cannot be written ({error.strerror})") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(chunks)
        _give_usual_mode(name)
        Path(name).replace(output)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UsageError(f"--output {output}: cannot be written ({error.strerror})") from None
        raise


def _give_usual_mode(name: str) -> None:
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        Path(name).chmod(0o666 & ~mask)


def _to_stdout(chunks: Iterable[str]) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace", encoding="utf-8")
    for chunk in chunks:
        sys.stdout.write(chunk)
    sys.stdout.flush()


def write_new(text: str, path: Path) -> None:
    """Write a new file; one that is there already is left alone."""
    if path.exists():
        raise UsageError(f"{path}: is already there; name another file with --output")
    write_report([text], path)
