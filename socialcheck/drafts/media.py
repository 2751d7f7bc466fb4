"""Files a post names: none is looked at outside the post's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from socialcheck.drafts.post import Trouble


def look_at_media(path: str | None, media: list[dict[str, Any]]) -> Iterator[Trouble]:
    """Note which videos have subtitles beside them; tell of files outside the post's folder, which stay unread."""
    for item in media:
        name = item.get("file")
        if not isinstance(name, str) or not name:
            continue
        if not is_plain_relative(name):
            yield Trouble(
                "warning",
                f"The media file '{name[:60]}' was not looked at: its path leaves the post's folder.",
                "Give a path below the post's own folder.",
                "media",
            )
        elif path not in (None, "-") and item.get("type") == "video" and "subtitles" not in item:
            item["subtitles"] = _has_sidecar(Path(str(path)).parent / name)


def is_plain_relative(name: str) -> bool:
    """Whether a path stays below its folder: not absolute, no drive, no UNC host, no `..`."""
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    rooted = windows.drive or windows.root or posix.root or name.startswith(("\\\\", "//", "~")) or ":" in name
    return not rooted and ".." not in windows.parts and "\0" not in name


def _has_sidecar(video: Path) -> bool:
    try:
        return any(video.with_suffix(suffix).is_file() for suffix in (".srt", ".vtt"))
    except (OSError, ValueError):
        return False
