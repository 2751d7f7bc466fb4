"""For each account clause of each policy: rows that break it, and rows that nearly do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from socialcheck.accounts.clauses import clause_key
from socialcheck.model import Document
from socialcheck.policy.load import load_policy
from tests.accounts.conftest import Check

CASES = list(csv.DictReader(Path(__file__).with_name("clauses.csv").read_text(encoding="utf-8").splitlines()))
ORGANISATIONS = ("north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police")
EARLIER_OR_STAFF = ("earlier-", "line-manager-left", "line-manager-differs", "owner-left-staff", "administrator-left")


def fields_of(text: str) -> dict[str, str]:
    mark = "|" if "|" in text else ";"
    pairs = (part.partition("=") for part in text.split(mark))
    return {name.strip(): value.strip() for name, _, value in pairs}


def cited(documents: list[Document]) -> set[str]:
    refs = {ref for document in documents for finding in document.findings for ref in finding.clauses}
    return refs | {reminder.clause for document in documents for reminder in document.reminders}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['policy']} {c['clause']} {c['expect']} {c['row'][:60]}")
def test_a_row_breaks_its_clause_or_nearly_does(case: dict[str, str], check_rows: Check) -> None:
    documents, _ = check_rows(case["policy"], [fields_of(case["row"])])
    assert (case["clause"] in cited(documents)) is (case["expect"] == "break")


@pytest.mark.parametrize("policy", ORGANISATIONS)
def test_every_account_clause_has_rows_that_break_it_and_rows_that_nearly_do(policy: str) -> None:
    enforced = load_policy(policy).enforce["accounts"]
    wanted = {
        ref
        for name, group in enforced.items()
        if not name.startswith(EARLIER_OR_STAFF)
        for enforcement in group
        for ref in enforcement.get("clauses", ())
    }
    for expected in ("break", "near"):
        assert wanted == {case["clause"] for case in CASES if case["policy"] == policy and case["expect"] == expected}


def test_refs_are_ordered_as_the_document_has_them() -> None:
    refs = ["3.10", "3.9", "3.4/nb2", "3.4a", "3.13b", "3.13a"]
    assert sorted(refs, key=clause_key) == ["3.4a", "3.4/nb2", "3.9", "3.10", "3.13a", "3.13b"]
