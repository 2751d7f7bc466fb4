"""Where findings stand, as programs want it: relative paths, lines of files, names and fingerprints that stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from socialcheck.model import Document, Finding
from socialcheck.report.plain import harmless


class Spot(NamedTuple):
    """A place in a file. Of a row in a table or in JSON lines only the line is known."""

    path: str
    line: int = 1
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    offset: int | None = None
    length: int | None = None


def spot_of(document: Document, finding: Finding | None = None) -> Spot:
    """The place of a finding, or of a whole document."""
    path = relative_path(document.path)
    if document.row is not None:
        return Spot(path, document.row)
    if finding is None or finding.start is None or finding.end is None:
        return Spot(path)
    start, end = finding.start, finding.end
    return Spot(path, start.line, start.column, end.line, end.column, start.offset, end.offset - start.offset)


def relative_path(path: str | None) -> str:
    """A path below the working folder, with forward slashes; one that lies elsewhere stays as it is."""
    if path in (None, "-"):
        return "standard-input"
    given = Path(str(path))
    if given.is_absolute() and given.is_relative_to(Path.cwd()):
        given = given.relative_to(Path.cwd())
    return given.as_posix()


def uri_of(path: str) -> str:
    """A path as a URI reference: absolute ones become file URIs."""
    name = quote(harmless(path), safe="/")
    return f"file://{name}" if path.startswith("/") else name


def name_of(document: Document) -> str:
    """How reports name a document among others: path, row, and its own name."""
    name = harmless(document.path if document.path not in (None, "-") else "standard input")
    name += f", row {document.row}" if document.row is not None else ""
    own = document.label or document.id
    name += f" ({harmless(own)})" if own else ""
    return f"{name}, {document.platform}" if document.row is not None and document.platform else name


def fingerprinter() -> Callable[[Document, Finding], str]:
    """Fingerprints unique in a run: the same finding again in one file has the next number."""
    seen: Counter[tuple[str | None, str]] = Counter()

    def unique(document: Document, finding: Finding) -> str:
        key = (document.path, finding.fingerprint)
        seen[key] += 1
        return f"{finding.fingerprint}:{seen[key]}"

    return unique
