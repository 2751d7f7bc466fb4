"""policies/schedules.yaml: what scheduling tools call their columns. Compiled to look-up tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from socialcheck.policy.schema_rules import Identifier, Strict, Text

FieldName = Literal["text", "title", "first_comment", "link", "image", "video", "alt", "moment", "date", "time", "platform"]


class ScheduleFile(Strict):
    """Known headings, by what they stand for."""

    fields: dict[FieldName, list[Text]] = Field(description="What a column stands for, and what tools call it")
    platform_columns: dict[Identifier, list[Text]] = Field(description="Columns that say yes or no to one platform")
    passed_over: list[Text] = Field(default=[], description="Known columns that hold nothing to check")
    without_headings: list[FieldName] = Field(description="The columns of a file that has no headings")
    minutes_apart: int = Field(ge=1, le=1440, description="Posts on one platform closer than this are remarked on")


def compile_schedules(path: Path) -> dict[str, Any]:
    """The tables of schedules.yaml; raises PolicyError with file:line."""
    from socialcheck.policy.sources import Entry, checked
    from socialcheck.policy.yamlfile import policy_error, read_yaml_file

    file = read_yaml_file(path)
    value = file.value if isinstance(file.value, dict) else {}
    values = checked(Entry(path.stem, value, file), ScheduleFile) if not file.problems else {}
    if file.problems:
        raise policy_error(file.problems)
    return {
        "headings": _turned(values["fields"]),
        "platform_columns": _turned(values["platform_columns"]),
        "passed_over": sorted({_fold(heading) for heading in values["passed_over"]}),
        "without_headings": values["without_headings"],
        "minutes_apart": values["minutes_apart"],
    }


def _turned(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {_fold(heading): name for name, headings in groups.items() for heading in headings}


def _fold(heading: str) -> str:
    from socialcheck.text.cells.known import fold_heading

    return fold_heading(heading)
