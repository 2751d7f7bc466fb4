"""Verdicts, approvals, waivers, periods and changes, through the public surface."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from socialcheck.drafts.approvals import text_digest
from socialcheck.drafts.check import Checker
from socialcheck.drafts.read import make_post
from socialcheck.model import Document, Finding
from socialcheck.policy.load import load_policy

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))
SHARE = "Worth five minutes of your day. #BecausePeopleMatter"


@cache
def checker(policy: str) -> Checker:
    return Checker(load_policy(policy))


def check(policy: str, text: str, **facts: Any) -> Document:
    return checker(policy).check(make_post(None, text, facts, {}, NOW), NOW)


def only(document: Document, rule: str) -> Finding:
    return next(f for f in document.findings if f.rule == rule)


def test_an_approval_by_a_named_role_settles_and_is_recorded_not_verified() -> None:
    open_ = check("leicestershire", SHARE, kind="share", shared_from="@fairtax_demo")
    assert open_.verdict == "hold"
    settled = check("leicestershire", SHARE, kind="share", shared_from="@fairtax_demo", approvals=["head-of-communications"])
    assert settled.verdict == "clear"
    finding = only(settled, "third-party-share")
    assert (finding.status, finding.by) == ("approved", "head-of-communications")


def test_a_role_the_policy_does_not_name_settles_nothing() -> None:
    document = check("leicestershire", SHARE, kind="share", shared_from="@x", approvals=["sio"])
    assert only(document, "third-party-share").status == "open"
    assert "settles nothing" in only(document, "approval-unclear").message


def test_an_approval_of_another_text_or_after_publication_does_not_count() -> None:
    good = {"role": "pcc", "sha256": text_digest(SHARE), "at": "2026-11-19 09:00"}
    stale = {**good, "sha256": text_digest("another text")}
    late = {**good, "at": "2026-11-24 09:00"}
    facts: dict[str, Any] = {"kind": "share", "shared_from": "@x", "at": "2026-11-23 10:00"}
    assert check("leicestershire", SHARE, approvals=[good], **facts).verdict == "clear"
    for bad in (stale, late):
        document = check("leicestershire", SHARE, approvals=[bad], **facts)
        assert only(document, "third-party-share").status == "open"
        assert any(f.category == "approval" and "does not count" in f.message for f in document.findings)


def test_an_approval_never_settles_what_nobody_may_approve() -> None:
    document = check(
        "leicestershire", "Text Dave on 07700 900123. #BecausePeopleMatter", approvals=["pcc", "head-of-communications"]
    )
    assert document.verdict == "block"


WAIVER = {"rule": "third-party-share", "reason": "standing partner", "by": "A. Manager", "until": "2026-12-31"}


def test_a_waiver_needs_all_four_keys_and_is_always_shown() -> None:
    facts: dict[str, Any] = {"kind": "share", "shared_from": "@x"}
    waived = check("leicestershire", SHARE, waive=[WAIVER], **facts)
    assert (waived.verdict, only(waived, "third-party-share").status) == ("clear", "waived")
    for key in WAIVER:
        partial = {k: v for k, v in WAIVER.items() if k != key}
        document = check("leicestershire", SHARE, waive=[partial], **facts)
        assert only(document, "third-party-share").status == "open"
        assert any(f.category == "waiver" and key in f.message for f in document.findings)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "   "}, "lacks reason"),
        ({"by": {"name": "Jo"}}, "lacks by"),
        ({"rule": "third-party-shares"}, "did you mean 'third-party-share'?"),
        ({"until": "soon"}, "'until' cannot be read"),
    ],
)
def test_a_waiver_that_says_nothing_waives_nothing(change: dict[str, Any], said: str) -> None:
    document = check("leicestershire", SHARE, kind="share", shared_from="@x", waive=[{**WAIVER, **change}])
    assert only(document, "third-party-share").status == "open"
    (told,) = [f for f in document.findings if f.category == "waiver"]
    assert (told.severity, said in told.message) == ("warning", True)


def test_an_expired_or_unused_waiver_is_a_finding() -> None:
    expired = check("leicestershire", SHARE, kind="share", shared_from="@x", waive=[{**WAIVER, "until": "2026-11-01"}])
    assert any(f.category == "waiver" and "ran out" in f.message for f in expired.findings)
    assert only(expired, "third-party-share").status == "open"
    unused = check("leicestershire", SHARE, waive=[WAIVER])
    assert [f.severity for f in unused.findings if f.category == "waiver"] == ["note"]


LAUNCH = "The Commissioner is delighted to announce £2m of new funding for CCTV across Redcar."


def test_the_same_words_are_fine_in_february_and_held_in_april() -> None:
    assert check("cleveland", LAUNCH, at="2026-02-10 10:00").verdict == "clear"
    april = check("cleveland", LAUNCH, at="2026-04-14 10:00")
    assert april.verdict in ("hold", "block")
    assert april.periods
    assert "pre-election" in {f.category for f in april.findings}


def test_a_post_says_what_its_verdict_becomes_when_a_period_starts_and_ends() -> None:
    changes = check("cleveland", LAUNCH, at="2026-02-10 10:00").changes
    assert changes[0].verdict in ("hold", "block")
    assert changes[0].start.startswith("2026-03-")
    assert changes[1].verdict == "clear"
    assert changes[1].start == "2026-05-07T22:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "facts", "first"),
    [
        ("Our drop-in is open.", {"expires": "2026-12-01"}, ("2026-12-02T00:00:00+00:00", "block", "the post expires")),
        (
            "Join us at the library on 3 December 2026.", {},
            ("2026-12-04T00:00:00+00:00", "hold", "the day that the post names has passed"),
        ),
        (
            "DO NOT DRINK AND DRIVE TONIGHT OR ANY NIGHT. THIS IS A WARNING.",
            {"waive": [{"rule": "shouting", "reason": "campaign style", "by": "Jo Day", "until": "2026-12-31"}]},
            ("2027-01-01T00:00:00+00:00", "hold", "the waiver of 'shouting' by Jo Day runs out"),
        ),
    ],
    ids=["expiry", "a day named in the text", "a waiver"],
)  # fmt: skip
def test_what_ends_in_the_post_itself_is_told_and_not_blamed_on_a_poll(
    text: str, facts: dict[str, Any], first: tuple[str, str, str]
) -> None:
    document = check("cleveland", text, **facts)
    assert document.verdict == "clear"
    assert document.changes[0] == first
    assert not any("pre-election" in change.because for change in document.changes)


def test_in_january_a_day_of_december_is_the_last_one() -> None:
    document = check("cleveland", "Join us at the library on 3 December.", at="2027-01-11 10:00")
    assert document.verdict == "hold"


def test_beyond_the_calendar_pre_election_rules_are_not_checked() -> None:
    document = check("cleveland", LAUNCH, at="2031-04-14 10:00")
    assert any("pre-election" in n.what for n in document.not_checked)


@pytest.mark.parametrize(("length", "verdict"), [(280, "clear"), (281, "hold")])
def test_x_takes_280_weighted_characters(length: int, verdict: str) -> None:
    words = "drop in for tea and a chat about bikes " * 8
    text = words[: length - 1] + "." if not words[length - 2].isspace() else words[: length - 2] + "a."
    assert len(text) == length
    document = check("good-practice", text, platform="x")
    assert document.verdict == verdict
    assert ("length" in {f.category for f in document.findings}) == (length > 280)


def test_tiktok_is_barred_as_a_platform_and_not_as_a_subject() -> None:
    text = "Talk to your children about who they meet on TikTok. #BecausePeopleMatter"
    assert "platform" not in {f.category for f in check("leicestershire", text, platform="facebook").findings}
    assert check("leicestershire", text, platform="tiktok").verdict == "block"


def test_a_post_without_an_account_type_is_not_failed_as_a_teams() -> None:
    text = "Our drop-in is on Tuesday: https://www.west-midlands.police.uk/news"
    stated = check("west-midlands-police", text, platform="facebook", account_type="team")
    unstated = check("west-midlands-police", text, platform="facebook")
    assert stated.verdict == "block"
    assert unstated.verdict == "clear"


def test_a_missing_role_never_exempts() -> None:
    text = "Vote Labour on Thursday. #BecausePeopleMatter"
    assert check("leicestershire", text).verdict == "block"
    assert check("leicestershire", text, account_type="personal").verdict == "block"
    personal = check("leicestershire", text, account_type="personal", author_role="pcc")
    assert "party-political" not in {f.category for f in personal.findings if f.source == "policy"}


def test_places_and_fingerprints_survive_moved_lines() -> None:
    one = check("good-practice", "Text Dave on 07700 900123.")
    two = check("good-practice", "Good morning.\n\nText Dave on 07700 900123.")
    first, second = only(one, "personal-phone"), only(two, "personal-phone")
    assert first.fingerprint == second.fingerprint
    assert first.start != second.start


def test_west_midlands_never_cites_the_act_that_does_not_bind_a_force() -> None:
    document = check("west-midlands-police", "Vote Labour on Thursday. https://www.west-midlands.police.uk")
    assert not any("Local Government Act" in (f.authority or "") for f in document.findings)


@pytest.mark.parametrize(("answer", "declared"), [("no", False), ("No", False), ("off", False), (False, False), ("yes", True)])
def test_a_declaration_of_no_declares_nothing(answer: str | bool, declared: bool) -> None:
    picture = [{"type": "image", "alt": "Two officers at a stall", "subject": "team"}]
    document = check("west-midlands-police", "Meet us.", media=picture, declarations={"media_lawful": answer})
    assert ("media-lawful-undeclared" not in {f.rule for f in document.findings}) is declared


@pytest.mark.parametrize(
    ("event", "passed"),
    [("2026-11-20", False), ("20/11/2026", False), ("20 November 2026", False), ("2026-11-19", True), ("2026-11-20 09:00", True)],
)
def test_an_event_on_a_day_is_over_when_the_day_is(event: str, passed: bool) -> None:
    rules = {f.rule for f in check("west-midlands-police", "Join us on the green.", event_date=event).findings}
    assert ("event-passed" in rules) is passed
