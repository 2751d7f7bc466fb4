"""One row of a schedule to posts: a post for each platform the row is for, with the keys a draft has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from socialcheck.drafts.schedule_columns import Layout
from socialcheck.drafts.schedule_dates import Order, evidence, plain_moment, plain_time
from socialcheck.model import InputError

VIDEOS = (".mp4", ".mov", ".m4v", ".webm", ".avi")
YES = ("true", "yes", "y", "1", "x", "✓", "✔")
MOMENTS = ("at", "expires", "event_date")
_APART = re.compile(r"[,;|\n]+")
_MEDIA_APART = re.compile(r"[,;|\s]+")

Raw = dict[str, Any]


def raw_posts(cells: list[str], layout: Layout, order: Order | None) -> Iterator[tuple[str, Raw]]:
    """The text and the raw facts of each post that a row stands for; raises InputError where it cannot be read."""
    cells = _fitted(cells, layout)
    text = text_of(cells, layout)
    facts = {key: _own_value(key, value, order) for key, value in _stated(cells, layout) if key != "text"}
    if moment := _moment(cells, layout, order):
        facts["at"] = moment
    if media := _media(cells, layout):
        facts["media"] = media
    if not text and not facts.get("media"):
        raise InputError("has no text")
    platforms = _platforms(cells, layout, facts.pop("platform", ""))
    for platform in platforms or [""]:
        yield text, {**facts, **({"platform": platform} if platform else {})}


def _fitted(cells: list[str], layout: Layout) -> list[str]:
    if any(map(str.strip, cells[layout.width :])):
        raise InputError(
            f"has {len(cells)} cells where {layout.width} were expected; put texts that hold a comma in quotation marks"
        )
    fitted = [*cells[: layout.width], *[""] * (layout.width - len(cells))]
    link = _cell(fitted, layout, "link")
    if not layout.first_row and link and (" " in link or "." not in link):
        raise InputError("has no link in its third cell; put texts that hold a comma in quotation marks")
    return fitted


def _cell(cells: list[str], layout: Layout, field: str) -> str:
    indices = layout.fields.get(field)
    return cells[indices[0]].strip() if indices else ""


def text_of(cells: list[str], layout: Layout) -> str:
    """All that a row publishes: its text, then title, link and first comment, where it has them."""
    indices = layout.fields["text"]
    text = cells[indices[0]]
    parts = [text] if text.strip() else []
    for field in ("title", "link", "first_comment"):
        more = _cell(cells, layout, field)
        if more and more not in text:
            parts.append(more)
    return "\n".join(parts)


def _stated(cells: list[str], layout: Layout) -> Iterator[tuple[str, str]]:
    return ((key, cells[index].strip()) for key, index in layout.keys.items() if cells[index].strip())


def _own_value(key: str, value: str, order: Order | None) -> Any:
    if value[0] in "[{":
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    if key == "approvals":
        return [part.strip() for part in _APART.split(value) if part.strip()]
    if key == "declarations":
        pairs = (part.partition("=") for part in _APART.split(value) if part.strip())
        return {name.strip(): answer.strip() or True for name, _, answer in pairs}
    return plain_moment(value, order or "dmy") if key in MOMENTS else value


def _moment(cells: list[str], layout: Layout, order: Order | None) -> str | None:
    whole, day, time = (_cell(cells, layout, field) for field in ("moment", "date", "time"))
    if order is None and "either" in (evidence(whole), evidence(day)):
        raise InputError(f"does not show which of day and month comes first ({whole or day}); give --date-format")
    if whole or not day:
        return plain_moment(whole or time, order) or None
    written = plain_moment(day, order)
    if not time or "T" in written:
        return written
    joined = plain_moment(f"{written} {plain_time(time) or time}", order)
    return joined if "T" in joined else f"{day} {time}"


def _platforms(cells: list[str], layout: Layout, own: Any) -> list[str]:
    named = own if isinstance(own, list) else _APART.split(str(own or _cell(cells, layout, "platform")))
    marked = [name for index, name in layout.platforms.items() if cells[index].strip().lower() in YES]
    return list(dict.fromkeys([*(str(n).strip(" '\"") for n in named if str(n).strip(" '\"")), *marked]))


def _media(cells: list[str], layout: Layout) -> list[Mapping[str, Any]]:
    names = [
        (kind, name)
        for kind in ("image", "video")
        for index in layout.fields.get(kind, ())
        for name in _MEDIA_APART.split(cells[index].strip(" []\"'"))
        if name
    ]
    alts = [cells[index].strip() for index in layout.fields.get("alt", ())]
    return [_item(kind, name, alts[at] if at < len(alts) else "") for at, (kind, name) in enumerate(names)]


def _item(kind: str, name: str, alt: str) -> dict[str, Any]:
    video = kind == "video" or name.lower().partition("?")[0].endswith(VIDEOS)
    item: dict[str, Any] = {"type": "video" if video else "image"}
    if "://" not in name:
        item["file"] = name
    return item | ({"alt": alt} if alt else {})
