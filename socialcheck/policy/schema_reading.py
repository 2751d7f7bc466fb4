"""Checks policies/second-reading.yaml: which guesses are read twice, on drafts and on comments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from socialcheck.policy.schema_rules import Category, Strict


class Wanted(Strict):
    """What is read twice on one surface, and in how many of a hundred everyday texts a guess may count."""

    count_in: Annotated[int, Field(ge=1, le=99)]
    categories: Annotated[list[Category], Field(min_length=1)]


class Surfaces(Strict):
    """The whole file."""

    drafts: Wanted | None = None
    comments: Wanted | None = None


def read_wanted(path: Path) -> dict[str, Any]:
    """What is wanted, by surface; raises PolicyError with file:line."""
    from socialcheck.policy.sources import Entry, checked
    from socialcheck.policy.yamlfile import policy_error, read_yaml_file

    file = read_yaml_file(path)
    wanted = checked(Entry(path.stem, file.value if isinstance(file.value, dict) else {}, file), Surfaces)
    if file.problems:
        raise policy_error(file.problems)
    return {surface: of for surface, of in wanted.items() if of}
