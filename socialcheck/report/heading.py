"""What every text report says first: by whose policy, in what state of review, and what to know besides."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.model import Report
from socialcheck.report.plain import Page, say_date


def by_policy(report: Report, page: Page, done: str = "Checked against") -> Iterator[str]:
    """The policy, its review and whoever succeeded the body; `done` says what was done by good practice where there is none."""
    policy = report.policy
    if policy.kind == "none":
        yield from page.wrap(f"{done} good practice and the law; no organisation's policy was chosen.", "  ", "")
    else:
        version = "no version stated" if policy.version == "unstated" else f"version {policy.version}"
        yield from page.wrap(f"{policy.organisation}: {policy.title} ({version})", "  ", "")
        yield from page.wrap(say_review(policy.review_date, policy.review_overdue), "  ", "  ")
    if policy.succeeded_by:
        yield from page.wrap(f"This body's functions have passed to: {policy.succeeded_by}.", "  ", "  ")


def notices(report: Report, page: Page) -> Iterator[str]:
    """What a reader must know before the findings, and the blank line that ends the heading."""
    for notice in report.notices:
        yield from page.wrap(notice, "  ", "  ")
    yield ""


def say_review(review_date: str | None, overdue: bool | None) -> str:
    """The document's state of review in a sentence."""
    if review_date is None:
        return "The document states no review date."
    if overdue:
        return f"The document was due for review by {say_date(review_date)} and is overdue."
    return f"The document is due for review by {say_date(review_date)}."
