"""What a rule on account registers may test: one test over the fields of a row, and which rows it is for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from socialcheck.policy.schema_rules import Strict

FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=60)]
Fields = Annotated[list[FieldName], Field(min_length=1)]
Setting = Annotated[str, Field(pattern=r"^\$[a-z_]+$", description="A list of the policy or the office, as $name")]
Words = Annotated[list[str], Field(min_length=1)]


class Order(Strict):
    """Two dates of which the first may not be later."""

    first: FieldName
    then: FieldName


class Followed(Order):
    """Something on a day that another thing has to follow, within so many days if given."""

    within: int | None = Field(default=None, ge=0)
    blank: Literal["flag", "pass"] = "flag"


class Stated(Strict):
    """A value that may not be stated."""

    field: FieldName
    is_: Words = Field(alias="is")


class Listed(Strict):
    """A value inside (`within`) or outside (`outside`) a list."""

    field: FieldName
    of: Words | Setting


class Accounts(Strict):
    """An account that should stand in a list of `platform:handle`."""

    handle: FieldName
    platform: FieldName
    of: Setting


class Email(Strict):
    """An address that has to lie in the office's own domains."""

    field: FieldName
    domains: Setting


class Team(Strict):
    """A team that has to be the one named."""

    field: FieldName
    of: Setting


class PeopleTeam(Strict):
    """People who each have to belong to the team named; `team` is the column of the account's team."""

    field: FieldName | Fields
    of: Setting
    team: FieldName | None = None


class Idle(Strict):
    """A date that may not be longer ago than so many days."""

    field: FieldName
    days: int | Setting


class Apps(Strict):
    """Apps that have to be (`include`), or alone may be (`within`), in a list. `also`: a column of more apps."""

    field: FieldName
    include: Setting | None = None
    within: Setting | None = None
    also: FieldName | None = None


class Words_(Strict):
    """Words that a text has to hold (`contains`) or may not hold (`mentions`)."""

    field: FieldName
    any: Words | Setting


class Link(Strict):
    """A web address that has to lie on one of these hosts."""

    field: FieldName
    hosts: Setting


class Unofficial(Strict):
    """Names that carry the organisation's name, or call themselves mock or unofficial, without an approval."""

    fields: Fields
    names: Setting
    approval: FieldName


class AmongPeople(Strict):
    """People who may not, or have to, be on a list."""

    field: FieldName | Fields
    people: Setting


class PeopleDated(Strict):
    """People of whom each needs a date."""

    people: Fields
    dates: FieldName


class AtLeast(Strict):
    """How many people there have to be, where any are named."""

    people: Fields
    count: int


class Shared(Strict):
    """A value that may stand on so many rows; with `by`, under so many values of that field."""

    field: FieldName
    more_than: int
    by: FieldName | None = None


class Alike(Strict):
    """A name that may not look like another one in the same group."""

    field: FieldName
    within: FieldName


class Crossed(Strict):
    """A type that may not go from official to personal, or back."""

    before: FieldName
    now: FieldName


class Changed(Crossed):
    """A value that differs from the earlier register without a later notice."""

    notified: FieldName


class TeamChanged(Strict):
    """People who lost access since the earlier register, without a later change of password."""

    before: Fields
    now: Fields
    changed: FieldName
    earlier: FieldName


class RowTrigger(Strict):
    """The test of one rule; exactly one of the tests is named."""

    filled: FieldName | Fields | None = Field(default=None, description="Each of these must be filled")
    any_filled: Fields | None = Field(default=None, description="At least one of these must be filled")
    empty: FieldName | None = Field(default=None, description="Must be empty")
    says_yes: FieldName | None = Field(None, description="Must say yes, or give the date on which it was done")
    stated: Stated | None = None
    within: Listed | None = None
    outside: Listed | None = None
    listed: Accounts | None = None
    known: FieldName | None = Field(default=None, description="Must be a platform that is known")
    bound: FieldName | None = Field(default=None, description="May not name another policy")
    email: Email | None = None
    team: Team | None = None
    people_team: PeopleTeam | None = None
    in_order: Order | None = None
    followed: Followed | None = None
    past: FieldName | None = Field(default=None, description="A date that may not have passed")
    idle: Idle | None = None
    dates: Literal["readable", "future"] | None = None
    apps: Apps | None = None
    contains: Words_ | None = None
    mentions: Words_ | None = None
    link: Link | None = None
    unofficial: Unofficial | None = None
    shared_name: FieldName | None = Field(None, description="May not be a mailbox or a team in place of a person")
    differ: Annotated[list[FieldName], Field(min_length=2, max_length=2)] | None = None
    same: Annotated[list[FieldName], Field(min_length=2, max_length=2)] | None = None
    among_people: AmongPeople | None = None
    not_among_people: AmongPeople | None = None
    people_dated: PeopleDated | None = None
    people_ordered: Order | None = None
    at_least: AtLeast | None = None
    unique: Fields | None = None
    shared: Shared | None = None
    alike: Alike | None = None
    crossed: Crossed | None = None
    changed: Changed | None = None
    team_changed: TeamChanged | None = None
    vanished: bool | None = None
    secret: Literal["exposed", "guessable", "reused"] | None = None
    breaks: Literal["error"] | None = Field(default=None, description="The row has a finding of this severity")
    state: Literal["live", "opened", "any"] = Field("live", description="Accounts in use; those ever opened; all")
    of: Literal["official", "personal", "any"] = "official"
    blank: bool = Field(default=False, description="With `within`: a blank cell is flagged too")
    reference: bool = Field(False, description="With `says_yes`: a reference, such as to a vault, counts as yes")
    optional: bool = Field(False, description="A missing column leaves the clause out instead of making it not checkable")

    @model_validator(mode="after")
    def _one_test(self) -> RowTrigger:
        named = test_names(self)
        if len(named) != 1:
            raise ValueError(f"row: must name exactly one test; it names {', '.join(named) or 'none'}")
        return self


def test_names(trigger: RowTrigger) -> list[str]:
    """The tests that a trigger names."""
    return [name for name in TESTS if getattr(trigger, name) is not None]


TESTS = tuple(name for name in RowTrigger.model_fields if name not in ("state", "of", "blank", "reference", "optional"))
