"""Double lessons are held as planned, and never across the long break or noon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from constraints.gathering import cut_by_rest, reached
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text
from scheduler.domain.time import PeriodKind as K
from scheduler.domain.view import View
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
        index = ctx.problem.index
        courses = [(rule, index.courses[owner]) for owner, rule in self.each(ctx)]
        blocky = [(rule, course) for rule, course in courses if planned_blocks(course)]
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
            planned = planned_blocks(course)
            blocks = {length: [s.literal for s in ctx.starts(course.id) if s.duration == length] for length in planned}
            if len(blocks) > 1:  # more of one length than planned must not stand in for another
                blocks = {length: reached(ctx, blocks[length], planned[length]) for length in planned}
            terms = [literal for found in blocks.values() for literal in found]
            ctx.at_least(rule, (course.id, course.weeks), terms, planned.total())

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for owner, rule in self.each(view):
            course, planned = index.courses[owner], planned_blocks(index.courses[owner])
            blocks = [one for one in view.of_course.get(owner, ()) if one.lesson.duration > 1 and one.moments]
            if short := (planned - Counter(one.lesson.duration for one in blocks)).total() if planned else 0:
                told = Text("double lessons missing: {short}", "少 {short} 次连堂").format(short=short)
                yield rule.finding((owner, course.weeks), short, what=told)
            cut: dict[tuple[int, int], list[int]] = defaultdict(list)
            for one in blocks:
                if cut_by_rest(index.bells[one.bell], one):
                    cut[one.lesson.day, one.lesson.period].append(one.at)
            for (day, period), at in cut.items():
                told = Text(
                    "the block on {day} from period {period} runs across the long break or noon",
                    "{day}第 {period} 节起的连堂跨过大课间或午休",
                ).format(day=index.day_name(day), period=period)
                yield rule.finding((owner, day, period, course.weeks), len(at), tuple(at), what=told)


def planned_blocks(course: Course) -> Counter[int]:
    """How many blocks of each length a course should have."""
    return Counter(part.duration for part in course.parts if part.duration > 1 for _ in range(part.count))
