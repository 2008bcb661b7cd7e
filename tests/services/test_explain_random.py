"""Random small schools: what is called a conflict is one, and of a confirmed one each member is needed."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from scheduler.domain.problem import Problem
from scheduler.services.explain_restrict import is_fact, restricted
from tests.precheck import busy_schools, full_schools
from tests.precheck.solver import solvable
from tests.services.test_explain import explained

SCHOOLS = 48
SHARES = 4


def without_placeholders(problem: Problem) -> Problem:
    """The school in which nobody is missing where a course has no teacher: it is explained as it stands."""
    courses = (c if c.teachers else c.model_copy(update={"unstaffed": True}) for c in problem.courses)
    return problem.model_copy(update={"courses": tuple(courses)})


@pytest.mark.parametrize("share", range(SHARES))
def test_another_model_of_the_rules_left_confirms_what_is_told(share: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(share, SCHOOLS, SHARES):
        random = Random(f"why {seed}")
        made = busy_schools if seed % 8 < 4 else full_schools
        problem, rules = without_placeholders(made.school(random)), made.rules(random)
        found = explained(problem, rules)
        members = [(member.rule, member.owner) for member in found.conflict]
        facts = {rule.label for rule in rules if is_fact(rule)}
        if found.status == "feasible":
            assert solvable(problem, rules), seed
            continue
        seen[found.proof] += 1
        assert found.status == "impossible"
        assert members or not found.confirmed
        if not members:  # lessons alone are too many, in a way nobody was found to blame for
            continue
        assert not solvable(problem, restricted(problem, rules, members)), seed
        if found.confirmed and facts.isdisjoint(label for label, _ in members):
            for one in members:
                assert solvable(problem, restricted(problem, rules, [m for m in members if m != one])), (seed, one)
                seen["needed"] += 1
    assert seen["needed"] >= 3
