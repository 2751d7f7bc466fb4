"""The table of platforms, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from socialcheck.policy import store
from socialcheck.text.length import Platform, find_platform, read_platforms


@cache
def platform_table() -> Mapping[str, Platform]:
    """Every platform by every name it is known by."""
    return read_platforms(store.shared("platforms"))


def platform_called(name: str | None) -> Platform | None:
    """The platform of this name, old or new; None where nobody knows it."""
    return find_platform(name, platform_table()) if name else None
