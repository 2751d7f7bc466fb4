"""What others build on: the pre-commit hook, the GitHub action and the snippets of docs/ci.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Runner

ROOT = Path(__file__).parents[2]


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_hook_has_what_pre_commit_asks_for_and_takes_what_draft_reads() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"
    for name in ("posts/a.txt", "posts/a.md", "queue.csv", "queue.jsonl"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "setup.py")


def test_the_action_passes_inputs_as_variables_only() -> None:
    action = loaded("action.yml")
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "run" not in step or step["shell"] == "bash"
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(action["inputs"])


@pytest.fixture
def act(tmp_path: Path, cache: Path) -> Any:
    """Run the action's own script as GitHub would."""
    step = loaded("action.yml")["runs"]["steps"][-1]
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "socialcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m socialcheck "$@"\n', encoding="utf-8")
    (commands / "socialcheck").chmod(0o755)

    def run(**inputs: str) -> tuple[int, str, str]:
        names = {key: re.findall(r"inputs\.([a-z-]+)", value)[0] for key, value in step["env"].items()}
        defaults = {name: about.get("default", "") for name, about in loaded("action.yml")["inputs"].items()}
        given = {**defaults, **{key.replace("_", "-"): value for key, value in inputs.items()}}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SOCIALCHECK")}
        environment |= {key: given[name] for key, name in names.items()}
        environment |= {"GITHUB_OUTPUT": str(tmp_path / "output"), "XDG_CACHE_HOME": str(cache)}
        environment["PATH"] = f"{commands}{os.pathsep}{os.environ['PATH']}"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=120, check=False)
        return ran.returncode, ran.stdout.decode(), (tmp_path / "output").read_text(encoding="utf-8")

    return run


def test_the_action_marks_findings_and_fails(tmp_path: Path, act: Any) -> None:
    (tmp_path / "a post.txt").write_text("You moron\n", encoding="utf-8")
    (tmp_path / "$(touch pwned).txt").write_text("Our drop-in is on Tuesday.\n", encoding="utf-8")
    code, out, output = act(paths="a post.txt\n$(touch pwned).txt\n", policy="cleveland", sarif_file="r.sarif")
    assert code == 1
    assert "::error file=a post.txt,line=1" in out
    assert output == "exit-code=1\n"
    assert (tmp_path / "r.sarif").is_file()
    assert not (tmp_path / "pwned").exists()


def test_the_action_passes_what_is_clean_and_tells_what_cannot_be_read(tmp_path: Path, act: Any) -> None:
    (tmp_path / "post.txt").write_text("Our drop-in is on Tuesday.\n", encoding="utf-8")
    assert act(paths="post.txt", policy="cleveland", html_file="r.html")[0] == 0
    assert "<!DOCTYPE html>" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert act(paths="post.txt\nmissing.txt", policy="cleveland")[0] == 3


def test_snippets_of_the_documents_are_valid_and_name_options_that_exist(socialcheck: Runner) -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for snippet in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        assert yaml.safe_load(snippet)
    known = socialcheck("draft", "--help").out + socialcheck("approve", "--help").out
    documents = text + (ROOT / "docs" / "approvals.md").read_text(encoding="utf-8")
    for option in set(re.findall(r"(?<!-)--[a-z-]+[a-z]", documents)) - {
        "--install-completion",
        "--show-completion",
        "--report",
    }:
        assert option in known, option
    inputs = set(re.findall(r"(?m)^          ([a-z-]+):", text)) - {"sarif_file", "sarif-file"}
    assert inputs <= set(loaded("action.yml")["inputs"])
