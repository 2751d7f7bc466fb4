"""`socialcheck comments`: triage an export of public comments."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from socialcheck.cli import options

RENDERERS = {
    "text": "socialcheck.report.comments_text",
    "json": "socialcheck.report.json",
    "csv": "socialcheck.report.comments_csv",
    "html": "socialcheck.report.comments_html",
}


class CommentsFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"


File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="An export: .csv, .jsonl, .json (YouTube, Facebook), an X archive, .txt, or - for standard input.",
    ),
]
Format = Annotated[CommentsFormat, typer.Option("--format", "-f", help="The format of the report.")]
History = Annotated[
    Path | None,
    typer.Option("--history", metavar="FILE", help="Earlier comments or an earlier report, for repeat offenders."),
]
Mask = Annotated[bool, typer.Option("--mask-authors", help="Show codes instead of authors' names.")]


def comments(
    file: File,
    policy: options.Policy = None,
    at: options.At = None,
    format: Format = CommentsFormat.text,
    output: options.Output = None,
    fail_on: options.FailOn = options.FailOnOption.warning,
    strict: options.Strict = False,
    config: options.Config = None,
    history: History = None,
    mask_authors: Mask = False,
    jobs: options.Jobs = 1,
    quiet: options.Quiet = False,
) -> None:
    """Triage an export of public comments: action, reason, suggested reply."""
    import sys
    from importlib import import_module

    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import write_report
    from socialcheck.comments.run import Options, comments_report

    context = open_context(policy, config, at, quiet=quiet)
    asked = Options(jobs, mask_authors, str(history) if history else None)
    report = comments_report(file, context.policy, context.now, sys.stdin.buffer, asked)
    write_report(import_module(RENDERERS[format.value]).render(report), output)
    raise typer.Exit(report.tally.exit_code(fail_on.value, strict=strict))
