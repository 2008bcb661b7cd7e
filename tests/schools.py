"""Four schools that break narrow models, and one foreign timetable."""

from __future__ import annotations

from scheduler.domain.curriculum import Course, CourseKind, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, StudentGroup, Subject, Teacher
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind, Weeks
from scheduler.domain.timetable import Lesson, Timetable


def untimed(name: str, days: int, periods: int) -> BellSchedule:
    """A schedule of period numbers without clock times."""
    return BellSchedule(id=name, days=tuple((BellPeriod(),) * periods for _ in range(days)))


def timed(name: str, days: int, starts: tuple[int, ...], minutes: int) -> BellSchedule:
    """A schedule of equally long lessons."""
    rows = tuple(BellPeriod(start=start, end=start + minutes) for start in starts)
    return BellSchedule(id=name, days=(rows,) * days)


def odd_even() -> Problem:
    """Mental health in odd weeks and safety in even ones share a slot; the grid is full only because of that."""
    courses = (
        Course(id="1A:Chinese", subject="Chinese", sets=("1A",), teachers=("Li",), parts=(Part(count=3),)),
        Course(id="1A:Health", subject="Health", sets=("1A",), teachers=("Ma",), parts=(Part(),), weeks=Weeks.ODD),
        Course(id="1A:Safety", subject="Safety", sets=("1A",), teachers=("Wu",), parts=(Part(),), weeks=Weeks.EVEN),
        Course(id="1B:Chinese", subject="Chinese", sets=("1B",), teachers=("Ma",), parts=(Part(count=3),)),
        Course(id="1B:Health", subject="Health", sets=("1B",), teachers=("Li",), parts=(Part(),), weeks=Weeks.EVEN),
        Course(id="1B:Safety", subject="Safety", sets=("1B",), teachers=("Wu",), parts=(Part(),), weeks=Weeks.ODD),
    )
    return Problem(
        bells=(untimed("main", 2, 2),),
        day_names=("周一", "周二"),
        grades=(Grade(id="G1", bell="main", number=1),),
        classes=(SchoolClass(id="1A", grade="G1"), SchoolClass(id="1B", grade="G1")),
        teachers=tuple(Teacher(id=name) for name in ("Li", "Ma", "Wu")),
        subjects=tuple(Subject(id=name) for name in ("Chinese", "Health", "Safety")),
        courses=courses,
    )


def two_bells() -> Problem:
    """Short lessons for the small ones, long ones for the big ones, overlapping by minutes; the long break of
    the small ones fills the field in the middle of a big ones' lesson."""
    small = BellSchedule(
        id="small",
        days=(
            (
                BellPeriod(start=510, end=550),
                BellPeriod(
                    kind=PeriodKind.LONG_BREAK, start=550, end=580, sport=True, occupies=("field",), name="大课间"
                ),
                BellPeriod(start=580, end=620),
                BellPeriod(start=630, end=670),
            ),
        )
        * 2,
    )
    return Problem(
        bells=(small, timed("big", 2, (510, 570, 630), 45)),
        day_names=("周一", "周二"),
        grades=(Grade(id="G1", bell="small", number=1), Grade(id="G5", bell="big", number=5)),
        classes=(SchoolClass(id="1A", grade="G1"), SchoolClass(id="5A", grade="G5")),
        teachers=(Teacher(id="Zhao"), Teacher(id="Qian")),
        rooms=(Room(id="field", name="操场"),),
        pools=(RoomPool(id="pe", rooms=("field",)),),
        subjects=(Subject(id="PE", sport=True, protected=True), Subject(id="Maths", core=True)),
        courses=(
            Course(id="1A:PE", subject="PE", sets=("1A",), teachers=("Zhao",), parts=(Part(count=2),), room="pe"),
            Course(id="5A:PE", subject="PE", sets=("5A",), teachers=("Zhao",), parts=(Part(count=2),), room="pe"),
            Course(id="1A:Maths", subject="Maths", sets=("1A",), teachers=("Qian",), parts=(Part(count=2),)),
            Course(id="5A:Maths", subject="Maths", sets=("5A",), teachers=("Qian",), parts=(Part(count=2),)),
        ),
    )


def fet_shaped() -> Problem:
    """Six days of twelve untimed periods; two teachers of a lesson, a course without pupils, overlapping groups,
    durations 2 + 1 in one course, lessons that nobody keeps apart."""
    return Problem(
        bells=(untimed("week", 6, 12),),
        day_names=tuple(f"Day {n}" for n in range(1, 7)),
        grades=(Grade(id="Year", bell="week"),),
        classes=(SchoolClass(id="Y1", grade="Year", leaves=("s1", "s2", "s3")),),
        groups=(StudentGroup(id="g12", leaves=("s1", "s2")), StudentGroup(id="g23", leaves=("s2", "s3"))),
        teachers=tuple(Teacher(id=name) for name in ("A", "B", "C")),
        subjects=tuple(Subject(id=name) for name in ("Physics", "Latin", "Drama", "Council", "Stage")),
        courses=(
            Course(
                id="phys",
                subject="Physics",
                sets=("Y1",),
                teachers=("A", "B"),
                parts=(Part(duration=2), Part(duration=1, count=2)),
            ),
            Course(id="latin", subject="Latin", sets=("g12",), teachers=("C",), parts=(Part(count=4),)),
            Course(id="drama", subject="Drama", sets=("g23",), teachers=("A",), parts=(Part(duration=3),)),
            Course(
                id="council", subject="Council", teachers=("A", "C"), parts=(Part(duration=2),), kind=CourseKind.MEETING
            ),
            Course(id="stage", subject="Stage", parts=(Part(count=3),), kind=CourseKind.MEETING),
        ),
    )


def foreign() -> tuple[Problem, Timetable]:
    """Somebody else's timetable: lessons of no course, a teacher and a room the school does not list."""
    problem = two_bells()
    lessons = (
        Lesson(subject="Maths", sets=("1A",), teachers=("Qian",), day=1, period=1, source="Sheet1!B3"),
        Lesson(subject="Maths", sets=("5A",), teachers=("Qian",), day=1, period=1, source="Sheet1!B4"),
        Lesson(subject="Chess", sets=("1A",), teachers=("Visitor",), day=1, period=2, rooms=("attic",)),
        Lesson(subject="Chess", sets=("5A",), teachers=("Visitor",), day=1, period=2, rooms=("attic",)),
    )
    return problem, Timetable(lessons=lessons)


NARROW = (odd_even, two_bells, fet_shaped)
