"""The `accounts` command by itself, with the exit codes the program gives."""

from __future__ import annotations

import typer

from socialcheck.cli.accounts import accounts

app = typer.Typer(pretty_exceptions_enable=False)
app.command("accounts")(accounts)


@app.callback()
def main() -> None:
    pass
