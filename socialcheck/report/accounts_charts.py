"""Bars for the page on a register, as inline SVG beside text: the text says all that the colours say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from socialcheck.accounts.clauses import clause_key
from socialcheck.report.accounts_digest import VERDICTS, Digest
from socialcheck.report.plain import harmless
from socialcheck.text.cells.known import load_known

MOST_BARS = 12
STATES = {"block": "fail", "not-checked": "not checked", "hold": "to decide", "clear": "clear"}
SEVERITIES = {"error": "errors", "warning": "warnings", "note": "advice"}
COUNTED = ("errors", "warnings")


def platform_chart(digest: Digest) -> Iterator[str]:
    """Accounts by platform, and how they stand."""
    names = load_known().platform_names
    groups: dict[str, Counter[str]] = {}
    for (platform, verdict), count in digest.by_platform.items():
        groups.setdefault(names.get(platform, "Platform not known"), Counter())[verdict] += count
    yield from _chart("Accounts by platform and how they stand", groups, {v: STATES[v] for v in VERDICTS}, "accounts")


def clause_chart(digest: Digest, texts: Mapping[str, str]) -> Iterator[str]:
    """Findings by clause or other source."""
    groups: dict[str, Counter[str]] = {}
    for (source, severity), count in digest.by_clause.items():
        name = f"{source}: {texts[source]}" if source in texts else source.capitalize()
        groups.setdefault(name, Counter())[severity] += count
    yield from _chart("Findings by clause", groups, SEVERITIES, "findings")


def _chart(title: str, groups: Mapping[str, Counter[str]], kinds: Mapping[str, str], of: str) -> Iterator[str]:
    if not groups:
        return
    ordered = sorted(groups.items(), key=lambda item: (-item[1].total(), clause_key(item[0])))
    longest = ordered[0][1].total()
    present = [kind for kind in kinds if any(counts[kind] for _, counts in ordered)]
    yield f"<figure><figcaption>{escape(title)}</figcaption>\n"
    yield f'<p class="legend">{"".join(_key(kind, kinds[kind]) for kind in present)}</p>\n<ul class="bars">\n'
    for name, counts in ordered[:MOST_BARS]:
        said = ", ".join(_said(counts[kind], kinds[kind]) for kind in present if counts[kind])
        yield (
            f'<li><span class="name">{escape(harmless(name))}</span>{_bar(counts, present, longest)}'
            f'<span class="count">{said}</span></li>\n'
        )
    yield "</ul>\n"
    if len(ordered) > MOST_BARS:
        rest = sum(counts.total() for _, counts in ordered[MOST_BARS:])
        yield f"<p>And {rest:,} {of} in {len(ordered) - MOST_BARS} more.</p>\n"
    yield "</figure>\n"


def _said(count: int, name: str) -> str:
    return f"1 {name.removesuffix('s')}" if count == 1 and name in COUNTED else f"{count:,} {name}"


def _key(kind: str, name: str) -> str:
    box = f'<svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="{kind}" width="10" height="10"/></svg>'
    return f"<span>{box}{name}</span> "


def _bar(counts: Counter[str], present: list[str], longest: int) -> str:
    parts, start = [], 0.0
    for kind in present:
        width = 100 * counts[kind] / longest
        if width:
            parts.append(f'<rect class="{kind}" x="{start:.2f}" width="{width:.2f}" height="10"/>')
        start += width
    return f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{"".join(parts)}</svg>'
