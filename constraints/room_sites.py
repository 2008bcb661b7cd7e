"""On which campus a person's lessons are as their rooms say, and the way between them; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from constraints.people import Who, courses, held, home
from constraints.sites import Made, Stop, site_of, stop_of
from scheduler.domain.problem import Problem
from scheduler.domain.time import Slot, Weeks
from scheduler.domain.view import View
from scheduler.rules.base import RoomQuestion
from scheduler.rules.context import Context, Literal


def stops_by_room(ctx: Context, who: Who, person: str) -> Iterator[tuple[int, Weeks, Made]]:
    """(day, weeks, possible stops) of a person who may come to several sites as the rooms say; see `site_of_room`."""
    problem, index = ctx.problem, ctx.problem.index
    sites = {campus.id: at for at, campus in enumerate(problem.campuses)}
    rooms_at = rooms_of_sites(problem)
    every = frozenset[str]().union(*rooms_at.values())
    mine = {course.id: course for course in courses(problem, who, person, Weeks.ALL)}
    open_rooms = {one: frozenset(ctx.room_choices(one)) for one in mine}
    reach = {one: [(x, there) for x, there in rooms_at.items() if there & rooms] for one, rooms in open_rooms.items()}
    own = {one: site_of_room(problem, course.sets, (), person) for one, course in mine.items()}
    if len({*own.values(), *(site for found in reach.values() for site, _ in found)} & sites.keys()) < 2:
        return
    for weeks in ctx.weeks(person):
        for day in ctx.days:
            made: dict[Stop, list[Literal]] = defaultdict(list)
            pupil = who == "pupils"
            for start in ctx.pupil_starts(person, day, weeks) if pupil else ctx.teacher_starts(person, day, weeks):
                at = [(site, ctx.start_within(start, rooms)) for site, rooms in reach[start.course]]
                at.append((own[start.course], ctx.start_outside(start, every)))
                for site, literals in at:
                    if literals and site in sites:
                        spot = day, start.period, start.duration
                        made[stop_of(problem, index.course_bell(mine[start.course]), spot, sites[site])] += literals
            yield day, weeks, [(stop, ctx.any_of(made[stop])) for stop in sorted(made)]


def stops_taken(view: View, who: Who, person: str) -> Iterator[tuple[int, Weeks, list[Stop], tuple[int, ...]]]:
    """(day, weeks, stops in order, positions of their lessons) of each day of a person, as the rooms say."""
    problem = view.problem
    sites = {campus.id: at for at, campus in enumerate(problem.campuses)}
    for weeks in view.weeks(person):
        for day in view.days:
            made: dict[Stop, list[int]] = defaultdict(list)
            for placed in held(view, who, person, day, weeks):
                lesson = placed.lesson
                site = site_of_room(problem, lesson.sets, problem.index.own_rooms(lesson.rooms), person)
                if placed.moments and site in sites:
                    made[stop_of(problem, placed.bell, (day, lesson.period, lesson.duration), sites[site])] += [
                        placed.at
                    ]
            yield day, weeks, sorted(made), tuple(at for stop in sorted(made) for at in made[stop])


def moved(one: Stop, two: Stop) -> bool:
    """Whether the second stop is on another site."""
    return one.site != two.site


def too_quick(problem: Problem, who: Who, person: str, day: int, gap: int) -> Callable[[Stop, Stop], bool]:
    """Whether fewer than so many periods of the home schedule lie between two stops of a day on different sites."""
    bell, spans = home(problem, who, person), problem.timeline.spans
    periods = [spans[Slot(bell.id, day, period)] for period in range(1, bell.periods(day) + 1)]

    def quick(one: Stop, two: Stop) -> bool:
        return moved(one, two) and sum(one.end <= start and end <= two.start for start, end in periods) < gap

    return quick


def asked_of_sites(problem: Problem, who: Who, persons: Iterable[str]) -> Iterator[RoomQuestion]:
    """What `stops_by_room` has to know of people's courses: on which campus the rooms are, and whether on any."""
    mine = {course.id for person in persons for course in courses(problem, who, person, Weeks.ALL)}
    sites = [rooms for rooms in rooms_of_sites(problem).values() if rooms]
    asked = (*sites, frozenset[str]().union(*sites)) if len(problem.campuses) > 1 else ()
    return (RoomQuestion(course, rooms) for course in sorted(mine) for rooms in asked)


def rooms_of_sites(problem: Problem) -> dict[str, frozenset[str]]:
    """The rooms of each campus."""
    return {campus.id: frozenset(r.id for r in problem.rooms if r.campus == campus.id) for campus in problem.campuses}


def site_of_room(problem: Problem, sets: tuple[str, ...], rooms: Iterable[str], person: str) -> str:
    """The campus of the room a lesson is in; in no room, or in one of no campus, that of its classes or its teacher."""
    return site_of(problem, sets, rooms, None, person)
