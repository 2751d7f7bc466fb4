"""What packs, the configuration and the date files may say of hours, replies, polls and bank holidays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, ValidationError, model_validator

from socialcheck.model import PolicyError
from socialcheck.policy.schema_moments import Clock, Day, Moment
from socialcheck.policy.schema_rules import Identifier, Nation, Strict, Text

Unstated = Literal["unstated"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


PollKind = Literal[
    "uk-general", "uk-by-election", "pcc", "pcc-by-election", "mayor", "senedd", "local", "local-by-election",
    "european", "referendum",
]  # fmt: skip
EndRule = Literal["close-of-poll", "taking-office"]


class Hours(Strict):
    """When the document says accounts are watched. What it does not say stays `unstated`; nobody guesses."""

    days: list[Weekday] | Unstated = Field("unstated", description="Days of the week, or unstated")
    from_: Clock | Unstated = Field("unstated", alias="from", description="When watching starts, or unstated")
    to: Clock | Unstated = Field("unstated", description="When watching ends (no longer inside), or unstated")
    to_not_before: Clock | None = Field(
        None, description="Where `to` is unstated: the end is no earlier than this (a bare 'p.m.' is 12:00)"
    )
    bank_holidays: Literal["excluded", "included", "unstated"] = Field(
        "unstated", description="Whether bank holidays are watched"
    )
    as_written: Text | None = Field(default=None, description="The gist of the document's own words")
    clauses: list[Text] = Field(default=[], description="Refs of the clauses that say so")
    out_of_hours: Text | None = Field(default=None, description="What the document says of watching at other times")
    out_of_hours_clauses: list[Text] = Field(default=[], description="Refs of the clauses that say so")

    @model_validator(mode="after")
    def _in_order(self) -> Hours:
        _check_order(self.from_, self.to)
        if self.to_not_before and self.to != "unstated":
            raise ValueError("to_not_before is only for hours whose `to` is unstated")
        return self


class Replies(Strict):
    """What the document promises about replying: a figure, the next working day, or only words."""

    as_written: Text = Field(description="The gist of the document's own words")
    covers: Text = Field(description="What is to be answered: everything, themes, questions…")
    hours: int | None = Field(default=None, ge=1, le=1000, description="A figure in hours, if stated")
    next_working_day: bool = Field(default=False, description="True where the document says the next working day")
    readings: list[Literal["elapsed", "working-days", "monitored"]] = Field(
        [], description="The ways a figure in hours may be read; each is shown"
    )
    clauses: list[Text] = Field(default=[], description="Refs of the clauses that say so")


class PollScope(Strict):
    """Kinds of poll that concern the office, and the areas where they do."""

    kinds: list[PollKind] = Field(min_length=1)
    areas: list[Identifier] = Field(default=[], description="Areas of policies/elections.yaml; empty: everywhere")


class PreElection(Strict):
    """What the document says of the time before an election."""

    clauses: list[Text] = Field(default=[], description="Refs of the clauses that say so")
    binds: list[Literal["staff", "officer", "pcc", "deputy-pcc"]] = Field(default=[], description="Whom it names")
    elections_named: list[Text] = Field(default=[], description="Elections in the document's own words")
    as_written: Text | None = None
    notes: list[Text] = Field(default=[], description="What else a reader should know")


class ExtraDay(Strict):
    """A day appointed for public mourning or thanksgiving: disregarded in election timetables."""

    date: Day
    nations: list[Nation] = Field(min_length=1)
    reason: Text
    source: Text


class CalendarFile(Strict):
    """policies/calendar.yaml: how far bank holidays are known, and days that no list of bank holidays has."""

    first_year: int = Field(ge=2000, le=2100)
    through: Day = Field(description="The last day for which the government has published bank holidays")
    source: Text
    extra_days: list[ExtraDay] = Field(default=[], description="Days of mourning or thanksgiving")


class Area(Strict):
    """A place polls are held in, as packs name it."""

    name: Text
    nation: Nation | None = Field(default=None, description="Whose bank holidays count; none for the UK")


class Notice(Strict):
    """A notice of election as it was in fact published."""

    date: Day
    source: Text


class RecordedStart(Strict):
    """A start that some body is on record as having used."""

    from_: Moment = Field(alias="from")
    by: Text
    area: Identifier | None = Field(default=None, description="Where, if not everywhere the poll was held")
    source: Text
    default: bool = Field(default=False, description="True where it is the start this tool takes")


class PollEntry(Strict):
    """One polling day of one kind; it becomes one poll for each of its areas."""

    kind: PollKind
    date: Day
    areas: list[Identifier] = Field(min_length=1)
    label: Text | None = Field(default=None, description="Which councils or which mayor")
    held: bool = Field(True, description="False where the poll was called off or put off")
    uncertain: Text | None = Field(default=None, description="Why the poll may not be held as scheduled")
    notices: dict[Identifier, Notice] = Field(default={}, description="Area: the notice published there")
    recorded: list[RecordedStart] = Field(default=[], description="Starts that are on record")
    source: Text
    note: Text | None = None


class ElectionsFile(Strict):
    """policies/elections.yaml."""

    areas: dict[Identifier, Area]
    polls: list[PollEntry] = Field(min_length=1)

    @model_validator(mode="after")
    def _areas_known(self) -> ElectionsFile:
        for poll in self.polls:
            unknown = {*poll.areas, *poll.notices} - self.areas.keys()
            if unknown:
                raise ValueError(f"poll {poll.kind} {poll.date}: unknown area {', '.join(sorted(unknown))}")
        return self


class ExtraHours(Strict):
    """A day on which the office watches at times its document does not promise."""

    date: Day
    from_: Clock = Field(alias="from")
    to: Clock
    reason: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ExtraHours:
        _check_order(self.from_, self.to)
        return self


class ConfigHours(Strict):
    """The office's own answers to what its document leaves unstated, and hours it adds."""

    days: list[Weekday] | None = None
    from_: Clock | None = Field(default=None, alias="from")
    to: Clock | None = None
    bank_holidays: Literal["excluded", "included"] | None = None
    extra: list[ExtraHours] = Field(default=[], description="Hours added on single days")


class ConfigClosure(Strict):
    """Days on which the office is closed although the calendar does not say so."""

    date: Day | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = Field(default=None, description="The last day closed")
    reason: Text

    @model_validator(mode="after")
    def _one_way(self) -> ConfigClosure:
        if bool(self.date) == bool(self.from_ and self.to) or bool(self.from_) != bool(self.to):
            raise ValueError("a closure has either `date` or both `from` and `to`")
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError("the closure ends before it starts")
        return self


class ConfigPoll(Strict):
    """A poll the office adds (kind and date), or a known one (id) whose period it sets."""

    id: Identifier | None = None
    kind: PollKind | None = None
    date: Day | None = None
    area: Text | None = None
    notice: Day | None = Field(default=None, description="The day the notice of election was published")
    start: Moment | None = None
    end: Moment | EndRule | None = None
    held: bool | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> ConfigPoll:
        if not self.id and not (self.kind and self.date):
            raise ValueError("a poll needs `kind` and `date`, or the `id` of a known poll")
        if bool(self.kind) != bool(self.date):
            raise ValueError("a poll that is added needs both `kind` and `date`")
        return self


class ElectionSettings(Strict):
    """Polls added or overridden, and when periods end by default."""

    polls: list[ConfigPoll] = Field(default=[], description="Polls added or overridden")
    end: EndRule = "close-of-poll"


def _shape(value: object) -> str:
    return "Mapping" if isinstance(value, (Mapping, ElectionSettings)) else "List"


# Chosen by shape, so that a mistake is reported once and not for each branch.
ConfigElections: TypeAlias = Annotated[
    Annotated[list[ConfigPoll], Tag("List")] | Annotated[ElectionSettings, Tag("Mapping")],
    Discriminator(_shape),
]


def check_file(name: str, model: type[Strict], value: object) -> None:
    """Raise PolicyError, a line for each problem, unless a date file is as its model says."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        lines = (f"{name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise PolicyError("\n".join(lines)) from None


def _check_order(start: str | None, end: str | None) -> None:
    if start and end and "unstated" not in (start, end) and start >= end:
        raise ValueError("the hours end before they start")
