"""Options read at once mean what they mean to Typer; what has to be converted still is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from socialcheck.cli.quick import QuickCommand


class Colour(StrEnum):
    red = "red"
    green = "green"


def echo(
    paths: Annotated[list[str] | None, typer.Argument()] = None,
    name: Annotated[str | None, typer.Option(envvar="QUICK_NAME")] = None,
    colour: Colour = Colour.red,
    jobs: Annotated[int, typer.Option(min=1, max=4)] = 1,
    output: Annotated[Path | None, typer.Option()] = None,
    loud: bool = False,
) -> None:
    print(repr((paths, name, colour, jobs, output, loud)))


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["a", "b"], ["--name", "x"], ["--colour", "green"], ["--colour", "blue"], ["--jobs", "3"], ["--jobs", "9"],
        ["--jobs", "x"], ["--output", "o.txt"], ["--loud"], ["--name"], ["--nme", "x"], ["--help"], ["--colour", ""], ["", "-"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("env", [{}, {"QUICK_NAME": "of the environment"}], ids=["plain", "env"])
def test_a_quick_command_reads_as_typer_does(arguments: list[str], env: dict[str, str]) -> None:
    results = []
    for cls in (None, QuickCommand):
        app = typer.Typer()
        app.command(cls=cls)(echo)
        ran = CliRunner().invoke(app, arguments, env=env)
        results.append((ran.exit_code, ran.output))
    assert results[0] == results[1]
