"""The closed set of rule kinds. `facts` and `moment` are judged with the post's facts; `row` belongs to registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from socialcheck.kinds import surface
from socialcheck.kinds.phrases import Grammar, find_phrases
from socialcheck.kinds.signals import find_signals
from socialcheck.model import Match
from socialcheck.text.view import TextView

if TYPE_CHECKING:
    from socialcheck.kinds.reading import Reading
    from socialcheck.text.length import Platform
    from socialcheck.text.personal import Allow


class Context(NamedTuple):
    """What a text kind may know besides the text: contact points, official domains, the platform, what words weigh."""

    grammar: Grammar
    allow: Allow
    official: frozenset[str]
    personal_kinds: frozenset[str] = frozenset()
    platform: Platform | None = None
    reading: Reading | None = None


Kind = Callable[[str, Mapping[str, Any], TextView, Context], Iterable[Match]]

KINDS: dict[str, Kind] = {
    "phrases": lambda name, rule, view, ctx: find_phrases(name, rule, view, ctx.grammar, range(len(rule["phrases"]))),
    "signals": lambda name, rule, view, ctx: find_signals(name, rule, view, ctx.grammar, range(len(rule["phrases"]))),
    "pattern": lambda name, rule, view, ctx: surface.find_patterns(name, rule, view),
    "personal": lambda name, rule, view, ctx: surface.find_personal(name, rule, view, ctx.allow, ctx.personal_kinds),
    "links": lambda name, rule, view, ctx: surface.find_links(name, rule, view, ctx.official),
    "style": lambda name, rule, view, ctx: surface.find_style(name, rule, view),
    "limit": lambda name, rule, view, ctx: surface.find_limit(name, rule, view, ctx.platform),
    "reading": lambda name, rule, view, ctx: ctx.reading.find(name, view) if ctx.reading else (),
    "moment": lambda name, rule, view, ctx: find_phrases(name, rule, view, ctx.grammar, range(len(rule.get("phrases", ())))),
}
