"""What a pack and a configuration may say: pydantic models, strict, each key described for `policy schema`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from socialcheck.policy.schema_dates import (
    ConfigClosure,
    ConfigElections,
    ConfigHours,
    Hours,
    PollScope,
    PreElection,
    Replies,
)
from socialcheck.policy.schema_moments import Day, Moment
from socialcheck.policy.schema_rules import (
    Action,
    BodyKind,
    Enforce,
    Facts,
    Identifier,
    Nation,
    Role,
    Strict,
    Text,
)

Clauses = Annotated[list[Text], Field(description="Refs of the clauses that say so")]
DateOrUnstated = Annotated[
    str, Field(pattern=r"^(\d{4}-\d{2}(-\d{2})?|unstated)$", description="YYYY-MM-DD, YYYY-MM, or unstated")
]


class Organisation(Strict):
    """Whose policy it is."""

    name: Text
    kind: BodyKind
    nation: Nation
    languages: list[Literal["en", "cy"]] = ["en"]
    area: Text | None = None


class DocumentControl(Strict):
    """The document's own account of itself."""

    title: Text
    version: Text = Field(description="As printed, or unstated")
    effective_date: DateOrUnstated
    review_date: DateOrUnstated
    source: Text | None = Field(default=None, description="Where the document is published or who supplied it")
    notes: list[Text] = []
    clauses: Clauses = []


class Succession(Strict):
    """The body that took the functions over."""

    name: Text
    since: DateOrUnstated
    note: Text | None = None


class ContactPoint(Strict):
    """A public contact the office itself publishes; never reported as personal data."""

    value: Text
    kind: Literal["phone", "email", "url", "address", "handle", "mailbox"]
    use: Text
    clauses: Clauses = []
    note: Text | None = None
    topic: Literal["office", "complaints", "foi", "crime", "emergency", "media", "website", "feedback"] | None = None


class Channel(Strict):
    """A platform the document names."""

    platform: Text
    status: Text = Field(description="In the document's sense: in use, emerging, prohibited, on application…")
    handle: Text | None = None
    clauses: Clauses = []
    note: Text | None = None


class Clause(Strict):
    """One clause in our words. Its fate is `enforced` where an enforcement or a section of the pack cites it."""

    text: Text
    fate: Literal["attest", "person", "none"] | None = None
    also: Literal["person"] | None = Field(None, description="A limb of an enforced clause that only a person can judge")
    checkable: Literal["automatic", "assisted", "attestation", "none"] | None = Field(
        None,
        description="What the clause inventory holds possible; coverage asks a rule or a reason for automatic and assisted",
    )
    why: Text | None = Field(default=None, description="Why no rule decides it")
    declaration: Identifier | Text | None = Field(None, description="The key under `declarations:` that answers it")
    remind: bool | Facts = Field(False, description="Remind where a draft's facts hold (true: on every draft)")
    repeats: Text | None = Field(default=None, description="The clause it repeats; reported once")


class Ladder(Strict):
    """What the policy does with a person who keeps breaking the rules."""

    steps: list[Text] = Field(min_length=1)
    clauses: Clauses = []
    note: Text | None = None


class Moderation(Strict):
    """How the policy deals with the public's comments."""

    stated: bool = Field(description="False where the document has no rules for the public's comments")
    removes: Literal["remove", "hide"] | None = Field(None, description="What the policy does with what it does not keep")
    default: Action = "keep"
    default_clauses: Clauses = []
    ladder: Ladder | None = None
    themes: bool = Field(default=False, description="True where the policy answers themes and not single comments")
    theme_clauses: Clauses = []
    notes: list[Text] = []


class Settings(Strict):
    """Lists that rules refer to as $name. A pack states what its document states; socialcheck.yaml adds the office's own."""

    contact_points: list[Text] = []
    email_domains: list[Text] = []
    corporate_apps: list[Text] = []
    link_domains: list[Text] = []
    main_accounts: list[Text] = []
    partner_accounts: list[Text] = []
    media_accounts: list[Text] = []
    disclaimer_text: Text | None = None
    complaints_url: Text | None = None
    max_idle_days: int | None = Field(default=None, ge=1)
    hashtags: list[Text] = []
    posting_windows: list[Text] = Field(default=[], description="Weekly windows such as 'mon 10:00-12:00'")
    owner_team: list[Text] = []
    official_handles: list[Text] = []
    official_names: list[Text] = Field(
        default=[], description="Names and short names of the organisation, for impersonation and personal accounts"
    )


class Pack(Strict):
    """One policy: an organisation's document, or the good practice and the law that every pack extends."""

    id: Identifier
    extends: list[Identifier] = []
    organisation: Organisation | None = None
    document: DocumentControl
    succeeded_by: Succession | None = None
    hours: Hours | None = None
    replies: Replies | None = None
    pre_election: PreElection | None = None
    polls: list[PollScope] = []
    contact_points: list[ContactPoint] = []
    missing_contact_points: list[Text] = []
    channels: list[Channel] = []
    channels_note: Text | None = None
    moderation: Moderation | None = None
    templates: dict[Identifier, Text] = Field({}, description="Suggested replies, with {placeholders} for contact points")
    settings: Settings = Settings()
    enforce: Enforce = Enforce()
    gaps: list[Text] = Field(default=[], description="What the document leaves unstated")
    clauses: dict[Text, Text | Clause] = {}


class Embargo(Strict):
    """A time in which nothing goes out but what is allowed."""

    from_: Moment = Field(alias="from")
    to: Moment = Field(description="The first moment after it; a day without a time is inside to its end")
    reason: Text
    allow: list[Literal["emergency", "reply"]] = []
    platforms: list[Text] = Field(default=[], description="Where it holds; everywhere if none is named")

    @model_validator(mode="after")
    def _in_order(self) -> Embargo:
        if self.from_[:10] > self.to[:10]:
            raise ValueError("the embargo ends before it starts")
        return self


class Waiver(Strict):
    """A decision not to apply a rule: all four keys are required."""

    rule: Identifier
    reason: Text
    by: Text
    until: Day


class ConfigLexicons(Strict):
    """The office's own words: added to a theme, or never to be matched."""

    add: dict[Text, list[Text]] = {}
    allow: list[Text] = []


class Config(Settings):
    """socialcheck.yaml: an office's own facts."""

    policy: Text | None = None
    columns: dict[Text, Text] = Field(default={}, description="field: the heading your register or export uses")
    hours: ConfigHours | None = None
    closures: list[ConfigClosure] = []
    elections: ConfigElections | None = None
    candidates: list[Text] | Text | None = Field(None, description="Candidates CSV files (Democracy Club's format)")
    parties: list[Text] | Text | None = Field(None, description="Party register files (Electoral Commission's format)")
    embargoes: list[Embargo] = []
    waive: list[Waiver] = []
    lexicons: ConfigLexicons | None = None
    declared_events: list[Any] = []


ROLES: tuple[str, ...] = Role.__args__  # type: ignore[attr-defined] # typing keeps a Literal's values here
