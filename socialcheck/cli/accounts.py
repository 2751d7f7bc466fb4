"""`socialcheck accounts`: lint a register of social media accounts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialcheck.cli import options

if TYPE_CHECKING:
    from socialcheck.policy.load import Policy


class AccountsFormat(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"
    sarif = "sarif"
    junit = "junit"


LARGE = 3_000_000

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
    import gc

    from socialcheck.cli.context import open_context
    from socialcheck.cli.output import write_report
    from socialcheck.model import Exit

    gc.disable()  # a run leaves no cycles behind, and to look for them among millions of cells costs a tenth of its time
    context = open_context(policy, config, at, quiet=quiet)
    if template or columns:
        write_report(_about_columns(register, context.policy, sheet, template=template), output)
        raise typer.Exit
    from socialcheck.accounts.run import accounts_report, read_beside
    from socialcheck.report.accounts import accounts_reporter

    path = _named(register)
    beside = read_beside(staff, previous, context.policy)
    progress = _progress_on(path) if not quiet and _may_show_progress(format, output) else None
    report = accounts_report(path, context.policy, context.now, sheet=sheet, beside=beside, progress=progress)
    write_report(accounts_reporter(format.value)(report), output)
    code = report.tally.exit_code(fail_on.value, strict=strict)
    raise typer.Exit(Exit.NOT_CHECKED if strict and report.clauses.not_checkable else code)


def _named(register: str | None) -> str:
    from socialcheck.model import UsageError

    if register is None:
        raise UsageError("name a register: socialcheck accounts register.csv (or write an empty one with --template)")
    return register


def _about_columns(register: str | None, policy: Policy, sheet: str | None, *, template: bool) -> Iterator[str]:
    from socialcheck.accounts.template import describe, template_csv

    return template_csv(policy) if template else describe(_named(register), policy, sheet)


def _may_show_progress(format: AccountsFormat, output: Path | None) -> bool:
    """Whether somebody is watching, and the report does not run down the same screen meanwhile."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return False
    at_once = format in (AccountsFormat.text, AccountsFormat.html)
    return at_once or output is not None or not sys.stdout.isatty()


def _progress_on(register: str) -> Callable[[int, int], None]:
    if Path(register).is_file() and Path(register).stat().st_size > LARGE:
        print("Reading the register", end="\r", file=sys.stderr, flush=True)
    return _progress


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rChecked {done:,} of {total:,} accounts", end=end, file=sys.stderr, flush=True)
