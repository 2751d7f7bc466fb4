"""One look at a text: which rules on patterns, personal data, links, style and length are worth asking about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import re2

from socialcheck.text.links import MAY_BE_THERE
from socialcheck.text.personal.cues import CUES
from socialcheck.text.personal.patterns import latin, options
from socialcheck.text.personal.plain import FOLDABLE
from socialcheck.text.view import TextView

if TYPE_CHECKING:
    from socialcheck.text.length import Platform

Rules = Mapping[str, Mapping[str, Any]]
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LINK = 23
FIRST_EMOJI = "\u2190"
_NEVER = 1 << 60


class Looks:
    """The rules of these kinds that a policy enforces."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._names: list[tuple[str, ...]] = []
        self._set = self._compiled()
        self._style = self._of_kind("style")
        self._least = _least_style([rules[name]["style"] for name in self._style])
        self._limits = self._of_kind("limit")
        self.always = frozenset(self._of_kind("reading"))
        self._room: dict[str, int] = {}

    def due(self, view: TextView, platform: Platform | None) -> list[str]:
        """The rules worth asking about a text, in order."""
        text = view.original
        shown = self._set.Match(text) or () if self._names else ()
        names = {*self.always, *(name for place in shown for name in self._names[place])}
        if self._style and _may_offend(text, self._least):
            names.update(self._style)
        if platform is not None and self._limits and not self._fits(view, platform):
            names.update(self._limits)
        return sorted(names)

    def _of_kind(self, kind: str) -> tuple[str, ...]:
        return tuple(name for name, rule in self._rules.items() if rule["kind"] == kind)

    def _compiled(self) -> Any:
        looked = re2.Set.SearchSet(options())
        for expression, names in self._expressions():
            if names:
                looked.Add(expression)
                self._names.append(names)
        looked.Compile()
        return looked

    def _expressions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name in self._of_kind("pattern"):
            yield from ((expression, (name,)) for expression in self._rules[name]["pattern"])
        personal = self._of_kind("personal")
        yield latin(FOLDABLE), personal
        yield from (("(?i)" + latin(expression), personal) for expression in CUES.values())
        yield MAY_BE_THERE, self._of_kind("links")

    def _fits(self, view: TextView, platform: Platform) -> bool:
        """Whether a text is so short that no limit can be passed, however its platform counts."""
        text = view.original
        tags = platform.hashtag_limit
        if view.field == "alt" or (tags is not None and text.count("#") > tags):
            return False
        room = self._room.get(platform.id)
        if room is None:
            room = self._room[platform.id] = self._smallest(platform)
        # A link may count for more than it is long; it has a full stop with no space after it.
        links = text.count(".") - text.count(". ") - text.endswith(".")
        return (len(text) if text.isascii() else 8 * len(text)) + _LINK * links <= room

    def _smallest(self, platform: Platform) -> int:
        limits = (self._rules[name]["limit"] for name in self._limits)
        own = (one.get("characters") for one in limits if platform.id in (one.get("platform") or (platform.id,)))
        known = [limit for limit in (platform.limit, platform.byte_limit, *own) if isinstance(limit, int)]
        return min(known, default=_NEVER)


def _least_style(styles: list[Mapping[str, Any]]) -> tuple[int, int, int, bool]:
    """The fewest capitals, exclamation marks and spaces that any style rule minds, and whether one minds emoji."""
    capitals = [3 * style["capitals"]["words"] for style in styles if style.get("capitals")]
    marks = [style["exclamations"] for style in styles if style.get("exclamations")]
    words = [style["sentence_words"] for style in styles if style.get("sentence_words")]
    return (
        min(capitals, default=_NEVER),
        min(marks, default=_NEVER),
        min(words, default=_NEVER),
        any(style.get("emoji") for style in styles),
    )


def _may_offend(text: str, least: tuple[int, int, int, bool]) -> bool:
    capitals, marks, words, emoji = least
    if not text.isascii():
        loud = sum(map(str.isupper, text))
        if emoji and max(text) >= FIRST_EMOJI:
            return True
    else:
        plain = text.encode()
        loud = len(plain) - len(plain.translate(None, _CAPITALS))
    return loud >= capitals or text.count("!") >= marks or text.count(" ") >= words
