"""The packs that come with socialcheck: every one loads, every clause is there and has a fate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from socialcheck.policy import store
from socialcheck.policy.coverage import citations, coverage
from socialcheck.policy.load import load_policy
from socialcheck.policy.where import policies_dir

ORGANISATIONS = ("north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police")
FREE = ("good-practice", "law")
TODAY = date(2026, 11, 20)


def expected_clauses(policy: str) -> dict[str, str]:
    """Refs of a document, with how far each can be checked, from the list kept beside the tests."""
    lines = (Path(__file__).parent / "clause_refs.txt").read_text(encoding="utf-8").splitlines()
    parts = [line.split(" ") for line in lines if not line.startswith("#")]
    return {ref: checkable for name, ref, checkable in parts if name == policy}


def pack(name: str) -> dict[str, Any]:
    return store.pack_data(name)


def test_the_packs_are_the_seven_that_are_promised() -> None:
    assert set(store.pack_ids()) == {*ORGANISATIONS, *FREE}


def test_the_list_of_clauses_has_all_of_them() -> None:
    assert sum(len(expected_clauses(name)) for name in ORGANISATIONS) == 534


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_a_pack_has_exactly_the_clauses_of_its_document(name: str) -> None:
    expected = expected_clauses(name)
    clauses = pack(name)["clauses"]
    assert list(clauses) == list(expected)
    assert {ref: clause.get("checkable", "none") for ref, clause in clauses.items()} == expected


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_every_clause_has_a_fate_that_its_citations_bear_out(name: str) -> None:
    cited = {ref for _, ref in citations(pack(name))}
    for ref, clause in pack(name)["clauses"].items():
        assert clause["fate"] in ("enforced", "attest", "person", "none"), ref
        if clause["fate"] != "attest":
            assert (clause["fate"] == "enforced") == (ref in cited), ref
        if clause["fate"] == "attest":
            assert ref in cited or clause.get("declaration") or clause.get("why"), ref


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_no_clause_that_can_be_checked_is_left_without_rule_or_reason(name: str) -> None:
    assert coverage(pack(name)).problems == ()


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_totals_add_up(name: str) -> None:
    totals = dict(coverage(pack(name)).totals)
    assert totals.pop("total") == sum(totals.values()) == len(expected_clauses(name))


def test_coverage_names_a_clause_nobody_dealt_with_and_a_ref_that_does_not_exist() -> None:
    made_up = {
        "clauses": {
            "1": {"text": "Be kind.", "fate": "person", "checkable": "assisted"},
            "2": {
                "text": "No shouting.",
                "fate": "enforced",
                "checkable": "automatic",
                "rules": ["shouting"],
            },
        },
        "enforce": {"drafts": {"shouting": [{"severity": "note", "source": "policy", "clauses": ["2", "9"]}]}},
    }
    first, second = coverage(made_up).problems
    assert first.startswith("1: can be checked")
    assert second.startswith("shouting: cites '9'")


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_a_policy_is_cited_by_its_own_rules_only(name: str) -> None:
    for surface, rules in pack(name)["enforce"].items():
        for rule, enforcements in rules.items():
            for one in enforcements:
                where = f"{surface}: {rule}"
                assert bool(one.get("clauses")) == (one["source"] == "policy"), where
                assert bool(one.get("authority")) == (one["source"] == "law"), where


def test_the_local_government_act_binds_no_police_force() -> None:
    force = str(pack("west-midlands-police")["enforce"])
    assert "Local Government Act" not in force
    assert all("Local Government Act 1986" in str(pack(n)["enforce"]) for n in ORGANISATIONS[:-1])


def test_only_the_documents_that_speak_of_elections_cite_themselves_on_them() -> None:
    for name in ("leicestershire", "south-yorkshire"):
        periods = {r: e for r, e in pack(name)["enforce"]["drafts"].items() if r.startswith("period-")}
        assert periods
        assert {one["source"] for several in periods.values() for one in several} == {"law"}
        assert {one["severity"] for several in periods.values() for one in several} == {"warning"}


@pytest.mark.parametrize(
    ("name", "review_date", "overdue"),
    [
        ("north-wales", "2021-03-16", True),
        ("cleveland", "2015-09-01", True),
        ("leicestershire", "2024-06", True),
        ("south-yorkshire", None, None),
        ("west-midlands-police", "2016-12-01", True),
    ],
)
def test_review_dates_are_as_printed(name: str, review_date: str | None, overdue: bool | None) -> None:
    identity = load_policy(name).identity(TODAY)
    assert (identity.review_date, identity.review_overdue) == (review_date, overdue)


def test_south_yorkshire_says_who_took_over() -> None:
    assert load_policy("south-yorkshire").identity(TODAY).succeeded_by == "Mayor of South Yorkshire"


@pytest.mark.parametrize(
    ("name", "removes"),
    [
        ("north-wales", "remove"),
        ("cleveland", "remove"),
        ("leicestershire", "hide"),
        ("south-yorkshire", "remove"),
        ("west-midlands-police", None),
    ],
)
def test_comments_are_dealt_with_as_the_document_says(name: str, removes: str | None) -> None:
    moderation = pack(name)["moderation"]
    assert moderation.get("removes") == removes
    assert moderation["stated"] == (removes is not None)


def test_west_midlands_takes_nothing_down_in_its_own_name() -> None:
    comments = pack("west-midlands-police")["enforce"]["comments"]
    own = [one for several in comments.values() for one in several if one["source"] == "policy"]
    assert {one["action"] for one in own} <= {
        "reply",
        "redirect-crime",
        "redirect-complaint",
        "redirect-foi",
        "escalate",
    }


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_hours_are_never_filled_in(name: str) -> None:
    hours = pack(name).get("hours") or {}
    stated = (hours.get("from", "unstated"), hours.get("to", "unstated"))
    printed = {
        "north-wales": ("10:00", "16:00"),
        "leicestershire": ("09:00", "unstated"),
        "south-yorkshire": ("09:00", "17:00"),
    }
    assert stated == printed.get(name, ("unstated", "unstated"))


@pytest.mark.parametrize("name", [*ORGANISATIONS, *FREE])
def test_packs_are_written_to_be_read(name: str) -> None:
    lines = (policies_dir() / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > 130] == []


@pytest.mark.parametrize(("surface", "singular"), [("drafts", "draft"), ("accounts", "account")])
def test_no_rule_is_left_that_nobody_enforces(surface: str, singular: str) -> None:
    enforced = {rule for name in store.pack_ids() for rule in pack(name)["enforce"][surface]}
    rules = store.shared("rules")["rules"]
    assert {name for name, rule in rules.items() if singular in rule["on"]} <= enforced
