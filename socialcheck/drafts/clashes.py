"""What only shows across posts: the same text twice on one platform, and posts too close together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from socialcheck.drafts.findings import fingerprint
from socialcheck.model import Document, Finding

# A post is compared with so many before it: enough for any queue, and a million rows need no more memory.
REMEMBERED = 20_000
TWICE, CLOSE = "same-text-twice", "posts-too-close"
ANSWERS = ("reply", "dm")

Key = TypeVar("Key")


class Judged(NamedTuple):
    """A document with the kind of its post, which the report does not carry."""

    document: Document
    kind: str | None = None


class _Place(NamedTuple):
    path: str | None
    row: int | None
    second: float = 0.0


def with_clashes(judged: Iterable[Judged], waived: Mapping[str, str]) -> Iterator[Document]:
    """The documents in order, with what clashes with earlier ones added. `waived`: who waived a rule, and why."""
    texts: OrderedDict[bytes, _Place] = OrderedDict()
    times: OrderedDict[tuple[str, int], _Place] = OrderedDict()
    for document, kind in judged:
        scope = document.platform or (f"?{document.path}" if document.row is not None else None)
        if scope is None or not document.readable or kind in ANSWERS:
            yield document
            continue
        found = [*_same_text(document, scope, texts), *_too_close(document, scope, times)]
        settled = tuple(_settled(finding, waived) for finding in found)
        yield replace(document, findings=(*document.findings, *settled)) if settled else document


def _same_text(document: Document, scope: str, texts: OrderedDict[bytes, _Place]) -> Iterator[Finding]:
    plain = " ".join(document.text.casefold().split())
    if not plain:
        return
    key = blake2b(f"{scope}\0{plain}".encode("utf-8", "surrogatepass"), digest_size=12).digest()
    earlier = texts.get(key)
    if earlier is None:
        _remember(texts, key, _Place(document.path, document.row))
        return
    message = f"The same text stands in {_where(earlier, document)}{_same(document)}."
    yield _finding(TWICE, "spam", message, "Write it anew, or leave one of the two out.")


def _too_close(document: Document, scope: str, times: OrderedDict[tuple[str, int], _Place]) -> Iterator[Finding]:
    if document.at is None:
        return
    apart = _minutes_apart()
    second = datetime.fromisoformat(document.at).timestamp()
    slot = int(second // (apart * 60))
    near = [p for n in (slot - 1, slot, slot + 1) if (p := times.get((scope, n)))]
    closest = min(near, key=lambda p: abs(p.second - second), default=None)
    _remember(times, (scope, slot), _Place(document.path, document.row, second))
    if closest is None or abs(closest.second - second) >= apart * 60:
        return
    gap = round(abs(closest.second - second) / 60)
    when = "at the same time as" if gap == 0 else f"{gap} minute{'s' if gap > 1 else ''} from"
    message = f"Goes out {when} the post in {_where(closest, document)}{_same(document)}."
    yield _finding(CLOSE, "timing", message, f"Leave {apart} minutes or more between posts, if neither is urgent.")


def _minutes_apart() -> int:
    from socialcheck.policy import store

    return int(store.shared("schedules")["minutes_apart"])


def _remember(seen: OrderedDict[Key, _Place], key: Key, place: _Place) -> None:
    seen[key] = place
    if len(seen) > REMEMBERED:
        seen.popitem(last=False)


def _where(place: _Place, document: Document) -> str:
    row = f"row {place.row}" if place.row is not None else ""
    if place.path == document.path and row:
        return row
    return f"{place.path}, {row}" if row else str(place.path)


def _same(document: Document) -> str:
    return ", on the same platform" if document.platform else "; neither says for which platform"


def _finding(rule: str, category: str, message: str, fix: str) -> Finding:
    return Finding(
        rule=rule, category=category, severity="note", message=message, fix=fix, match=None, read_as=None, start=None,
        end=None, column=None, source="good-practice", clauses=(), authority=None, approvers=None, status="open",
        by=None, fingerprint=fingerprint(rule, None, 1),
    )  # fmt: skip


def _settled(finding: Finding, waived: Mapping[str, str]) -> Finding:
    by = waived.get(finding.rule)
    return finding._replace(status="waived", by=by) if by else finding
