"""Every timetable of a tiny school, by placing lesson after lesson, until one keeps some rules."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.rules.base import Rule
from scheduler.verify import judge

Block = tuple[Course, int]

JUDGED = 20
"""What judging a timetable costs, in lessons placed."""


class TooMany(Exception):
    """More timetables than there is time for."""


def possible(problem: Problem, rules: Sequence[Rule], most: int = 400) -> bool:
    """Whether some timetable with every lesson in it keeps all of these rules, by the judge; TooMany above `most`."""
    blocks = [(c, part.duration) for c in problem.courses for part in c.parts for _ in range(part.count)]
    kept = {rule.id for rule in rules}
    return _place(problem, rules, blocks, kept, [], [most * JUDGED])


def _place(
    problem: Problem,
    rules: Sequence[Rule],
    blocks: list[Block],
    kept: set[str],
    placed: list[Lesson],
    left: list[int],
) -> bool:
    left[0] -= JUDGED if len(placed) == len(blocks) else 1
    if left[0] < 0:
        raise TooMany
    if len(placed) == len(blocks):
        return judge(problem, Timetable(lessons=tuple(placed)), rules).broken == 0
    course, duration = blocks[len(placed)]
    bell = problem.index.bells[problem.index.course_bell(course)]
    alike = len(placed) > 0 and blocks[len(placed) - 1] == (course, duration)
    for day in problem.days:
        for period in range(1, bell.periods(day) - duration + 2):
            if alike and (day, period) < (placed[-1].day, placed[-1].period):
                continue
            lesson = Lesson(
                subject=course.subject,
                sets=course.sets,
                teachers=course.teachers,
                day=day,
                period=period,
                duration=duration,
                weeks=course.weeks,
                course=course.id,
                bell=course.bell,
            )
            if any(_collide(problem, lesson, other, kept) for other in placed):
                continue
            if _place(problem, rules, blocks, kept, [*placed, lesson], left):
                return True
    return False


def _collide(problem: Problem, one: Lesson, two: Lesson, kept: set[str]) -> bool:
    """Whether two lessons break a clash rule, so that nothing after them need be tried."""
    if one.day != two.day or not one.weeks.meets(two.weeks):
        return False
    index = problem.index
    pupils = [set(index.busy_leaves(index.courses[lesson.course or ""])) for lesson in (one, two)]
    shared = "class_clash" in kept and not pupils[0].isdisjoint(pupils[1])
    shared = shared or ("teacher_clash" in kept and not set(one.teachers).isdisjoint(two.teachers))
    return shared and not _moments(problem, one).isdisjoint(_moments(problem, two))


def _moments(problem: Problem, lesson: Lesson) -> set[tuple[int, int]]:
    bell = problem.index.bell_of(lesson.sets, lesson.bell, lesson.course)
    return set(problem.timeline.covered(bell, lesson.day, lesson.period, lesson.duration))
