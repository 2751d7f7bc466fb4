"""The policy commands: authoring errors with file and line, schemas that hold, explanations, coverage."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from socialcheck.policy.where import policies_dir
from tests.conftest import Runner

GOOD = """\
id: ours
extends: [good-practice, law]
organisation: {name: Our Office, kind: pcc-office, nation: england}
document: {title: Policy, version: "1", effective_date: unstated, review_date: unstated}
enforce:
  drafts:
    swearing: {severity: error, clauses: ["1"]}
clauses:
  "1": No swearing.
"""


def broken(tmp_path: Path, old: str, new: str) -> Path:
    assert old in GOOD
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("nation: england", "nation: england, natoin: x", 3, "unknown key 'natoin' (did you mean 'nation'?)"),
        ("kind: pcc-office", "kind: council", 3, "must be one of"),
        ("    swearing:", "    swaering:", 7, "unknown rule 'swaering' (did you mean 'swearing'?)"),
        ('["1"]', '["2"]', 7, "the document has no clause '2'"),
        ('["1"]', "[1.0]", 7, "put 1.0 in quotes"),
        ('"1": No', "1.1: No", 9, "put the key 1.1 in quotes"),
        ("severity: error", "severity: grave", 7, "must be one of"),
        ("severity: error", "severity: error, severity: note", 7, "stands twice"),
        ("id: ours", "id: theirs", 1, "must be the file's name"),
        ("extends: [good-practice, law]", "extends: [good-practise, law]", 2, "did you mean 'good-practice'?"),
        ("extends: [good-practice, law]", "extends: &x [good-practice, law]", 2, "anchors"),
        ('  "1": No swearing.', '  "1": No swearing.\n  "2": A second one.', 10, "has no fate"),
        ('version: "1"', "version: 1.0", 4, "put 1.0 in quotes"),
        ("review_date: unstated", "review_date: 2026-01-01", 4, "put 2026-01-01 in quotes"),
        ("    swearing:", "    account-unapproved:", 7, "is not for drafts"),
    ],
)
def test_a_faulty_policy_is_refused_with_its_line(
    old: str, new: str, line: int, words: str, tmp_path: Path, socialcheck: Runner
) -> None:
    path = broken(tmp_path, old, new)
    ran = socialcheck("draft", "-", "--policy", path, stdin="Hello there")
    assert ran.code == 2
    assert any(f"ours.yaml:{line}: " in text and words in text for text in ran.err.splitlines()), ran.err
    assert "Traceback" not in ran.err


def test_all_problems_are_reported_at_once(tmp_path: Path, socialcheck: Runner) -> None:
    path = broken(tmp_path, "severity: error, clauses", "severty: error, clausses")
    assert len(socialcheck("policy", "test", path).err.splitlines()) >= 3


def test_the_policy_schema_holds_for_every_pack(socialcheck: Runner) -> None:
    schema = socialcheck("policy", "schema").json
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in policies_dir().glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "document" in content:
            jsonschema.validate(content, schema)


@pytest.mark.parametrize("policy", ["good-practice", "cleveland", "leicestershire"])
def test_the_report_schema_holds_for_reports(policy: str, tmp_path: Path, socialcheck: Runner) -> None:
    schema = socialcheck("policy", "schema", "--report").json
    lines = [
        {"id": "a", "text": "Hello there, see you on Tuesday."},
        {
            "id": "b",
            "text": "Text Dave on 07700 900123, you complete idiot.",
            "platform": "x",
            "at": "2026-04-14 10:00",
        },
        {"id": "c"},
        {"id": "d", "text": "Worth a look.", "kind": "share", "shared_from": "@x", "platform": "nowhere", "odd": 1},
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = socialcheck("draft", "q.jsonl", "--policy", policy, "--format", "json")
    assert ran.code == 3
    jsonschema.validate(ran.json, schema)


def test_the_same_input_gives_the_same_report(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "p.txt").write_text("Text Dave on 07700 900123, you idiot.", encoding="utf-8")
    arguments = ("draft", "p.txt", "--policy", "cleveland", "--format", "json", "--at", "2026-11-20T10:00")
    assert socialcheck(*arguments).out == socialcheck(*arguments).out


def test_a_new_policy_loads_passes_and_covers(tmp_path: Path, socialcheck: Runner) -> None:
    assert socialcheck("policy", "new", "avon").code == 0
    assert socialcheck("policy", "new", "avon").code == 2  # never overwritten
    for command in (("policy", "coverage", "./avon.yaml"), ("policy", "show", "./avon.yaml")):
        assert socialcheck(*command).code == 0


def test_coverage_fails_where_a_decidable_clause_has_neither_rule_nor_reason(tmp_path: Path, socialcheck: Runner) -> None:
    extra = '  "1": No swearing.\n  "2": {text: Posts stay under 100 words., fate: none, checkable: automatic}'
    path = broken(tmp_path, '  "1": No swearing.', extra)
    ran = socialcheck("policy", "coverage", path)
    assert ran.code == 1
    assert "2" in ran.out


def test_coverage_as_json_counts_every_clause(socialcheck: Runner) -> None:
    found = socialcheck("policy", "coverage", "cleveland", "--format", "json").json
    assert len(found["clauses"]) == 73
    assert {"ref", "summary", "fate", "rules"} == set(found["clauses"][0])


def test_explain_tells_who_enforces_a_rule_by_which_clause(socialcheck: Runner) -> None:
    out = socialcheck("policy", "explain", "third-party-share").out
    assert "leicestershire: " in out
    assert "s5.tone.sharing/b2" in out


def test_policy_list_tells_the_state_of_review(socialcheck: Runner) -> None:
    out = socialcheck("policy", "list").out
    assert out.count("overdue") == 4
    assert "no review date" in out
    for name in (
        "good-practice",
        "north-wales",
        "cleveland",
        "leicestershire",
        "south-yorkshire",
        "west-midlands-police",
    ):
        assert name in out


def test_explain_says_how_sure_a_rule_is(socialcheck: Runner) -> None:
    assert "read as much like what it looks for" in " ".join(socialcheck("policy", "explain", "danger-read").out.split())
    assert "This rule guesses from words. On drafts it counts only" in " ".join(
        socialcheck("policy", "explain", "insult").out.split()
    )
    assert "How sure" not in socialcheck("policy", "explain", "personal-phone").out
