"""`socialcheck draft`: check drafted posts before they are published."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from socialcheck.cli import options


class DraftFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"
    html = "html"
    csv = "csv"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Posts (.txt, .md), folders, .jsonl, or - for standard input."),
]
Platform = Annotated[str | None, typer.Option("--platform", help="Where it will be posted, if the post does not say.")]
Kind = Annotated[str | None, typer.Option("--kind", help="original, share or reply, if the post does not say.")]
Role = Annotated[
    str | None,
    typer.Option("--role", help="Who writes it: staff, officer, pcc or deputy-pcc, if the post does not say."),
]
AccountType = Annotated[
    str | None,
    typer.Option("--account-type", help="corporate, team, individual or personal, if the post does not say."),
]
Format = Annotated[DraftFormat, typer.Option("--format", "-f", help="The format of the report.")]
Preview = Annotated[bool, typer.Option("--preview", help="List every change of the verdict in the coming year.")]


def draft(
    paths: Paths = None,
    policy: options.Policy = None,
    at: options.At = None,
    format: Format = DraftFormat.text,
    output: options.Output = None,
    fail_on: options.FailOn = options.FailOnOption.warning,
    strict: options.Strict = False,
    config: options.Config = None,
    platform: Platform = None,
    kind: Kind = None,
    role: Role = None,
    account_type: AccountType = None,
    preview: Preview = False,
    quiet: options.Quiet = False,
) -> None:
    """Check drafted posts: verdict, the words at fault, the clause that says so, and what to do instead."""
    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import write_report
    from socialcheck.drafts.run import draft_report
    from socialcheck.report import reporter

    given = {"platform": platform, "kind": kind, "author_role": role, "account_type": account_type}
    context = open_context(policy, config, at, quiet=quiet)
    report = draft_report(paths or ["-"], _checked(given), context.policy, context.now, preview=preview)
    write_report(reporter(format.value)(report), output)
    raise typer.Exit(report.tally.exit_code(fail_on.value, strict=strict))


def _checked(given: dict[str, str | None]) -> dict[str, Any]:
    from socialcheck.drafts.facts import CHOICES
    from socialcheck.model import UsageError

    names = {"author_role": "--role"}
    for key, value in given.items():
        option = names.get(key, "--" + key.replace("_", "-"))
        if value is not None and key in CHOICES and value.lower() not in CHOICES[key]:
            raise UsageError(f"{option}: {value!r} is not one of {', '.join(CHOICES[key])}")
    return {key: value for key, value in given.items() if value is not None}
