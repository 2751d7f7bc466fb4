"""`socialcheck draft`: check drafted posts before they are published."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from socialcheck.cli import options

if TYPE_CHECKING:
    from socialcheck.cli.context import Context
    from socialcheck.drafts.baseline import Baseline
    from socialcheck.model import Report
    from socialcheck.report import Reporter


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


class DateOrder(StrEnum):
    """Day or month first."""

    dmy = "dmy"
    mdy = "mdy"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Posts (.txt, .md), schedules (.csv), .jsonl, folders, or - for standard input."),
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

DateFormat = Annotated[
    DateOrder | None,
    typer.Option("--date-format", help="Which of day and month comes first in a schedule that does not show it."),
]
Known = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Findings known from before: reported as waived, not held against you."),
]
WriteKnown = Annotated[
    Path | None,
    typer.Option("--write-baseline", metavar="FILE", help="Write what is found now as such a file."),
]
ShowConfig = Annotated[bool, typer.Option("--show-config", help="Show each setting and where it comes from, and stop.")]


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
    date_format: DateFormat = None,
    baseline: Known = None,
    write_baseline: WriteKnown = None,
    jobs: options.Jobs = 1,
    show_config: ShowConfig = False,
    quiet: options.Quiet = False,
) -> None:
    """Check drafted posts: verdict, the words at fault, the clause that says so, and what to do instead."""
    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import keep_apart
    from socialcheck.cli.progress import with_progress
    from socialcheck.drafts.run import Manner, draft_report

    given = _checked({"platform": platform, "kind": kind, "author_role": role, "account_type": account_type})
    context = open_context(policy, config, at, quiet=quiet)
    if show_config:
        _show_config(context, config)
        return
    keep_apart(paths or (), output, write_baseline)
    manner = Manner(preview, date_format.value if date_format else None, jobs, _known(baseline))
    report = draft_report(paths or ["-"], given, context.policy, context.now, manner)
    _write(with_progress(report, output, quiet=quiet), format.value, output, write_baseline)
    raise typer.Exit(report.tally.exit_code(fail_on.value, strict=strict))


def _known(path: Path | None) -> Baseline | None:
    if path is None:
        return None
    from socialcheck.drafts.baseline import read_baseline

    return read_baseline(path)


def _write(report: Report, form: str, output: Path | None, baseline: Path | None) -> None:
    from socialcheck.cli.output import write_report
    from socialcheck.report import reporter

    if baseline is None:
        write_report(reporter(form)(report), output)
    else:
        _with_baseline(report, reporter(form), output, baseline)


def _with_baseline(report: Report, render: Reporter, output: Path | None, target: Path) -> None:
    """The report as always, and then the baseline of what it holds."""
    from collections import Counter
    from dataclasses import replace

    from socialcheck.cli.output import write_report
    from socialcheck.drafts.baseline import Key, baseline_text, tallied

    counts: Counter[Key] = Counter()
    rules: dict[str, str] = {}
    documents = tallied(report.documents, counts, rules, target.parent)
    write_report(render(replace(report, documents=documents)), output)
    write_report([baseline_text(counts, rules)], target)


def _show_config(context: Context, path: Path | None) -> None:
    from socialcheck.cli.output import write_report
    from socialcheck.config import find_config
    from socialcheck.report.config_text import show_config

    file = path or find_config(Path.cwd())
    write_report(show_config(context.policy, file, _source_of_policy(context)), None)


def _source_of_policy(context: Context) -> str:
    given = [a for a in sys.argv[1:] if a.startswith("--policy") or (a.startswith("-p") and not a.startswith("--"))]
    if given:
        return "--policy"
    if os.environ.get("SOCIALCHECK_POLICY"):
        return "SOCIALCHECK_POLICY"
    return "file" if context.config.get("policy") else "none chosen: the default"


def _checked(given: dict[str, str | None]) -> dict[str, Any]:
    from socialcheck.drafts.facts import CHOICES
    from socialcheck.model import UsageError

    names = {"author_role": "--role"}
    for key, value in given.items():
        option = names.get(key, "--" + key.replace("_", "-"))
        if value is not None and key in CHOICES and value.lower() not in CHOICES[key]:
            raise UsageError(f"{option}: {value!r} is not one of {', '.join(CHOICES[key])}")
    return {key: value for key, value in given.items() if value is not None}
