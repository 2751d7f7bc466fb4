"""What a reader sees as one character: grapheme clusters, and the emoji sequences X counts as one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

import re2

# The pictographs of Unicode 15.1, as ranges; free code points of the emoji blocks are reserved for more.
_PICTOGRAPH = (
    r"\x{A9}\x{AE}\x{203C}\x{2049}\x{2122}\x{2139}\x{2194}-\x{2199}\x{21A9}\x{21AA}\x{231A}\x{231B}\x{2328}\x{2388}\x{23CF}"
    r"\x{23E9}-\x{23F3}\x{23F8}-\x{23FA}\x{24C2}\x{25AA}\x{25AB}\x{25B6}\x{25C0}\x{25FB}-\x{25FE}\x{2600}-\x{2605}"
    r"\x{2607}-\x{2612}\x{2614}-\x{2685}\x{2690}-\x{2705}\x{2708}-\x{2712}\x{2714}\x{2716}\x{271D}\x{2721}\x{2728}\x{2733}"
    r"\x{2734}\x{2744}\x{2747}\x{274C}\x{274E}\x{2753}-\x{2755}\x{2757}\x{2763}-\x{2767}\x{2795}-\x{2797}\x{27A1}\x{27B0}"
    r"\x{27BF}\x{2934}\x{2935}\x{2B05}-\x{2B07}\x{2B1B}\x{2B1C}\x{2B50}\x{2B55}\x{3030}\x{303D}\x{3297}\x{3299}"
    r"\x{1F000}-\x{1F0FF}\x{1F10D}-\x{1F10F}\x{1F12F}\x{1F16C}-\x{1F171}\x{1F17E}\x{1F17F}\x{1F18E}\x{1F191}-\x{1F19A}"
    r"\x{1F1AD}-\x{1F1E5}\x{1F201}-\x{1F20F}\x{1F21A}\x{1F22F}\x{1F232}-\x{1F23A}\x{1F23C}-\x{1F23F}\x{1F249}-\x{1F3FA}"
    r"\x{1F400}-\x{1F53D}\x{1F546}-\x{1F64F}\x{1F680}-\x{1F6FF}\x{1F774}-\x{1F77F}\x{1F7D5}-\x{1F7FF}\x{1F80C}-\x{1F80F}"
    r"\x{1F848}-\x{1F84F}\x{1F85A}-\x{1F85F}\x{1F888}-\x{1F88F}\x{1F8AE}-\x{1F8FF}\x{1F90C}-\x{1F93A}\x{1F93C}-\x{1F945}"
    r"\x{1F947}-\x{1FAFF}\x{1FC00}-\x{1FFFD}"
)
_TONE, _FLAG, _TAG = r"[\x{1F3FB}-\x{1F3FF}]", r"[\x{1F1E6}-\x{1F1FF}]", r"[\x{E0020}-\x{E007E}]"
_ONE = rf"(?:[{_PICTOGRAPH}]\x{{FE0F}}?{_TONE}?)"
EMOJI = (
    rf"{_FLAG}{_FLAG}|[0-9#*]\x{{FE0F}}?\x{{20E3}}|\x{{1F3F4}}{_TAG}+\x{{E007F}}"
    rf"|{_ONE}(?:\x{{200D}}(?:{_ONE}|[♀♂⚕⚖✈❤]\x{{FE0F}}?))*|{_TONE}"
)
_EXTEND = (
    r"[\p{Mn}\p{Me}\p{Mc}\x{E33}\x{EB3}\x{200C}\x{200D}\x{FF9E}\x{FF9F}\x{1F3FB}-\x{1F3FF}"
    r"\x{E0020}-\x{E007F}]"
)
_HANGUL = (
    r"[\x{1100}-\x{115F}\x{A960}-\x{A97C}]*(?:[\x{AC00}-\x{D7A3}]"
    r"|[\x{1160}-\x{11A7}]+)[\x{1160}-\x{11FF}\x{D7B0}-\x{D7FB}]*"
)


@lru_cache(maxsize=1)
def _emoji() -> Any:
    return re2.compile(EMOJI)


@lru_cache(maxsize=1)
def _cluster() -> Any:
    prepend = r"[\x{600}-\x{605}\x{6DD}\x{70F}\x{110BD}\x{110CD}]*"
    picture = rf"[{_PICTOGRAPH}](?:[\p{{Mn}}\p{{Me}}\x{{1F3FB}}-\x{{1F3FF}}]*\x{{200D}}[{_PICTOGRAPH}])*"
    return re2.compile(
        rf"\r\n|[\p{{Cc}}\x{{200B}}\x{{2028}}\x{{2029}}\x{{FEFF}}]|{prepend}(?:{_FLAG}{_FLAG}|{_HANGUL}|{picture}|(?s:.)){_EXTEND}*"
    )


def emoji_spans(text: str) -> list[tuple[int, int]]:
    """Where the emoji of a text stand, each sequence as one."""
    return [m.span() for m in _emoji().finditer(text)]


def count_graphemes(text: str) -> int:
    """Extended grapheme clusters (UAX 29, without its rule for Indic conjuncts)."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _cluster().finditer(text))


def normal(text: str) -> str:
    """The text in normal form C."""
    return unicodedata.normalize("NFC", text)
