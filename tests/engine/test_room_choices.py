"""Rooms chosen in the model: long chains of needs, virtual rooms, questions of rules, hints, the last stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from random import Random
from typing import ClassVar

import pytest

from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.room_capacity import RoomCapacity
from constraints.room_clash import RoomClash
from constraints.room_stability import RoomStability
from constraints.room_suitable import RoomSuitable
from constraints.unavailable import Unavailable
from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, Subject
from scheduler.domain.text import Text
from scheduler.domain.time import BellPeriod, BellSchedule, TimeRange, Weeks
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.pin import Pinning
from scheduler.engine.places import keep_places
from scheduler.engine.roomplan import RoomPlan
from scheduler.engine.rooms import name_rooms
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.engine.starts import as_timetable
from scheduler.events import Finished
from scheduler.rules.base import Finding, RoomQuestion, Rule
from scheduler.rules.context import TRUE, Context, Start
from scheduler.verify import judge

STRUCTURE = (EveryLessonPlaced(), RoomClash(), Unavailable(), RoomSuitable(), RoomCapacity())
PERIODS = 2
CHAIN = {f"p{n}": "abcdef"[n : n + 2] for n in range(5)}
ONE = Settings(workers=1, seconds=30, draft=False)


class FirstRoom(Rule):
    """The lessons of every course are in room a; a rule of this test that asks the model."""

    id = "first_room"
    name = Text("Room a", "甲室")
    says = Text("{0}", "{0}")
    unit = Text("lesson", "节")
    of = Owners.COURSES
    names_rooms = True
    levels: ClassVar[tuple[Level, ...]] = tuple(Level)
    offers: bool = False

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:
        return (RoomQuestion(course.id, frozenset("a"), self.offers) for course in problem.courses)

    def post(self, ctx: Context) -> None:
        for course in ctx.problem.courses:
            elsewhere = [x for start in ctx.starts(course.id) for x in ctx.start_outside(start, frozenset("a"))]
            ctx.at_most(self, (course.id, course.weeks), elsewhere, 0)

    def check(self, view: View) -> Iterator[Finding]:
        for course in view.problem.courses:
            mine, own = view.of_course.get(course.id, ()), view.problem.index.own_rooms
            out = [placed.at for placed in mine if "a" not in own(placed.lesson.rooms)]
            if out:
                yield self.finding((course.id, course.weeks), len(out), tuple(out))


def school(courses: Iterable[Course], pools: dict[str, str], rooms: Iterable[Room], days: int = 1) -> Problem:
    """A class for every course; a pool is written as the letters of its rooms."""
    courses = tuple(courses)
    return Problem(
        bells=(BellSchedule(id="main", days=((BellPeriod(),) * PERIODS,) * days),),
        day_names=tuple(f"D{n}" for n in range(days)),
        grades=(Grade(id="G", bell="main"),),
        classes=tuple(SchoolClass(id=course.sets[0], grade="G") for course in courses),
        subjects=(Subject(id="Art"),),
        rooms=tuple(rooms),
        pools=tuple(RoomPool(id=name, rooms=tuple(letters)) for name, letters in pools.items()),
        courses=courses,
    )


def course(name: str, room: str, *, length: int = 1, count: int = 1, strict: bool = True, **more: object) -> Course:
    parts = (Part(duration=length, count=count),)
    return Course(id=name, subject="Art", sets=(f"class {name}",), parts=parts, room=room, room_strict=strict, **more)  # type: ignore[arg-type]


def letters(names: str) -> tuple[Room, ...]:
    return tuple(Room(id=name) for name in names)


def finished(problem: Problem, *rules: Rule, start: Timetable | None = None) -> Finished:
    last = list(Run(problem, (*STRUCTURE, *rules), ONE, start=start, strict=True))[-1]
    assert isinstance(last, Finished)
    return last


def rooms_by_course(last: Finished) -> dict[str | None, list[tuple[str, ...]]]:
    assert last.timetable is not None
    out: dict[str | None, list[tuple[str, ...]]] = {}
    for lesson in last.timetable.lessons:
        out.setdefault(lesson.course, []).append(lesson.rooms)
    return out


def possible(problem: Problem) -> bool:
    """Whether some placement of all lessons (one each) can be given rooms, tried one after another."""
    spots = []
    for one in problem.courses:
        length = one.parts[0].duration
        here = []
        for period in range(1, PERIODS + 1):
            if moments := problem.timeline.covered("main", 1, period, length):
                here.append(Start(one.id, 0, 1, period, length, one.weeks, moments, TRUE))
        spots.append(here)
    return any(not name_rooms(problem, starts).crowd for starts in product(*spots))


def random_school(random: Random) -> Problem:
    """Six rooms of which some close, needs of one to four of them, blocks, odd weeks, at times virtual rooms."""
    shut = TimeRange(day=1, periods=(random.randint(1, PERIODS),))
    rooms = [Room(id=r, unavailable=(shut,) if random.random() < 0.2 else ()) for r in "abcdef"]
    for name in ("V", "W")[: random.choice([0, 1, 2])]:
        sets = tuple(tuple(random.sample("abcdef", random.randint(1, 3))) for _ in range(random.randint(1, 3)))
        rooms.append(Room(id=name, combines=sets, places=random.choice([1, 2])))
    known = [room.id for room in rooms]
    pools = {f"p{n}": "".join(random.sample(known, random.randint(1, 4))) for n in range(5)}
    courses = [
        course(
            str(n),
            random.choice([*pools, *known[6:]]),
            length=random.choice([1, 1, 2]),
            weeks=random.choice([Weeks.ALL, Weeks.ALL, Weeks.ODD, Weeks.EVEN]),
        )
        for n in range(random.randint(4, 8))
    ]
    return school(courses, pools, rooms)


@pytest.mark.parametrize("seed", range(30))
def test_the_search_finds_rooms_where_there_are_some(seed: int) -> None:
    problem = random_school(Random(f"rooms {seed}"))
    last = finished(problem)
    assert last.status == ("optimal" if possible(problem) else "impossible")
    if last.timetable is not None:
        assert judge(problem, last.timetable, STRUCTURE).keeps_hard_rules


def test_single_nested_and_few_needs_are_counted_without_a_choice() -> None:
    nested = school(
        [course("1", "abc"), course("2", "ab"), course("3", "a")], {"abc": "abc", "ab": "ab"}, letters("abc")
    )
    overlapping = school([course("1", "ab"), course("2", "bc")], {"ab": "ab", "bc": "bc"}, letters("abc"))
    for problem in (nested, overlapping):
        assert RoomPlan(problem, ()).courses == ()


def test_in_a_long_chain_every_second_need_is_counted_still() -> None:
    problem = school([course(str(n), f"p{n}") for n in range(5)], CHAIN, letters("abcdef"))
    plan = RoomPlan(problem, ())
    assert len(plan.courses) == 5
    context = ModelContext(problem)
    post_all(context, STRUCTURE)
    choosing = [one.id for one in problem.courses if len(context.options(context.starts(one.id)[0])) > 1]
    assert choosing == ["1", "3"]


def test_a_question_about_all_rooms_of_a_need_costs_nothing() -> None:
    problem = school([course("1", "a"), course("2", "bc")], {"bc": "bc"}, letters("abc"))
    context = ModelContext(problem)
    post_all(context, (*STRUCTURE, FirstRoom(level=Level.SOFT)))
    assert [len(context.options(start)) for start in context.starts("2")] == [0, 0]
    assert [context.start_within(s, frozenset("a")) for s in context.starts("1")] == [
        [s.literal] for s in context.starts("1")
    ]
    assert [context.start_within(s, frozenset("a")) for s in context.starts("2")] == [[], []]


def test_a_room_nobody_asked_about_is_refused() -> None:
    problem = school([course("1", "ab")], {"ab": "ab"}, letters("ab"))
    context = ModelContext(problem)
    post_all(context, STRUCTURE)
    with pytest.raises(ValueError, match="not asked about"):
        context.start_within(context.starts("1")[0], frozenset("a"))


def test_lessons_get_the_room_a_rule_wishes_for() -> None:
    problem = school([course(str(n), "ab") for n in range(4)], {"ab": "ab"}, letters("ab"))
    last = finished(problem, FirstRoom(level=Level.SOFT))
    assert (last.status, last.penalty) == ("optimal", 2)
    assert sorted(rooms_by_course(last).values()) == [[("a",)], [("a",)], [("b",)], [("b",)]]


def test_who_merely_prefers_a_room_goes_without_where_it_is_full() -> None:
    courses = [*(course(str(n), "a", strict=False) for n in range(3)), course("4", "a")]
    last = finished(school(courses, {}, letters("ab")), FirstRoom(level=Level.SOFT))
    assert last.penalty == 2
    assert sorted(rooms_by_course(last).values()) == [[()], [()], [("a",)], [("a",)]]


def test_a_room_is_offered_to_a_course_that_needs_none() -> None:
    problem = school([course(str(n), "") for n in range(3)], {}, letters("ab"))
    assert finished(problem, FirstRoom(level=Level.SOFT)).penalty == 3
    last = finished(problem, FirstRoom(level=Level.SOFT, offers=True))
    assert last.penalty == 1
    assert finished(problem, FirstRoom(offers=True)).status == "impossible"
    assert finished(school([course("1", "")], {}, letters("ab")), FirstRoom(offers=True)).status == "optimal"


def test_a_lesson_in_a_virtual_room_takes_different_real_ones() -> None:
    rooms = (*letters("abc"), Room(id="V", combines=(("a", "b"), ("b", "c"))))
    last = finished(school([course("1", "V"), course("2", "b", count=1), course("3", "b")], {}, rooms))
    assert last.status == "optimal"
    assert rooms_by_course(last)["1"] == [("V", "a", "c")]
    assert finished(school([course("1", "V"), *(course(n, "a") for n in "23")], {}, rooms)).status == "optimal"
    full = [course("1", "V"), *(course(n, "a") for n in "23"), *(course(n, "b") for n in "45")]
    assert finished(school(full, {}, rooms)).status == "impossible"


def test_a_virtual_room_holds_as_many_lessons_as_it_has_places() -> None:
    for places, status in ((1, "impossible"), (2, "optimal")):
        rooms = (*letters("abcd"), Room(id="V", combines=(("a", "b"), ("c", "d")), places=places))
        assert finished(school([course(n, "V", length=2) for n in "12"], {}, rooms)).status == status


def test_a_room_of_several_places_is_one_room_of_those_combined() -> None:
    rooms = (Room(id="a", places=2), Room(id="V", combines=(("a",), ("a",))))
    assert finished(school([course("1", "V")], {}, rooms)).status == "impossible"


def test_a_fixed_room_is_the_only_choice_at_its_time() -> None:
    fixed = course("1", "ab", fixed=(FixedLesson(day=1, period=1, room="c"),))
    problem = school([fixed, course("2", "c", length=2)], {"ab": "ab"}, letters("abc"))
    context = ModelContext(problem)
    post_all(context, (*STRUCTURE, FirstRoom(level=Level.SOFT)))
    here = [context.start_within(start, frozenset("a")) for start in context.starts("1")]
    assert (len(here[0]), len(here[1])) == (0, 1)
    assert here[1] != [context.starts("1")[1].literal]


def test_a_given_timetable_keeps_its_virtual_and_preferred_rooms() -> None:
    rooms = (*letters("abc"), Room(id="V", combines=(("a", "b"), ("c",))))
    problem = school([course("1", "V"), course("2", "ab")], {"ab": "ab"}, rooms)
    spots = [(1, ("V", "b", "c")), (1, ("a",))]
    starts = [
        Start(one.id, 0, 1, period, 1, Weeks.ALL, problem.timeline.covered("main", 1, period, 1), TRUE)
        for one, (period, _) in zip(problem.courses, spots, strict=True)
    ]
    given = as_timetable(problem, starts, {at: rooms for at, (_, rooms) in enumerate(spots)})
    last = finished(problem, FirstRoom(level=Level.SOFT), start=given)
    assert last.timetable is not None
    assert [lesson.rooms for lesson in last.timetable.lessons] == [("V", "b", "c"), ("a",)]


def test_the_last_stage_leaves_chosen_rooms_alone() -> None:
    courses = [course("1", "ab", count=2), course("2", "ab"), course("3", "a")]
    problem = school(courses, {"ab": "ab"}, letters("ab"), days=2)
    last = finished(problem, FirstRoom(level=Level.SOFT, weight=10), RoomStability())
    assert last.penalty == 0
    assert set(rooms_by_course(last)["1"]) == {("a",)}


def test_a_pinned_timetable_is_pinned_with_its_rooms() -> None:
    problem = school([course("1", "ab"), course("2", "ab")], {"ab": "ab"}, letters("ab"))
    pinning = Pinning(problem, (*STRUCTURE, FirstRoom(level=Level.SOFT)))
    starts = [
        Start(one.id, 0, 1, 1, 1, Weeks.ALL, problem.timeline.covered("main", 1, 1, 1), TRUE) for one in problem.courses
    ]
    found = [pinning.amounts(as_timetable(problem, starts, {0: (x,), 1: (y,)})) for x, y in product("ab", repeat=2)]
    assert [None if one is None else sum(one.values()) for one in found] == [None, 1, 1, None]
    assert pinning.amounts(as_timetable(problem, starts, {0: ("c",), 1: ("a",)})) is None


def test_without_a_rule_that_keeps_rooms_nothing_is_posted_of_them() -> None:
    problem = school([course(str(n), f"p{n}") for n in range(5)], CHAIN, letters("abcdef"))
    context = ModelContext(problem)
    post_all(context, (EveryLessonPlaced(),))
    before = len(context.model.domains)
    keep_places(context, (EveryLessonPlaced(),))
    assert len(context.model.domains) == before
