"""Lessons of several periods are held as planned, and never across the long break or noon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from constraints.gathering import cut_by_rest, reached, rest_after
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text, joined
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

MISSING = Text("missing blocks of {length} periods: {count}", "少 {count} 次 {length} 节连堂")
CUT = Text(
    "the block of {length} periods on {day} from period {period} runs across the long break or noon",
    "{day}第 {period} 节起的 {length} 节连堂跨过大课间或午休",
)


class BlockPattern(Rule):
    """A course has as many blocks of each length as planned; no block runs across the long break or noon.

    On a day without a noon row a clock gap of 40 minutes between two periods is noon. One unit is one block that is
    missing, or that is cut.
    """

    id = "block_pattern"
    name = Text("Lessons of several periods", "连堂课")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("block", "次连堂")
    of = Owners.COURSES
    prunes = True

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        blocky = [(rule, c) for owner, rule in self.each(ctx) if (c := index.courses[owner]).lengths != (1,)]
        for rule, course in blocky:
            bell = index.bells[index.course_bell(course)]
            cut: dict[tuple[int, int], list[tuple[str, int, int, int]]] = defaultdict(list)
            for part, day, period, duration, _ in ctx.candidates(course.id):
                if any(rest_after(bell, day, p) for p in range(period, period + duration - 1)):
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
            course = index.courses[owner]
            blocks = [one for one in view.of_course.get(owner, ()) if one.lesson.duration > 1 and one.moments]
            if not blocks and course.lengths == (1,):
                continue
            if short := planned_blocks(course) - Counter(one.lesson.duration for one in blocks):
                told = [MISSING.format(count=count, length=length) for length, count in sorted(short.items())]
                yield rule.finding((owner, course.weeks), short.total(), what=joined(told))
            cut: dict[tuple[int, int], list[Placed]] = defaultdict(list)
            for one in blocks:
                if cut_by_rest(index.bells[one.bell], one):
                    cut[one.lesson.day, one.lesson.period].append(one)
            for (day, period), those in cut.items():
                lengths = "/".join(map(str, sorted({one.lesson.duration for one in those})))
                what = CUT.format(day=index.day_name(day), period=period, length=lengths)
                at = tuple(one.at for one in those)
                yield rule.finding((owner, day, period, course.weeks), len(at), at, what=what)


def planned_blocks(course: Course) -> Counter[int]:
    """How many blocks of each length a course should have."""
    return Counter(part.duration for part in course.parts if part.duration > 1 for _ in range(part.count))
