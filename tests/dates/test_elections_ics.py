from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from socialcheck.model import PolicyIdentity
from socialcheck.report.elections_ics import escape, fold, render

AT = datetime(2026, 4, 10, 12, tzinfo=UTC)
WHO = PolicyIdentity("x", "Title", "Office; of, X\\Y", "pcc-office", "1", "0", None, None, None)


def unfold(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_that_calendar_programs_take(polls: list[dict[str, Any]]) -> None:
    text = render(WHO, polls, AT)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = unfold(text)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//socialcheck//elections//EN"]
    assert "X-WR-CALNAME:Elections: Office\\; of\\, X\\\\Y" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert lines.count("DTSTAMP:20260410T120000Z") == len(uids)


def test_a_period_is_in_utc_and_a_day_ends_before_the_next(polls: list[dict[str, Any]]) -> None:
    poll = [p for p in polls if p["id"] == "senedd-2026-05-07-north-wales"]
    lines = unfold(render(WHO, poll, AT))
    start = lines.index("UID:senedd-2026-05-07-north-wales.period@socialcheck")
    assert lines[start + 2 : start + 4] == ["DTSTART:20260329T230000Z", "DTEND:20260507T210000Z"]
    start = lines.index("UID:senedd-2026-05-07-north-wales.poll@socialcheck")
    assert lines[start + 2 : start + 4] == ["DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260508"]


def test_the_same_input_gives_the_same_file(polls: list[dict[str, Any]]) -> None:
    assert render(WHO, polls, AT) == render(WHO, polls, AT)


@given(st.text(max_size=300))
def test_any_text_folds_back_to_itself(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    pieces = list(fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
