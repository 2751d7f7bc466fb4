"""The wheel carries the policies and answers from any folder, without the sources."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target / "site")
    return target / "site"


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "socialcheck", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["policy", "list"],
        ["policy", "test"],
        ["policy", "coverage"],
        ["policy", "show", "leicestershire"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_an_installed_wheel_answers_from_any_folder(arguments: list[str], installed: Path, tmp_path: Path) -> None:
    ran = run(installed, tmp_path, *arguments)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr
    assert ran.stdout.strip()


def test_the_wheel_needs_no_compiling(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text("Our drop-in is on Tuesday.\n", encoding="utf-8")
    assert run(installed, tmp_path, "draft", "post.txt", "--policy", "cleveland").returncode == 0
    assert not list((tmp_path / "cache").rglob("vocabulary.json"))


def test_a_pack_of_ones_own_works_beside_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "policy", "new", "ours").returncode == 0
    (tmp_path / "post.txt").write_text("What a load of shite.\n", encoding="utf-8")
    ran = run(installed, tmp_path, "draft", "post.txt", "--policy", "./ours.yaml")
    assert ran.returncode == 1
    assert "Clause: 4" in ran.stdout
