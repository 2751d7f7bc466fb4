"""The line of a post with the words at fault marked; every masked span in it stays masked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from socialcheck.model import Document, Finding
from socialcheck.report.plain import harmless


class Excerpt(NamedTuple):
    """A line of the post, cut to fit, and where in it the marked words stand."""

    line: int
    text: str
    start: int
    end: int


class _Piece(NamedTuple):
    start: int
    end: int
    shown: str


def excerpt(document: Document, finding: Finding, width: int) -> Excerpt | None:
    """The excerpt for a finding with a place, or None."""
    if finding.start is None or finding.end is None or not document.text:
        return None
    shift = finding.start.offset - _own_offset(document, finding)
    begin, end = finding.start.offset - shift, finding.end.offset - shift
    left = document.text.rfind("\n", 0, begin) + 1
    right = document.text.find("\n", begin)
    right = len(document.text) if right < 0 else right
    masked = list(_masked(document, shift))
    before = _shown(document.text, left, begin, masked)
    marked = _shown(document.text, begin, min(end, right), masked)
    after = _shown(document.text, min(end, right), right, masked)
    return _cut(finding.start.line, before, marked, after, width)


def _own_offset(document: Document, finding: Finding) -> int:
    # Places count from the start of the file; the text of the document starts after its front matter.
    assert finding.start is not None
    return finding.start.offset - document.text_offset


def _masked(document: Document, shift: int) -> Iterable[_Piece]:
    for finding in document.findings:
        if finding.start and finding.end and finding.match is not None:
            start, end = finding.start.offset - shift, finding.end.offset - shift
            if document.text[start:end] != finding.match and finding.category in (
                "personal-data",
                "account-password",
            ):
                yield _Piece(start, end, finding.match)


def _shown(text: str, start: int, end: int, masked: list[_Piece]) -> str:
    shown = ""
    at = start
    for piece in sorted(masked):
        if piece.end <= at or piece.start >= end:
            continue
        shown += text[at : max(piece.start, at)] + (piece.shown if piece.start >= at else "")
        at = piece.end
    return harmless(shown + text[at:end] if at < end else shown)


def _cut(line: int, before: str, marked: str, after: str, width: int) -> Excerpt:
    marked = marked if len(marked) <= width - 4 else marked[: width - 5] + "…"
    room = width - len(marked)
    left = min(len(before), max(room // 2, room - len(after)))
    before = before if left >= len(before) else "…" + before[len(before) - left + 1 :]
    rest = width - len(before) - len(marked)
    after = after if len(after) <= rest else after[: max(rest - 1, 0)] + "…"
    return Excerpt(line, before + marked + after, len(before), len(before) + len(marked))
