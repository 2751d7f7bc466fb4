"""Which column or key of an export holds what: the headings that networks and tools use, and an office's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from socialcheck.model import InputError

# The first heading of a list that is there is taken. Headings are compared by their letters and figures only.
HEADINGS: dict[str, str] = {
    "text": (
        "comment commenttext commentmessage commentcontent commentbody text message messagetext body content "
        "fulltext textoriginal textdisplay tweettext tweet reply replytext caption review reviewtext sylw"
    ),
    "author": (
        "author authorhandle authorname authordisplayname commenter commentauthor commentername handle "
        "username userhandle screenname user from fromname profile profilename sender name displayname "
        "account postedby channelid awdur"
    ),
    "id": "id commentid idstr tweetid messageid replyid reviewid ref reference uid",
    "at": (
        "at createdtime createdat commentcreatetimestamp publishedat datetime timestamp commentdate "
        "commenttime dateandtime posted postedat created published date received receivedat time dyddiad"
    ),
    "platform": "platform network channel source socialnetwork site",
    "parent": (
        "parent parentid parentcommentid inreplyto inreplytostatusidstr inreplytoid replyto thread threadid toplevelcommentid"
    ),
    "action": "action actiontaken decision outcome",
    "warned": "warned warnedon warning warningsent warningsenton",
    "decided": "smtdecision seniordecision blockdecision",
}
_NO = frozenset(("", "no", "n", "false", "0", "none", "never", "na", "n/a", "null", "-"))


def plain(heading: str) -> str:
    """A heading by its letters and figures."""
    return "".join(c for c in heading.casefold() if c.isalnum())


def find_columns(headings: Sequence[str], own: Mapping[str, str]) -> dict[str, int]:
    """Field: column number. The office's own `columns:` come first."""
    at: dict[str, int] = {}
    for number, heading in enumerate(headings):
        at.setdefault(plain(heading), number)
    found: dict[str, int] = {}
    for field, known in HEADINGS.items():
        wanted = [plain(own[field])] if field in own else known.split()
        chosen = next((at[name] for name in wanted if name in at), None)
        if chosen is not None and chosen not in found.values():
            found[field] = chosen
    return found


def pick(record: Mapping[str, Any], own: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a flat record by its keys."""
    keys = [key for key in record if isinstance(key, str)]
    return {field: record[keys[number]] for field, number in find_columns(keys, own).items()}


def says_yes(value: Any) -> bool:
    """Whether a cell states something: a date, a name or yes."""
    return str(value if value is not None else "").strip().casefold() not in _NO


def words(value: Any, limit: int = 200) -> str | None:
    """A short text from a cell, or None where there is none."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).strip()[:limit] or None


def moment_of(value: Any, now: datetime) -> tuple[datetime | None, str | None]:
    """The moment in a cell, and what is wrong with it. Exports write it in many ways."""
    from socialcheck.dates.stamps import LONDON, parse_stamp

    text = words(value, 64)
    if text is None:
        return None, None
    for shape in ("%Y-%m-%dT%H:%M:%S%z", "%a %b %d %H:%M:%S %z %Y", "%Y-%m-%d %H:%M:%S %Z"):
        try:
            found = datetime.strptime(text, shape)  # noqa: DTZ007 # a shape without offset names UTC
        except ValueError:
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(LONDON), None
    try:
        return parse_stamp(text, now).moment, None
    except InputError:
        return None, f"the time {text[:40]!r} cannot be read"


def first_of(values: Iterable[Any]) -> Any:
    """The first value that is there."""
    return next((v for v in values if v not in (None, "")), None)
