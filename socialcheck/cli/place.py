"""Puts a file in its place: whole or not at all, and with nothing left beside it, even by a run that is killed.

Where Linux and the file system allow, what is being written has no name until it is whole. Elsewhere it has a hidden name, and
a lock while it is written, so that the next run that writes the same file can tell what was left behind and remove it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def replace_file(parts: Iterable[bytes], path: Path) -> None:
    """Write a file beside its place and put it there when it is whole; whatever happens, no half of it is left."""
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):  # its folder would allow it, and its owner does not want it
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    start = f".socialcheck-{hashlib.sha256(target.name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}-"
    _sweep(target.parent, start)
    name = target.with_name(f"{start}{os.urandom(6).hex()}.tmp")
    unnamed = _without_name(target.parent)
    try:
        with os.fdopen(_named(name) if unnamed is None else unnamed, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
            if unnamed is not None:
                _give_name(unnamed, name)
            _give_rights(name, target)
            if os.name == "posix":  # while the lock is held; Windows moves closed files only
                name.replace(target)
        if os.name != "posix":
            name.replace(target)
    except BaseException:
        name.unlink(missing_ok=True)
        raise


def _without_name(folder: Path) -> int | None:
    """A file that is gone when nobody holds it open, or None where there is no such thing."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        return None
    _lock(handle)
    return handle


def _give_name(handle: int, name: Path) -> None:
    # A link cannot replace a file, so what is whole gets a hidden name first. Naming a folder makes Python follow the first path.
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{handle}", name.name, dst_dir_fd=folder)
    except OSError:  # some confinements forbid it
        _copy(handle, name)
    finally:
        os.close(folder)


def _copy(handle: int, name: Path) -> None:
    from shutil import copyfileobj

    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as whole, os.fdopen(_named(name), "wb") as copy:
        copyfileobj(whole, copy)
        copy.flush()
        os.fsync(copy.fileno())


def _named(name: Path) -> int:
    while True:
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        _lock(handle)
        if os.name != "posix" or os.fstat(handle).st_nlink:
            return handle
        os.close(handle)  # taken for a leftover in the moment before it was locked


def _lock(handle: int) -> None:
    with contextlib.suppress(ImportError, OSError):  # a file system without locks is never swept
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _sweep(folder: Path, start: str) -> None:
    """Remove what a killed run left of the same file. What another run is writing is locked, and stays."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        only_files = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        for left in folder.glob(f"{start}*.tmp"):
            with contextlib.suppress(OSError), os.fdopen(os.open(left, only_files), "rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(file.fileno()).st_uid == os.geteuid():
                    left.unlink()


def _give_rights(name: Path, target: Path) -> None:
    """The rights the file had, or those a new file would have."""
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        name.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~mask)
