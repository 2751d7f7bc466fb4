"""The command line: one file a command. Errors are turned into one clear line each, here and nowhere else."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from socialcheck import __version__
from socialcheck.cli import accounts, approve, comments, draft, elections, hours, init, policy
from socialcheck.cli.options import EXIT_CODES
from socialcheck.cli.quick import QuickCommand, QuickGroup
from socialcheck.model import InputError, SocialcheckError

INTERRUPTED = "interrupted; nothing more was checked"

app = typer.Typer(
    name="socialcheck",
    cls=QuickGroup,
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


app.command(cls=QuickCommand, epilog=EXIT_CODES)(draft.draft)
app.command(cls=QuickCommand, epilog=EXIT_CODES)(approve.approve)
app.command(cls=QuickCommand, epilog=EXIT_CODES)(accounts.accounts)
app.command(cls=QuickCommand, epilog=EXIT_CODES)(comments.comments)
app.command(cls=QuickCommand, epilog=EXIT_CODES)(hours.hours)
app.command(cls=QuickCommand, epilog=EXIT_CODES)(elections.elections)
app.command(cls=QuickCommand, epilog=EXIT_CODES)(init.init)
app.add_typer(policy.app, name="policy")


class _InterruptedError(BaseException):
    """Ctrl-C, or a polite request to end. Not KeyboardInterrupt, which Typer answers with the exit code of findings."""


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise _InterruptedError(number)


def run() -> None:
    """The entry point: runs a command and turns what goes wrong into a line and an exit code."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        app()
    except SocialcheckError as error:
        for line in str(error).splitlines():
            _say(_printable(line))
        sys.exit(3 if isinstance(error, InputError) else 2)
    except _InterruptedError as interruption:
        _interrupted(128 + int(interruption.args[0]))
    except BrokenPipeError:
        _leave("the output was closed before it was written", 2)
    except OSError as error:
        _leave(f"the output cannot be written ({error.strerror or error})", 2)


def _interrupted(code: int) -> None:
    """Leave without waiting for processes that check for this one; what they share with it is given back."""
    if "multiprocessing.process" not in sys.modules:
        _leave(INTERRUPTED, code)
    import os
    from multiprocessing import active_children, util

    for process in active_children():
        process.kill()
    _say(INTERRUPTED)
    util._run_finalizers(0)  # type: ignore[attr-defined] # what multiprocessing itself does at an orderly end
    os._exit(code)


def _leave(text: str, code: int) -> None:
    from socialcheck.cli.output import silence_stdout

    _say(text)
    silence_stdout()
    sys.exit(code)


def _say(text: str) -> None:
    print(f"socialcheck: {text}", file=sys.stderr)


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
