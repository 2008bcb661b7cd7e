"""Ways out by places and times: a place more, a meeting elsewhere, a fixed lesson let go, a closed time opened."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.answers import WayOut
from scheduler.domain.curriculum import CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import MeetingDropped, MeetingMoved, RoomAdded, RoomPlaces, TeacherComes
from scheduler.domain.scenario_comes import Opened
from scheduler.domain.text import Text, joined
from scheduler.domain.time import TimeRange
from scheduler.services.explain_asks import spots, when
from scheduler.services.proof_words import names
from scheduler.services.ways_counted import counted_words
from scheduler.services.ways_question import Question, excepted


def places(question: Question) -> Iterator[WayOut]:
    """A place more where places are too few; a room more where rooms hold one class each."""
    problem, index = question.problem, question.problem.index
    for _, need in question.members("room_capacity"):
        rooms = [index.rooms[room] for room in sorted(index.room_needs.get(need, ())) if room in index.rooms]
        if not rooms:
            continue
        if need in index.pools and all(room.places == 1 for room in rooms):
            words = Text("One more room of “{need}”", "增加 1 间{need}").format(need=index.title(need))
            room = RoomAdded(room=_new(problem, index.title(need)), pools=(need,), campus=rooms[0].campus)
            yield WayOut(kind="place", words=words, patches=(room,), places=1)
        else:
            most = max(rooms, key=lambda room: room.places)
            more = RoomPlaces(room=most.id, places=most.places + 1)
            yield WayOut(kind="place", words=counted_words(problem, [more]), patches=(more,), places=1)


def _new(problem: Problem, name: str) -> str:
    """A name no room has."""
    number = 1
    taken = {*problem.index.rooms, *problem.index.pools}
    while f"{name}（新增{number}）" in taken:
        number += 1
    return f"{name}（新增{number}）"


def meetings(question: Question) -> Iterator[WayOut]:
    """A meeting at another time, or not held."""
    problem, index = question.problem, question.problem.index
    groups = {group.id: group.meeting for group in problem.teacher_groups}
    found = [owner for _, owner in question.members("fixed_lessons")]
    found += [groups[owner] for _, owner in question.members("group_meeting") if owner in groups]
    for name in dict.fromkeys(found):
        course = index.courses.get(name)
        if course is None or course.kind is not CourseKind.MEETING:
            continue
        who = index.title(name)
        if course.fixed:
            words = Text("“{who}” at another time than {at}", "{who}改期，不放在{at}")
            words = words.format(who=who, at=spots(problem, course.fixed))
            yield WayOut(kind="meeting", words=words, patches=(MeetingMoved(meeting=name),), rules=1)
        words = Text("“{who}” is not held", "取消{who}").format(who=who)
        gone = MeetingDropped(meeting=name)
        yield WayOut(kind="meeting", words=words, patches=(gone,), rules=1, lessons=course.periods)


def fixed(question: Question) -> Iterator[WayOut]:
    """Fixed lessons let go, as many as are too many: the last ones, or the first."""
    problem, index = question.problem, question.problem.index
    for rule, owners in question.bound("fixed_lessons"):
        found = list(owners)
        found = [one for one in found if index.courses[one].kind is not CourseKind.MEETING]
        for free in dict.fromkeys((tuple(found[-question.short :]), tuple(found[: question.short]))):
            if not free:
                continue
            at = joined(list(dict.fromkeys(spots(problem, index.courses[one].fixed) for one in free)))
            words = Text("{who} not fixed to {at}: placed elsewhere", "{who}不再固定在{at}，另排时间")
            words = words.format(who=names(problem, free, 4, "门课"), at=at)
            yield WayOut(kind="time", words=words, patches=(excepted(problem, rule, free),), rules=len(free))


def times(question: Question) -> Iterator[WayOut]:
    """Closed times opened: as many periods as lessons are too many, else all of them."""
    problem, index = question.problem, question.problem.index
    for rule, owner in question.members("unavailable"):
        teacher = index.teachers.get(owner)
        if teacher is not None:
            closed = _closed(problem, teacher.unavailable)
            for chosen in _some(closed, question.short):
                ranges = _ranges(problem, chosen)
                words = Text("{who} also teaches on {when}", "{who}在{when}也能上课")
                words = words.format(who=index.title(owner), when=when(problem, ranges))
                comes = TeacherComes(teacher=owner, times=tuple(chosen))
                yield WayOut(kind="time", words=words, patches=(comes,), rules=1)
            continue
        words = Text("“{who}” may have lessons at its closed times", "{who}的不排课时间也可以排课")
        yield WayOut(
            kind="time",
            words=words.format(who=index.title(owner)),
            patches=(excepted(problem, rule, [owner]),),
            rules=1,
        )


def _ranges(problem: Problem, chosen: list[Opened]) -> tuple[TimeRange, ...]:
    """Times as they are told: the same periods of every day as one."""
    if len(chosen) == len(problem.day_names) and len({one.periods for one in chosen}) == 1:
        return (TimeRange(periods=chosen[0].periods),)
    return tuple(TimeRange(day=one.day, periods=one.periods) for one in chosen)


def _closed(problem: Problem, ranges: tuple[TimeRange, ...]) -> list[tuple[int, int]]:
    """(day, period) of closed times told by periods, period by period over the days."""
    out: dict[tuple[int, int], None] = {}
    for one in ranges:
        bell = problem.index.bells.get(one.bell, problem.bells[0])
        for day in (one.day,) if one.day else problem.days:
            every = range(1, bell.periods(day) + 1) if one.start is None else ()
            out.update({(day, p): None for p in (one.periods if one.start is None and one.periods else every)})
    return sorted((spot for spot in out if spot[1] <= problem.bells[0].periods(spot[0])), key=lambda s: (s[1], s[0]))


def _some(closed: list[tuple[int, int]], count: int) -> Iterator[list[Opened]]:
    """As many as are needed: one day as a whole, then single periods that are closed on most days, then everything."""
    by_day: dict[int, list[int]] = {}
    by_period: dict[int, list[int]] = {}
    for day, period in closed:
        by_day.setdefault(day, []).append(period)
        by_period.setdefault(period, []).append(day)
    one_day = sorted((day for day, those in by_day.items() if len(those) >= count), key=lambda d: len(by_day[d]))
    for day in one_day:
        yield [Opened(day=day, periods=tuple(by_day[day][:count]))]
    row = max(by_period, key=lambda p: len(by_period[p]), default=0)
    if row and len(by_period[row]) >= count and count > 1:
        yield [Opened(day=day, periods=(row,)) for day in by_period[row][:count]]
    if len(closed) > 1:
        yield [Opened(day=day, periods=tuple(sorted(those))) for day, those in sorted(by_day.items())]
