"""No course has more lessons than it owes, and every lesson belongs to a course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from constraints.every_lesson_placed import by_week
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.rules.context import Context


class CourseHours(Rule):
    """Nothing is added to a course's weekly periods.

    One unit is one period too many; every period of a lesson that belongs to no course is too many.
    """

    id = "course_hours"
    name = Text("No more than the course's periods", "不超课时")
    says = Text(
        "{what}: {held} periods a week, {owed} are planned.",
        "{what}：每周排了 {held} 节，应排 {owed} 节。",
    )
    source = Text(
        "School work plans: every subject has its periods, no more and no fewer (course-hours-exact, no-extra-lessons)",
        "学校工作方案：各科的节数不少也不多（course-hours-exact、no-extra-lessons）",
    )
    unit = Text("period", "节")
    of = Owners.COURSES
    clauses = ("course-hours-exact", "no-extra-lessons")
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)

    def post(self, ctx: Context) -> None:
        for owner, rule in self.each(ctx):
            course = ctx.problem.index.courses[owner]
            terms = [(start.literal, start.duration) for start in ctx.starts(owner)]
            ctx.at_most(rule, (owner, course.weeks), terms, course.periods)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for owner, rule in self.each(view):
            lessons = view.of_course.get(owner, [])
            for weeks, owed, held in by_week(index.courses[owner], lessons):
                if held > owed:
                    at = tuple(placed.at for placed in lessons)
                    facts = {"what": index.title(owner), "held": held, "owed": owed}
                    yield rule.finding((owner, weeks), held - owed, at, **facts)
        yield from self._of_no_course(view)

    def _of_no_course(self, view: View) -> Iterator[Finding]:
        extra: dict[Key, list[Placed]] = defaultdict(list)
        for placed in view.of_course.get(None, ()):
            lesson = placed.lesson
            owner = next(iter((*lesson.sets, *lesson.teachers, lesson.subject)))
            if view.has(owner):
                extra[owner, lesson.subject, lesson.weeks].append(placed)
        for key, lessons in extra.items():
            rule = self.at(view.problem, str(key[0]), str(key[1]))
            if rule is not None:
                held = sum(placed.lesson.duration for placed in lessons)
                what = " ".join(view.problem.index.title(str(part)) for part in dict.fromkeys(key[:2]))
                at = tuple(placed.at for placed in lessons)
                yield rule.finding(key, held, at, what=what, held=held, owed=0)
