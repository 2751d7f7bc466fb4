"""`socialcheck init`: write a commented socialcheck.yaml for an office."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from socialcheck.cli import options

Target = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; a file that is there is left alone.")
]


def init(policy: options.Policy = None, output: Target = Path("socialcheck.yaml")) -> None:
    """Write a commented socialcheck.yaml. On a terminal it asks three questions; each may be left empty."""
    from socialcheck.cli.output import write_new
    from socialcheck.model import UsageError
    from socialcheck.policy.scaffold_config import config_text

    if output.exists() or output.is_symlink():
        raise UsageError(f"{output}: is already there and was left alone; name another file with --output")
    answers = {"policy": policy or "", "email_domain": "", "link_domain": ""}
    if sys.stdin.isatty() and sys.stdout.isatty():
        answers = _asked(answers)
    _check_policy(answers["policy"], output)
    write_new(config_text(**answers), output)
    print(f"Wrote {output}. Every key is explained in it; remove the # before those you need.")


def _asked(answers: dict[str, str]) -> dict[str, str]:
    from socialcheck.policy.scaffold_config import email_domain, link_domain
    from socialcheck.policy.store import pack_ids

    known = ", ".join(name for name in pack_ids() if name != "law")
    policy = answers["policy"] or _ask(f"Which policy do you check by ({known}, or a file)?", _policy_answer)
    return {
        "policy": policy,
        "email_domain": _ask("Your office's own e-mail domain, such as example.police.uk?", email_domain),
        "link_domain": _ask("Your office's own website, such as www.example-pcc.gov.uk?", link_domain),
    }


def _ask(question: str, clean: Callable[[str], str]) -> str:
    from socialcheck.model import UsageError

    while True:
        answer = input(f"{question} (Enter to leave it open)\n> ").strip()
        try:
            return clean(answer) if answer else ""
        except UsageError as error:
            print(f"  {error}")


def _policy_answer(answer: str) -> str:
    _check_policy(answer, Path("socialcheck.yaml"))
    return answer


def _check_policy(name: str, output: Path) -> None:
    from socialcheck.policy.store import pack_data

    if not name:
        return
    own = name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name
    pack_data(str(output.parent / name) if own else name)
