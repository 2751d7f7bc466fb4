"""What each pack requires of a draft, decided from facts alone: a table of posts and the findings they get."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from socialcheck.drafts.check import Checker
from socialcheck.drafts.read import make_post
from socialcheck.model import Document
from socialcheck.policy.load import load_policy

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
SUSPECT = [{"type": "image", "subject": "suspect", "alt": "A man"}]
FILM = [{"type": "video", "alt": "A talk"}]


@cache
def checker(policy: str) -> Checker:
    return Checker(load_policy(policy))


def judged(policy: str, **facts: Any) -> Document:
    text = facts.pop("text", "Our volunteers had a good day. #Volunteers")
    return checker(policy).check(make_post(None, text, facts, {}, NOW), NOW)


def found(policy: str, **facts: Any) -> dict[str, tuple[str, str]]:
    return {f.rule: (f.severity, f.status) for f in judged(policy, **facts).findings}


@pytest.mark.parametrize(
    ("policy", "facts", "rule", "severity"),
    [
        ("leicestershire", {"platform": "tiktok"}, "channel-prohibited", "error"),
        ("leicestershire", {"platform": "threads"}, "channel-unlisted", "note"),
        ("leicestershire", {"kind": "share", "shared_from": "@x"}, "third-party-share", "warning"),
        ("leicestershire", {"campaign": "sheds"}, "campaign-approval", "warning"),
        ("leicestershire", {"campaign": "national"}, "national-campaign-stated", "warning"),
        ("leicestershire", {"origin": "pcc"}, "pcc-post-unchecked", "warning"),
        ("leicestershire", {"media": FILM}, "subtitles-missing", "warning"),
        ("leicestershire", {"kind": "reply", "reply_to_category": "complaint"}, "complaint-link-missing", "warning"),
        ("leicestershire", {}, "own-hashtag-missing", "note"),
        ("leicestershire", {"at": "2026-11-24 18:00"}, "posting-window-missed", "note"),
        ("leicestershire", {"at": "2026-11-22 10:00"}, "worst-day", "note"),
        ("north-wales", {"kind": "share"}, "share-reason-missing", "note"),
        ("cleveland", {"kind": "share"}, "share-reason-missing", "note"),
        ("south-yorkshire", {"kind": "share"}, "share-source-unchecked", "warning"),
        ("south-yorkshire", {"emergency": True}, "emergency-without-partner", "warning"),
        ("south-yorkshire", {"platform": "x", "text": "a b " * 40}, "length-140", "note"),
        ("west-midlands-police", {"platform": "facebook", "account_type": "team"}, "channel-not-for-teams", "error"),
        ("west-midlands-police", {"platform": "instagram", "account_type": "team"}, "channel-not-offered", "warning"),
        ("west-midlands-police", {"account_type": "individual", "media": SUSPECT}, "image-subject-individual", "error"),
        ("west-midlands-police", {"account_type": "team", "media": SUSPECT}, "image-subject", "warning"),
        ("west-midlands-police", {"media": SUSPECT}, "media-lawful-undeclared", "warning"),
        ("west-midlands-police", {"incident": True, "kind": "reply"}, "incident-reply", "warning"),
        ("west-midlands-police", {"geotag": True}, "geotag-on", "note"),
        ("west-midlands-police", {"kind": "dm"}, "dm-public", "note"),
        ("west-midlands-police", {}, "link-back-missing", "note"),
        ("west-midlands-police", {"expires": "2026-11-01"}, "expired", "error"),
        ("west-midlands-police", {"event_date": "2026-11-01"}, "event-passed", "warning"),
        ("good-practice", {"platform": "periscope"}, "platform-closed", "warning"),
        ("good-practice", {"platform": "x", "text": "a b " * 71}, "length-platform", "warning"),
        ("good-practice", {"media": [{"type": "image"}]}, "alt-text-missing", "note"),
    ],
)
def test_a_post_that_breaks_a_requirement_gets_its_finding(policy: str, facts: dict[str, Any], rule: str, severity: str) -> None:
    assert found(policy, **facts).get(rule) == (severity, "open")


@pytest.mark.parametrize(
    ("policy", "facts", "rule"),
    [
        ("leicestershire", {"platform": "x"}, "channel-prohibited"),
        ("leicestershire", {"platform": "twitter"}, "channel-unlisted"),
        ("leicestershire", {"text": "What parents should know about TikTok."}, "channel-announced"),
        ("south-yorkshire", {"platform": "linkedin"}, "channel-unlisted"),
        ("leicestershire", {"text": "Good work. #becausepeoplematter"}, "own-hashtag-missing"),
        ("leicestershire", {"hashtag_not_applicable": True}, "own-hashtag-missing"),
        ("leicestershire", {"at": "2026-11-24 18:00", "topical": True}, "posting-window-missed"),
        ("leicestershire", {"media": [{"type": "video", "subtitles": True}]}, "subtitles-missing"),
        ("north-wales", {"kind": "share", "share_reason": "Flood warning"}, "share-reason-missing"),
        ("north-wales", {"kind": "share", "shared_from": "@x"}, "third-party-share"),
        ("south-yorkshire", {"kind": "share", "declarations": {"source_checked": True}}, "share-source-unchecked"),
        ("south-yorkshire", {"platform": "facebook", "text": "a b " * 40}, "length-140"),
        ("west-midlands-police", {"platform": "facebook"}, "channel-not-for-teams"),
        ("west-midlands-police", {"platform": "facebook", "account_type": "corporate"}, "channel-not-for-teams"),
        ("west-midlands-police", {"platform": "x", "account_type": "team"}, "channel-not-offered"),
        ("west-midlands-police", {"account_type": "corporate", "media": SUSPECT}, "image-subject"),
        ("west-midlands-police", {"text": "See https://www.west-midlands.police.uk/news"}, "link-back-missing"),
        ("good-practice", {"platform": "x", "text": "a" * 280}, "length-platform"),
    ],
)
def test_a_post_that_keeps_to_it_does_not(policy: str, facts: dict[str, Any], rule: str) -> None:
    assert rule not in found(policy, **facts)


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        (["pcc"], "open"),
        (["head-of-communications"], "open"),
        (["pcc", "head-of-communications"], "approved"),
        (["deputised"], "open"),
    ],
)
def test_a_campaign_needs_both_approvals(roles: list[str], status: str) -> None:
    assert found("leicestershire", campaign="sheds", approvals=roles)["campaign-approval"][1] == status


@pytest.mark.parametrize("role", ["pcc", "head-of-communications", "deputised"])
def test_a_share_needs_one_of_those_named(role: str) -> None:
    shared = found("leicestershire", kind="share", shared_from="@x", approvals=[role])
    assert shared["third-party-share"][1] == "approved"


def test_a_picture_on_an_officers_own_account_has_no_approver() -> None:
    facts = {"account_type": "individual", "media": SUSPECT, "approvals": ["corporate-communications"]}
    assert found("west-midlands-police", **facts)["image-subject-individual"] == ("error", "open")


def test_an_unstated_account_is_reminded_and_not_failed() -> None:
    document = judged("west-midlands-police", platform="facebook")
    assert "3.3b" in {reminder.clause for reminder in document.reminders}
    assert "platform" not in {finding.category for finding in document.findings}


def test_personal_account_rules_leave_office_accounts_alone() -> None:
    text = "Knackered after another late turn at West Midlands Police."
    own = found("west-midlands-police", text=text, account_type="personal")
    assert {"employer-mentioned", "work-content"} <= own.keys()
    assert not {"employer-mentioned", "work-content"} & found("west-midlands-police", text=text).keys()


def test_declarations_still_owed_are_reminders() -> None:
    clauses = {r.clause for r in judged("west-midlands-police", media=[{"type": "image", "alt": "A van"}]).reminders}
    assert {"4.10a", "4.7a"} <= clauses
    declared = {"media_lawful": True}
    later = judged("west-midlands-police", media=[{"type": "image", "alt": "A van"}], purpose="reassure", declarations=declared)
    assert not {"4.10a", "4.7a"} & {r.clause for r in later.reminders}
