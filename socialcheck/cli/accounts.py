"""`socialcheck accounts`: lint a register of social media accounts."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from socialcheck.cli import options


class AccountsFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"
    sarif = "sarif"
    junit = "junit"


Register = Annotated[str | None, typer.Argument(metavar="REGISTER", help="The register: .csv, .xlsx, .xlsm or .ods.")]
Sheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook; else the one most like a register."),
]
Staff = Annotated[
    str | None,
    typer.Option("--staff", metavar="FILE", help="A staff list: leavers, teams, line managers, training."),
]
Previous = Annotated[
    str | None,
    typer.Option("--previous", metavar="FILE", help="An earlier register, to find what changed unannounced."),
]
Columns = Annotated[bool, typer.Option("--columns", help="Show what each column was taken for, and stop.")]
Template = Annotated[
    bool,
    typer.Option("--template", help="Write an empty register with the columns the policy needs, and stop."),
]
Format = Annotated[AccountsFormat, typer.Option("--format", "-f", help="The format of the report.")]


def accounts(
    register: Register = None,
    policy: options.Policy = None,
    at: options.At = None,
    format: Format = AccountsFormat.text,
    output: options.Output = None,
    fail_on: options.FailOn = options.FailOnOption.warning,
    strict: options.Strict = False,
    config: options.Config = None,
    sheet: Sheet = None,
    staff: Staff = None,
    previous: Previous = None,
    columns: Columns = False,
    template: Template = False,
    quiet: options.Quiet = False,
) -> None:
    """Check a register of social media accounts: which rows break which clause, and what could not be checked."""
    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import write_report

    context = open_context(policy, config, at, quiet=quiet)
    if template:
        from socialcheck.accounts.template import template_csv

        write_report(template_csv(context.policy), output)
        raise typer.Exit
    from socialcheck.accounts.run import accounts_report, read_beside
    from socialcheck.model import Exit, UsageError
    from socialcheck.report.accounts import accounts_reporter

    if register is None:
        raise UsageError("name a register: socialcheck accounts register.csv (or write an empty one with --template)")
    if columns:
        from socialcheck.accounts.template import describe

        write_report(describe(register, context.policy, sheet), output)
        raise typer.Exit
    beside = read_beside(staff, previous, context.policy)
    progress = None if quiet or not sys.stderr.isatty() else _progress
    report = accounts_report(register, context.policy, context.now, sheet=sheet, beside=beside, progress=progress)
    write_report(accounts_reporter(format.value)(report), output)
    code = report.tally.exit_code(fail_on.value, strict=strict)
    raise typer.Exit(Exit.NOT_CHECKED if strict and report.clauses.not_checkable else code)


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rChecked {done:,} of {total:,} accounts", end=end, file=sys.stderr, flush=True)
