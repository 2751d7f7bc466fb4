"""The command line: one file a command. Errors are turned into one clear line each, here and nowhere else."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from socialcheck import __version__
from socialcheck.cli import accounts, comments, draft, elections, hours, policy
from socialcheck.cli.options import EXIT_CODES
from socialcheck.model import InputError, SocialcheckError

app = typer.Typer(
    name="socialcheck",
    help="Checks social media posts, account registers and public comments against written policies.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"socialcheck {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Checks social media posts, account registers and public comments against written policies."""


app.command(epilog=EXIT_CODES)(draft.draft)
app.command(epilog=EXIT_CODES)(accounts.accounts)
app.command(epilog=EXIT_CODES)(comments.comments)
app.command(epilog=EXIT_CODES)(hours.hours)
app.command(epilog=EXIT_CODES)(elections.elections)
app.add_typer(policy.app, name="policy")


def run() -> None:
    """The entry point: runs a command and turns what goes wrong into a line and an exit code."""
    try:
        app()
    except SocialcheckError as error:
        for line in str(error).splitlines():
            print(f"socialcheck: {_printable(line)}", file=sys.stderr)
        sys.exit(3 if isinstance(error, InputError) else 2)
    except KeyboardInterrupt:
        print("socialcheck: interrupted; nothing more was checked", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe has gone (as `| head` does): there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
