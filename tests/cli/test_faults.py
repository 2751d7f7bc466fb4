"""Interruption and faults: nothing half-written, no traceback, the right exit code."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Runner

Start = Callable[..., "subprocess.Popen[bytes]"]
POST = {"text": "Officers on patrol spoke to shopkeepers about retail crime.", "platform": "x"}
MANY = 200_000


@pytest.fixture
def start(tmp_path: Path, cache: Path) -> Iterator[Start]:
    """Start the command and leave it running; what still runs at the end is ended."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SOCIALCHECK")}
        environment |= {"XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"}
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "socialcheck", *arguments],
                cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
        return running[-1]

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps(POST) + "\n") * MANY, encoding="utf-8")
    return path


def until_it_writes(process: subprocess.Popen[bytes], folder: Path, name: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if any(p.stat().st_size for p in folder.glob(f".{name}.*")):
            return
        time.sleep(0.05)
    pytest.fail(f"nothing was being written: {process.communicate()[1]!r}" if process.poll() else "nothing was written")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "terminated"])
def test_an_interruption_leaves_the_old_report_and_no_other_file(
    jobs: str, number: signal.Signals, code: int, tmp_path: Path, many: Path, start: Start
) -> None:
    (tmp_path / "report.json").write_text("the old one", encoding="utf-8")
    process = start("draft", many.name, "-p", "cleveland", "-f", "json", "-o", "report.json", "-j", jobs)
    until_it_writes(process, tmp_path, "report.json")
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert b"interrupted" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["many.jsonl", "report.json"]
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "the old one"


def test_a_killed_run_leaves_the_old_report_whole(tmp_path: Path, many: Path, start: Start) -> None:
    (tmp_path / "report.json").write_text("the old one", encoding="utf-8")
    process = start("draft", many.name, "-p", "cleveland", "-f", "json", "-o", "report.json")
    until_it_writes(process, tmp_path, "report.json")
    process.kill()
    process.communicate(timeout=60)
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "the old one"


def test_a_killed_approval_leaves_the_post_as_it_was_or_approved(tmp_path: Path, start: Start) -> None:
    post = tmp_path / "post.md"
    before = "---\nkind: share\n---\n" + "Worth a read. " * 20_000
    for delay in (0.1, 0.2, 0.25, 0.3, 0.35):
        post.write_text(before, encoding="utf-8")
        process = start("approve", "post.md", "--role", "pcc", "--by", "Jo Day", "-p", "cleveland")
        time.sleep(delay)
        process.kill()
        process.communicate(timeout=60)
        now = post.read_text(encoding="utf-8")
        assert now == before or (now.endswith(before[19:]) and "sha256" in now)


def test_a_reader_that_leaves_early_changes_no_exit_code(tmp_path: Path, start: Start) -> None:
    lines = [json.dumps({**POST, "id": str(n)}) for n in range(3000)]
    bad = json.dumps({"text": "You moron"})
    (tmp_path / "posts.jsonl").write_text("\n".join([*lines, bad]), encoding="utf-8")
    process = start("draft", "posts.jsonl", "-p", "cleveland", "-f", "json")
    assert process.stdout is not None
    assert process.stdout.read(10) == b'{"schema":'
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize("arguments", [[], ["-o", "/dev/full"]], ids=["standard output", "--output"])
def test_a_full_disk_is_said_in_a_line(arguments: list[str], tmp_path: Path, cache: Path) -> None:
    (tmp_path / "post.txt").write_text("Hello\n", encoding="utf-8")
    command = [sys.executable, "-m", "socialcheck", "draft", "post.txt", "-p", "cleveland", *arguments]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(cache)},
            timeout=60,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines() == [line for line in ran.stderr.decode().splitlines() if "written" in line]
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists() or os.geteuid() != 0, reason="needs a small file system of its own")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "post.txt").write_text("Hello\n", encoding="utf-8")
    assert socialcheck("draft", "post.txt", "-p", "cleveland", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "post.txt").write_text("Hello\n", encoding="utf-8")
    ran = socialcheck("draft", "post.txt", "-p", "cleveland", "-o", "nowhere/report.json")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_file_that_vanishes_while_others_are_checked_is_reported(tmp_path: Path) -> None:
    from datetime import UTC, datetime
    from io import BytesIO

    from socialcheck.drafts.read import read_posts

    for name in ("a.txt", "b.txt", "c.jsonl", "d.csv", "e.txt"):
        (tmp_path / name).write_text('{"text": "Hello"}\n', encoding="utf-8")
    found = read_posts([str(tmp_path)], {}, datetime.now(UTC), BytesIO())
    first = next(found)
    for name in ("b.txt", "c.jsonl", "d.csv"):
        (tmp_path / name).unlink()
    rest = list(found)
    assert first.unreadable is None
    assert [(Path(str(p.path)).name, p.unreadable) for p in rest] == [
        ("b.txt", "cannot be read: no such file or directory"),
        ("c.jsonl", "cannot be read: no such file or directory"),
        ("d.csv", "cannot be read: no such file or directory"),
        ("e.txt", None),
    ]


def test_a_report_is_never_written_over_what_it_reads(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "post.txt").write_text("Hello\n", encoding="utf-8")
    ran = socialcheck("draft", "post.txt", "-p", "cleveland", "-o", "./post.txt")
    assert ran.code == 2
    assert (tmp_path / "post.txt").read_text(encoding="utf-8") == "Hello\n"


@pytest.mark.parametrize("name", ["posts.jsonl", "posts.csv", "folder"])
def test_several_processes_give_the_same_report(name: str, tmp_path: Path, socialcheck: Runner) -> None:
    texts = [f"Post number {n}. You moron." if n % 7 == 0 else f"Our drop-in number {n} is on Tuesday." for n in range(900)]
    if name == "posts.jsonl":
        (tmp_path / name).write_text("\n".join([*(json.dumps({"text": t}) for t in texts), "not json"]), encoding="utf-8")
    elif name == "posts.csv":
        (tmp_path / name).write_text("\n".join(["text", *texts, ",,x"]), encoding="utf-8")
    else:
        (tmp_path / name).mkdir()
        for number, text in enumerate([*texts[:50], ""]):
            (tmp_path / name / f"{number:03}.txt").write_text(text, encoding="utf-8")
    arguments = ("draft", name, "-p", "cleveland", "--at", "2026-11-20T12:00", "-f", "json")
    one, two = socialcheck(*arguments), socialcheck(*arguments, "--jobs", "2")
    assert (one.code, two.code) == (3, 3)
    assert one.out == two.out
    assert two.err == ""


def test_long_work_shows_progress_on_a_terminal_and_nowhere_else(tmp_path: Path, many: Path, cache: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SOCIALCHECK")}
    environment |= {"XDG_CACHE_HOME": str(cache), "TERM": "xterm"}
    command = [sys.executable, "-m", "socialcheck", "draft", many.name, "-p", "cleveland", "-f", "json"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=tmp_path, env=environment, start_new_session=True
    )
    shown = os.read(ours, 200).decode()
    process.kill()
    process.wait(timeout=60)
    assert "checked" in shown
    os.close(ours)
    os.close(theirs)
