"""The list of finders: the kinds each can give, the cues that call for it, and where it lives.

A finder's module is imported when a text first calls for it, so that one post pays only for what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple, cast

from socialcheck.text.personal.allow import Allow
from socialcheck.text.personal.spans import Hit

Finder = Callable[[str, Allow], Iterator[Hit]]


class Family(NamedTuple):
    """One finder."""

    kinds: frozenset[str]
    cues: frozenset[str]
    module: str
    function: str


def _family(kinds: str, cues: str, module: str, function: str) -> Family:
    return Family(frozenset(kinds.split()), frozenset(cues.split()), module, function)


# Numbers are looked for together: which kind a run of digits is depends on what else it could be.
_NUMBERS = "nino nhs-number card bank-account passport driving-licence phone vin crime-ref date-of-birth"

FAMILIES = (
    _family("asks-for-details asks-privately", "requests", "asking", "find_requests"),
    _family("email", "mail", "emails", "find_emails"),
    _family(_NUMBERS, "figures", "identity", "find_nino"),
    _family(_NUMBERS, "figures", "identity", "find_nhs"),
    _family(_NUMBERS, "figures", "identity", "find_cards"),
    _family(_NUMBERS, "figures", "identity", "find_accounts"),
    _family(_NUMBERS, "figures", "identity", "find_passports"),
    _family(_NUMBERS, "figures", "identity", "find_licences"),
    _family(_NUMBERS, "figures", "identity", "find_births"),
    _family(_NUMBERS, "figures spelled", "phones", "find_phones"),
    _family(_NUMBERS, "vehicles", "vehicle_case", "find_vins"),
    _family(_NUMBERS, "cases", "vehicle_case", "find_references"),
    _family("ip-address", "network", "network", "find_ips"),
    _family("location", "places", "places", "find_points"),
    _family("postal-address postcode vehicle-plate", "places", "places", "find_addresses"),
    _family("postcode vehicle-plate", "places", "places", "find_postcodes"),
    _family("vehicle-plate", "vehicles", "vehicle_case", "find_plates"),
    _family("child-identity", "children", "people", "find_children"),
    _family("victim-identity", "victims", "people", "find_victims"),
    _family("health-detail", "health", "people", "find_health"),
    _family("home-location", "homes", "people", "find_homes"),
)


@cache
def finder(family: Family) -> Finder:
    """The function a family names."""
    return cast(Finder, getattr(import_module(f"{__package__}.{family.module}"), family.function))
