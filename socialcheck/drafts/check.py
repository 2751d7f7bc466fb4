"""Checks posts: recognise once, judge for the moment of publication and for the next change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from socialcheck.drafts.approvals import read_approvals, read_waivers, roles_that_settle
from socialcheck.drafts.changes import LOOK_AHEAD_DAYS, Edge, changes_of, joined, own_edges
from socialcheck.drafts.docket import Docket, docket_of
from socialcheck.drafts.facts import joint_facts, shown_facts
from socialcheck.drafts.judge import Case, judge, not_readable
from socialcheck.drafts.periods import iso_moment, periods_of
from socialcheck.drafts.post import Post
from socialcheck.kinds.reading import Reading
from socialcheck.kinds.recognise import Recogniser, make_recogniser
from socialcheck.model import Document, Finding, Later, NotChecked, Period
from socialcheck.policy import store
from socialcheck.policy.load import Policy
from socialcheck.policy.platforms import platform_called

if TYPE_CHECKING:
    from socialcheck.drafts.embargo import Embargo
    from socialcheck.text.length import Platform

NEAREST = 4  # moments that are looked at where no preview is asked for
NO_WORDS: Mapping[str, list[str]] = {}
TEXT_KINDS = ("phrases", "signals", "pattern", "personal", "links", "style", "limit", "moment", "reading")


def recogniser_for(policy: Policy, surface: str, listed: Mapping[str, list[str]] = NO_WORDS) -> Recogniser:
    """A recogniser of the rules a policy enforces on drafts or comments; `listed` are candidates and parties by theme."""
    from socialcheck.text.personal import make_allow

    heads = policy.heads
    wanted = [name for name in policy.enforce[surface] if heads[name]["kind"] in TEXT_KINDS]
    settings = policy.settings
    allow = make_allow(settings["contact_points"], settings["email_domains"])
    official = frozenset(d.casefold().removeprefix("www.") for d in (*settings["link_domains"], *settings["email_domains"]))
    compiled, vocabulary = store.shared("rules"), store.shared("vocabulary")
    if own := policy.config.get("lexicons"):
        from socialcheck.policy.own_words import apply_own_words

        vocabulary = apply_own_words(vocabulary, own)
    if listed:
        from socialcheck.policy.own_words import with_listed

        vocabulary = with_listed(vocabulary, listed)
    return make_recogniser(compiled, vocabulary, wanted, allow, official, Reading(store.shared("reading"), surface))


class Checker:
    """One policy, ready to check any number of posts. Holds no state between posts; safe to share between threads."""

    def __init__(
        self, policy: Policy, *, preview: bool = False, listed: Mapping[str, list[str]] = NO_WORDS, later: bool = False
    ) -> None:
        self.policy = policy
        self.preview = preview
        self.listed = listed
        self.later = later  # what changes is worked out afterwards, from what the documents say of later moments

    @cached_property
    def recogniser(self) -> Recogniser:
        """The rules arranged for matching."""
        return recogniser_for(self.policy, "drafts", self.listed)

    @cached_property
    def docket(self) -> Docket:
        """What the policy asks of drafts."""
        return docket_of(self.policy)

    @cached_property
    def settling(self) -> frozenset[str]:
        """The roles whose approval can settle anything."""
        return roles_that_settle(self.policy.enforce["drafts"])

    @cached_property
    def periods(self) -> Any:
        """The pre-election periods that concern the office."""
        return periods_of(self.policy)

    @cached_property
    def in_force(self) -> Callable[[datetime], tuple[tuple[Period, ...], frozenset[str]]]:
        """The periods that cover a moment, kept for the moments that recur."""
        return lru_cache(maxsize=1024)(self.periods.in_force)

    @cached_property
    def next_edges(self) -> Callable[[datetime, int], list[tuple[float, str]]]:
        """The starts and ends of periods after a moment, kept for the moments that recur."""
        return lru_cache(maxsize=1024)(self.periods.next_edges)

    @cached_property
    def embargoes(self) -> tuple[Embargo, ...]:
        """Times in which the office lets nothing go out but what it allows."""
        if not self.policy.config.get("embargoes"):
            return ()
        from socialcheck.drafts.embargo import read_embargoes

        return read_embargoes(self.policy.config)

    def check(self, post: Post, now: datetime) -> Document:
        """The document of one post, judged for its own moment, or for `now` where it states none."""
        if post.unreadable:
            return not_readable(post)
        case = self.case(post, now)
        moment = post.facts.get("at") or now
        document = self._judge_at(case, moment)
        if not self._may_change(case):
            return document
        edges = self._edges(case, document, moment)
        if self.later:
            return replace(document, later=tuple(self._later(case, edges)))
        changes = tuple(changes_of(document.verdict, edges, lambda second: self._later_at(case, second).verdict))
        return replace(document, changes=changes) if changes else document

    def check_many(self, posts: Iterable[Post], now: datetime) -> Iterator[Document]:
        """The documents of many posts, one by one, in their order."""
        return (self.check(post, now) for post in posts)

    def case(self, post: Post, now: datetime) -> Case:
        """A post made ready: matches, facts, approvals and waivers; nothing that depends on the moment."""
        facts = {**post.facts, **joint_facts(post.facts), **shown_facts(post.text)}
        texts = [("text", post.text)]
        if media := facts.get("media"):
            texts += (("alt", item["alt"]) for item in media if isinstance(item.get("alt"), str))
        matches = self.recogniser.recognise(texts, _platform(facts.get("platform")))
        if not (facts.get("approvals") or facts.get("waive") or self.policy.config.get("waive")):
            return Case(post, facts, tuple(matches), troubles=post.troubles)
        approvals, first = read_approvals(facts.get("approvals") or (), post.text, facts.get("at"), now, self.settling)
        own, second = read_waivers(facts.get("waive") or (), now)
        shared, third = read_waivers(self.policy.config.get("waive") or (), now, shared=True)
        troubles = (*post.troubles, *first, *second, *third)
        return Case(post, facts, tuple(matches), tuple(approvals), (*own, *shared), troubles)

    def _judge_at(self, case: Case, moment: datetime) -> Document:
        periods, kinds = self.in_force(moment)
        document = judge(case, self.docket, moment, periods, kinds, self._embargoed(case, moment))
        if not self.periods.knows(moment):
            known = self.policy.calendar
            reason = f"bank holidays and polls are known from {known['first']} to {known['through']} only"
            return _plus(document, NotChecked("pre-election rules", reason))
        return document

    def _embargoed(self, case: Case, moment: datetime) -> tuple[Finding, ...]:
        if not self.embargoes:
            return ()
        from socialcheck.drafts.embargo import embargo_findings

        return tuple(embargo_findings(self.embargoes, case.facts, moment, case.waivers))

    def _may_change(self, case: Case) -> bool:
        matched = (match.rule for match in case.matches)
        return bool(case.waivers or self.embargoes) or self.docket.may_shift(matched, case.facts)

    def _edges(self, case: Case, document: Document, moment: datetime) -> list[Edge]:
        """Moments at which the verdict may change, in order: periods and embargoes, and what ends in the post itself."""
        edges = self.next_edges(moment, LOOK_AHEAD_DAYS)
        own = own_edges(case, document, self.docket, moment)
        if self.embargoes:
            from socialcheck.drafts.embargo import embargo_edges

            own += embargo_edges(self.embargoes, moment, LOOK_AHEAD_DAYS)
        edges = joined(edges, own) if own else edges
        return edges if self.preview else edges[:NEAREST]

    def _later_at(self, case: Case, second: float) -> Document:
        return self._judge_at(case, iso_moment(second))

    def _later(self, case: Case, edges: Iterable[Edge]) -> Iterator[Later]:
        for second, because in edges:
            before, then = (replace(self._later_at(case, at), text="") for at in (second - 1, second))
            yield Later(second, because, before, then)


@lru_cache(maxsize=1024)
def _platform(name: str | None) -> Platform | None:
    return platform_called(name)


def _plus(document: Document, missing: NotChecked) -> Document:
    return replace(document, not_checked=(*document.not_checked, missing))
