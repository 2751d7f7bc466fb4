"""Tables hold what was put in, however they are asked; what is not whole is refused in one line, and compiled anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialcheck.model import PolicyError
from socialcheck.policy import table
from socialcheck.policy.table import Table, table_bytes

KEYS = st.text(st.sampled_from("ab\x00\x01\x02 é\U0001f600\ud800"), max_size=4)


def made(folder: Path, data: dict[str, Any]) -> Table:
    path = folder / "some.table"
    path.write_bytes(table_bytes(data))
    return Table(path)


@settings(max_examples=200)
@given(data=st.dictionaries(KEYS, st.integers()), others=st.lists(KEYS))
def test_a_table_holds_what_was_put_in(data: dict[str, Any], others: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    found = made(tmp_path_factory.mktemp("table"), data)
    assert {key: found[key] for key in data} == data
    assert sorted(found) == sorted(data)
    assert len(found) == len(data)
    assert all((key in found) == (key in data) and found.get(key) == data.get(key) for key in others)


def test_an_index_answers_as_the_search_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MANY", 10)
    data = {f"\x00{n}": n + 1 for n in range(200)} | {"ab": [1], "abc": [2], "a": [3]}
    found = made(tmp_path, data)
    for _ in range(2):
        assert {key: found[key] for key in data} == data
        assert found.get("abcd") is None
        assert "abcd" not in found
    with pytest.raises(KeyError):
        found["b"]


@pytest.mark.parametrize("damage", [lambda whole: whole[:-5], lambda whole: b"{" + whole, lambda whole: b""])
def test_a_table_that_is_not_whole_is_refused(damage: Any, tmp_path: Path) -> None:
    path = tmp_path / "some.table"
    path.write_bytes(damage(table_bytes({"a": 1, "b": 2})))
    with pytest.raises(PolicyError, match="cannot be read"):
        Table(path)


def test_a_damaged_entry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.table"
    path.write_bytes(table_bytes({"a": "text"}).replace(b'"text"', b'"text}'))
    with pytest.raises(PolicyError, match="cannot be read"):
        Table(path).get("a")


def test_a_damaged_cache_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "cache_dir", lambda: tmp_path)
    folder = tmp_path / "policies-1"
    folder.mkdir()
    (folder / "done").touch()
    (folder / "some.table").write_bytes(b"")
    with pytest.raises(PolicyError, match="run again"):
        Table(folder / "some.table")
    assert not (folder / "done").exists()
