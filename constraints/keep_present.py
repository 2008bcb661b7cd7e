"""A new timetable leaves lessons where the one before it had them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text, joined
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Place, places_by_course
from scheduler.domain.view import View
from scheduler.rules.base import SCHOOL, Finding, Rule
from scheduler.rules.context import Context, Literal

PLACE = Text("{0} period {1}", "{0}第 {1} 节")
EARLIER = Text("an earlier version of the timetable", "以前的课表版本")


class KeepPresent(Rule):
    """Each course still uses the places (day, period, length) it had in the latest earlier version.

    One unit is one old place no longer used; other rooms and teachers are no move.
    """

    id = "keep_present"
    name = Text("Lessons stay where they were", "沿用现课表")
    says = Text("{0}: {count} lessons no longer on {places}.", "{0} 有 {count} 节不在原来的{places}。")
    source = Text("School practice", "学校惯例")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    level: Level = Level.SOFT

    def post(self, ctx: Context) -> None:
        before = places_by_course(ctx.problem.earlier[-1]) if ctx.problem.earlier else {}
        for owner, rule in self.each(ctx) if before else ():
            now: dict[Place, list[Literal]] = defaultdict(list)
            for start in ctx.starts(owner):
                now[start.day, start.period, start.duration].append(start.literal)
            if old := before.get(owner):
                left = [ctx.negated(ctx.any_of(now.get(place, ()))) for place in sorted(old)]
                ctx.at_most(rule, (owner, ctx.problem.index.courses[owner].weeks), left, 0)

    def check(self, view: View) -> Iterator[Finding]:
        problem = view.problem
        if not problem.earlier:
            if problem.courses and view.has(SCHOOL):
                yield self.not_checked((SCHOOL, Weeks.ALL), EARLIER)
            return
        before = places_by_course(problem.earlier[-1])
        for owner, rule in self.each(view):
            held = [placed.lesson for placed in view.of_course.get(owner, ())]
            now = {(lesson.day, lesson.period, lesson.duration) for lesson in held}
            if left := sorted(before.get(owner, set()) - now):
                at = tuple(placed.at for placed in view.of_course.get(owner, ()))
                names = [PLACE.format(problem.index.day_name(day), period) for day, period, _ in left]
                facts = {"count": len(left), "places": joined(names)}
                yield rule.finding((owner, problem.index.courses[owner].weeks), len(left), at, **facts)
