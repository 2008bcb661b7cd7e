"""What a rule tells of its cases, word for word: sentences, lessons, evidence, and the size of its models."""

from __future__ import annotations

import pytest

from constraints import CATALOGUE
from scheduler.rules.base import Rule
from tests.casebook import load_cases
from tests.told import FOLDER, TESTS, told


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.id)
def test_a_rule_tells_of_its_cases_what_was_read_and_kept(kind: type[Rule]) -> None:
    kept = (FOLDER / f"{kind.id}.txt").read_text(encoding="utf-8").splitlines()
    now = told(kind, load_cases(TESTS / "cases" / f"{kind.id}.yml")).splitlines()
    assert now == kept, "run python -m tests.told, and read what changed"


def test_only_rules_are_told_of() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(kind.id for kind in CATALOGUE)
