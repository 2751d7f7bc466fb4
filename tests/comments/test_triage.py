"""What a policy's words decide about a comment: action, ground, ladder, reply and deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from socialcheck.comments.comment import Comment
from socialcheck.comments.run import Run, start, stream
from socialcheck.model import Document
from socialcheck.policy.load import load_policy
from socialcheck.policy.store import pack_ids

NOW = datetime(2026, 11, 20, 11, tzinfo=ZoneInfo("Europe/London"))
SWEARING = "This is fucking useless"
ADVERT = "Roof repairs from £99, call Dave at Topnotch Roofing for a free quote today"
POLICIES = [name for name in pack_ids() if name != "law"]


def run(policy: str, *comments: Comment | str, config: dict[str, Any] | None = None) -> tuple[list[Document], Run]:
    started = start(load_policy(policy, config), NOW)
    found = list(stream((Comment(c, author="ann") if isinstance(c, str) else c for c in comments), started))
    return found, started


def one(policy: str, text: str, **facts: Any) -> Document:
    return run(policy, Comment(text, author="ann", **facts))[0][0]


@pytest.mark.parametrize("policy", POLICIES)
def test_safety_comes_first_under_every_policy(policy: str) -> None:
    danger = one(policy, f"{SWEARING}, there's a man with a knife outside the school right now")
    assert danger.action == "redirect-emergency"
    assert "999" in (danger.reply or "")
    assert one(policy, "I just want to die tonight").action in ("escalate", "redirect-emergency")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("text", ["You should resign.", "Worst office in the country, a total waste of money."])
def test_criticism_is_kept_under_every_policy(policy: str, text: str) -> None:
    document = one(policy, text)
    assert (document.action, document.findings, document.next_step) == ("keep", (), None)


def test_a_clause_is_cited_only_where_the_document_has_one() -> None:
    cited = one("north-wales", SWEARING)
    assert cited.action == "remove"
    assert {f.source for f in cited.findings} == {"policy"}
    silent = one("west-midlands-police", "Her number is 07700 900417 if anyone wants to tell her")
    assert silent.action == "hide"
    assert not {f.source for f in silent.findings} & {"policy"}
    assert not any(f.clauses for f in silent.findings)


def test_leicestershire_hides_then_warns_then_asks_senior_management() -> None:
    first, second = run("leicestershire", SWEARING, "Fuck the lot of you")[0]
    assert first.action == "hide"
    assert (first.next_step or "").startswith("private-warning")
    assert "smt-decision" in (second.next_step or "")
    warned = run("leicestershire", Comment(SWEARING, author="ann", warned=True), Comment("Fuck off", author="ann"))[0]
    assert (warned[1].next_step or "").startswith("smt-decision")


def test_south_yorkshire_blocks_only_who_repeats() -> None:
    first, second = run("south-yorkshire", SWEARING, "Fuck the lot of you")[0]
    assert (first.next_step or "").startswith("if repeated")
    assert (second.next_step or "").startswith("block")


@pytest.mark.parametrize(("policy", "source"), [("north-wales", "policy"), ("leicestershire", "good-practice")])
def test_a_repeat_is_spam_from_the_second_on(policy: str, source: str) -> None:
    text = "When will the lights on Mill Lane be mended, it has been dark for a year now"
    first, second = run(policy, text, text)[0]
    assert first.action in ("keep", "reply")
    assert second.action in ("hide", "remove")
    assert {(f.category, f.source) for f in second.findings} == {("spam", source)}


def test_abuse_and_spam_are_never_answered() -> None:
    assert one("cleveland", SWEARING).reply is None
    assert one("cleveland", ADVERT).reply is None


def test_a_missing_contact_is_said_and_the_setting_fills_it() -> None:
    text = "I want to make a formal complaint about PC 4471"
    bare = one("leicestershire", text)
    assert "not stated" in (bare.reply or "")
    assert any("complaints_url" in n.reason for n in bare.not_checked)
    filled = run("leicestershire", text, config={"complaints_url": "https://example.org/complain"})[0][0]
    assert "https://example.org/complain" in (filled.reply or "")
    assert not filled.not_checked


def test_a_question_gets_its_clause_and_its_deadline() -> None:
    asked = datetime(2026, 11, 20, 18, tzinfo=ZoneInfo("Europe/London"))
    document = one("cleveland", "What time does the surgery start?", at=asked)
    assert document.action == "reply"
    assert any("Monday 23 November 2026" in r.text for r in document.reminders)


def test_themes_are_counted_with_a_deadline() -> None:
    asked = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))
    _, started = run(
        "south-yorkshire",
        Comment("What is being done about speeding on Main Road?", author="a", at=asked),
        Comment("Speeding is a menace here.", author="b", at=asked),
    )
    first = started.theme_objects[0]
    assert (first["theme"], first["comments"], first["need_answer"]) == ("speeding", 2, 1)
    assert first["due"].startswith("2026-11-21")
    assert "speeding" in first["reply"]


def test_authors_are_listed_with_their_breaches() -> None:
    _, started = run("south-yorkshire", SWEARING, "Fuck the lot of you", Comment("Well said.", author="bob"))
    assert [(a["author"], a["breaches"], a["kind"]) for a in started.author_objects] == [("ann", 2, "repeat-offender")]


def test_an_unreadable_comment_is_not_checked() -> None:
    document = run("cleveland", Comment(row=3, unreadable="holds no text"))[0][0]
    assert (document.verdict, document.action) == ("not-checked", None)


def test_a_threat_gets_no_reply_but_somebody_in_danger_does() -> None:
    threat = one("south-yorkshire", "I know where you live and I am coming round tonight to break your legs")
    assert (threat.action, threat.reply) == ("escalate", None)
    despair = one("south-yorkshire", "I cannot go on, I want to end my life tonight")
    assert despair.action in ("escalate", "redirect-emergency")
    assert despair.reply
