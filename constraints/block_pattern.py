"""Double lessons are held as planned, and never across the long break or noon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import PeriodKind as K
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class BlockPattern(Rule):
    """A course has as many blocks of each length as planned; no block runs across the long break or noon.

    One unit is one block that is missing, or that is cut.
    """

    id = "block_pattern"
    name = Text("Double lessons", "连堂课")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("block", "次连堂")
    of = Owners.COURSES
    prunes = True

    def post(self, ctx: Context) -> None:
        index, courses = ctx.problem.index, [(rule, ctx.problem.index.courses[c]) for c, rule in self.each(ctx)]
        blocky = [(rule, course) for rule, course in courses if any(part.duration > 1 for part in course.parts)]
        for rule, course in blocky:
            bell = index.bells[index.course_bell(course)]
            cut: dict[tuple[int, int], list[tuple[str, int, int, int]]] = defaultdict(list)
            for part, day, period, duration, _ in ctx.candidates(course.id):
                inside = (row for p in range(period, period + duration - 1) for row in bell.between(day, p))
                if any(row.kind in (K.LONG_BREAK, K.NOON) for row in inside):
                    cut[day, period].append((course.id, part, day, period))
            for (day, period), starts in cut.items():
                ctx.forbid(rule, (course.id, day, period, course.weeks), starts)
        for rule, course in blocky:
            blocks = [start.literal for start in ctx.starts(course.id) if start.duration > 1]
            ctx.at_least(rule, (course.id, course.weeks), blocks, sum(p.count for p in course.parts if p.duration > 1))

    def check(self, view: View) -> Iterator[Finding]:
        for owner, rule in self.each(view):
            course, lessons = view.problem.index.courses[owner], view.of_course.get(owner, ())
            planned: Counter[int] = Counter()
            for part in course.parts:
                planned[part.duration] += part.count
            placed = Counter(one.lesson.duration for one in lessons if one.moments)
            if short := sum(count for length, count in (planned - placed).items() if length > 1):
                told = Text("{short} double lessons are missing", "少 {short} 次连堂").format(short=short)
                yield rule.finding((owner, course.weeks), short, what=told)
            cut: dict[tuple[int, int], list[int]] = defaultdict(list)
            for one in lessons:
                if one.lesson.duration > 1 and one.moments and cut_by_rest(view.problem, one):
                    cut[one.lesson.day, one.lesson.period].append(one.at)
            for (day, period), at in cut.items():
                told = Text(
                    "the block on {day} from period {period} runs across the long break or noon",
                    "{day}第 {period} 节起的连堂跨过大课间或午休",
                ).format(day=view.problem.index.day_name(day), period=period)
                yield rule.finding((owner, day, period, course.weeks), len(at), tuple(at), what=told)


def cut_by_rest(problem: Problem, placed: Placed) -> bool:
    """Whether a rest row stands between the first and the last period of a lesson."""
    bell, lesson = problem.index.bells[placed.bell], placed.lesson
    rows = bell.rows(lesson.day)
    numbers = [sum(row.kind is K.LESSON for row in rows[: at + 1]) for at in range(len(rows))]
    rests = (n for n, row in zip(numbers, rows, strict=True) if row.kind in (K.LONG_BREAK, K.NOON))
    return any(lesson.period <= after < lesson.period + lesson.duration - 1 for after in rests)
