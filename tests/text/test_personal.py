from __future__ import annotations

import pytest

from socialcheck.text import personal
from tests.text.personal_cases import NUMBERS, PEOPLE, PLACES

CASES = {**NUMBERS, **PLACES, **PEOPLE}
ALLOW = personal.make_allow(["0116 229 8980", "OPCC@leics.police.uk"])
HITS = [(kind, text) for kind, (hits, _) in CASES.items() for text in hits]
MISSES = [(kind, text) for kind, (_, misses) in CASES.items() for text in misses]


def unmark(marked: str) -> tuple[str, int, int]:
    start = marked.index("[[")
    end = marked.rindex("]]") - 2
    return marked[:start] + marked[start + 2 : end + 2] + marked[end + 4 :], start, end


@pytest.mark.parametrize(("kind", "marked"), HITS)
def test_personal_data_is_found_where_it_stands(kind: str, marked: str) -> None:
    text, start, end = unmark(marked)
    spans = [(s.start, s.end) for s in personal.find(text, [kind], ALLOW)]
    assert (start, end) in spans, [text[a:b] for a, b in spans]


@pytest.mark.parametrize(("kind", "text"), MISSES)
def test_near_misses_are_left_alone(kind: str, text: str) -> None:
    found = [(s.kind, text[s.start : s.end]) for s in personal.find(text, [kind], ALLOW)]
    assert found == []


def test_every_kind_has_eight_of_each() -> None:
    assert set(CASES) == set(personal.KINDS)
    short = {kind for kind, (hits, misses) in CASES.items() if len(hits) < 8 or len(misses) < 8}
    assert short == set()
