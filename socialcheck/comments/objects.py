"""Comments from JSON as networks write it: YouTube threads, Facebook Graph comments, an X archive, or flat records."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from socialcheck.comments.comment import Comment
from socialcheck.comments.fields import first_of, moment_of, pick, says_yes, words
from socialcheck.comments.table import EMPTY, MAX_TEXT
from socialcheck.drafts.decode import without_halves

LISTS = ("items", "data", "comments", "documents", "results", "tweets", "replies", "messages", "records")
MAX_DEPTH = 12
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")

Fields = dict[str, Any]


def records_in(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The records of a whole JSON document: a list, or an object that holds one under a usual name."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping):
                yield item
    elif isinstance(value, Mapping):
        inner = next((value[key] for key in LISTS if isinstance(value.get(key), list | dict)), None)
        if inner is None or _is_comment(value):
            yield value
        else:
            yield from records_in(inner, depth + 1)


def _is_comment(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("message"), str) or "snippet" in value or "tweet" in value or isinstance(value.get("text"), str)


def comments_in(
    record: Mapping[str, Any],
    name: str,
    row: int | None,
    own: Mapping[str, str],
    now: datetime,
    parent: str | None = None,
    depth: int = 0,
) -> Iterator[Comment]:
    """The comment a record holds, and those that answer it."""
    fields = _fields(record, own)
    fields.setdefault("parent", parent)
    comment = _comment(fields, name, row, now)
    yield comment
    if depth < MAX_DEPTH:
        for answer in _answers(record):
            yield from comments_in(answer, name, row, own, now, comment.id or parent, depth + 1)


def _answers(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in ("replies", "comments"):
        inside = record.get(key)
        if isinstance(inside, Mapping):
            inside = first_of((inside.get("comments"), inside.get("data")))
        if isinstance(inside, list):
            yield from (item for item in inside if isinstance(item, Mapping))


def _fields(record: Mapping[str, Any], own: Mapping[str, str]) -> Fields:
    snippet = record.get("snippet")
    if isinstance(snippet, Mapping):
        return _youtube(record, snippet)
    if isinstance(record.get("tweet"), Mapping):
        return _tweet(record["tweet"])
    if "full_text" in record:
        return _tweet(record)
    if isinstance(record.get("message"), str) and ("created_time" in record or isinstance(record.get("from"), Mapping)):
        return _facebook(record)
    return _report(record) if "findings" in record else pick(record, own)


def _youtube(record: Mapping[str, Any], snippet: Mapping[str, Any]) -> Fields:
    top = snippet.get("topLevelComment")
    if isinstance(top, Mapping) and isinstance(top.get("snippet"), Mapping):
        return _youtube(top, top["snippet"])
    text = snippet.get("textOriginal")
    if not isinstance(text, str):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", str(snippet.get("textDisplay") or ""))))
    return {
        "text": text,
        "id": record.get("id"),
        "author": snippet.get("authorDisplayName"),
        "at": snippet.get("publishedAt"),
        "parent": snippet.get("parentId"),
        "platform": "youtube",
    }


def _facebook(record: Mapping[str, Any]) -> Fields:
    sender = record.get("from")
    author = first_of((sender.get("name"), sender.get("id"))) if isinstance(sender, Mapping) else sender
    above = record.get("parent")
    return {
        "text": whole(record["message"]),
        "id": record.get("id"),
        "author": whole(author) if isinstance(author, str) else author,
        "at": record.get("created_time"),
        "parent": above.get("id") if isinstance(above, Mapping) else None,
        "platform": "facebook",
    }


def whole(text: str) -> str:
    """Text whose UTF-8 bytes were taken for Latin-1 letters, as in a Facebook download, put right; else as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _tweet(tweet: Mapping[str, Any]) -> Fields:
    user = tweet.get("user")
    author = user.get("screen_name") if isinstance(user, Mapping) else first_of((tweet.get("screen_name"), tweet.get("author")))
    return {
        "text": html.unescape(str(tweet.get("full_text") or tweet.get("text") or "")),
        "author": author,
        "platform": "x",
        "id": first_of((tweet.get("id_str"), tweet.get("id"))),
        "at": tweet.get("created_at"),
        "parent": tweet.get("in_reply_to_status_id_str"),
    }


def _report(document: Mapping[str, Any]) -> Fields:
    # An earlier report of ours: its texts are not kept in it, its authors and actions are.
    return {
        "text": "",
        "author": document.get("label"),
        "id": document.get("id"),
        "action": document.get("action"),
        "at": document.get("at"),
    }


def _comment(fields: Fields, name: str, row: int | None, now: datetime) -> Comment:
    raw = fields.get("text")
    text = raw if isinstance(raw, str) else ""
    at, trouble = moment_of(fields.get("at"), now)
    fault = EMPTY if not text.strip() else f"is longer than {MAX_TEXT:,} characters" if len(text) > MAX_TEXT else None
    author = fields.get("author")
    if isinstance(author, Mapping):
        author = first_of((author.get("username"), author.get("name"), author.get("id")))
    return Comment(
        text=without_halves(text[:MAX_TEXT]),
        path=name,
        row=row,
        id=words(fields.get("id")),
        author=words(author),
        at=at,
        platform=words(fields.get("platform")),
        parent=words(fields.get("parent")),
        action=words(fields.get("action")),
        warned=says_yes(fields.get("warned")),
        decided=says_yes(fields.get("decided")),
        trouble=trouble,
        unreadable=fault,
    )
