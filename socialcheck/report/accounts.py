"""Formats of the report on a register: one function each, from a report to chunks of text."""

from __future__ import annotations

from importlib import import_module

from socialcheck.report import Reporter

ACCOUNT_REPORTERS: dict[str, str] = {
    "text": "socialcheck.report.accounts_text",
    "json": "socialcheck.report.json",
    "csv": "socialcheck.report.accounts_csv",
    "html": "socialcheck.report.accounts_html",
    "sarif": "socialcheck.report.sarif",
    "junit": "socialcheck.report.junit",
}


def accounts_reporter(name: str) -> Reporter:
    """The render function of a format."""
    render: Reporter = import_module(ACCOUNT_REPORTERS[name]).render
    return render
