from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcheck.dates.stamps import LONDON, NO_TIME, NO_ZONE, parse_stamp
from socialcheck.model import InputError
from tests.dates.conftest import NOW


@pytest.mark.parametrize(
    ("text", "moment", "assumed"),
    [
        ("2026-11-23T11:00", "2026-11-23T11:00:00+00:00", [NO_ZONE]),
        ("2026-06-15 11:00", "2026-06-15T11:00:00+01:00", [NO_ZONE]),
        ("2026-06-15T10:00:00Z", "2026-06-15T11:00:00+01:00", []),
        ("2026-06-15T10:00:00+00:00", "2026-06-15T11:00:00+01:00", []),
        ("2026-06-15T06:00:00-0400", "2026-06-15T11:00:00+01:00", []),
        ("2026-11-23T11:00:00.25Z", "2026-11-23T11:00:00.250000+00:00", []),
        ("23/11/2026 14:30", "2026-11-23T14:30:00+00:00", [NO_ZONE]),
        ("3/4/2026 9:05", "2026-04-03T09:05:00+01:00", ["read day first: 3 April 2026", NO_ZONE]),
        ("23.11.2026 14:30:15", "2026-11-23T14:30:15+00:00", [NO_ZONE]),
        ("2026-11-23", "2026-11-23T00:00:00+00:00", [NO_TIME, NO_ZONE]),
        ("1782000000", "2026-06-21T01:00:00+01:00", ["read as seconds since 1970 (UTC)"]),
        ("now", "2026-11-20T12:00:00+00:00", []),
        ("  now ", "2026-11-20T12:00:00+00:00", []),
        ("2026-10-25T01:30+01:00", "2026-10-25T01:30:00+01:00", []),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00+00:00", []),
        ("2024-02-29T12:00Z", "2024-02-29T12:00:00+00:00", []),
    ],
)
def test_reads_what_people_and_programs_write(text: str, moment: str, assumed: list[str]) -> None:
    stamp = parse_stamp(text, NOW)
    assert stamp.moment.isoformat() == moment
    assert list(stamp.assumptions) == assumed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-10-25T01:30", "is ambiguous"),
        ("25/10/2026 01:00", "is ambiguous"),
        ("2027-03-28 01:30", "does not exist"),
        ("28/03/2027 01:00:00", "does not exist"),
        ("31/02/2026 10:00", "read day first"),
        ("02/13/2026", "read day first"),
        ("2026-02-29T10:00", "not a date"),
        ("tomorrow", "not a date"),
        ("", "empty"),
        ("9" * 500, "too long"),
        ("9999-12-31T23:59-05:00", "outside the years"),
        ("20261123T250000", "not a date"),
        ("12345", "not a date"),
    ],
)
def test_what_cannot_be_read_or_decided_is_named_as_such(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        parse_stamp(text, NOW)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    with contextlib.suppress(InputError):
        assert parse_stamp(text, NOW).moment.tzinfo is LONDON


@pytest.mark.parametrize("text", ["2026\x1b[2J", "\u202e2026-11-23", "a\nb", "0001-01-01\x1b11:00"])
def test_a_refusal_prints_no_control_characters(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_stamp(text, NOW)
    assert str(caught.value).isprintable()
