from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socialcheck.policy.schema_platforms import PlatformsFile
from socialcheck.text import length
from socialcheck.text.graphemes import count_graphemes

FILE = Path(__file__).parents[2] / "policies" / "platforms.yaml"
DATA: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
TABLE = length.read_platforms(DATA)
X, BLUESKY, MASTODON = TABLE["x"], TABLE["bluesky"], TABLE["mastodon"]
FAMILY = "👨‍👩‍👧‍👦"
WALES, ENGLAND = "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
CJK = "あいうえおかきくけこ"

WEIGHTED = [
    ("", 0),
    ("I am a post", 11),
    ("Hi http://test.co", 26),
    ("http://test.co", 23),
    ("test.com", 23),
    ("Test https://test.com test https://test.com test.com test", 86),
    ("https://www.twitter.com/aloha " * 10, 240),
    ("x" * 281, 281),
    ("故人西辞黄鹤楼", 14),
    ("😷" * 160, 320),
    ("😷👾😡🔥💩", 10),
    ("A\u0301B", 2),
    ("A\u05e9\u05bc\u05c1", 4),
    (f"H🐱☺{FAMILY}", 7),
    ("🙋🏽👨‍🎤", 4),
    (FAMILY * 140, 280),
    (f"Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; {ENGLAND}", 34),
    ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
    ("\u2000\u2005\u200b ‐‑‒–—― ‘’“” ′″", 18),
    ("…", 2),
    ("randomurl" * 6 + "randomurls.com", 68),
    (CJK * 12 + " http://" + CJK * 5 + "あいう.com", 358),
    (CJK * 12 + " http://" + CJK * 5 + "あい.com", 264),
    ("\u2066\u202ahttp://foobar.پاکستان/\u202c\u2069", 31),
    ("1️⃣ 🇬🇧 " + WALES, 8),
    ("Croeso i Gymru ŵŷâ", 18),
    ("£5,000 – 'quotes'", 17),
    ("mail a@example.com", 18),
    ("twitter.jp it.so", 16),
    ("it.so/abcde", 23),
    ("test.tar.bz2", 12),
    ("#test.com @test.com", 19),
    ("http://t.co/pbY2NfTZ's", 25),
    ("ELPAÍS.com", 23),
    ("See http://example.com/path...", 30),
    ("☺️", 2),
    ("❤️‍🔥", 2),
]


@pytest.mark.parametrize(("text", "expected"), WEIGHTED)
def test_x_counts_as_its_own_library_does(text: str, expected: int) -> None:
    assert length.count(text, X) == expected


def test_a_post_of_280_fits_and_one_of_281_does_not() -> None:
    assert [m.over for m in length.measure("x" * 280, X)] == [0]
    assert [m.over for m in length.measure("x" * 281, X)] == [1]
    assert [m.over for m in length.measure("x" * 256 + " https://example.org/a/long/path/that/does/not/count", X)] == [0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("hello", 5),
        ("e\u0301e\u0301", 2),
        (FAMILY, 1),
        ("👋🏽👋", 2),
        ("🇬🇧🇫🇷", 2),
        ("🇬🇧🇫", 2),
        ("1️⃣2️⃣", 2),
        (WALES + ENGLAND, 2),
        ("👮‍♂️📸", 2),
        ("한국어", 3),
        ("\u1112\u1161\u11ab", 1),
        ("กำ", 1),
        ("a\r\nb", 3),
        ("🏳️‍🌈", 1),
        ("\u200d", 1),
    ],
)
def test_bluesky_counts_what_a_reader_sees(text: str, expected: int) -> None:
    assert length.count(text, BLUESKY) == expected


def test_bluesky_also_limits_bytes() -> None:
    text = FAMILY * 200
    used = {m.unit: (m.used, m.over) for m in length.measure(text, BLUESKY)}
    assert used == {"characters": (200, 0), "bytes": (5000, 2000)}


def test_mastodon_counts_links_as_23_and_names_without_their_server() -> None:
    assert length.count("@heddlu@mastodon.example diolch", MASTODON) == len("@heddlu diolch")
    assert length.count("a https://example.org/" + "x" * 90, MASTODON) == 25
    assert length.count("mail bob@example.org", MASTODON) == len("mail bob@example.org")


def test_other_platforms_count_code_points() -> None:
    assert length.count("👮‍♂️ é", TABLE["facebook"]) == 6


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Twitter", "x"),
        ("X (Twitter)", "x"),
        ("@Facebook", "facebook"),
        ("You Tube", "youtube"),
        ("TIKTOK", "tiktok"),
        ("linked-in", "linkedin"),
        ("Bsky", "bluesky"),
        ("Periscope", "periscope"),
    ],
)
def test_platforms_are_known_by_their_names_old_and_new(written: str, key: str) -> None:
    platform = length.find_platform(written, TABLE)
    assert platform is not None
    assert platform.id == key


def test_an_unknown_platform_is_unknown() -> None:
    assert length.find_platform("vero", TABLE) is None


def test_closed_platforms_say_since_when() -> None:
    assert {key: TABLE[key].closed for key in ("periscope", "meerkat", "blab")} == {
        "periscope": "2021-03-31",
        "meerkat": "2016",
        "blab": "2016-08",
    }
    assert length.limit(TABLE["periscope"]) is None


def test_the_file_names_every_platform_of_the_contract() -> None:
    now = "x facebook instagram linkedin youtube threads bluesky mastodon tiktok nextdoor whatsapp wordpress"
    closed = "periscope meerkat blab vine google-plus posterous koo"
    assert {*now.split(), "flickr", *closed.split()} == set(DATA["platforms"])
    assert all(platform.source and platform.as_of for platform in TABLE.values())


@pytest.mark.parametrize(
    "change",
    [
        {"limit": 0},
        {"limit": "280"},
        {"colour": "blue"},
        {"as_of": "yesterday"},
        {"counting": "words"},
        {"names": ["facebook"]},
        {"source": ""},
        {"closed": "soon"},
    ],
)
def test_a_wrong_entry_is_refused(change: dict[str, object]) -> None:
    entry = {**DATA["platforms"]["x"], **change}
    with pytest.raises(ValidationError):
        PlatformsFile.model_validate({**DATA, "platforms": {**DATA["platforms"], "x": entry}})


def test_the_file_itself_is_valid() -> None:
    assert PlatformsFile.model_validate(DATA).platforms["x"].limit == 280


@given(st.text(max_size=120))
def test_counts_never_exceed_what_could_be_there(text: str) -> None:
    assert 0 <= count_graphemes(text) <= len(text)
    assert 0 <= length.count(text, X) <= 2 * len(text) + 23 * text.count(".")


@pytest.mark.parametrize("unit", ["a.b.", "http://", "👨‍", "\u0301", "@a@b", "x" * 70 + ".", "(", "http://a.com/(("])
def test_long_hostile_text_is_counted(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert length.count(text, X) > 0
    assert length.count(text, MASTODON) > 0
