"""Random small schools with roomy classes, but busy teachers, few places and limits a day, all biting together."""

from __future__ import annotations

from random import Random

from constraints.daily_activity import DailyActivity
from constraints.period_ban import PeriodBan
from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from constraints.teacher_consecutive import TeacherConsecutive
from constraints.teacher_daily_load import TeacherDailyLoad
from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, SchoolClass, Subject, Teacher
from scheduler.domain.time import BellPeriod, BellSchedule, TimeRange, Weeks
from scheduler.rules.base import Rule
from tests.precheck.small import STRUCTURE

SUBJECTS = ("PE", "Art", "Maths")
NEEDS = {"PE": "field", "Art": "studio", "Maths": ""}


def rules(random: Random) -> list[Rule]:
    """The structure, a limit a day, and sometimes others."""
    further: list[Rule] = [
        SubjectPerDay(limit=random.choice([1, 1, 2])),
        SubjectDays(subjects=("PE", "Art"), days=random.choice([0, 2])),
        DailyActivity(minimum=40),
        TeacherDailyLoad(limit=random.randint(1, 3)),
        TeacherConsecutive(limit=random.randint(1, 2)),
        PeriodBan(subjects=("PE",), periods=(1,)),
    ]
    return [*STRUCTURE, *random.sample(further, random.randint(1, 3))]


def school(random: Random) -> Problem:
    """Two to four classes on two or three days of two or three periods; one teacher a subject, or two."""
    days = random.randint(2, 3)
    periods = [random.randint(2, 3) for _ in range(days)]
    rows = tuple(tuple(BellPeriod(start=480 + 50 * p, end=520 + 50 * p) for p in range(count)) for count in periods)
    names = "ABCD"[: random.randint(2, 4)]
    courses: list[Course] = []
    for name in names:
        left = sum(periods) - random.randint(0, 2)
        for subject in random.sample(SUBJECTS, random.randint(1, 3)):
            count = min(left, random.randint(1, days))
            left -= count
            if count:
                courses.append(_course(random, name, subject, count, days))
    staff = dict.fromkeys(teacher for course in courses for teacher in course.teachers)
    return Problem(
        bells=(BellSchedule(id="main", days=rows),),
        grades=(Grade(id="G1", bell="main"),),
        classes=tuple(SchoolClass(id=name, grade="G1") for name in names),
        teachers=tuple(Teacher(id=one, unavailable=_closed(random, days)) for one in staff),
        rooms=(Room(id="field", places=random.randint(1, 2)), Room(id="studio", unavailable=_closed(random, days))),
        subjects=tuple(Subject(id=s, sport=s == "PE") for s in SUBJECTS),
        courses=tuple(courses),
    )


def _closed(random: Random, days: int) -> tuple[TimeRange, ...]:
    if random.random() < 0.5:
        return ()
    return (TimeRange(day=random.randint(1, days), periods=(random.randint(1, 2),)),)


def _course(random: Random, name: str, subject: str, count: int, days: int) -> Course:
    return Course(
        id=f"{name}:{subject}",
        subject=subject,
        sets=(name,),
        teachers=(f"{subject}{random.choice([1, 1, 1, 2])}",) if random.random() < 0.9 else (),
        parts=(Part(count=count),),
        weeks=random.choice([Weeks.ODD, Weeks.EVEN]) if random.random() < 0.08 else Weeks.ALL,
        room=NEEDS[subject] if random.random() < 0.7 else "",
        fixed=(FixedLesson(day=random.randint(1, days), period=1),) if random.random() < 0.1 else (),
    )
