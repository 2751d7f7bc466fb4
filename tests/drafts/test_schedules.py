"""Schedules as tools write them: what the columns are, when each row goes out, and what cannot be read."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from socialcheck.drafts.post import Post
from socialcheck.drafts.read import Scheduling, read_posts
from socialcheck.drafts.schedule_dates import evidence, plain_moment, plain_time
from tests.conftest import Runner

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 20, 10, tzinfo=LONDON)


def posts(tmp_path: Path, content: str | bytes, **options: Any) -> list[Post]:
    path = tmp_path / "queue.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_posts([str(path)], {}, NOW, io.BytesIO(), Scheduling(**options)))


def facts(post: Post) -> dict[str, Any]:
    return {k: f"{v:%Y-%m-%d %H:%M}" if isinstance(v, datetime) else v for k, v in post.facts.items()}


# Tool: the file, and row, text and facts of each post in it.
TOOLS: dict[str, tuple[str, list[tuple[int, str, dict[str, Any]]]]] = {
    "Hootsuite": (
        '25/11/2026 14:30,Hello,https://a.example/x\n26/11/2026 09:05,"One, two",\n',
        [
            (1, "Hello\nhttps://a.example/x", {"at": "2026-11-25 14:30"}),
            (2, "One, two", {"at": "2026-11-26 09:05"}),
        ],
    ),
    "Hootsuite, month first": (
        "11/25/2026 02:30 PM,Hello\n",
        [(1, "Hello", {"at": "2026-11-25 14:30"})],
    ),
    "Sprout Social": (
        "date,time_24hr,message_text\n25/11/2026,14:30,Hello\n",
        [(2, "Hello", {"at": "2026-11-25 14:30"})],
    ),
    "Buffer": (
        "Text,Image URL,Tags,Posting Time\nHello,https://a.example/p.png,news,2026-11-25 14:30\n",
        [(2, "Hello", {"at": "2026-11-25 14:30", "media": [{"type": "image"}]})],
    ),
    "Publer": (
        "Date,Text,Link(s),Media URL(s),Title,Label(s)\n"
        "2026/11/25 14:30,Hello,https://a.example,https://a.example/v.mp4,A title,x\n",
        [(2, "Hello\nA title\nhttps://a.example", {"at": "2026-11-25 14:30", "media": [{"type": "video"}]})],
    ),
    "Metricool": (
        "Text,Date,Time,Draft,Facebook,Instagram,Picture Url 1,Alt text picture 1,Picture Url 2,First Comment Text\n"
        "Hello,2026-11-25,14:30:00,FALSE,TRUE,TRUE,https://a.example/1.png,A cat,https://a.example/2.png,#cats\n",
        [
            (
                2,
                "Hello\n#cats",
                {
                    "at": "2026-11-25 14:30",
                    "platform": name,
                    "media": [{"type": "image", "alt": "A cat"}, {"type": "image"}],
                },
            )
            for name in ("facebook", "instagram")
        ],
    ),
    "SocialBee": (
        "text,link,imageUrls,gifUrls,videoUrls,postAtSpecificTime\nHello,,,,https://a.example/v,2026-11-25 14:30:00\n",
        [(2, "Hello", {"at": "2026-11-25 14:30", "media": [{"type": "video"}]})],
    ),
    "planners like GoHighLevel": (
        "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link,imageUrls,gifUrl,videoUrls\n2026-11-25 14:30:00,Hello,,,,\n",
        [(2, "Hello", {"at": "2026-11-25 14:30"})],
    ),
    "Ayrshare": (
        'post,platforms,mediaUrls,scheduleDate\nHello,"[""facebook"",""twitter""]",,2026-11-25T14:30:00Z\n',
        [(2, "Hello", {"at": "2026-11-25 14:30", "platform": name}) for name in ("facebook", "x")],
    ),
    "PostFast": (
        "scheduled_at,account_id,content,media_urls,first_comment\n2026-06-25T15:30:00+01:00,7,Hello,,\n",
        [(2, "Hello", {"at": "2026-06-25 15:30"})],
    ),
    "our own keys": (
        "id;text;platform;at;kind;approvals;emergency;declarations\n7;Hello;twitter;03/04/2026 10:00;reply;pcc, smt;yes;a=1\n",
        [
            (
                2,
                "Hello",
                {
                    "id": "7",
                    "platform": "x",
                    "at": "2026-04-03 10:00",
                    "kind": "reply",
                    "approvals": ["pcc", "smt"],
                    "emergency": True,
                    "declarations": {"a": "1"},
                },
            ),
        ],
    ),
    "titles above the headings, blank rows and tabs": (
        "Posts for the week\t\t\n\t\t\nWhen\tPost copy\tScheduled time\n\n\tHello\t2026-11-25 14:30\n",
        [(5, "Hello", {"at": "2026-11-25 14:30"})],
    ),
    "sep= line of a spreadsheet program": (
        "sep=;\ntext;at\nHello;2026-11-25 14:30\n",
        [(2, "Hello", {"at": "2026-11-25 14:30"})],
    ),
    "several lines in a cell": (
        'text,at\n"One\ntwo",2026-11-25 14:30\nThree,2026-11-26 14:30\n',
        [(2, "One\ntwo", {"at": "2026-11-25 14:30"}), (3, "Three", {"at": "2026-11-26 14:30"})],
    ),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_files_of_known_tools_are_read_as_they_are(tool: str, tmp_path: Path) -> None:
    content, wanted = TOOLS[tool]
    found = posts(tmp_path, content)
    assert [(p.row, p.text, facts(p)) for p in found] == wanted
    assert not [p.unreadable for p in found if p.unreadable]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_spreadsheet_programs_write_are_read(encoding: str, tmp_path: Path) -> None:
    (post,) = posts(tmp_path, "text,at\nCafé £5,2026-11-25 14:30\n".encode(encoding))
    assert post.text == "Café £5"
    assert bool(post.troubles) == (encoding == "cp1252")


AMBIGUOUS = "03/04/2026 10:00,Hello,\n05/04/2026 11:00,Again,\n"


def test_day_and_month_that_cannot_be_told_apart_are_an_error_of_the_file(tmp_path: Path) -> None:
    (post,) = posts(tmp_path, AMBIGUOUS)
    assert post.unreadable
    assert "row 1: 03/04/2026 10:00" in post.unreadable
    assert "--date-format" in post.unreadable


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03 10:00"), ("mdy", "2026-03-04 10:00")])
def test_the_owner_decides_the_order(order: str, day: str, tmp_path: Path) -> None:
    assert facts(posts(tmp_path, AMBIGUOUS, order=order)[0])["at"] == day


@pytest.mark.parametrize(("row", "day"), [("25/04/2026 10:00,x,\n", "2026-04-03"), ("04/25/2026 10:00,x,\n", "2026-03-04")])
def test_evidence_anywhere_in_the_file_decides_the_order(row: str, day: str, tmp_path: Path) -> None:
    found = posts(tmp_path, AMBIGUOUS + row)
    assert facts(found[0])["at"].startswith(day)


def test_a_file_that_shows_both_orders_leaves_the_row_that_does_not_fit_unread(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "q.csv").write_text("25/04/2026 10:00,Hello,\n04/26/2026 10:00,Hello,\n", encoding="utf-8")
    ran = socialcheck("draft", "q.csv", "-p", "cleveland", "-f", "json", "-q")
    assert ran.code == 3
    assert [d["at"] is None for d in ran.json["documents"]] == [False, True]


def test_same_day_and_month_need_no_order(tmp_path: Path) -> None:
    assert facts(posts(tmp_path, "04/04/2026 10:00,Hello\n")[0])["at"] == "2026-04-04 10:00"


UNREAD: dict[str, tuple[str | bytes, list[tuple[int | None, str]]]] = {
    "empty": ("", [(None, "is empty")]),
    "headings alone": ("text,at\n", [(None, "no posts")]),
    "no column of texts": ("name,age\nJo,4\n", [(None, "columns: in socialcheck.yaml")]),
    "binary": (b"a\0b,c\n1,2\n", [(None, "not a text file")]),
    "workbook": (b"PK\x03\x04" + b"x" * 50, [(None, "workbook")]),
    "open quotation mark": ('text,at\nHello,2026-11-25\n"open,2026-11-26\nmore\n', [(2, ""), (3, "quotation mark")]),
    "comma outside quotation marks": ("text,at\nOne, two,2026-11-25\n", [(2, "quotation marks")]),
    "comma in a file without headings": ("2026-11-25 14:30,One, two\n", [(1, "quotation marks")]),
    "no text": ("text,at\n,2026-11-25\nHello,2026-11-25\n", [(2, "has no text"), (3, "")]),
    "no encoding": (b"text,at\n\x81\x8d,2026-11-25\n", [(None, "encoding")]),
}


@pytest.mark.parametrize("fault", UNREAD)
def test_what_cannot_be_read_is_named_with_its_row_and_the_rest_is_read(fault: str, tmp_path: Path) -> None:
    content, wanted = UNREAD[fault]
    found = posts(tmp_path, content)
    assert [p.row for p in found] == [row for row, _ in wanted]
    for post, (_, reason) in zip(found, wanted, strict=True):
        assert (reason in (post.unreadable or "-")) if reason else post.unreadable is None


def test_an_offices_own_headings_come_first(tmp_path: Path) -> None:
    content = "Text,Social copy,Slot\nan old version,Hello,2026-11-25 14:30\n"
    (post,) = posts(tmp_path, content, columns={"text": "Social copy", "moment": "Slot"})
    assert (post.text, facts(post)["at"]) == ("Hello", "2026-11-25 14:30")


def test_columns_of_the_configuration_reach_the_reading(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "socialcheck.yaml").write_text("policy: cleveland\ncolumns: {text: Social copy}\n", encoding="utf-8")
    (tmp_path / "q.csv").write_text("Social copy,at\nYou moron,2026-11-25 14:30\n", encoding="utf-8")
    ran = socialcheck("draft", "q.csv", "-f", "json")
    assert ran.code == 1
    assert ran.json["documents"][0]["verdict"] == "block"


def test_columns_nobody_knows_are_named_once_with_the_likely_one(tmp_path: Path) -> None:
    found = posts(tmp_path, "text,platfrom,Foo\nHello,x,1\nAgain,x,2\n")
    assert [len(p.troubles) for p in found] == [1, 0]
    assert "'platfrom' (did you mean 'platform'?), 'Foo'" in found[0].troubles[0].message


def test_paths_in_a_schedule_are_never_followed_out_of_its_folder(tmp_path: Path) -> None:
    found = posts(tmp_path, "text,image\nHello,../../etc/passwd\nHello,\\\\host\\share\\x.png\n")
    assert all("leaves the post's folder" in p.troubles[0].message for p in found)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25/04/2026", "dmy"),
        ("4/25/26 9:30 AM", "mdy"),
        ("03.04.2026", "either"),
        ("04/04/2026", None),
        ("2026/04/03", None),
        ("soon", None),
    ],
)
def test_which_order_a_date_shows(text: str, order: str | None) -> None:
    assert evidence(text) == order


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("25/04/26 9:30 pm", "2026-04-25T21:30:00"),
        ("2026/4/5 09:30", "2026-04-05T09:30:00"),
        ("31/02/2026", "31/02/2026"),
        ("12/11/2026 12:05 am", "2026-11-12T00:05:00"),
        ("2026-04-25T09:30:00Z", "2026-04-25T09:30:00Z"),
        ("soon", "soon"),
    ],
)
def test_moments_are_written_plainly_or_left_as_they_are(text: str, plain: str) -> None:
    assert plain_moment(text, "dmy") == plain


@pytest.mark.parametrize(("text", "plain"), [("9:30 PM", "21:30:00"), ("2pm", "14:00:00"), ("14:30", "14:30:00"), ("noon", None)])
def test_times_of_day(text: str, plain: str | None) -> None:
    assert plain_time(text) == plain


def test_the_report_opens_with_a_table_worst_first(tmp_path: Path, socialcheck: Runner) -> None:
    rows = [
        "text,platform,at",
        "Our drop-in is on Tuesday.,facebook,2026-11-25 10:00",
        "You moron,facebook,2026-11-25 12:00",
    ]
    (tmp_path / "q.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    ran = socialcheck("draft", "q.csv", "-p", "cleveland", "--at", "2026-11-20")
    lines = ran.out.splitlines()
    assert "2 posts: 1 blocked" in next(line for line in lines if "2 posts" in line)
    head = next(n for n, line in enumerate(lines) if line.startswith("Row"))
    assert lines[head + 1].startswith("3    25 Nov 2026 12:00  facebook  BLOCKED")
    assert "1 clear post without any advice: not listed." in ran.out


def test_each_row_is_judged_at_its_own_time(tmp_path: Path, socialcheck: Runner) -> None:
    text = "The Commissioner is delighted to announce £2m for CCTV in Redcar."
    (tmp_path / "q.csv").write_text(f"text,at\n{text},2026-02-10 10:00\n{text},2026-04-14 10:00\n", encoding="utf-8")
    ran = socialcheck("draft", "q.csv", "-p", "cleveland", "-f", "json")
    assert [bool(d["periods"]) for d in ran.json["documents"]] == [False, True]
    before, inside = (d["verdict"] for d in ran.json["documents"])
    assert before == "clear" != inside


def test_schedules_in_a_folder_are_found(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "queue").mkdir()
    (tmp_path / "queue" / "a.csv").write_text("text\nYou moron\n", encoding="utf-8")
    (tmp_path / "queue" / "b.md").write_text("Our drop-in is on Tuesday.\n", encoding="utf-8")
    ran = socialcheck("draft", "queue", "-p", "cleveland", "-f", "json")
    assert [(d["row"], d["verdict"]) for d in ran.json["documents"]] == [(2, "block"), (None, "clear")]
