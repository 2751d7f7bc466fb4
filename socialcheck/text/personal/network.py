"""Internet addresses of a person's connection."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.text.personal.allow import Allow
from socialcheck.text.personal.patterns import pattern
from socialcheck.text.personal.plain import around
from socialcheck.text.personal.spans import DOT, Hit, found

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_V4 = pattern(rf"\b{_OCTET}(?:\.{_OCTET}){{3}}\b")
_V6 = pattern(r"(?i)\b[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){3,7}\b")
_CUE = pattern(r"\bIP\b|(?i:\b(?:ip address|logged|connection|traced|router|posted from|cyfeiriad ip)\b)")
_NOT = pattern(r"(?i)\b(?:version|v|section|para|paragraph|release|clause|firmware|ios|android)\W?$")


def find_ips(text: str, _allow: Allow) -> Iterator[Hit]:
    """Internet addresses in running text; those in links are the link check's."""
    for shape, sure in ((_V4, False), (_V6, True)):
        for m in shape.finditer(text):
            before, after = around(text, m.start(), m.end(), 60)
            if before[-1:] in tuple("/@:.[") or (after[:1] in tuple("/.") and after[1:2].isalnum()):
                continue
            cue = _CUE.search(before) or _CUE.search(after)
            long = not sure and len(m.group()) >= 10 and not _NOT.search(before[-12:])
            if cue or long:
                yield found("ip-address", m, f"{DOT * 3}.{DOT * 3}.{DOT * 3}.{DOT * 3}")
