"""Options that several commands share, declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FailOnOption(StrEnum):
    """From which severity on a run fails."""

    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


Policy = Annotated[
    str | None,
    typer.Option(
        "--policy",
        "-p",
        metavar="ID|PATH",
        envvar="SOCIALCHECK_POLICY",
        help="The policy to check by, or the path of your own YAML file.",
    ),
]
At = Annotated[
    str | None,
    typer.Option("--at", "--as-of", metavar="WHEN", help="The moment to judge for; now if not given."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file, whole or not at all."),
]
FailOn = Annotated[FailOnOption, typer.Option("--fail-on", help="The least severity that makes the exit code 1.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything could not be checked.")]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Your office's socialcheck.yaml; found upwards from here if not given.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes to use for many posts.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")]

EXIT_CODES = (
    "Exit codes: 0 clean (or: inside hours); 1 findings at or above --fail-on (or: outside hours); 2 wrong usage, or a policy or "
    "configuration that does not load; 3 something named could not be read or decided."
)
