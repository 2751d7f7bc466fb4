"""Recording approvals: bound to the text, everything else kept byte for byte, and never more said than is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Ran, Runner

ROLE = ("--role", "head-of-communications", "--by", 'Zoë "Z" O’Neil', "--at", "2026-11-20T12:00")
SHARE = 'kind: share\nshared_from: "@fairtax_demo"\n'
BODY = "Worth a read, £5 off\n\n  indented   \n"


def recorded(tmp_path: Path, socialcheck: Runner, raw: bytes, name: str = "post.md") -> tuple[bytes, Ran]:
    post = tmp_path / name
    post.write_bytes(raw)
    ran = socialcheck("approve", name, *ROLE, "-p", "leicestershire")
    return post.read_bytes(), ran


def front(*lines: str, newline: str = "\n") -> bytes:
    return newline.join(["---", *lines, "---", *BODY.split("\n")]).encode()


FORMS = {
    "none": front("kind: share  # why", "", "# note", "platform:   x"),
    "block list": front("approvals:", "  - pcc", "  - role: smt", "    by: Jo", "# after", "kind: share"),
    "block list at the margin": front("kind: share", "approvals:", "- pcc"),
    "flow list": front("approvals: [pcc, {role: smt}] # both", "kind: share"),
    "flow list over lines": front("approvals: [", "  pcc, # one", "]", "kind: share"),
    "empty flow list": front("approvals: []", "kind: share"),
    "empty": front("approvals:", "kind: share"),
    "one word": front("approvals: pcc", "kind: share"),
    "windows line ends": front("approvals:", "  - pcc", "kind: share", newline="\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + front("kind: share"),
    "cp1252": "---\nkind: share\n---\n£5 off at the café\n".encode("cp1252"),
    "utf-16": "---\nkind: share\n---\n£5 off 😀\n".encode("utf-16"),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_approval_is_added_and_every_other_byte_stays(form: str, tmp_path: Path, socialcheck: Runner) -> None:
    raw = FORMS[form]
    if form == "cp1252":
        raw = raw.replace(b"\x80", b"")
    changed, ran = recorded(tmp_path, socialcheck, raw)
    assert ran.code == 0, ran.err
    assert len(changed) > len(raw)
    start = next(n for n, (a, b) in enumerate(zip(raw, changed, strict=False)) if a != b)
    added = len(changed) - len(raw)
    # What was put in stands in one piece (or in two, where one word became a list); taking it out gives the old file.
    if form != "one word":
        pieces = [changed[:n] + changed[n + added :] for n in range(max(start - added, 0), start + 1)]
        assert raw in pieces
    assert changed.endswith(raw[raw.rindex(b"---") :] if form != "utf-16" else raw[-20:])
    checked = socialcheck("draft", "post.md", "-p", "leicestershire", "--at", "2026-11-20T13:00", "-f", "json").json
    share = [f for f in checked["documents"][0]["findings"] if f["category"] == "approval" and f["status"] == "approved"]
    assert share
    assert share[0]["by"]


def test_a_post_without_front_matter_gets_some(tmp_path: Path, socialcheck: Runner) -> None:
    changed, ran = recorded(tmp_path, socialcheck, b"Hello\n", "post.txt")
    assert ran.code == 0
    assert changed.startswith(b"---\napprovals:\n  - role: head-of-communications\n")
    assert changed.endswith(b"---\nHello\n")


def test_changing_the_text_afterwards_makes_the_approval_stale_and_says_so(tmp_path: Path, socialcheck: Runner) -> None:
    changed, _ = recorded(tmp_path, socialcheck, front("kind: share"))
    (tmp_path / "post.md").write_bytes(changed.replace("£5".encode(), "£9".encode()))
    ran = socialcheck("draft", "post.md", "-p", "leicestershire", "--at", "2026-11-20T13:00")
    assert ran.code == 1
    assert "changed after it" in " ".join(ran.out.split())


def test_an_approval_after_publication_is_recorded_and_said_to_be_late(tmp_path: Path, socialcheck: Runner) -> None:
    _, ran = recorded(tmp_path, socialcheck, front("at: 2026-11-01 10:00", "kind: share"))
    assert ran.code == 0
    assert "counts as late" in ran.err


def test_an_approval_whose_moment_cannot_be_read_settles_nothing(tmp_path: Path, socialcheck: Runner) -> None:
    changed, _ = recorded(tmp_path, socialcheck, front("kind: share", 'shared_from: "@fairtax_demo"'))
    (tmp_path / "post.md").write_bytes(changed.replace(b'"2026-11-20T12:00:00+00:00"', b'"soonish"'))
    checked = socialcheck("draft", "post.md", "-p", "leicestershire", "--at", "2026-11-20T13:00")
    assert checked.code == 1
    assert "'soonish' cannot be read" in " ".join(checked.out.split())


def test_a_role_the_policy_does_not_name_is_recorded_with_a_warning(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "post.md").write_text("Hello\n", encoding="utf-8")
    ran = socialcheck("approve", "post.md", "--role", "sio", "--by", "Jo Day", "-p", "leicestershire")
    assert ran.code == 0
    assert "settles nothing" in ran.err
    assert "role: sio" in (tmp_path / "post.md").read_text(encoding="utf-8")


def test_nothing_is_ever_called_verified(tmp_path: Path, socialcheck: Runner) -> None:
    _, ran = recorded(tmp_path, socialcheck, front("kind: share"))
    assert "verified" not in ran.out + ran.err
    assert "Recorded in post.md" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "arguments", "code"),
    [
        ("queue.csv", b"text\nHello\n", ROLE, 2),
        ("queue.jsonl", b'{"text": "Hello"}\n', ROLE, 2),
        ("missing.md", None, ROLE, 3),
        ("binary.md", b"a\0b", ROLE, 3),
        ("empty.md", b"---\nkind: share\n---\n", ROLE, 3),
        ("unclosed.md", b"---\nkind: share\nHello\n", ROLE, 3),
        ("broken.md", b"---\nkind: [x\n---\nHello\n", ROLE, 3),
        ("alias.md", b"---\na: &a [x]\nb: *a\n---\nHello\n", ROLE, 3),
        ("map.md", b"---\napprovals:\n  role: pcc\n  by: Jo\n---\nHello\n", ROLE, 3),
        ("twice.md", b"---\napprovals: [pcc]\napprovals: [smt]\n---\nHello\n", ROLE, 3),
        ("role.md", b"Hello\n", ("--role", "intern", "--by", "Jo"), 2),
        ("by.md", b"Hello\n", ("--role", "pcc", "--by", "Jo\nDay"), 2),
        ("at.md", b"Hello\n", (*ROLE[:4], "--at", "soon"), 2),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_line_and_left_alone(
    name: str, content: bytes | None, arguments: tuple[str, ...], code: int, tmp_path: Path, socialcheck: Runner
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = socialcheck("approve", name, *arguments, "-p", "leicestershire")
    assert ran.code == code, ran.err
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    assert content is None or (tmp_path / name).read_bytes() == content
    assert sorted(p.name for p in tmp_path.iterdir()) == ([name] if content is not None else [])


def test_rights_and_links_of_the_file_are_kept(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "post.md").write_text("Hello\n", encoding="utf-8")
    (tmp_path / "post.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("post.md")
    assert socialcheck("approve", "link.md", *ROLE, "-p", "leicestershire").code == 0
    assert (tmp_path / "link.md").is_symlink()
    assert "sha256" in (tmp_path / "post.md").read_text(encoding="utf-8")
    assert (tmp_path / "post.md").stat().st_mode & 0o777 == 0o640
