"""Two timetables compared: moved lessons, rule by rule, and who is better or worse off."""

from __future__ import annotations

from random import Random

from constraints.teacher_gaps import TeacherGaps
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable, distance
from scheduler.rules.base import Rule
from scheduler.samples import sample
from scheduler.services.compare import compare
from scheduler.verify import judge
from tests import strategies
from tests.services.test_places import some_rules


def school(seed: int) -> tuple[Problem, list[Rule], Timetable, Timetable]:
    random = Random(f"compare {seed}")
    problem = strategies.school(random)
    rules = some_rules(random, problem)
    return problem, rules, strategies.timetable(random, problem), strategies.timetable(random, problem)


def test_a_timetable_compared_with_itself_shows_nothing() -> None:
    for seed in range(10):
        problem, rules, timetable, _ = school(seed)
        found = compare(problem, rules, timetable, timetable)
        assert found == type(found)(), seed


def test_the_points_of_all_rules_add_up_to_the_change_of_value() -> None:
    for seed in range(40):
        problem, rules, before, after = school(seed)
        found = compare(problem, rules, before, after)
        old, new = judge(problem, before, rules), judge(problem, after, rules)
        levels = {rule.label: rule.level for rule in rules}
        sums = [sum(c.points for c in found.rules if levels[c.rule] is level) for level in Level]
        assert sums == [0, new.relaxed - old.relaxed, new.penalty - old.penalty], seed
        amounts = {one.rule.label: one.amount for one in new.rules}
        assert all(amounts[change.rule] == change.after for change in found.rules), seed


def test_every_lesson_is_paired_once_and_told_where_it_stood_and_stands() -> None:
    for seed in range(40):
        problem, rules, before, after = school(seed)
        found = compare(problem, rules, before, after)
        assert found.moved == distance(before, after)
        for course in problem.courses:
            old, new = (sorted((x.day, x.period) for x in t.lessons if x.course == course.id) for t in (before, after))
            mine = [one for one in found.lessons if one.course == course.id]
            kept = list(old)
            for one in mine:
                if one.before is not None:
                    kept.remove(one.before)
            assert sorted([*kept, *(one.after for one in mine if one.after is not None)]) == new, seed


def test_rooms_and_teachers_that_change_are_counted_apart() -> None:
    problem, rules, before, _ = school(3)
    lesson = before.lessons[0]
    other = lesson.model_copy(
        update={"rooms": ("gym",), "teachers": ("Wu",) if lesson.teachers != ("Wu",) else ("Li",)}
    )
    after = before.model_copy(update={"lessons": (other, *before.lessons[1:])})
    found = compare(problem, rules, before, after)
    assert (found.moved, found.lessons, found.rooms, found.teachers) == (0, (), 1, 1)


def test_who_waits_longer_is_worse_off_and_who_waits_less_better() -> None:
    problem = sample("tiny")
    rule = TeacherGaps(level=Level.SOFT, weight=3, limit=0)

    def week(one: int, other: int) -> Timetable:
        chinese = [problem.index.courses[f"三({number}):语文"] for number in (1, 2)]
        periods = ((1, one), (1, other))
        lessons = zip(chinese, periods, strict=True)
        return Timetable(lessons=tuple(strategies.as_lesson(c, 1, p, 1) for c, spots in lessons for p in spots))

    found = compare(problem, [rule], week(4, 2), week(2, 3))
    who = [problem.index.courses[f"三({number}):语文"].teachers for number in (1, 2)]
    assert (found.better, found.worse) == tuple(who)
    assert [(c.before, c.after, c.points) for c in found.rules] == [(2, 1, -3)]
    moved = [(one.course, one.before, one.after) for one in found.lessons]
    assert moved == [("三(1):语文", (1, 4), (1, 2)), ("三(2):语文", (1, 2), (1, 3))]
