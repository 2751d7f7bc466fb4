"""`policy test`: the examples of a policy's rules, run as the test suite runs them."""

from __future__ import annotations

from collections.abc import Iterator

from socialcheck.policy import store
from socialcheck.policy.examples import Outcome, run_examples
from socialcheck.policy.load import load_policy
from socialcheck.report.plain import harmless, page_of_terminal, plural


def show_tests(policy: str | None, *, verbose: bool) -> tuple[str, bool]:
    """The outcome in words, and whether every example did what its rule promises."""
    names = [policy] if policy else [name for name in store.pack_ids() if name != "law"]
    lines = [line for name in names for line in _tested(name, verbose)]
    sound = not any(line.startswith("  failed") for line in lines)
    return "\n".join(lines) + "\n", sound


def _tested(name: str, verbose: bool) -> Iterator[str]:
    loaded = load_policy(name)
    rules = sorted({rule for surface in loaded.enforce.values() for rule in surface})
    outcomes = list(
        run_examples(store.shared("rules"), store.shared("vocabulary"), rules, store.shared("examples"), store.shared("reading"))
    )
    failed = [o for o in outcomes if o.fault]
    page = page_of_terminal()
    word = page.paint("all as they should be", "green") if not failed else page.paint(f"{len(failed)} failed", "red")
    yield f"{loaded.id}: {plural(len(rules), 'rule')}, {plural(len(outcomes), 'example')}, {word}"
    for outcome in outcomes if verbose else failed:
        yield _line(outcome)


def _line(outcome: Outcome) -> str:
    word = "failed" if outcome.fault else "passed"
    fault = f": {harmless(outcome.fault)}" if outcome.fault else ""
    return f"  {word}  {outcome.rule}, {outcome.kind} example {outcome.number}{fault} | {harmless(outcome.text)[:120]}"
