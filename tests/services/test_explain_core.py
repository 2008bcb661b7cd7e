"""Conflicts that neither counts nor sums show: found by leaving out rules and timetabling again."""

from __future__ import annotations

import threading

import constraints
from constraints.period_ban import PeriodBan
from scheduler.domain.problem import Problem
from scheduler.engine.explain import Guarded, needed, reduced
from scheduler.engine.explain_near import courses_of
from scheduler.engine.settings import Settings
from scheduler.precheck import precheck
from scheduler.rules.base import Rule
from scheduler.samples import impossible
from scheduler.services.explain_conflict import Clock, Conflict, confirmed, of_search
from scheduler.services.explain_restrict import restricted
from scheduler.services.explain_words import checked
from tests.precheck.brute_force import possible
from tests.precheck.small import STRUCTURE, course, school
from tests.services.test_explain import explained

ONE = Settings(seconds=60, workers=1)


def round_of_five() -> tuple[Problem, tuple[Rule, ...]]:
    """Five lessons in a round, each sharing a teacher with the next, and two periods: five is odd.

    Half a lesson in each period would do, and no three of them clash pairwise, so that no count and no sum sees it.
    """
    courses = [course(f"K{n}", "Maths", 1, f"T{n}+T{(n + 1) % 5}") for n in range(5)]
    return school(courses, 3), (*STRUCTURE, PeriodBan(periods=(3,)))


def test_what_no_count_sees_is_found_by_leaving_out_rules() -> None:
    problem, rules = round_of_five()
    assert not precheck(problem, rules).impossible
    found = explained(problem, rules)
    assert (found.status, found.proof, found.confirmed) == ("impossible", "core", True)
    members = [(member.rule, member.owner) for member in found.conflict]
    assert sorted(members) == [("period_ban", f"K{n}") for n in range(5)]
    assert not possible(problem, restricted(problem, rules, members), 100_000)
    for one in members:
        assert possible(problem, restricted(problem, rules, [m for m in members if m != one]), 100_000)
    assert "一条一条去掉规定" in found.words.zh


def test_what_was_not_checked_to_the_end_is_not_said_to_be_minimal() -> None:
    problem, rules = round_of_five()
    every = Conflict(tuple(("period_ban", f"K{n}") for n in range(5)), "core")
    unsure = confirmed(problem, rules, every, ONE, Clock(0.0))
    assert unsure is not None
    assert (unsure.members, unsure.confirmed) == (every.members, False)
    assert "没有全部核对完" in checked(unsure).zh
    assert of_search(problem, rules, ONE, Clock(0.0)) is None


def test_a_member_that_is_not_needed_goes_and_the_rest_is_refuted_anew() -> None:
    problem = impossible.fixed_at_one_time()
    rules = constraints.bind(problem)
    fixed = [("fixed_lessons", "三(1):数学"), ("fixed_lessons", "三(2):数学")]
    spare = ("fixed_lessons", "三(3):班队会")
    fewer = confirmed(problem, rules, Conflict((spare, *fixed), "core"), ONE, Clock(60.0))
    assert fewer is not None
    assert (list(fewer.members), fewer.confirmed, fewer.proof) == (fixed, True, "lp")


def test_what_a_timetable_keeps_is_no_conflict() -> None:
    problem, rules = round_of_five()
    four = Conflict(tuple(("period_ban", f"K{n}") for n in range(4)), "counting")
    assert confirmed(problem, rules, four, ONE, Clock(60.0)) is None


def test_where_facts_alone_clash_no_rule_is_blamed() -> None:
    courses = [course("A", "Maths", 3, "Li"), course("B", "Maths", 3, "Li"), course("B", "Art", 1, "Ma")]
    problem = school(courses, 4)
    rules = (*STRUCTURE, PeriodBan(subjects=("Art",), periods=(1, 2, 3, 4)))
    wrong = Conflict((("period_ban", "B"),), "core")
    found = confirmed(problem, rules, wrong, ONE, Clock(60.0))
    assert found is not None
    assert (found.members, found.confirmed) == ((("teacher_clash", "Li"),), True)


def test_a_timetable_near_another_is_found_with_most_lessons_held() -> None:
    problem, rules = round_of_five()
    looking = Guarded(problem, rules, ONE, threading.Event())
    bans = [guard for guard in looking.guards if guard[0] == "period_ban"]
    assert looking.look(bans, 30).possible is False
    first = looking.look(bans[1:], 30)
    assert first.possible is True
    assert first.solution is not None
    again = looking.look_near([bans[0], *bans[2:]], first.solution, ("K0", "K1"))
    assert again.possible is True
    assert looking.look(bans, 30).possible is False, "what was held is free again"
    core = looking.core(looking.guards, 30)
    assert core is not None
    assert set(core) == set(bans)
    assert needed(looking, bans, lambda: 30.0).sure


def test_whole_rules_are_left_out_before_single_owners() -> None:
    kept = [("a", "1"), ("a", "2"), ("b", "1"), ("c", "1"), ("c", "2")]
    wanted = {("a", "2"), ("c", "1")}
    asked: list[int] = []

    def refuted(some: list[tuple[str, str]]) -> bool:
        asked.append(len(some))
        return wanted <= set(some)

    assert reduced(kept, refuted) == [("a", "2"), ("c", "1")]
    assert reduced(kept, refuted, owners=False) == [("a", "1"), ("a", "2"), ("c", "1"), ("c", "2")]


def test_the_courses_of_an_owner_are_those_of_its_people() -> None:
    problem = impossible.meeting_takes_too_many()
    group = problem.teacher_groups[-1]
    assert group.meeting in courses_of(problem, group.id)
    home = problem.classes[0]
    own = courses_of(problem, home.id)
    assert own
    assert courses_of(problem, next(iter(own))) <= own
    assert courses_of(problem, "nobody") == set()
