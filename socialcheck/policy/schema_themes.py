"""Checks and compiles policies/themes.yaml: the subjects that comments are counted by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from socialcheck.policy.lexicon import forms
from socialcheck.policy.schema_rules import Strict, Text


class CommentTheme(Strict):
    """One subject of comments, with the words that tell it."""

    label: Text
    terms: Annotated[list[Text], Field(min_length=1, description="Words that bend like nouns")]
    exact: list[Text] = []


def compile_themes(path: Path) -> dict[str, Any]:
    """Themes by the first word of each term; raises PolicyError with file:line."""
    from socialcheck.policy.sources import Entry, checked
    from socialcheck.policy.yamlfile import policy_error, read_yaml_file

    file = read_yaml_file(path)
    themes = {}
    for name, value in (file.value if isinstance(file.value, dict) else {}).items():
        themes[name] = checked(Entry(name, value if isinstance(value, dict) else {}, file, (name,)), CommentTheme)
    if file.problems:
        raise policy_error(file.problems)
    return _compiled(themes)


def _compiled(themes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    first: dict[str, list[Any]] = {}
    for number, theme in enumerate(themes.values()):
        for inflect in ("noun", "none"):
            for term in theme["terms"] if inflect == "noun" else theme["exact"]:
                for words in forms(term, inflect):
                    entry = [list(words[1:]), number]
                    if entry not in first.setdefault(words[0], []):
                        first[words[0]].append(entry)
    return {"names": list(themes), "labels": [theme["label"] for theme in themes.values()], "first": first}
