"""`init` and `--show-config`: a configuration that explains itself, and is never written over."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from socialcheck.policy.scaffold_config import config_text, email_domain, link_domain
from socialcheck.policy.schema import Config
from socialcheck.policy.yamlfile import read_yaml
from tests.conftest import Runner


def uncommented(text: str) -> str:
    examples = [line[2:] for line in text.splitlines() if line.startswith(("#   ", "# ")) and ":" in line]
    keys = tuple(f"{name}:" for name in Config.model_fields)
    return "\n".join(line for line in examples if line.startswith(keys) or line.startswith("  ")) + "\n"


def test_without_a_terminal_the_commented_default_is_written_and_loads(tmp_path: Path, socialcheck: Runner) -> None:
    ran = socialcheck("init")
    assert ran.code == 0
    text = (tmp_path / "socialcheck.yaml").read_text(encoding="utf-8")
    assert text == config_text()
    assert socialcheck("draft", "--show-config").code == 0


def test_every_key_is_explained_and_every_example_is_valid(tmp_path: Path, socialcheck: Runner) -> None:
    located = read_yaml(uncommented(config_text()), "socialcheck.yaml")
    assert not located.problems
    assert set(located.value) == set(Config.model_fields)
    (tmp_path / "socialcheck.yaml").write_text(uncommented(config_text()), encoding="utf-8")
    ran = socialcheck("draft", "--show-config")
    assert ran.code == 0, ran.err


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "socialcheck.yaml").write_text("policy: cleveland\n", encoding="utf-8")
    ran = socialcheck("init")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert (tmp_path / "socialcheck.yaml").read_text(encoding="utf-8") == "policy: cleveland\n"


def test_a_policy_that_is_not_there_is_refused(tmp_path: Path, socialcheck: Runner) -> None:
    assert socialcheck("init", "--policy", "nowhere").code == 2
    assert not (tmp_path / "socialcheck.yaml").exists()


def test_on_a_terminal_it_asks_three_questions_again_where_an_answer_cannot_be(tmp_path: Path, cache: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "TERM": "dumb"}
    environment.pop("SOCIALCHECK_POLICY", None)
    asked = subprocess.Popen(
        [sys.executable, "-m", "socialcheck", "init"], stdin=theirs, stdout=theirs, cwd=tmp_path, env=environment
    )
    os.write(ours, b"nowhere\ncleveland\n@example.police.uk\nhttps://www.example.org/news\n")
    assert asked.wait(timeout=60) == 0
    shown = os.read(ours, 65_536).decode()
    assert "no policy is called" in shown
    text = (tmp_path / "socialcheck.yaml").read_text(encoding="utf-8")
    assert "\npolicy: cleveland\n" in text
    assert "\nemail_domains: [example.police.uk]\n" in text
    assert "\nlink_domains: [www.example.org]\n" in text
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("answer", ["not a domain", "x", "[a]", "a b.uk", "x.uk]\npolicy: y"])
def test_an_answer_that_is_no_domain_is_refused(answer: str) -> None:
    from socialcheck.model import UsageError

    for read in (email_domain, link_domain):
        with pytest.raises(UsageError):
            read(answer)


def test_show_config_says_where_each_value_comes_from(tmp_path: Path, socialcheck: Runner) -> None:
    text = "policy: cleveland\nemail_domains: [office.example]\nmax_idle_days: 30\n"
    (tmp_path / "socialcheck.yaml").write_text(text, encoding="utf-8")
    ran = socialcheck("draft", "--show-config")
    lines = {" ".join(line.split()) for line in ran.out.splitlines()}
    file = tmp_path / "socialcheck.yaml"
    assert {
        f"policy cleveland [{file}:1]",
        f"email_domains office.example [{file}:2]",
        f"max_idle_days 30 [{file}:3]",
    } <= lines
    assert any(line.startswith("contact_points") and line.endswith("[policy cleveland]") for line in lines)
    chosen = socialcheck("draft", "--show-config", "--policy", "north-wales").out
    assert "north-wales   [--policy]" in chosen
    assert "north-wales   [SOCIALCHECK_POLICY]" in socialcheck("draft", "--show-config", SOCIALCHECK_POLICY="north-wales").out


WAIVER = 'waive:\n  - {{rule: {rule}, reason: agreed, by: Jo Day, until: "{until}"}}\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# office\npolcy: cleveland\n", 2, "unknown key 'polcy' (did you mean 'policy'?)"),
        ("policy: cleveland\nmax_idle_days: many\n", 2, "max_idle_days: should be a whole number"),
        ("columns: [text]\n", 1, "columns: should be a mapping of keys to values"),
        ("link_domains: []\npolicy: clevland\n", 2, "no policy is called 'clevland' (did you mean 'cleveland'?)"),
        ("policy: cleveland\npolicy: cleveland\n", 2, "the key 'policy' stands twice"),
        ("waive:\n  - {rule: insult, reason: agreed, by: Jo Day}\n", 2, "the key 'until' is missing"),
        (WAIVER.format(rule="insults", until="2026-12-31"), 2, "no rule is called 'insults' (did you mean 'insult'?)"),
        (WAIVER.format(rule="insult", until="soon"), 2, "must be a day such as"),
    ],
)
def test_a_faulty_configuration_is_refused_with_file_and_line(
    text: str, line: int, said: str, tmp_path: Path, socialcheck: Runner
) -> None:
    (tmp_path / "socialcheck.yaml").write_text(text, encoding="utf-8")
    ran = socialcheck("draft", stdin="Hello")
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path / 'socialcheck.yaml'}:{line}: " in ran.err
    assert said in ran.err


def test_a_waiver_of_the_office_that_has_run_out_is_told_even_where_nothing_is_found(tmp_path: Path, socialcheck: Runner) -> None:
    (tmp_path / "socialcheck.yaml").write_text(WAIVER.format(rule="insult", until="2026-01-31"), encoding="utf-8")
    ran = socialcheck("draft", "--policy", "cleveland", "--at", "2026-11-20", stdin="Our drop-in is on Tuesday.")
    assert ran.code == 0
    assert "ran out on 31 January 2026" in " ".join(ran.out.split())
