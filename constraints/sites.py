"""On which campus lessons are held, and what a teacher's day is as a way between them; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from constraints.gathering import NOON_GAP
from scheduler.domain.curriculum import Course
from scheduler.domain.index import Index
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import PeriodKind, Slot, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.context import TRUE, Context, Literal

Spot = tuple[int, int, int]
"""(day, period, duration)."""


class Stop(NamedTuple):
    """A teacher's lesson on the way through a day, in the order of the clock (of periods where bells are untimed).

    `site` and `bell` are places in the school's lists. `early` says that it ends in the morning, `late` that it
    begins in the afternoon, `noon` that its day has a noon row, `timed` that its minutes are known.
    """

    start: int
    site: int
    end: int
    bell: int
    early: bool
    late: bool
    noon: bool
    timed: bool


TIMES = Text("times", "次")
"""The unit of limits on changes."""

Made = list[tuple[Stop, Literal]]
"""Stops in order, each with whether it is made."""


def over_noon(one: Stop, two: Stop) -> bool:
    """Whether noon rest lies between two stops: a row of their schedule, or 40 minutes around midday."""
    if not (one.early and two.late):
        return False
    timed = one.timed and two.timed
    rows = one.noon and two.noon and (one.bell == two.bell or not timed)
    return rows or (timed and two.start - one.end >= NOON_GAP)


def possible_stops(ctx: Context, teacher: str) -> Iterator[tuple[int, Weeks, Made]]:
    """(day, weeks, possible stops) of a teacher who may come to several sites."""
    problem, index = ctx.problem, ctx.problem.index
    sites = {campus.id: at for at, campus in enumerate(problem.campuses)}
    courses = index.courses_of_teacher.get(teacher, ()) if len(sites) > 1 else ()
    usual = {c.id: site_of(problem, c.sets, (), c, teacher) for c in courses}
    named = {(c.id, f.day, f.period): index.rooms[f.room].campus for c in courses for f in c.fixed if f.room}
    offered = {c.id: _offered(ctx, c) for c in courses}
    every = {one: frozenset[str]().union(*there.values()) for one, there in offered.items()}
    if (
        len({*usual.values(), *named.values(), *(site for there in offered.values() for site in there)} & set(sites))
        < 2
    ):
        return
    bells = {course.id: index.course_bell(course) for course in courses}
    for weeks in ctx.weeks(teacher):
        for day in ctx.days:
            made: dict[Stop, list[Literal]] = defaultdict(list)
            for start in ctx.teacher_starts(teacher, day, weeks):
                site = named.get((start.course, day, start.period)) or usual[start.course]
                at = [(site, [start.literal])]
                if there := offered[start.course]:
                    at = [(one, list(ctx.start_within(start, rooms))) for one, rooms in there.items()]
                    at.append((site, list(ctx.start_outside(start, every[start.course]))))
                spot = day, start.period, start.duration
                for one, literals in at:
                    if literals and one in sites:
                        made[stop_of(problem, bells[start.course], spot, sites[one])] += literals
            yield day, weeks, [(stop, ctx.any_of(made[stop])) for stop in sorted(made)]


def _offered(ctx: Context, course: Course) -> dict[str, frozenset[str]]:
    """By campus the rooms open to a course though it does not need one; none for most courses."""
    index = ctx.problem.index
    more = [index.rooms[room] for room in ctx.room_choices(course.id) if room not in index.rooms_for(course)]
    if not any(room.campus for room in more):
        return {}
    rooms = [index.rooms[room] for room in ctx.room_choices(course.id)]
    return {
        site: frozenset(r.id for r in rooms if r.campus == site) for site in sorted({r.campus for r in rooms} - {""})
    }


def followed(ctx: Context, stops: Made, wrong: Callable[[Stop, Stop], bool]) -> Iterator[Literal]:
    """For each stop whether the last one before it, if it is made, is wrongly followed by it: upper literals.

    What is known on the way: which stops to come would be wrong after the last one made. Stops that are alike in
    this, as all on one site in one half of the day mostly are, share a literal.
    """
    last: dict[frozenset[int], Literal] = {}
    for at, (stop, here) in enumerate(stops):
        yield ctx.both(here, ctx.any_of((one for bad, one in last.items() if at in bad), upper=True))
        mine = frozenset(n for n in range(at + 1, len(stops)) if wrong(stop, stops[n][0]))
        then: dict[frozenset[int], list[Literal]] = defaultdict(list, {mine: [here]})
        for bad, one in last.items():
            left = bad - {at}
            then[left].append(one if left == mine else ctx.both(one, TRUE, unless=here))
        last = {bad: ctx.any_of(ones, upper=True) for bad, ones in then.items() if bad}


def torn_halves(ctx: Context, stops: Made, changes: int) -> list[Literal] | None:
    """For each half day and two sites: whether both are come to.

    None of them true means: no change of site but over noon, and no more than `changes` of them. Returns None where
    noon does not divide the stops so plainly, as with a block across noon.
    """
    halves: list[Made] = [[]]
    for stop, here in stops:
        if halves[-1] and over_noon(halves[-1][-1][0], stop):
            halves.append([])
        halves[-1].append((stop, here))
    half_of = {stop: at for at, half in enumerate(halves) for stop, _ in half}
    plain = all(over_noon(one, two) == (half_of[one] != half_of[two]) for (one, _), (two, _) in combinations(stops, 2))
    if not plain or len(halves) - 1 > changes:
        return None
    out = []
    for half in halves:
        at: dict[int, list[Literal]] = defaultdict(list)
        for stop, here in half:
            at[stop.site].append(here)
        came = [ctx.any_of(literals) for literals in at.values()]
        out += [ctx.both(one, two) for one, two in combinations(came, 2)]
    return out


def stops_made(view: View, teacher: str) -> Iterator[tuple[int, Weeks, list[Stop], tuple[int, ...]]]:
    """(day, weeks, stops in order, positions of their lessons) of each day of a teacher who comes to several sites."""
    problem, courses = view.problem, view.problem.index.courses
    sites = {campus.id: at for at, campus in enumerate(problem.campuses)}
    held: dict[int, list[tuple[Placed, int]]] = defaultdict(list)
    for placed in view.of_teacher.get(teacher, ()):
        lesson = placed.lesson
        campus = site_of(problem, lesson.sets, lesson.rooms, courses.get(lesson.course or ""), teacher)
        if placed.moments and campus in sites:
            held[lesson.day].append((placed, sites[campus]))
    for weeks in view.weeks(teacher) if len({site for those in held.values() for _, site in those}) > 1 else ():
        for day, those in sorted(held.items()):
            made: dict[Stop, list[int]] = defaultdict(list)
            for placed, site in those:
                if (lesson := placed.lesson).weeks.meets(weeks):
                    spot = lesson.day, lesson.period, lesson.duration
                    made[stop_of(problem, placed.bell, spot, site)].append(placed.at)
            yield day, weeks, sorted(made), tuple(at for stop in sorted(made) for at in made[stop])


def stop_of(problem: Problem, bell: str, spot: Spot, site: int) -> Stop:
    """A lesson at this spot of a schedule, on a site, as a stop."""
    day, period, duration = spot
    known, last, spans = problem.index.bells[bell], period + duration - 1, problem.timeline.spans
    return Stop(
        start=spans[Slot(bell, day, period)][0],
        site=site,
        end=spans[Slot(bell, day, last)][1],
        bell=list(problem.index.bells).index(bell),
        early=known.is_morning(day, last),
        late=not known.is_morning(day, period),
        noon=any(row.kind is PeriodKind.NOON for row in known.rows(day)),
        timed=known.timed,
    )


def site_of(problem: Problem, sets: tuple[str, ...], rooms: Iterable[str], course: Course | None, teacher: str) -> str:
    """Where a teacher is in a lesson: the campus of its room, of the room it needs, of its classes.

    With classes on several campuses each teacher stays on the own one if it is among them, else with the first class;
    a meeting is on the teacher's campus.
    """
    index = problem.index
    told = [index.rooms[room].campus for room in rooms if room in index.rooms]
    if course is not None and course.room:
        told.append(_of_need(index, course.room))
    own = index.teachers[teacher].campus if teacher in index.teachers else ""
    homes = [mine.campus if (mine := index.class_of(one)) else "" for one in sets]
    told.append(own if not sets or own in homes else homes[0])
    return next(filter(None, told), "")


def _of_need(index: Index, need: str) -> str:
    """The campus of a room or pool; of a pool that names none, that of its rooms where they share one."""
    if need in index.pools and index.pools[need].campus:
        return index.pools[need].campus
    found = {index.rooms[room].campus for room in index.rooms_in(need) if room in index.rooms} - {""}
    return found.pop() if len(found) == 1 else ""
