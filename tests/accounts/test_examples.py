"""The example registers: exactly the faults put in are found, and the files are what the script writes."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from socialcheck.accounts.read import read_register
from socialcheck.accounts.run import check
from socialcheck.policy.load import load_policy
from socialcheck.text.cells.known import Known
from tests.accounts.conftest import NOW

FOLDER = Path(__file__).parents[2] / "examples" / "registers"
CONFIG = {"email_domains": ["force.example"], "max_idle_days": 30}
POLICIES = ["north-wales", "cleveland", "leicestershire", "south-yorkshire", "west-midlands-police"]
ALWAYS = ("credential-exposed", "credential-guessable", "credential-reused", "account-double", "date-unreadable")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_registers", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("policy", POLICIES)
def test_exactly_the_faults_put_in_are_found(policy: str, make: ModuleType, known: Known) -> None:
    register = read_register(str(FOLDER / f"{policy}.csv"), known)
    checked = check(register, load_policy(policy, CONFIG), NOW, known)
    found = {(d.row, f.rule) for d in checked.documents for f in d.findings if f.source == "policy" or f.rule in ALWAYS} - {
        (row, "handle-unlisted") for row in range(8, 64)
    }
    assert found == set(make.faults(policy))
    assert len(register.rows) == 60
    assert checked.clauses.not_checkable == ()


@pytest.mark.parametrize("policy", POLICIES)
def test_the_files_are_what_the_script_writes(policy: str, make: ModuleType) -> None:
    assert (FOLDER / f"{policy}.csv").read_bytes() == make.as_csv(policy)
    assert (FOLDER / f"{policy}.faults.csv").read_bytes() == make.faults_csv(policy)
