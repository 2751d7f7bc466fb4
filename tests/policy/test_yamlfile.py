from __future__ import annotations

import pytest

from socialcheck.policy.yamlfile import MAX_DEPTH, read_yaml


def problems(text: str, *, strict: bool = True) -> list[str]:
    return [str(p) for p in read_yaml(text, "x.yaml", strict=strict).problems]


@pytest.mark.parametrize(
    ("plain", "taken_for"),
    [
        ("10:00", "sixties"),
        ("NO", "true or false"),
        ("yes", "true or false"),
        ("off", "true or false"),
        ("2026-04-01", "a date"),
        ("2024-06", "a date"),
        ("6.10", "a decimal number"),
        ("1e3", None),
        ("01162298980", "losing its first digits"),
        ("0x1f", "losing its first digits"),
        ("10am", None),
        ("101", None),
        ("v1.2", None),
        ("North Wales", None),
    ],
)
def test_plain_values_that_other_readers_change_must_be_quoted(plain: str, taken_for: str | None) -> None:
    found = problems(f"a: 1\nkey: {plain}\n")
    assert bool(found) == (taken_for is not None)
    if taken_for:
        assert found[0].startswith("x.yaml:2: ")
        assert taken_for in found[0]


def test_quoted_values_stay_as_written() -> None:
    value = read_yaml("a: '10:00'\nb: \"NO\"\nc: '6.10'\n", "x").value
    assert value == {"a": "10:00", "b": "NO", "c": "6.10"}


def test_front_matter_takes_dates_and_times_as_text() -> None:
    located = read_yaml("at: 2026-04-01 10:00\ngeotag: no\n", "x", strict=False)
    assert located.problems == []
    assert located.value == {"at": "2026-04-01 10:00", "geotag": "no"}


def test_a_number_as_a_key_must_be_quoted() -> None:
    assert "put the key 6.10 in quotes" in problems("6.10: text\n")[0]


def test_the_key_on_is_a_word() -> None:
    assert read_yaml("on: [draft]\n", "x").value == {"on": ["draft"]}
    assert problems("on: [draft]\n") == []


def test_a_double_key_names_both_lines() -> None:
    assert problems("a: 1\nb: 2\na: 3\n") == ["x.yaml:3: the key 'a' stands twice (first on line 1)"]


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x\n", "a: &a [1]\n", "a: !!python/object:os.system x\n", "a: !secret x\n"],
    ids=["alias", "anchor", "python tag", "own tag"],
)
def test_aliases_anchors_and_tags_are_refused(text: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert "not allowed" in found[0]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 60))
    assert "aliases and anchors" in problems(bomb)[0]


@pytest.mark.parametrize("opened", ["[", "{a: "])
def test_absurd_depth_is_refused(opened: str) -> None:
    assert f"more than {MAX_DEPTH} levels" in problems(f"a: {opened * 5000}\n")[0]


def test_broken_yaml_has_an_address() -> None:
    assert problems("a: 1\nb: [1, 2\nc: 3\n")[0].startswith("x.yaml:")


def test_every_problem_is_reported_at_once() -> None:
    assert len(problems("a: NO\nb: 10:00\na: 2\n")) == 3
