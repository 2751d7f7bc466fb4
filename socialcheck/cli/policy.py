"""`socialcheck policy`: see, explain, prove and author policies."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from socialcheck.cli.options import EXIT_CODES

app = typer.Typer(help="See, explain, prove and author policies.", no_args_is_help=True, rich_markup_mode=None)


class Shape(StrEnum):
    """Formats of listings."""

    text = "text"
    json = "json"


Format = Annotated[Shape, typer.Option("--format", "-f", help="The format of the answer.")]
Which = Annotated[str, typer.Argument(metavar="ID|PATH", help="A policy's id, or the path of your own YAML file.")]
MaybeWhich = Annotated[
    str | None,
    typer.Argument(metavar="[ID|PATH]", help="A policy's id or your own YAML file; all if not given."),
]


@app.command("list", epilog=EXIT_CODES)
def list_(format: Format = Shape.text) -> None:
    """All policies, with their state of review."""
    from socialcheck.cli.context import moment
    from socialcheck.report.policy_text import list_policies

    _print(list_policies(moment(None).date(), format.value))


@app.command(epilog=EXIT_CODES)
def show(policy: Which, format: Format = Shape.text) -> None:
    """One policy whole: identity, hours, contacts, what it enforces, what it leaves unstated."""
    from socialcheck.cli.context import moment
    from socialcheck.report.policy_text import show_policy

    _print(show_policy(policy, moment(None).date(), format.value))


@app.command(epilog=EXIT_CODES)
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's id, as findings name it.")],
) -> None:
    """One rule: what it finds and why, who enforces it by which clause, examples, and what to do."""
    from socialcheck.report.policy_explain import explain_rule

    _print(explain_rule(rule))


@app.command(epilog=EXIT_CODES)
def coverage(policy: MaybeWhich = None, format: Format = Shape.text) -> None:
    """Every clause with its fate. Exit 1 if a decidable clause has neither rule nor reason."""
    from socialcheck.report.policy_coverage import show_coverage

    text, sound = show_coverage(policy, format.value)
    _print(text)
    raise typer.Exit(0 if sound else 1)


@app.command(epilog=EXIT_CODES)
def test(
    policy: MaybeWhich = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every example.")] = False,
) -> None:
    """Run the examples of a policy's rules. Exit 1 if one fails."""
    from socialcheck.report.policy_test import show_tests

    text, sound = show_tests(policy, verbose=verbose)
    _print(text)
    raise typer.Exit(0 if sound else 1)


@app.command(epilog=EXIT_CODES)
def schema(
    report: Annotated[bool, typer.Option("--report", help="The schema of the JSON report instead.")] = False,
    config: Annotated[bool, typer.Option("--config", help="The schema of socialcheck.yaml instead.")] = False,
) -> None:
    """The JSON Schema of a policy file."""
    from socialcheck.report.schemas import schema_text

    _print(schema_text("report" if report else "config" if config else "policy"))


@app.command(epilog=EXIT_CODES)
def new(
    id: Annotated[str, typer.Argument(metavar="ID", help="Letters, digits and hyphens, such as avon-and-somerset.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; ID.yaml if not given."),
    ] = None,
) -> None:
    """Write a commented policy file to start from: it loads and passes `policy test`."""
    from socialcheck.cli.output import write_new
    from socialcheck.policy.scaffold import new_pack

    target = output or Path(f"{id}.yaml")
    write_new(new_pack(id, target.stem), target)
    _print(f"Wrote {target}. Fill it in, then: socialcheck policy test {'' if '/' in str(target) else './'}{target}\n")


def _print(text: str) -> None:
    from socialcheck.cli.output import write_report

    write_report([text], None)
