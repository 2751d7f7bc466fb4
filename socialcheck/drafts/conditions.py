"""Conditions over the facts of a post: `when`, `unless`, `scope` and `stated` in rules and enforcements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

Answer = Literal["yes", "no", "unknown"]
DOMAIN_FACTS = ("link",)


def value_of(facts: Mapping[str, Any], key: str) -> Any:
    """A fact by its name; `media.subject` gives the subjects of all media, `declarations.x` one declaration."""
    if key in facts:
        return facts[key]
    if "." not in key:
        return None
    head, _, tail = key.partition(".")
    inside = facts.get(head)
    if isinstance(inside, list):
        return [item.get(tail) for item in inside if isinstance(item, Mapping)]
    return inside.get(tail) if isinstance(inside, Mapping) else None


def is_present(value: Any) -> bool:
    """Whether a fact is stated: not missing, empty or false, for lists in every item."""
    if isinstance(value, list):
        return bool(value) and all(is_present(item) for item in value)
    return value not in (None, "", False, {})


def holds(key: str, expected: Any, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    """Whether one condition holds. A missing fact holds for `absent` only."""
    value = facts[key] if key in facts else value_of(facts, key)
    if value is None:
        return bool(expected == "absent")
    if expected == "present":
        return is_present(value)
    if expected == "absent":
        return not is_present(value)
    wanted = _wanted(expected, settings)
    several = isinstance(value, (list, tuple, set, frozenset))
    values = [_plain(v) for v in value if v is not None] if several else [_plain(value)]
    if key in DOMAIN_FACTS:
        return any(v == w or v.endswith("." + w) for v in map(str, values) for w in map(_domain, wanted))
    if len(wanted) == 1 and wanted[0] == "any":
        return bool(values)
    return any(v in wanted for v in values)


def _wanted(expected: Any, settings: Mapping[str, Any]) -> Sequence[Any]:
    items = tuple(expected) if isinstance(expected, list) else (expected,)
    plain, refers = _read(items)
    return [wanted for item in items for wanted in _expand(item, settings)] if refers else plain


@lru_cache(maxsize=4096)
def _read(items: tuple[Any, ...]) -> tuple[tuple[Any, ...], bool]:
    """What a condition expects, and whether some of it is in the settings. Conditions are few and asked for every post."""
    return tuple(map(_plain, items)), any(isinstance(item, str) and item.startswith("$") for item in items)


def _expand(expected: Any, settings: Mapping[str, Any]) -> list[Any]:
    if isinstance(expected, str) and expected.startswith("$"):
        value = settings.get(expected[1:]) or []
        return [_plain(v) for v in (value if isinstance(value, list) else [value])]
    return [_plain(expected)]


def _plain(value: Any) -> Any:
    """A value as it is compared: case, signs before names and how its words are joined do not matter."""
    return value.casefold().strip().lstrip("@#").replace("_", "-").replace(" ", "-") if isinstance(value, str) else value


def _domain(value: Any) -> str:
    bare = str(value).split("://")[-1].split("/")[0]
    return bare.removeprefix("www.")


def empty_setting(conditions: Mapping[str, Any], settings: Mapping[str, Any]) -> str | None:
    """The name of a setting that conditions refer to and nobody has filled in."""
    for expected in conditions.values():
        for item in expected if isinstance(expected, list) else [expected]:
            if isinstance(item, str) and item.startswith("$") and not settings.get(item[1:]):
                return item[1:]
    return None


def all_hold(conditions: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    """Whether every condition holds, those on media for one and the same item; no conditions hold."""
    if not conditions:
        return True
    of_media: dict[str, Any] = {}
    for key, expected in conditions.items():
        if key[:6] == "media.":
            of_media[key] = expected
        elif not holds(key, expected, facts, settings):
            return False
    return not of_media or _one_item_holds(of_media, facts, settings)


def _one_item_holds(conditions: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    items = facts.get("media")
    bare = {key.removeprefix("media."): expected for key, expected in conditions.items()}
    return isinstance(items, list) and any(
        all(holds(key, expected, item, settings) for key, expected in bare.items()) for item in items
    )


def any_holds(conditions: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    """Whether some condition holds; no conditions do not."""
    return bool(conditions) and any(holds(key, expected, facts, settings) for key, expected in conditions.items())


def in_scope(conditions: Mapping[str, Any], facts: Mapping[str, Any], settings: Mapping[str, Any]) -> Answer:
    """Whether a scope is stated to hold, stated not to, or not stated."""
    if not conditions:
        return "yes"
    answers = [
        "unknown" if value_of(facts, key) in (None, "", []) else "yes" if holds(key, expected, facts, settings) else "no"
        for key, expected in conditions.items()
    ]
    return "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
