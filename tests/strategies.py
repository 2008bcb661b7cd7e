"""Random tiny schools, rules and timetables, all from one seeded source."""

from __future__ import annotations

from random import Random

import constraints
from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part, PlanRow
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import (
    Family,
    Grade,
    Room,
    RoomPool,
    SchoolClass,
    StudentGroup,
    Subject,
    Teacher,
    TeacherGroup,
)
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind, TimeRange, Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.rules.base import Rule
from tests import random_settings
from tests.beside import beside
from tests.marks import marks
from tests.records import records
from tests.rule_settings import SETTINGS
from tests.staffing import staffed

SUBJECTS = (
    Subject(id="Chinese", core=True),
    Subject(id="PE", family=Family.PE, protected=True, sport=True),
    Subject(id="Art", family=Family.ARTS, protected=True, extension=True),
)


def _bell(random: Random, name: str, days: int, periods: int, timed: bool, shift: int) -> BellSchedule:
    rows_by_day = []
    for day in range(days):
        rows: list[BellPeriod] = []
        clock = 510 + shift
        for period in range(periods - (random.random() < 0.3 and day == 0 and periods > 1)):
            length = 40 + 5 * (random.random() < 0.3)
            start, end = (clock, clock + length) if timed else (None, None)
            rows.append(BellPeriod(start=start, end=end))
            clock += length
            kind = random.choice([PeriodKind.BREAK, PeriodKind.LONG_BREAK, PeriodKind.NOON, PeriodKind.EYE_EXERCISES])
            pause = random.choice([5, 10, 30])
            if period < periods - 1 and random.random() < 0.7:
                start, end = (clock, clock + pause) if timed else (None, None)
                sport = kind is PeriodKind.LONG_BREAK
                occupies = ("field",) if sport and timed and random.random() < 0.5 else ()
                rows.append(BellPeriod(kind=kind, start=start, end=end, sport=sport, occupies=occupies))
            clock += pause
        rows_by_day.append(tuple(rows))
    return BellSchedule(id=name, days=tuple(rows_by_day))


def _range(random: Random, days: int, periods: int) -> TimeRange:
    return TimeRange(
        day=random.randint(1, days),
        periods=() if random.random() < 0.2 else (random.randint(1, periods),),
        weeks=random.choice(list(Weeks)) if random.random() < 0.2 else Weeks.ALL,
    )


def school(random: Random) -> Problem:
    """A school of one to three classes, two or three days, two to four periods, with everything that trips models."""
    days, periods = random.randint(2, 3), random.randint(2, 4)
    timed = random.random() < 0.7
    bells = [_bell(random, "main", days, periods, timed, 0)]
    if random.random() < 0.3:
        bells.append(_bell(random, "second", days, periods, timed, random.choice([0, 20, 45])))
    some = lambda chance: random.random() < chance  # noqa: E731
    grades = tuple(Grade(id=f"G{n}", number=n, bell=random.choice(bells).id) for n in (1, 2))
    classes = tuple(
        SchoolClass(
            id=name,
            grade=random.choice(grades).id,
            class_teacher=random.choice(["", "Li", "Ma"]),
            size=random.choice([0, 38, 45, 47]),
            leaves=(f"{name}.a", f"{name}.b") if some(0.25) else (),
            unavailable=(_range(random, days, periods),) if some(0.2) else (),
        )
        for name in ("1A", "1B", "2A")[: random.randint(1, 3)]
    )
    leaves = [leaf for c in classes for leaf in (c.leaves or (c.id,))]
    mixing = len(leaves) > 1 and some(0.4)
    groups = (StudentGroup(id="mixed", leaves=tuple(random.sample(leaves, 2))),) if mixing else ()
    teachers = tuple(
        Teacher(
            id=name,
            unavailable=(_range(random, days, periods),) if some(0.3) else (),
            disliked=tuple(_range(random, days, periods) for _ in range(random.randint(0, 2))),
            preferred=(_range(random, days, periods),) if some(0.2) else (),
            day_max=random.choice([None, None, 1, 2]),
            subjects=random.choice([(), ("PE",), ("Chinese",), ("Chinese", "Art")]),
            also=("PE",) if some(0.2) else (),
        )
        for name in ("Li", "Ma", "Wu")
    )
    rooms = (
        Room(
            id="field",
            places=random.randint(0, 2),
            wet_places=random.choice([None, 0, 0, 1]),
            wet_instead=random.choice(["", "studio", "gym", "own classroom"]),
            unavailable=(_range(random, days, periods),) if some(0.2) else (),
        ),
        Room(id="gym", places=1, wet_places=random.choice([None, 0])),
        Room(id="studio", places=1),
    )
    pools = (RoomPool(id="pe", rooms=("field", "gym")), RoomPool(id="indoor", rooms=("gym", "studio")))
    courses: list[Course] = []
    sets = [c.id for c in classes] + [g.id for g in groups]
    for number in range(random.randint(1, 4)):
        subject = random.choice(SUBJECTS)
        pupils = tuple(sorted(random.sample(sets, 1 + (some(0.15) and len(sets) > 1))))
        shapes = [(Part(count=random.randint(1, 3)),), (Part(duration=2), Part(count=1)), (Part(duration=2),)]
        courses.append(
            Course(
                id=f"c{number}",
                subject=subject.id,
                sets=pupils,
                teachers=tuple(sorted(random.sample(["Li", "Ma", "Wu"], random.choice([0, 1, 1, 1, 2])))),
                parts=random.choice(shapes[: 2 if periods > 1 else 1]),
                kind=CourseKind.PULL_OUT if some(0.2) else CourseKind.LESSON,
                weeks=random.choice([Weeks.ODD, Weeks.EVEN]) if some(0.2) else Weeks.ALL,
                room=random.choice(["", "", "pe", "indoor", "field"]),
                room_strict=some(0.8),
                fixed=(FixedLesson(day=1, period=1),) if some(0.15) else (),
                forbidden=(_range(random, days, periods),) if some(0.15) else (),
                preferred=(_range(random, days, periods),) if some(0.15) else (),
            )
        )
    meeting = Course(id="meeting", subject="Meeting", teachers=("Li", "Ma"), parts=(Part(),), kind=CourseKind.MEETING)
    if some(0.4):
        courses.append(meeting)
    group = TeacherGroup(
        id="chinese",
        members=("Li", "Wu"),
        exempt=("Wu",) if some(0.3) else (),
        meeting="meeting" if meeting in courses else "",
        common_free=random.randint(0, 3),
    )
    plan = tuple(
        PlanRow(grade=g.id, subject=s.id, odd=random.randint(0, 3), even=random.randint(0, 3))
        for g in grades
        for s in SUBJECTS
    )
    bare = Problem(
        bells=tuple(bells),
        day_names=tuple(f"D{n}" for n in range(1, days + 1)),
        grades=grades,
        classes=classes,
        groups=groups,
        teachers=teachers,
        teacher_groups=(group,),
        rooms=rooms,
        pools=pools,
        subjects=(*SUBJECTS, Subject(id="Meeting")),
        plan=plan if some(0.6) else (),
        courses=tuple(courses),
        **records(random, [g.id for g in grades], [*sets, *leaves], [subject.id for subject in SUBJECTS]),
    )
    staff = staffed(random, bare)
    people = Problem(**{**dict(staff), **marks(random, staff)})
    return Problem(**{**dict(people), **beside(random, people, lambda: timetable(random, people))})


def unlogged(random: Random) -> Problem:
    """Such a school without a log of what was taught, which a solve does not look at."""
    return Problem(**{**dict(school(random)), "taught": ()})


def rule(random: Random, kind: type[Rule], level: Level, problem: Problem) -> Rule:
    """A rule with settings that bite in a tiny school: of the table, or any its schema allows."""
    if kind.id in SETTINGS and random.random() < 0.5:
        return kind(level=level, **random.choice(SETTINGS[kind.id]))
    return kind(level=level, **random_settings.settings(random, kind, problem))


def posted_rules() -> tuple[type[Rule], ...]:
    """Every rule of the catalogue that speaks to the solver."""
    return tuple(kind for kind in constraints.CATALOGUE if not kind.judges_only)


def timetable(random: Random, problem: Problem, *, missing: float = 0.1) -> Timetable:
    """The courses' own lessons at random places the bells have; some left out, clashes welcome."""
    lessons = []
    for course in problem.courses:
        bell = problem.index.bells[problem.index.course_bell(course)]
        taken: set[tuple[int, int, int]] = set()
        for part in course.parts:
            for _ in range(part.count):
                spots = [
                    (day, period, part.duration)
                    for day in range(1, len(bell.days) + 1)
                    for period in range(1, bell.periods(day) - part.duration + 2)
                    if (day, period, part.duration) not in taken
                ]
                if not spots or random.random() < missing:
                    continue
                spot = random.choice(spots)
                taken.add(spot)
                lessons.append(as_lesson(course, *spot))
    return Timetable(lessons=tuple(lessons))


def as_lesson(course: Course, day: int, period: int, duration: int) -> Lesson:
    """A course's lesson at a place."""
    return Lesson(
        subject=course.subject,
        sets=course.sets,
        teachers=course.teachers,
        day=day,
        period=period,
        duration=duration,
        weeks=course.weeks,
        course=course.id,
        bell=course.bell,
    )
