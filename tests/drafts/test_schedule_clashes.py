"""Clashes across a run, baselines and embargoes: what one post alone does not show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from socialcheck.drafts import clashes
from socialcheck.drafts.baseline import baseline_text, read_baseline, tallied, without_known
from socialcheck.drafts.clashes import Judged, with_clashes
from socialcheck.drafts.embargo import embargo_edges, embargo_findings, read_embargoes
from socialcheck.model import Document, PolicyError, UsageError
from tests.conftest import Runner
from tests.report.sample import finding

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 20, 10, tzinfo=LONDON)


def post(text: str, at: str | None, row: int, platform: str | None = "x", path: str = "q.csv") -> Judged:
    when = datetime.fromisoformat(at).replace(tzinfo=LONDON).isoformat() if at else None
    return Judged(Document(path, row=row, at=when, platform=platform, text=text))


def found(*judged: Judged, waived: dict[str, str] | None = None) -> list[tuple[int | None, str, str]]:
    return [(d.row, f.rule, f.message) for d in with_clashes(judged, waived or {}) for f in d.findings]


def test_the_same_text_twice_on_a_platform_is_remarked_on() -> None:
    clash = found(post("Hello  there", None, 2), post("Other", None, 3), post("hello there\n", None, 4))
    assert clash == [(4, "same-text-twice", "The same text stands in row 2, on the same platform.")]


def test_the_same_text_on_another_platform_is_fine() -> None:
    assert found(post("Hello", None, 2), post("Hello", None, 2, "facebook")) == []


def test_without_a_platform_rows_of_one_file_are_compared_and_files_are_not() -> None:
    assert len(found(post("Hello", None, 2, None), post("Hello", None, 3, None))) == 1
    one, other = (Judged(Document(f"{n}.md", text="Hello")) for n in "ab")
    assert found(one, other) == []


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("10:00", "at the same time as"),
        ("10:09", "9 minutes from"),
        ("10:10", None),
        ("09:51", "9 minutes from"),
        ("09:50", None),
        ("23:00", None),
    ],
)
def test_posts_too_close_together_are_remarked_on(second: str, said: str | None) -> None:
    clash = found(post("One", "2026-11-25 10:00", 2), post("Two", f"2026-11-25 {second}", 3))
    assert [said in message for _, _, message in clash] == ([True] if said else [])


def test_replies_do_not_clash() -> None:
    one, two = post("Thanks", "2026-11-25 10:00", 2), post("Thanks", "2026-11-25 10:01", 3)
    assert found(one._replace(kind="reply"), two._replace(kind="reply")) == []


def test_a_clash_can_be_waived() -> None:
    judged = [post("Hello", None, 2), post("Hello", None, 3)]
    *_, last = with_clashes(judged, {"same-text-twice": "Jo: a campaign"})
    assert (last.findings[0].status, last.findings[0].by) == ("waived", "Jo: a campaign")


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clashes, "REMEMBERED", 3)
    rows = [post(f"text {n}", None, n) for n in range(2, 7)]
    assert found(*rows, post("text 6", None, 8), post("text 2", None, 9)) == [
        (8, "same-text-twice", "The same text stands in row 6, on the same platform.")
    ]


def test_clashes_show_in_json_lines_too(tmp_path: Path, socialcheck: Runner) -> None:
    line = json.dumps({"text": "Our drop-in is on Tuesday.", "platform": "x", "at": "2026-11-25 10:00"})
    (tmp_path / "q.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    ran = socialcheck("draft", "q.jsonl", "-p", "cleveland", "-f", "json")
    assert [[f["rule"] for f in d["findings"]] for d in ran.json["documents"]] == [
        [],
        ["same-text-twice", "posts-too-close"],
    ]
    assert {f["severity"] for d in ran.json["documents"] for f in d["findings"]} == {"note"}
    assert ran.code == 0


# Baselines.


def archive() -> Iterator[Document]:
    yield Document("a.md", findings=(finding("demo", "fool", "fool"),))
    yield Document("b.md", findings=(finding("demo", "fool", "fool"), finding("demo", "fool", "fool", ordinal="2")))
    yield Document("q.jsonl", id="7", row=4, findings=(finding("demo", "fool", "fool"),))


def written(tmp_path: Path, documents: Iterator[Document]) -> Path:
    for name in ("a.md", "b.md", "q.jsonl"):
        (tmp_path / name).touch()
    counts: Counter[tuple[str, str]] = Counter()
    rules: dict[str, str] = {}
    list(tallied((replace(d, path=str(tmp_path / str(d.path))) for d in documents), counts, rules, tmp_path))
    path = tmp_path / "known.json"
    path.write_text(baseline_text(counts, rules), encoding="utf-8")
    return path


def statuses(path: Path, *documents: Document) -> list[list[str]]:
    here = (replace(d, path=str(path.parent / str(d.path))) for d in documents)
    return [[f.status for f in d.findings] for d in without_known(here, read_baseline(path))]


def test_what_the_baseline_holds_is_waived_by_it(tmp_path: Path) -> None:
    path = written(tmp_path, archive())
    assert statuses(path, *archive()) == [["waived"], ["waived", "waived"], ["waived"]]


def test_lines_that_move_change_nothing_and_one_more_is_one_too_many(tmp_path: Path) -> None:
    path = written(tmp_path, archive())
    moved = finding("demo", "\n\nA fool", "fool")
    more = finding("demo", "fool", "fool", ordinal="2")
    assert statuses(path, Document("a.md", findings=(moved, more))) == [["waived", "open"]]


def test_another_document_has_no_share_in_it(tmp_path: Path) -> None:
    path = written(tmp_path, archive())
    assert statuses(path, Document("new.md", findings=(finding("demo", "fool", "fool"),))) == [["open"]]


def test_a_renamed_file_keeps_its_share_and_an_id_goes_with_its_post(tmp_path: Path) -> None:
    path = written(tmp_path, archive())
    (tmp_path / "a.md").unlink()
    renamed = Document("z.md", findings=(finding("demo", "fool", "fool"),))
    same_id = Document("other.jsonl", id="7", row=99, findings=(finding("demo", "fool", "fool"),))
    assert statuses(path, renamed, same_id, renamed) == [["waived"], ["waived"], ["open"]]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"findings": [{"document": 1}]}', "[" * 100_000])
def test_a_file_that_is_no_baseline_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="no baseline"):
        read_baseline(tmp_path / "known.json")


PERIOD = "The Commissioner is delighted to announce £2m of new funding for CCTV across Redcar."


@pytest.mark.parametrize(("name", "jobs"), [("post.md", "1"), ("posts.jsonl", "1"), ("posts.jsonl", "2")])
def test_what_changes_later_is_told_with_the_baseline_applied(name: str, jobs: str, tmp_path: Path, socialcheck: Runner) -> None:
    text = f"You moron. {PERIOD}"
    (tmp_path / name).write_text(json.dumps({"text": text}) if name.endswith(".jsonl") else text, encoding="utf-8")
    arguments = ("draft", name, "-p", "cleveland", "--jobs", jobs, "-f", "json")
    before = socialcheck(*arguments, "--at", "2026-02-10T10:00", "--write-baseline", "known.json").json["documents"][0]
    assert (before["verdict"], before["changes"]) == ("block", [])
    known = (*arguments, "--baseline", "known.json")
    after = socialcheck(*known, "--at", "2026-02-10T10:00").json["documents"][0]
    assert after["verdict"] == "clear"
    told = [(change["from"][:10], change["verdict"]) for change in after["changes"]]
    assert [verdict for _, verdict in told] == ["hold", "clear"]
    for day, verdict in ((told[0][0], "hold"), ("2026-05-08", "clear")):  # a run on that day says what was foretold
        assert socialcheck(*known, "--at", f"{day}T10:00").json["documents"][0]["verdict"] == verdict


def test_a_baseline_is_written_and_used_from_the_command_line(tmp_path: Path, socialcheck: Runner) -> None:
    post_ = tmp_path / "post.md"
    post_.write_text("You moron\n", encoding="utf-8")
    first = socialcheck("draft", "post.md", "-p", "cleveland", "--write-baseline", "known.json")
    assert first.code == 1
    known = (tmp_path / "known.json").read_text(encoding="utf-8")
    assert "moron" not in known
    post_.write_text("---\nplatform: x\n---\n\nYou moron\n", encoding="utf-8")
    again = socialcheck("draft", "post.md", "-p", "cleveland", "--baseline", "known.json", "-f", "json")
    assert again.code == 0
    assert [(f["status"], f["by"]) for f in again.json["documents"][0]["findings"]] == [("waived", "baseline")]
    assert again.json["summary"]["waived"] == 1
    post_.write_text("You moron, you moron\n", encoding="utf-8")
    assert socialcheck("draft", "post.md", "-p", "cleveland", "--baseline", "known.json").code == 1
    assert socialcheck("draft", "post.md", "-p", "cleveland", "--baseline", "none.json").code == 2
    refused = socialcheck("draft", "post.md", "-p", "cleveland", "--write-baseline", "post.md")
    assert refused.code == 2
    assert post_.read_text(encoding="utf-8") == "You moron, you moron\n"


# Embargoes.

MOURNING: dict[str, Any] = {
    "from": "2026-12-01T09:00",
    "to": "2026-12-03",
    "reason": "national mourning",
    "allow": ["emergency", "reply"],
}


def embargoed(at: str, embargo: dict[str, Any] | None = None, **facts: Any) -> list[str]:
    embargoes = read_embargoes({"embargoes": [embargo or MOURNING]})
    moment = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    return [f.message for f in embargo_findings(embargoes, facts, moment)]


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ("2026-12-01 08:59:59", False),
        ("2026-12-01 09:00", True),
        ("2026-12-03 23:59:59", True),
        ("2026-12-04 00:00", False),
    ],
)
def test_an_embargo_has_exact_edges_and_a_day_is_inside_to_its_end(at: str, inside: bool) -> None:
    messages = embargoed(at)
    assert bool(messages) == inside
    assert all("national mourning" in message for message in messages)


def test_what_an_embargo_allows_has_to_be_stated() -> None:
    at = "2026-12-02 10:00"
    assert embargoed(at, emergency=True) == []
    assert embargoed(at, kind="reply") == []
    assert embargoed(at, emergency=False)
    assert embargoed(at, kind="share")
    strict = {**MOURNING, "allow": []}
    assert embargoed(at, strict, emergency=True)
    assert embargoed(at, strict, kind="reply")


def test_an_embargo_of_some_platforms_holds_where_no_platform_is_stated() -> None:
    some = {**MOURNING, "platforms": ["twitter"]}
    assert embargoed("2026-12-02 10:00", some, platform="x")
    assert embargoed("2026-12-02 10:00", some)
    assert embargoed("2026-12-02 10:00", some, platform="facebook") == []


def test_the_edges_of_embargoes_come_in_order() -> None:
    embargoes = read_embargoes({"embargoes": [MOURNING]})
    assert [because for _, because in embargo_edges(embargoes, NOW, 30)] == [
        "the embargo starts: national mourning",
        "the embargo ends: national mourning",
    ]
    assert embargo_edges(embargoes, NOW, 5) == []


@pytest.mark.parametrize("change", [{"to": "2026-11-01"}, {"from": "soon"}])
def test_an_embargo_that_cannot_be_is_refused_with_its_line(change: dict[str, str], tmp_path: Path, socialcheck: Runner) -> None:
    values = {**MOURNING, **change}
    (tmp_path / "socialcheck.yaml").write_text(f"policy: cleveland\nembargoes:\n  - {json.dumps(values)}\n", encoding="utf-8")
    ran = socialcheck("draft", "-", stdin="Hello")
    assert ran.code == 2
    assert "socialcheck.yaml:3" in ran.err


def test_an_embargo_that_ends_where_it_starts_is_refused() -> None:
    with pytest.raises(PolicyError, match="before it starts"):
        read_embargoes({"embargoes": [{**MOURNING, "to": "2026-12-01T09:00"}]})
