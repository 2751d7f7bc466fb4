"""Takes over an old archive: what a baseline holds is waived, by content and count and never by line."""

from __future__ import annotations

import json
import os.path
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from socialcheck.model import Document, Finding, UsageError

MAX_BYTES = 200_000_000
BY = "baseline"

Key = tuple[str, str]


class Baseline(NamedTuple):
    """How often each finding stood in each document. `spare` holds those of files that are gone, for files renamed."""

    folder: Path
    counts: Mapping[Key, int]
    spare: Mapping[str, int]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises UsageError where it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"--baseline {path}: is larger than {MAX_BYTES // 1_000_000} MB, which no baseline is")
        entries = json.loads(path.read_bytes())["findings"]
        counts = {(str(e["document"]), str(e["fingerprint"])): int(e["count"]) for e in entries}
    except OSError as error:
        raise UsageError(f"--baseline {path}: cannot be read ({(error.strerror or 'unknown fault').lower()})") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(f"--baseline {path}: is no baseline; write one with --write-baseline") from None
    spare: Counter[str] = Counter()
    for (document, fingerprint), count in counts.items():
        if not document.startswith("id:") and not (path.parent / document).exists():
            spare[fingerprint] += count
    return Baseline(path.parent, counts, spare)


def without_known(documents: Iterable[Document], baseline: Baseline) -> Iterator[Document]:
    """The documents, with findings that the baseline holds marked as waived by it."""
    left, spare = Counter(baseline.counts), Counter(baseline.spare)
    for document in documents:
        key = document_key(document, baseline.folder)
        judged = (document, *(d for later in document.later for d in later[2:]))
        names = {f.fingerprint for d in judged for f in d.findings}
        room = {name: left[key, name] + spare[name] for name in names}
        settled = _settled(document, room)
        for name in (f.fingerprint for f in settled.findings if f.by == BY):
            if left[key, name] > 0:
                left[key, name] -= 1
            else:
                spare[name] -= 1
        yield _with_changes(settled, room)


def _settled(document: Document, room: Mapping[str, int]) -> Document:
    """The document with findings waived as far as the baseline has room for them."""
    room = dict(room)
    findings: list[Finding] = []
    for finding in document.findings:
        known = _counts(finding) and room[finding.fingerprint] > 0
        room[finding.fingerprint] -= known
        findings.append(finding._replace(status="waived", by=BY) if known else finding)
    return replace(document, findings=tuple(findings))


def _with_changes(settled: Document, room: Mapping[str, int]) -> Document:
    """What its verdict will be later: known findings stay known, and one that only a later moment brings is new."""
    if not settled.later:
        return settled
    from socialcheck.drafts.changes import changes_of

    at = {later.second - 1: later.before for later in settled.later} | {later.second: later.then for later in settled.later}
    edges = ((later.second, later.because) for later in settled.later)
    changes = changes_of(settled.verdict, edges, lambda second: _settled(at[second], room).verdict)
    return replace(settled, changes=tuple(changes), later=())


def _counts(finding: Finding) -> bool:
    return finding.status == "open" and finding.category != "input"


def document_key(document: Document, folder: Path) -> str:
    """A document's name in a baseline: its own id, else its path seen from the baseline's folder."""
    if document.id:
        return f"id:{document.id}"
    return Path(os.path.relpath(document.path or "-", folder)).as_posix()


def tallied(documents: Iterable[Document], counts: Counter[Key], rules: dict[str, str], folder: Path) -> Iterator[Document]:
    """The documents unchanged; `counts` and `rules` collect what a new baseline has to hold."""
    for document in documents:
        for finding in document.findings:
            if _counts(finding) or finding.by == BY:
                counts[document_key(document, folder), finding.fingerprint] += 1
                rules[finding.fingerprint] = finding.rule
        yield document


def baseline_text(counts: Mapping[Key, int], rules: Mapping[str, str]) -> str:
    """A baseline as JSON, in an order that makes differences easy to read."""
    findings: list[dict[str, Any]] = [
        {"document": document, "rule": rules[fingerprint], "fingerprint": fingerprint, "count": count}
        for (document, fingerprint), count in sorted(counts.items())
    ]
    return json.dumps({"schema": 1, "tool": "socialcheck", "findings": findings}, ensure_ascii=False, indent=1) + "\n"
