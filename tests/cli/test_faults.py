"""Interruption and faults: nothing half-written, no traceback, the right exit code."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from socialcheck.cli import place
from tests.conftest import Runner

Start = Callable[..., "subprocess.Popen[bytes]"]
POST = {"text": "Officers on patrol spoke to shopkeepers about retail crime.", "platform": "x"}
MANY = 200_000


@pytest.fixture
def start(tmp_path: Path, cache: Path) -> Iterator[Start]:
    """Start the command and leave it running; what still runs at the end is ended."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str, python: Sequence[str] = ("-m", "socialcheck")) -> subprocess.Popen[bytes]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SOCIALCHECK")}
        environment |= {"XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"}
        running.append(
            subprocess.Popen(
                [sys.executable, *python, *arguments],
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


def until_it_writes(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Waits until something is written into the folder, under a hidden name or under none."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):  # handles come and go
            held = [h for h in Path(f"/proc/{process.pid}/fd").glob("*") if str(h.readlink()).startswith(f"{folder}/#")]
            if any(p.stat().st_size for p in (*folder.glob(".socialcheck-*"), *held)):
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
    until_it_writes(process, tmp_path)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert b"interrupted" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["many.jsonl", "report.json"]
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "the old one"


@pytest.mark.parametrize("delay", [0.4, 0.7, 1.0])
def test_an_interruption_while_processes_start_is_said_in_a_line(delay: float, many: Path, start: Start) -> None:
    process = start("draft", many.name, "-p", "cleveland", "-f", "json", "-o", "report.json", "-j", "2")
    time.sleep(delay)
    process.terminate()
    _, err = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGTERM or err == b"socialcheck: interrupted; nothing more was checked\n"


@pytest.mark.parametrize(
    "arguments", [("approve", "post.txt", "--role", "pcc", "--by", "Jo"), ("draft", "post.txt", "-o", "old.txt")]
)
def test_a_file_that_is_read_only_is_left_alone(arguments: tuple[str, ...], tmp_path: Path, cache: Path) -> None:
    for name in ("post.txt", "old.txt"):
        (tmp_path / name).write_text("Hello\n", encoding="utf-8")
        (tmp_path / name).chmod(0o444)
    if os.access(tmp_path / "old.txt", os.W_OK):  # root may write everything
        pytest.skip("needs a user whose rights end somewhere")
    command = [sys.executable, "-m", "socialcheck", *arguments, "-p", "cleveland"]
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    ran = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert b"ermission denied" in ran.stderr
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"Hello\n"}


def unnamed_files(folder: Path) -> bool:
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR))
    except (AttributeError, OSError):
        return False
    return True


def test_a_killed_run_leaves_the_old_report_whole_and_nothing_beside_it(tmp_path: Path, many: Path, start: Start) -> None:
    (tmp_path / "report.json").write_text("the old one", encoding="utf-8")
    process = start("draft", many.name, "-p", "cleveland", "-f", "json", "-o", "report.json")
    until_it_writes(process, tmp_path)
    process.kill()
    process.communicate(timeout=60)
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "the old one"
    if unnamed_files(tmp_path):
        assert sorted(p.name for p in tmp_path.iterdir()) == ["many.jsonl", "report.json"]


WITHOUT_UNNAMED = "import os; del os.O_TMPFILE; from socialcheck.cli import run; run()"


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has unnamed files to be without")
def test_where_files_need_names_the_next_run_removes_what_a_killed_one_left(
    tmp_path: Path, many: Path, start: Start, socialcheck: Runner
) -> None:
    arguments = ("draft", many.name, "-p", "cleveland", "-f", "json", "-o", "report.json")
    command = ["-c", WITHOUT_UNNAMED]
    killed, living = (start(*arguments, python=command) for _ in range(2))
    until_it_writes(killed, tmp_path)
    while len(left := list(tmp_path.glob(".socialcheck-*"))) < 2:
        time.sleep(0.05)
    living.send_signal(signal.SIGSTOP)
    killed.kill()
    killed.communicate(timeout=60)
    (tmp_path / "post.txt").write_text("Hello\n", encoding="utf-8")
    assert socialcheck("draft", "post.txt", "-p", "cleveland", "-o", "other.json").code == 0
    assert sorted(tmp_path.glob(".socialcheck-*")) == sorted(left)  # of another file
    assert socialcheck("draft", "post.txt", "-p", "cleveland", "-o", "report.json").code == 0
    assert len(list(tmp_path.glob(".socialcheck-*"))) == 1  # what is still being written stays
    living.send_signal(signal.SIGCONT)
    living.terminate()
    assert living.wait(timeout=60) == 143
    assert not list(tmp_path.glob(".socialcheck-*"))


def test_where_a_file_cannot_be_given_a_name_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    place.replace_file([b"one ", b"two"], tmp_path / "report.txt")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("report.txt", b"one two")]


NO_ROOM = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); from socialcheck.cli import run; run()"


@pytest.mark.parametrize(
    "arguments",
    [("draft", "posts.jsonl", "-f", "json", "-o", "report.json"), ("approve", "post.txt", "--role", "pcc", "--by", "Jo Day")],
    ids=["draft", "approve"],
)
def test_a_disk_that_fills_leaves_the_old_file_and_no_other(arguments: tuple[str, ...], tmp_path: Path, start: Start) -> None:
    (tmp_path / "posts.jsonl").write_text((json.dumps(POST) + "\n") * 500, encoding="utf-8")
    (tmp_path / "post.txt").write_text("Worth a read. " * 2000, encoding="utf-8")
    (tmp_path / "report.json").write_text("the old one", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    process = start(*arguments, "-p", "cleveland", python=("-c", NO_ROOM))
    _, err = process.communicate(timeout=60)
    assert (process.returncode, len(err.splitlines())) == (2, 1)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


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
