"""How several rules gather courses, lessons and periods; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from scheduler.domain.index import Index
from scheduler.domain.problem import Problem
from scheduler.domain.time import BellSchedule, Moment, Slot, TimeRange, Weeks
from scheduler.domain.time import PeriodKind as K
from scheduler.domain.view import Placed, View
from scheduler.rules.context import FALSE, TRUE, Context, Literal, Start

NOON_GAP = 40
"""Minutes between two lesson periods that are noon rest on a day without a noon row."""


Closed = tuple[str, str, tuple[TimeRange, ...]]
"""(kind, owner, closed times)"""


def closed_times(problem: Problem) -> tuple[Closed, ...]:
    """(kind, owner, closed times) of everyone and everything that has some."""
    return _closed_times(problem.index)


@lru_cache(maxsize=4)
def _closed_times(index: Index) -> tuple[Closed, ...]:
    """The same, for the schools asked for last: every judgement asks again."""
    return tuple(_closed(index.problem))


def _closed(problem: Problem) -> Iterator[Closed]:
    yield from (("teacher", t.id, t.unavailable) for t in problem.teachers if t.unavailable)
    yield from (("subject", s.id, s.unavailable) for s in problem.subjects if s.unavailable)
    yield from (("room", r.id, r.unavailable) for r in problem.rooms if r.unavailable)
    yield from (("course", c.id, c.forbidden) for c in problem.courses if c.forbidden)
    for home in problem.classes:
        if home.unavailable:
            yield from (("pupil", leaf, home.unavailable) for leaf in home.leaves or (home.id,))
    for group in problem.groups:
        if group.unavailable:
            yield from (("pupil", leaf, group.unavailable) for leaf in group.leaves)
    for bell in problem.bells:
        closed = tuple(when if when.bell else when.model_copy(update={"bell": bell.id}) for when in bell.closed)
        if closed:
            yield "bell", bell.id, closed


def moments_in(problem: Problem, ranges: tuple[TimeRange, ...], weeks: Weeks) -> set[Moment]:
    """Moments inside some time ranges in these weeks."""
    return {moment for moment, when in problem.index.barred(ranges) if when.meets(weeks)}


def periods_in(problem: Problem, ranges: tuple[TimeRange, ...], weeks: Weeks) -> set[Slot]:
    """Periods of every schedule that share a minute with some time ranges in these weeks."""
    inside = moments_in(problem, ranges, weeks)
    return {slot for slot, moments in problem.timeline.moments.items() if not inside.isdisjoint(moments)}


def inside(periods: set[Slot], bell: str, start: Start) -> bool:
    """Whether a placement takes one of these periods."""
    return any((bell, start.day, period) in periods for period in range(start.period, start.period + start.duration))


def reached(ctx: Context, literals: Iterable[Literal], most: int) -> list[Literal]:
    """Entry k: more than k of the literals are true, for k below `most`. Exact."""
    out = [FALSE] * most
    for literal in literals:
        with_it = [ctx.negated(ctx.any_of((ctx.negated(literal), ctx.negated(fewer)))) for fewer in (TRUE, *out[:-1])]
        out = [ctx.any_of(pair) for pair in zip(out, with_it, strict=True)]
    return out


def taken_beside(ctx: Context, course: str, pairs: Iterable[tuple[Literal, Literal]]) -> list[Literal]:
    """Placements of a course's lessons, each with what may be beside it: yes/noes that count those taken beside it.

    Of a course with one lesson a single yes/no is enough.
    """
    if ctx.problem.index.courses[course].lessons == 1:
        return [ctx.any_both(pairs)]
    return [ctx.both(*pair) for pair in pairs]


def ends_from(ctx: Context, starts: Iterable[Start]) -> tuple[list[Moment], list[Literal]]:
    """The last moments of some placements, ascending, and for each: at least true where one ends then or later.

    The literals have an entry more, for later than all.
    """
    ending: dict[Moment, list[Literal]] = defaultdict(list)
    for start in starts:
        ending[start.moments[-1]].append(start.literal)
    moments = sorted(ending)
    return moments, [*ctx.any_from([ctx.any_of(ending[moment], upper=True) for moment in moments], upper=True), FALSE]


def noon_after(bell: BellSchedule, day: int, period: int) -> bool:
    """Whether noon follows a lesson period; on a day without a noon row a gap of 40 minutes is noon."""
    kinds = {row.kind for row in bell.between(day, period)}
    if K.NOON in kinds:
        return True
    if K.LONG_BREAK in kinds or period >= bell.periods(day) or any(row.kind is K.NOON for row in bell.rows(day)):
        return False
    end, start = bell.lesson_row(day, period).end, bell.lesson_row(day, period + 1).start
    return end is not None and start is not None and start - end >= NOON_GAP


def rest_after(bell: BellSchedule, day: int, period: int) -> bool:
    """Whether the long break or noon follows a lesson period."""
    return any(row.kind is K.LONG_BREAK for row in bell.between(day, period)) or noon_after(bell, day, period)


def cut_by_rest(bell: BellSchedule, placed: Placed) -> bool:
    """Whether the long break or noon stands between the first and the last period of a lesson."""
    rows = bell.rows(placed.lesson.day)
    kinds = [row.kind for row in rows]
    lessons = [at for at, kind in enumerate(kinds) if kind is K.LESSON]
    inside = lessons[placed.lesson.period - 1 :][: placed.lesson.duration]
    if not {K.LONG_BREAK, K.NOON}.isdisjoint(kinds[inside[0] : inside[-1]]):
        return True
    gaps = ((rows[one].end, rows[other].start) for one, other in pairwise(inside) if K.NOON not in kinds)
    return any(end is not None and start is not None and end + NOON_GAP <= start for end, start in gaps)


def periods_so_far(view: View, course: str, weeks: Weeks) -> list[int]:
    """Periods a course has had by the end of each day."""
    days = [0] * len(view.days)
    for placed in view.of_course.get(course, ()):
        if placed.moments and placed.lesson.weeks.meets(weeks):
            days[placed.lesson.day - 1] += placed.lesson.duration
    return list(accumulate(days))
