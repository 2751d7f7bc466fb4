from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Runner


@pytest.mark.parametrize(
    ("policy", "whens", "code"),
    [
        ("north-wales", ["2026-11-23T11:00"], 0),
        ("north-wales", ["2026-12-28T11:00"], 1),
        ("leicestershire", ["2026-11-23T14:00"], 3),
        ("cleveland", ["2026-11-23T11:00"], 3),
        ("north-wales", ["2026-11-23T11:00", "2026-12-28T11:00"], 1),
        ("north-wales", ["2026-12-28T11:00", "nonsense"], 3),
        ("north-wales", ["2026-10-25T01:30"], 3),
        ("north-wales", ["2029-01-02T11:00"], 3),
    ],
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_the_exit_code_is_the_worst_answer_in_every_format(
    policy: str, whens: list[str], code: int, format: str, socialcheck: Runner
) -> None:
    assert socialcheck("hours", *whens, "--policy", policy, "--format", format).code == code


def test_fail_on_never_turns_outside_into_success_and_undetermined_not(socialcheck: Runner) -> None:
    outside = socialcheck("hours", "2026-12-28T11:00", "--policy", "north-wales", "--fail-on", "never")
    undetermined = socialcheck("hours", "2026-12-28T11:00", "--policy", "cleveland", "--fail-on", "never")
    assert (outside.code, undetermined.code) == (0, 3)


def test_the_json_of_hours_has_every_key(socialcheck: Runner) -> None:
    report = socialcheck("hours", "2026-11-23T11:00", "x\x1b[2Jy", "--policy", "north-wales", "--format", "json").json
    assert report["schema"] == 1
    assert report["policy"]["id"] == "north-wales"
    keys = [
        "when",
        "state",
        "reason",
        "holiday",
        "opens_at",
        "closes_at",
        "reply_due",
        "assumptions",
        "clauses",
        "settings",
    ]
    assert [list(result) for result in report["results"]] == [keys, keys]
    assert report["results"][1]["state"] == "undetermined"


def test_hostile_text_is_not_printed_raw(socialcheck: Runner) -> None:
    ran = socialcheck("hours", "x\x1b[2J::error::y", "--policy", "north-wales")
    assert ran.code == 3
    assert "\x1b" not in ran.out


def test_a_stream_is_answered_line_by_line_with_a_summary(socialcheck: Runner) -> None:
    lines = "2026-12-24T15:00\n\n2026-12-28T11:00\nnonsense\n2026-12-29T11:00\n"
    ran = socialcheck("hours", "-", "--policy", "north-wales", stdin=lines)
    assert ran.code == 3
    assert "4 stamps: 2 inside, 1 outside, 0 undetermined, 1 not readable." in ran.out
    assert "Received inside monitored hours: 66.7%." in ran.out
    assert "(4 days 18 hours)" in ran.out
    assert "line 4" in ran.out


@pytest.mark.parametrize(
    ("name", "text", "column", "code", "inside"),
    [
        ("a.csv", "id,Created\n1,23/11/2026 11:00\n2,2026-11-23T12:00\n", "created", 0, 2),
        ("a.csv", "id,at\n1,2026-11-23T11:00\n2,\n", None, 3, 1),
        ("a.jsonl", '{"id":1,"at":"2026-11-23T11:00"}\n{"at":1795431600}\nnot json\n', None, 3, 2),
        ("a.jsonl", '{"seen":"2026-11-23T11:00"}\n', "seen", 0, 1),
        ("a.csv", "", "at", 3, 0),
        ("a.csv", 'at\n"' + "x" * 200_000, "at", 3, 0),
    ],
)
def test_a_column_of_a_file_is_answered(
    name: str, text: str, column: str | None, code: int, inside: int, socialcheck: Runner, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    option = ["--column", column] if column else []
    ran = socialcheck("hours", name, *option, "--policy", "north-wales", "--format", "json")
    assert (ran.code, ran.json["summary"]["inside"]) == (code, inside)


def test_a_column_that_is_not_there_is_wrong_usage_before_anything_is_printed(socialcheck: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,sent\n1,2026-11-23T11:00\n", encoding="utf-8")
    ran = socialcheck("hours", "a.csv", "--column", "at", "--policy", "north-wales")
    assert (ran.code, ran.out) == (2, "")
    assert "the columns are id, sent" in ran.err


def test_a_missing_file_is_named_and_the_rest_is_answered(socialcheck: Runner) -> None:
    ran = socialcheck("hours", "gone.csv", "2026-11-23T11:00", "--policy", "north-wales", "--format", "json")
    assert ran.code == 3
    assert [r["state"] for r in ran.json["results"]] == ["undetermined", "inside"]
    assert "cannot be read" in ran.json["results"][0]["reason"]


def test_the_week_and_the_month_are_drawn(socialcheck: Runner) -> None:
    week = socialcheck("hours", "--week", "--policy", "north-wales", "--at", "2026-12-28")
    assert week.code == 0
    assert "Boxing Day (day in lieu)" in week.out
    assert all(len(line) <= 100 for line in week.out.splitlines())
    month = socialcheck("hours", "--month", "--policy", "south-yorkshire", "--at", "2026-05-10", "--format", "json")
    days = {d["date"]: {s["state"] for s in d["segments"]} for d in month.json["days"]}
    assert len(days) == 31
    assert "undetermined" in days["2026-05-25"]


@pytest.mark.parametrize(
    ("policy", "code", "due"),
    [
        ("cleveland", 0, "2026-11-30"),
        ("south-yorkshire", 0, "2026-11-28T16:00:00+00:00"),
        ("north-wales", 0, None),
    ],
)
def test_received_asks_for_the_reply_and_not_for_the_hours(policy: str, code: int, due: str | None, socialcheck: Runner) -> None:
    ran = socialcheck("hours", "--received", "2026-11-27T16:00", "--policy", policy, "--format", "json")
    assert (ran.code, ran.json["results"][0]["reply_due"]) == (code, due)


def test_the_configuration_decides_what_is_unstated(socialcheck: Runner, tmp_path: Path) -> None:
    (tmp_path / "socialcheck.yaml").write_text('policy: leicestershire\nhours:\n  to: "17:00"\n', encoding="utf-8")
    ran = socialcheck("hours", "2026-11-23T14:00", "--format", "json")
    assert (ran.code, ran.json["results"][0]["settings"]) == (0, ["hours.to: 17:00"])


@pytest.mark.parametrize("format", ["text", "json", "ics"])
def test_elections_answers_in_every_format(format: str, socialcheck: Runner) -> None:
    ran = socialcheck("elections", "--policy", "north-wales", "--at", "2026-04-10", "--format", format)
    assert ran.code == 0
    assert ran.out


def test_the_json_of_elections_has_every_key_and_an_added_poll(socialcheck: Runner, tmp_path: Path) -> None:
    config = 'policy: cleveland\nelections:\n  - {kind: pcc-by-election, date: "2027-02-11", area: Cleveland}\n'
    (tmp_path / "socialcheck.yaml").write_text(config, encoding="utf-8")
    report = socialcheck("elections", "--at", "2027-01-10", "--format", "json").json
    poll = next(p for p in report["polls"] if p["date"] == "2027-02-11")
    assert {"id", "kind", "date", "area", "notice_deadline", "dates", "period", "in_force", "source"} <= set(poll)
    assert (poll["in_force"], report["at"]) == (True, "2027-01-10T00:00:00+00:00")
    assert json.dumps(report)


def test_from_and_to_choose_by_period(socialcheck: Runner, tmp_path: Path) -> None:
    config = "policy: cleveland\nelections:\n" + "".join(
        f'  - {{kind: local-by-election, date: "{day}", area: A}}\n' for day in ("2027-02-11", "2027-06-10")
    )
    (tmp_path / "socialcheck.yaml").write_text(config, encoding="utf-8")
    ran = socialcheck("elections", "--from", "2027-05-10", "--to", "2027-05-10", "--format", "json")
    assert [p["date"] for p in ran.json["polls"]] == ["2027-06-10"]


HOSTILE = """policy: cleveland
elections:
  - {kind: local-by-election, date: "2027-02-11", area: "Ward \\e[2J of a name long enough to be wrapped here ::error::x"}
closures:
  - {date: "2026-12-24", reason: "Closed\\e[2J for a reason long enough to be wrapped just about there ::error::x"}
"""
ASKED = [["elections", "--at", "2027-01-20"], ["hours", "2026-12-24T11:00"], ["hours", "--week", "--at", "2026-12-24"],
         ["hours", "--month", "--at", "2026-12-24"]]  # fmt: skip


@pytest.mark.parametrize("columns", ["40", "60", "72", "80", "100"])
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_no_configured_text_moves_the_cursor_or_opens_a_line_with_a_command(
    asked: list[str], columns: str, socialcheck: Runner, tmp_path: Path
) -> None:
    (tmp_path / "socialcheck.yaml").write_text(HOSTILE, encoding="utf-8")
    ran = socialcheck(*asked, COLUMNS=columns)
    assert "\x1b" not in ran.out
    assert [line for line in ran.out.splitlines() if line.lstrip().startswith("::")] == []


@pytest.mark.parametrize("policy", ["north-wales", "leicestershire", "south-yorkshire"])
def test_elections_keep_to_the_width_but_for_links(policy: str, socialcheck: Runner) -> None:
    ran = socialcheck("elections", "--policy", policy, "--at", "2024-06-01", "--from", "2012-01-01", COLUMNS="64")
    assert [line for line in ran.out.splitlines() if len(line) > 64 and "http" not in line] == []


def test_the_moment_asked_about_stands_among_the_dates_of_a_poll_in_force(socialcheck: Runner) -> None:
    out = socialcheck("elections", "--policy", "north-wales", "--at", "2026-04-10").out
    lines = [line.strip() for line in out.splitlines()]
    now = next(n for n, line in enumerate(lines) if line.startswith("> now"))
    assert lines[now - 1].startswith("Nominations close")
    assert lines[now + 1].endswith("in 10 days")
    assert sum(line.startswith("> now") for line in lines) == 1


@pytest.mark.parametrize(("at", "code"), [("2026-04-10", 0), ("2028-12-31T23:59", 0), ("2029-01-01", 3), ("2011-06-01", 3)])
def test_a_moment_beyond_the_data_is_not_checked_and_never_free(at: str, code: int, socialcheck: Runner) -> None:
    ran = socialcheck("elections", "--policy", "north-wales", "--at", at, "--strict")
    assert ran.code == code
    assert ("Not checked:" in ran.out) == (code == 3)
    report = socialcheck("elections", "--policy", "north-wales", "--at", at, "--format", "json")
    assert (report.code, bool(report.json["not_checked"])) == (0, code == 3)
    assert code == 0 or "No pre-election period is in force" not in ran.out


def test_nothing_to_show_says_why(socialcheck: Runner) -> None:
    assert "No policy is chosen" in socialcheck("elections", "--quiet").out
    elsewhere = socialcheck("elections", "--policy", "north-wales", "--from", "2025-06-01", "--to", "2025-06-02").out
    assert "between those days" in elsewhere


@pytest.mark.parametrize("asked", [["elections"], ["hours", "2026-11-23T11:00"]], ids=" ".join)
def test_no_color_no_terminal_no_colour(asked: list[str], socialcheck: Runner) -> None:
    ran = socialcheck(*asked, "--policy", "north-wales", "--at", "2026-04-10", NO_COLOR="", TERM="xterm-256color")
    assert "\x1b" not in ran.out


def test_strict_asks_more_of_a_drawn_week(socialcheck: Runner) -> None:
    week = ["hours", "--week", "--at", "2026-11-23", "--strict", "--policy"]
    assert (socialcheck(*week, "north-wales").code, socialcheck(*week, "cleveland").code) == (0, 3)


@pytest.mark.parametrize("stamp", ["-99999999999", "99999999999", "0001-01-01", "9999-12-31T23:59"])
def test_a_stamp_far_off_is_an_answer_and_not_a_crash(stamp: str, socialcheck: Runner) -> None:
    ran = socialcheck("hours", "--policy", "north-wales", "--", stamp)
    assert ran.code == 3
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "data",
    [
        b"id;at;text\n1;2026-11-23T11:00;x\n2;nonsense;y\n",
        b"id\tat\n1\t2026-11-23T11:00\n2\tnonsense\n",
        'text,at\n"two\nlines",2026-11-23T11:00\n£,nonsense\n'.encode("cp1252"),
    ],
    ids=["semicolons", "tabs", "an old code page, a cell of two lines"],
)
def test_columns_are_read_as_spreadsheets_write_them(data: bytes, socialcheck: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    ran = socialcheck("hours", "a.csv", "--policy", "north-wales")
    assert ran.code == 3
    assert "1 inside" in ran.out
    assert "row 3: nonsense" in ran.out


@pytest.mark.parametrize("option", ["--from", "--to", "--at"])
def test_a_bad_day_is_wrong_usage(option: str, socialcheck: Runner) -> None:
    ran = socialcheck("elections", "--policy", "north-wales", option, "someday")
    assert ran.code == 2
    assert option in ran.err
