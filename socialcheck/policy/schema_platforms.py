"""The shape of policies/platforms.yaml, checked strictly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
PartialDay = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Text = Annotated[str, Field(min_length=1, max_length=300)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]


class PlatformEntry(BaseModel):
    """One network, its names and its limits."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: Text
    names: list[Text] = []
    counting: Literal["characters", "weighted", "graphemes", "mastodon"] = "characters"
    limit: Count | None = None
    byte_limit: Count | None = None
    long_limit: Count | None = None
    hashtag_limit: Count | None = None
    alt_limit: Count | None = None
    live: bool = False
    video: bool = False
    closed: PartialDay | None = None
    as_of: Day | None = None
    source: Text
    note: str = ""


class PlatformsFile(BaseModel):
    """The whole file: a day the figures were looked up, and the networks by id."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    as_of: Day
    platforms: Annotated[dict[Key, PlatformEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _names_are_unique(self) -> PlatformsFile:
        seen: dict[str, str] = {}
        for key, entry in self.platforms.items():
            for name in {_fold(word) for word in (key, entry.name, *entry.names)}:
                if seen.setdefault(name, key) != key:
                    raise ValueError(f"the name {name!r} stands for both {seen[name]!r} and {key!r}")
        return self


def _fold(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
