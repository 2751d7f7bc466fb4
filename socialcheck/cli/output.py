"""Writing a report: to standard output as it comes, or to a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
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
            replace_file((chunk.encode("utf-8", "backslashreplace") for chunk in chunks), output)
    except OSError as error:
        raise UsageError(f"--output {output}: cannot be written ({error.strerror})") from None


def replace_file(parts: Iterable[bytes], path: Path) -> None:
    """Write a file beside its place and put it there when it is whole; whatever happens, no half of it is left."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        _give_mode(name, target)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _give_mode(name: str, target: Path) -> None:
    """The rights the file had, or those a new file would have."""
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~mask
        Path(name).chmod(mode)


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
