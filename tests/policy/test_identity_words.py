"""Naming a group raises nothing: twenty groups in ten neutral or proud sentences, as posts and as comments."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from socialcheck.drafts.check import Checker
from socialcheck.drafts.read import make_post
from socialcheck.policy.load import load_policy

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
GROUPS = (
    "gay", "lesbian", "bisexual", "trans", "Muslim", "Jewish", "Sikh", "Hindu", "Christian", "Black", "Asian", "Polish",
    "Chinese", "disabled", "deaf", "autistic", "Traveller", "Roma", "elderly", "immigrant", "refugee", "female", "Irish",
    "Somali",
)  # fmt: skip
SENTENCES = (
    "We met {0} residents of Dewsbury Road on Tuesday to hear what matters to them.",
    "Proud to stand with our {0} colleagues today.",
    "{0} people told us they want more officers on foot, and we listened.",
    "Our {0} staff network is ten years old this week.",
    "Are you {0}? Come and tell us how we can do better.",
    "The {0} community centre opens its doors on Saturday at noon.",
    "Hate crime against {0} people is never acceptable. Report it on 101.",
    "Thank you to the {0} volunteers who fed two hundred neighbours.",
    "A quarter of the panel's members are {0}.",
    "My neighbour is {0} and makes the best cakes in the street.",
)


@cache
def checker(policy: str) -> Checker:
    return Checker(load_policy(policy))


@pytest.mark.parametrize("policy", ["good-practice", "leicestershire", "west-midlands-police"])
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_naming_a_group_raises_nothing(policy: str, group: str, sentence: str) -> None:
    text = sentence.format(group) + " #BecausePeopleMatter https://www.west-midlands.police.uk"
    document = checker(policy).check(make_post(None, text, {}, {}, NOW), NOW)
    assert [f for f in document.findings if f.severity != "note"] == []
