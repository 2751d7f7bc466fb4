"""Puts an approval into the front matter of a post. All other bytes of the file stay as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from socialcheck.drafts.approvals import text_digest
from socialcheck.drafts.decode import decode
from socialcheck.drafts.read import FENCE, split_front_matter
from socialcheck.model import InputError
from socialcheck.policy.yamlfile import read_yaml

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
AS_LIST = "write 'approvals' as a list, one '- role: …' a line, and record it again"


class Approved(NamedTuple):
    """A post with its new approval: the bytes of the file, and the facts its front matter states."""

    content: bytes
    sha256: str
    facts: Mapping[str, Any]


def with_approval(raw: bytes, role: str, by: str, at: datetime) -> Approved:
    """The post with an approval of exactly its text; raises InputError where it cannot be recorded."""
    text, _ = decode(raw)
    mark, encoding = next(((m, e) for m, e in _BOMS if raw.startswith(m)), (b"", _plain_encoding(raw)))
    front, body, _, body_at = split_front_matter(text)
    if not body.strip():
        raise InputError("has no text to approve")
    digest = text_digest(body)
    entry = {"role": role, "by": by, "at": at.isoformat(), "sha256": digest}
    newline = "\r\n" if "\r\n" in text else "\n"
    facts = _facts(front)
    head = _new_front(front, _lines(entry, newline), _flow(entry), newline)
    start = text[:body_at]
    opening = start[: start.index("\n") + 1] if front is not None else f"{FENCE}{newline}"
    closing = start[len(opening) + len(front) :] if front is not None else f"{FENCE}{newline}"
    _check(front, head, entry)
    return Approved(mark + _encode(opening + head + closing + text[body_at:], encoding), digest, facts)


def _plain_encoding(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _encode(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        raise InputError("is Windows text (cp1252), which cannot hold that name; save it as UTF-8 first") from None


def _facts(front: str | None) -> Mapping[str, Any]:
    located = read_yaml(front or "", "post", strict=False, first_line=2)
    if located.problems:
        problem = located.problems[0]
        raise InputError(f"line {problem.line}: the front matter has a fault: {problem.message}")
    if not isinstance(located.value, dict | None):
        raise InputError("line 2: the front matter must be lines of 'key: value'")
    return located.value or {}


def _quoted(value: str) -> str:
    # A JSON string is a YAML string too, as long as nothing unprintable has to be escaped.
    return json.dumps(value, ensure_ascii=False)


def _lines(entry: Mapping[str, str], newline: str) -> list[str]:
    first, *rest = [f"{key}: {value if key == 'role' else _quoted(value)}{newline}" for key, value in entry.items()]
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _flow(entry: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value if key == 'role' else _quoted(value)}" for key, value in entry.items()) + "}"


def _new_front(front: str | None, lines: list[str], flow: str, newline: str) -> str:
    """The front matter with the approval added in the style in which its approvals are written."""
    added = f"approvals:{newline}" + "".join(f"  {line}" for line in lines)
    if front is None:
        return added
    node = _approvals_node(front)
    if node is None:
        return front + ("" if front.endswith("\n") or not front else newline) + added
    kind, style, items = type(node).__name__, getattr(node, "flow_style", None), node.value
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if kind == "SequenceNode" and style:
        at = int(items[-1].end_mark.index) if items else end - 1
        return front[:at] + (", " if items else "") + flow + front[at:]
    if kind == "SequenceNode":
        indent = " " * int(node.start_mark.column)
        first, *rest = lines
        return front[:start] + first + "".join(indent + line for line in rest) + indent + front[start:]
    if kind == "ScalarNode" and not items:
        at = _end_of_line(front, start)
        return front[:at] + newline + added.split(newline, 1)[1].removesuffix(newline) + front[at:]
    if (kind == "ScalarNode" and node.style is None) or style:
        return f"{front[:start]}[{front[start:end]}, {flow}]{front[end:]}"
    raise InputError(f"has approvals in a form that cannot be added to; {AS_LIST}")


def _end_of_line(text: str, at: int) -> int:
    # An empty value is marked at the next thing that stands there, which may be lines below.
    at = text.rfind("approvals", 0, at + 1)
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - (text[end - 1 : end] == "\r")


def _approvals_node(front: str) -> Any:
    import yaml

    root = yaml.compose(front, Loader=yaml.BaseLoader)
    if root is None:
        return None
    return next((value for key, value in root.value if key.value == "approvals"), None)


def _check(front: str | None, head: str, entry: Mapping[str, str]) -> None:
    """Read the new front matter back: it must say what the old one said, and the approval besides."""
    before, after = dict(_facts(front)), dict(_facts(head))
    old, new = before.pop("approvals", None), after.pop("approvals", None)
    listed = old if isinstance(old, list) else [] if old is None else [old]
    both = isinstance(new, list) and new in ([*listed, dict(entry)], [dict(entry), *listed])
    if before != after or not both:
        raise InputError(f"has approvals in a form that cannot be added to; {AS_LIST}")
