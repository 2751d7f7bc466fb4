"""What a rule, a lexicon, a stance and an enforcement may say: pydantic models, strict."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Category = Literal[
    "profanity", "hate-speech", "abuse", "threat", "sexual-content", "criticism", "tone", "personal-data", "live-case",
    "defamation", "copyright", "illegal-activity", "protective-marking", "impersonation", "party-political",
    "pre-election", "advertising", "spam", "unsafe-link", "crime-report", "emergency", "safeguarding", "complaint", "foi",
    "sharing", "appeal", "image", "incident", "live-video", "platform", "hashtag", "tagging", "subtitles", "alt-text",
    "link-back", "length", "timing", "approval", "declaration", "stale-content", "journalist", "hours", "embargo",
    "waiver", "input", "account-approval", "account-owner", "account-email", "account-password", "account-apps",
    "account-training", "account-closure", "account-type", "account-disclaimer", "account-device", "account-record",
]  # fmt: skip
Severity = Literal["error", "warning", "note"]
Surface = Literal["draft", "comment", "account"]
BodyKind = Literal["pcc-office", "police-force", "mayoral-authority"]
Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Action = Literal[
    "keep", "reply", "hide", "remove", "redirect-crime", "redirect-emergency", "redirect-complaint", "redirect-foi", "escalate",
]  # fmt: skip
Role = Literal[
    "pcc", "deputy-pcc", "chief-executive", "head-of-communications", "corporate-communications", "smt", "sio",
    "line-manager", "deputised",
]  # fmt: skip
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Phrases = Annotated[list[Text], Field(min_length=1)]
Facts = dict[str, Any]


class Strict(BaseModel):
    """Unknown keys and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Theme(Strict):
    """One theme of a lexicon."""

    about: Text = Field(description="What the words have in common")
    inflect: Literal["none", "noun", "verb", "adjective"] = "none"
    case: Literal["any", "title", "upper"] = "any"
    disguise: bool = False
    mutate: bool = False
    language: Literal["en", "cy"] = "en"
    terms: list[Text] = Field(min_length=1)


class Stance(Strict):
    """How words are spoken: quoted, negated, reported…"""

    about: Text
    before: int | None = Field(None, ge=1, le=12, description="Phrases count if they end within so many words before the match")
    within: Literal["sentence", "document"] | None = Field(default=None, description="Phrases count anywhere in it")
    quoted: bool = Field(default=False, description="True for the stance of words inside quotation marks")
    phrases: list[Text] = []


class Style(Strict):
    """Limits on how a text looks; exactly those given are tested."""

    class Capitals(Strict):
        """Shouting: at least `words` words of which `percent` in a hundred are in capitals."""

        percent: int = Field(60, ge=1, le=100)
        words: int = Field(5, ge=1)

    capitals: Capitals | None = None
    exclamations: int | None = None
    emoji: int | None = None
    sentence_words: int | None = None


class Limit(Strict):
    """A platform's length or hashtag limit, or a fixed number of characters."""

    of: Literal["platform-length", "platform-hashtags", "alt-length", "characters"]
    characters: int | str | None = None
    platform: list[str] | None = None


class Moment(Strict):
    """A test of the moment of publication; exactly one key."""

    passed: Literal["expires", "event_date"] | None = None
    outside: str | None = Field(None, description="A setting that holds weekly windows, such as $posting_windows")
    weekday: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] | None = None
    past_date_in_text: Phrases | None = Field(default=None, description="Phrases that announce a coming date")
    outside_hours: bool = False


class Examples(Strict):
    """The proof inside a rule. `[[ ]]` marks the words that must be matched."""

    flag: list[str | dict[str, Any]] = Field(min_length=1)
    pass_: list[str | dict[str, Any]] = Field(min_length=1, alias="pass")


class Cue(Strict):
    """Phrases that weigh the same; however many match, they count once."""

    weight: int = Field(ge=-9, le=9, description="Below zero it speaks against the finding")
    phrases: Phrases


class Signals(Strict):
    """Weak evidence added up: a match where the cues in one sentence, or in the whole text, weigh enough together."""

    threshold: int = Field(ge=1, le=30)
    within: Literal["sentence", "document"] = "document"
    cues: list[Cue] = Field(min_length=2)


class Reading(Strict):
    """A text that reads like the labelled ones of some categories, by the weight of all its words."""

    like: list[Category] = Field(min_length=1)
    aside: list[Category] = Field(default=[], description="Categories whose texts say nothing either way")
    count_in: int = Field(ge=1, le=50, description="Of a hundred everyday texts, so many read as much like them")
    unless_found: list[Category] = Field(
        default=[], description="Categories which, where another rule finds one, say better what it is"
    )


KINDS = ("phrases", "signals", "reading", "pattern", "personal", "links", "style", "limit", "facts", "moment", "row")


class Rule(Strict):
    """How to recognise one problem. Knows no organisation; names exactly one kind."""

    category: Category
    on: list[Surface] = Field(min_length=1)
    phrases: Phrases | None = None
    signals: Signals | None = None
    reading: Reading | None = None
    pattern: Phrases | None = None
    personal: list[str] | None = None
    links: list[str] | None = None
    style: Style | None = None
    limit: Limit | None = None
    facts: Facts | None = None
    moment: Moment | None = None
    row: dict[str, Any] | None = None
    fields: list[Literal["text", "alt"]] = ["text", "alt"]
    stance: list[str] = []
    unless_sentence: list[Text] = []
    unless_document: list[Text] = []
    needs_sentence: list[Text] = []
    needs_document: list[Text] = []
    stated: Facts = {}
    when: Facts = {}
    unless: Facts = {}
    scope: Facts = {}
    if_unknown: Literal["apply", "remind"] = "remind"
    per: Literal["match", "document"] = "match"
    why: Text
    message: Text
    fix: Text
    source: str | None = Field(None, description="Where the rule comes from, if not from a policy: a law, a platform's page")
    examples: Examples

    @model_validator(mode="after")
    def _one_kind(self) -> Rule:
        named = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(named) != 1:
            raise ValueError(f"must name exactly one of {', '.join(KINDS)}; it names {', '.join(named) or 'none'}")
        return self


class Approvers(Strict):
    """Whose approval settles a finding: one of `any`, or each of `all`."""

    any: list[Role] | None = None
    all: list[Role] | None = None

    @model_validator(mode="after")
    def _one(self) -> Approvers:
        if (self.any is None) == (self.all is None):
            raise ValueError("give either any: or all:")
        return self


class Enforcement(Strict):
    """What a pack requires where a rule on drafts or accounts has found something."""

    severity: Severity
    clauses: list[Text] = []
    approvers: Approvers | Literal["unstated"] | None = None
    authority: Text | None = Field(default=None, description="law only: the enactment, with its section")
    binds: list[BodyKind] | None = Field(default=None, description="law only: the kinds of body the enactment binds")
    message: Text | None = None
    fix: Text | None = None
    note: Text | None = None
    when: Facts = {}
    unless: Facts = {}
    scope: Facts = {}
    if_unknown: Literal["apply", "remind"] | None = None


class CommentEnforcement(Strict):
    """What a pack does with a comment where a rule has found something."""

    action: Action
    clauses: list[Text] = []
    authority: Text | None = None
    binds: list[BodyKind] | None = None
    next: list[Text] = Field(default=[], description="The steps that follow for a repeat offender, in order")
    note: Text | None = None
    when: Facts = {}
    unless: Facts = {}


class Enforce(Strict):
    """Rules a pack enforces, by what they are applied to."""

    drafts: dict[Identifier, Enforcement] = {}
    comments: dict[Identifier, CommentEnforcement] = {}
    accounts: dict[Identifier, Enforcement] = {}
