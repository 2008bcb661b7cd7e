"""Random tiny schools with full grids, scarce teachers and fixed meetings: the schools counting is about."""

from __future__ import annotations

from random import Random

from constraints.daily_activity import DailyActivity
from constraints.period_ban import PeriodBan
from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from constraints.teacher_consecutive import TeacherConsecutive
from constraints.teacher_daily_load import TeacherDailyLoad
from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, Subject, Teacher, TeacherGroup
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind, TimeRange, Weeks
from scheduler.rules.base import Rule
from tests.precheck.small import STRUCTURE

SUBJECTS = ("Chinese", "PE", "Art")
STAFF = ("Li", "Ma", "Wu", "Xu", "He")


def rules(random: Random) -> list[Rule]:
    """The structure and one to three rules that bite."""
    further: list[Rule] = [
        SubjectPerDay(limit=random.randint(1, 2)),
        SubjectDays(subjects=("PE",)),
        DailyActivity(minimum=random.choice([30, 60])),
        PeriodBan(subjects=("PE",), periods=(random.choice([1, -1]),)),
        TeacherDailyLoad(limit=random.randint(1, 2), even=random.random() < 0.3),
        TeacherConsecutive(limit=1, across_noon=random.random() < 0.5),
    ]
    return [*STRUCTURE, *random.sample(further, random.randint(0, 2))]


def _bell(random: Random, name: str, periods: tuple[int, ...], shift: int) -> BellSchedule:
    days = []
    for count in periods:
        rows: list[BellPeriod] = []
        for at in range(count):
            start = 500 + shift + 50 * at
            rows.append(BellPeriod(start=start, end=start + 40))
            if at == 0 and random.random() < 0.4:
                kind = random.choice([PeriodKind.NOON, PeriodKind.LONG_BREAK, PeriodKind.BREAK])
                rows.append(BellPeriod(kind=kind, start=start + 40, end=start + 50, sport=random.random() < 0.5))
        days.append(tuple(rows))
    return BellSchedule(id=name, days=tuple(days))


def school(random: Random) -> Problem:
    """Two or three classes of three or four periods, mostly full, taught by two to five teachers."""
    periods = random.choice([(2, 2), (2, 1), (3,), (2, 1, 1), (4,), (1, 1, 1)])
    bells = (_bell(random, "main", periods, 0), _bell(random, "late", periods, random.choice([0, 20, 45])))
    grades = (Grade(id="G1", bell="main"), Grade(id="G2", bell=random.choice(["main", "main", "late"])))
    classes = tuple(
        SchoolClass(id=n, grade=random.choice(["G1", "G2"])) for n in ("A", "B", "C")[: random.randint(2, 3)]
    )
    staff = STAFF[: random.randint(3, 5)]
    closed = (TimeRange(day=1, periods=(random.randint(1, 2),)),)
    teachers = tuple(Teacher(id=t, unavailable=closed if random.random() < 0.15 else ()) for t in staff)
    courses: list[Course] = []
    for home in classes:
        left = sum(periods) - (random.random() < 0.15)
        for at, subject in enumerate(random.sample(SUBJECTS, 3)):
            count = left if at == 2 else min(left, random.randint(0, 2))
            left -= count
            if count:
                courses.append(_course(random, home.id, subject, count, staff))
    if len(classes) > 1 and random.random() < 0.2 and classes[0].grade == classes[1].grade:
        courses = [c for c in courses if not (c.subject == "Art" and c.sets in (("A",), ("B",)))]
        courses.append(_course(random, "A+B", "Art", 1, staff))
    members = tuple(random.sample(staff, random.randint(1, len(staff))))
    groups: tuple[TeacherGroup, ...] = ()
    if random.random() < 0.5:
        fixed = (FixedLesson(day=1, period=random.randint(1, periods[0])),)
        courses.append(
            Course(
                id="meeting",
                subject="Meeting",
                teachers=members[:1],
                parts=(Part(),),
                kind=CourseKind.MEETING,
                fixed=fixed if random.random() < 0.8 else (),
            )
        )
        groups = (TeacherGroup(id="all", members=members, meeting="meeting"),)
    return Problem(
        bells=bells,
        grades=grades,
        classes=classes,
        teachers=teachers,
        teacher_groups=groups,
        rooms=(Room(id="field", places=random.randint(1, 2)), Room(id="hall")),
        pools=(RoomPool(id="sports", rooms=("field", "hall")),),
        subjects=tuple(Subject(id=s, sport=s == "PE") for s in (*SUBJECTS, "Meeting")),
        courses=tuple(courses),
    )


def _course(random: Random, pupils: str, subject: str, count: int, staff: tuple[str, ...]) -> Course:
    block = count == 2 and random.random() < 0.2
    return Course(
        id=f"{pupils}:{subject}",
        subject=subject,
        sets=tuple(pupils.split("+")),
        teachers=tuple(random.sample(staff, random.choice([0, 1, 1, 1, 1, 2]))),
        parts=(Part(duration=2),) if block else (Part(count=count),),
        weeks=random.choice([Weeks.ODD, Weeks.EVEN]) if random.random() < 0.1 else Weeks.ALL,
        room=random.choice(["", "field", "sports"]) if subject == "PE" else "",
        fixed=(FixedLesson(day=1, period=1),) if random.random() < 0.05 else (),
        forbidden=(TimeRange(day=1, periods=(random.randint(1, 2),)),) if random.random() < 0.05 else (),
    )
