from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcheck.text import links

FOUND = [
    ("See https://www.west-midlands.police.uk/news.", ["www.west-midlands.police.uk"]),
    ("west-midlands.police.uk/roads and gov.uk, please", ["west-midlands.police.uk", "gov.uk"]),
    ("www.example.org!", ["www.example.org"]),
    ("(https://en.wikipedia.org/wiki/Foo_(bar))", ["en.wikipedia.org"]),
    ("hxxps://evil[.]example[.]com/x", ["evil.example.com"]),
    ("bad(.)example(dot)net", ["bad.example.net"]),
    ("http://[2001:db8::1]:80/a", ["2001:db8::1"]),
    ("HTTP://EXAMPLE.COM", ["example.com"]),
    ("https://user@example.com/x", ["example.com"]),
    ("exa\u200bmple.com/path", ["example.com"]),
    ("http:\\\\example.com\\a", ["example.com"]),
    ("llyw.cymru a heddlu.cymru/cymraeg", ["llyw.cymru", "heddlu.cymru"]),
    ("bit.ly/abc youtu.be/x", ["bit.ly", "youtu.be"]),
    ("javascript:alert(1)", []),
]
NONE = [
    "It was great.Live music at 5.Come along.",
    "do.it now, is.it so",
    "e.g. this, i.e. that, 3.5 a.m., U.K.",
    "name@example.com",
    "@user.bsky.social and #gov.uk",
    "test.tar.bz2",
    "1.2.3.4 and v2.10",
    "data: we use it; javascript: a language",
    "Wait... what",
    "",
]


@pytest.mark.parametrize(("text", "hosts"), FOUND)
def test_hosts_of_links(text: str, hosts: list[str]) -> None:
    assert links.hosts(text) == hosts


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_link(text: str) -> None:
    assert links.find(text) == []


def test_offsets_are_those_of_the_original_text() -> None:
    text = "👏👏 e\u0301 see exa\u200bmple.com/pa\u200bth, ok"
    (link,) = links.find(text)
    assert text[link.start : link.end] == "exa\u200bmple.com/pa\u200bth"
    assert link.url == "example.com/path"


def test_punctuation_of_the_sentence_is_no_part_of_the_link() -> None:
    assert [link.url for link in links.find('"https://example.org/a?b=c" (example.org). https://example.org/d_')] == [
        "https://example.org/a?b=c",
        "example.org",
        "https://example.org/d_",
    ]


def test_links_to_a_domain_or_below_it() -> None:
    assert links.links_to("see www.gov.uk/x", ("gov.uk",))
    assert not links.links_to("see notgov.uk/x", ("gov.uk",))


@given(st.text(max_size=200))
def test_spans_lie_inside_the_text(text: str) -> None:
    for link in links.find(text):
        assert 0 <= link.start < link.end <= len(text)
        links.faults(link, ["west-midlands.police.uk"])


@pytest.mark.parametrize("unit", ["http://", "a.", "a.b/", "www.", "[.]", "(", "https://a.com/", "@", "xn--."])
def test_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + " see www.example.org"
    assert links.hosts(text)[-1] == "www.example.org"
