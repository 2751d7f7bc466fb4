"""Every rule on accounts tests what the schema allows, and its own examples prove it."""

from __future__ import annotations

from typing import Any

import pytest

from socialcheck.accounts.examples import row_example_fault
from socialcheck.kinds.row import TESTS
from socialcheck.policy import schema_accounts
from socialcheck.policy.where import policies_dir
from socialcheck.policy.yamlfile import read_yaml_file

RULES: dict[str, Any] = read_yaml_file(policies_dir() / "rules" / "accounts.yaml").value
EXAMPLES = [
    (name, kind, example) for name, rule in RULES.items() for kind in ("flag", "pass") for example in rule["examples"][kind]
]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_names_one_test_the_schema_knows(name: str) -> None:
    trigger = schema_accounts.RowTrigger.model_validate(RULES[name]["row"])
    assert len(schema_accounts.test_names(trigger)) == 1


@pytest.mark.parametrize(("name", "kind", "example"), EXAMPLES, ids=lambda value: str(value)[:60])
def test_an_example_does_what_its_rule_promises(name: str, kind: str, example: dict[str, Any]) -> None:
    assert row_example_fault(RULES[name], kind, example) is None


def test_every_test_of_the_schema_is_there_and_used() -> None:
    assert set(schema_accounts.TESTS) == {*TESTS, "breaks"}
    used = {name for rule in RULES.values() for name in TESTS if rule["row"].get(name) is not None}
    assert used == set(TESTS)


@pytest.mark.parametrize("row", [{}, {"filled": "owner", "empty": "owner"}, {"fild": "owner"}, {"filled": "Owner name"}])
def test_a_trigger_that_is_wrong_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"row|fild|filled"):
        schema_accounts.RowTrigger.model_validate(row)
