"""A small secondary school in English, without Chinese policy: options, doubles, labs, part-time staff."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part, PlanRow
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import (
    Family,
    Grade,
    GroupKind,
    Room,
    RoomPool,
    SchoolClass,
    StudentGroup,
    Subject,
    TeacherGroup,
)
from scheduler.domain.time import WEEKDAYS, BellSchedule, PeriodKind, TimeRange
from scheduler.samples.bells import Day
from scheduler.samples.names import english_names
from scheduler.samples.staff import Roster, Task

BELL = "Main day"
Shape = tuple[tuple[int, int], ...]
"""(length, count) of a subject's lessons."""

LOWER: Mapping[str, Shape] = {
    "English": ((1, 5),),
    "Mathematics": ((1, 5),),
    "Science": ((2, 1), (1, 2)),
    "French": ((1, 3),),
    "History": ((1, 2),),
    "Geography": ((1, 2),),
    "Art": ((2, 1),),
    "Music": ((1, 1),),
    "Drama": ((1, 1),),
    "Computing": ((1, 2),),
    "PE": ((2, 1),),
    "PSHE": ((1, 1),),
}
UPPER: Mapping[str, Shape] = {
    "English": ((1, 5),),
    "Mathematics": ((1, 5),),
    "Science": ((2, 2), (1, 2)),
    "PE": ((2, 1),),
    "PSHE": ((1, 1),),
}
OPTIONS: Mapping[str, tuple[str, Shape]] = {
    "History": ("ab", ((1, 4),)),
    "Geography": ("cd", ((1, 4),)),
    "French": ("ac", ((2, 2),)),
    "Art": ("bd", ((2, 2),)),
    "Computing": ("ad", ((1, 3),)),
    "Music": ("bc", ((1, 3),)),
}
"""Option subjects of Years 10 and 11: which quarters of each class take them. The groups overlap."""

ROOMS = {
    "Science": "Laboratories",
    "Art": "Art studio",
    "Music": "Music room",
    "Computing": "Computer suite",
    "PE": "Sports areas",
}
FAMILIES = {
    "English": Family.CORE,
    "Mathematics": Family.CORE,
    "Science": Family.SCIENCE,
    "French": Family.LANGUAGE,
    "History": Family.HUMANITIES,
    "Geography": Family.HUMANITIES,
    "Art": Family.ARTS,
    "Music": Family.ARTS,
    "Drama": Family.ARTS,
    "Computing": Family.SCIENCE,
    "PE": Family.PE,
    "PSHE": Family.SCHOOL,
    "Meeting": Family.MEETING,
}
STAFF = (
    ("English", 3),
    ("Mathematics", 3),
    ("Science", 3),
    ("French", 2),
    ("History", 1),
    ("Geography", 1),
    ("Art", 1),
    ("Music", 1),
    ("Drama", 1),
    ("Computing", 1),
    ("PE", 1),
)


def english_plain() -> Problem:
    """Eight classes; Years 7 and 8 stay together, Years 10 and 11 divide into option groups."""
    roster = Roster(english_names("english-plain"))
    staff = {subject: roster.hire(subject, count, kind="full-time") for subject, count in STAFF}
    tutors = [t for subject in ("English", "Mathematics", "Science") for t in staff[subject]]
    years = (7, 8, 10, 11)
    classes = tuple(
        SchoolClass(
            id=f"{year}{letter}",
            name=f"{year}{letter}",
            grade=f"Year {year}",
            size=28,
            class_teacher=tutors[2 * i + j],
            leaves=tuple(f"{year}{letter}-{quarter}" for quarter in "abcd") if year >= 10 else (),
        )
        for i, year in enumerate(years)
        for j, letter in enumerate("AB")
    )
    groups = tuple(
        StudentGroup(
            id=f"{year} {subject}",
            name=f"{year} {subject}",
            leaves=tuple(f"{year}{letter}-{quarter}" for letter in "AB" for quarter in quarters),
        )
        for year in (10, 11)
        for subject, (quarters, _) in OPTIONS.items()
    )
    taught = [(c.id, s, shape) for c in classes for s, shape in (UPPER if c.leaves else LOWER).items()]
    taught += [(g.id, s, shape) for g in groups for s, (_, shape) in OPTIONS.items() if g.id.endswith(s)]
    for subject in FAMILIES:
        tasks = [Task(who, s, sum(n * k for n, k in shape)) for who, s, shape in taught if s == subject]
        if subject in staff:
            roster.share(tasks, staff[subject])
        for task, tutor in zip(tasks, tutors, strict=False):
            if subject == "PSHE":
                roster.give(tutor, task)
    _part_time(roster, staff)
    team = (staff["English"][0], staff["Mathematics"][0], staff["Drama"][0])
    return Problem(
        school="Riverside School",
        term="Autumn term 2026",
        version="1",
        valid_from="week 1",
        day_names=tuple(day.en for day in WEEKDAYS[:5]),
        bells=(_bell(),),
        grades=tuple(Grade(id=f"Year {y}", name=f"Year {y}", number=y, bell=BELL) for y in years),
        classes=classes,
        groups=groups,
        teachers=roster.teachers(),
        teacher_groups=(
            TeacherGroup(
                id="Leadership team",
                name="Leadership team",
                kind=GroupKind.LEADERS,
                members=team,
                meeting="Leadership team:Meeting",
            ),
        ),
        rooms=_rooms(),
        pools=(
            RoomPool(id="Laboratories", name="Laboratories", rooms=("Lab 1", "Lab 2", "Lab 3")),
            RoomPool(id="Sports areas", name="Sports areas", rooms=("Sports hall", "Field")),
        ),
        subjects=tuple(
            Subject(id=s, name=s, family=f, core=f is Family.CORE, sport=f is Family.PE) for s, f in FAMILIES.items()
        ),
        plan=_plan(),
        courses=(
            *(
                Course(
                    id=f"{who}:{subject}" if who in {c.id for c in classes} else f"{who.split()[0]}:{subject}:{who}",
                    subject=subject,
                    sets=(who,),
                    teachers=(roster.teacher_of[who, subject],),
                    parts=tuple(Part(duration=n, count=k) for n, k in shape),
                    room=ROOMS.get(subject, ""),
                )
                for who, subject, shape in taught
            ),
            Course(
                id="Leadership team:Meeting",
                subject="Meeting",
                teachers=team,
                parts=(Part(),),
                kind=CourseKind.MEETING,
                fixed=(FixedLesson(day=1, period=6),),
                name="Leadership team",
            ),
        ),
        presets=("plain",),
        rules=(
            RuleSetting(
                id="period_ban",
                instance="period_ban#PE",
                level=Level.SOFT,
                params={"subjects": ["PE"], "periods": [1]},
                source="school",
            ),
        ),
    )


def _bell() -> BellSchedule:
    day = Day("08:30", "Period {}", "Break").add(PeriodKind.ASSEMBLY, 10, "Registration")
    day.lesson(50).pause(5).lesson(50).pause(20).lesson(50).pause(5).lesson(50)
    day.add(PeriodKind.NOON, 60, "Lunch").lesson(50).pause(5).lesson(50)
    return BellSchedule(id=BELL, name=BELL, days=(day.done(),) * 5)


def _rooms() -> tuple[Room, ...]:
    single = ("Lab 1", "Lab 2", "Lab 3", "Art studio", "Music room", "Computer suite", "Sports hall", "Field")
    return tuple(Room(id=name, name=name, seats=60) for name in single)


def _plan() -> tuple[PlanRow, ...]:
    rows: list[PlanRow] = []
    for year, table in ((7, LOWER), (8, LOWER), (10, UPPER), (11, UPPER)):
        options = {s: shape for s, (_, shape) in OPTIONS.items()} if table is UPPER else {}
        for subject, shape in {**table, **options}.items():
            periods, doubles = sum(n * k for n, k in shape), sum(k for n, k in shape if n == 2)
            room = ROOMS.get(subject, "")
            rows.append(
                PlanRow(grade=f"Year {year}", subject=subject, odd=periods, even=periods, room=room, doubles=doubles)
            )
    return tuple(rows)


def _part_time(roster: Roster, staff: Mapping[str, list[str]]) -> None:
    drama, music = staff["Drama"][0], staff["Music"][0]
    off = {drama: (2, 4, 5), music: (3,)}
    for teacher, days in off.items():
        when = tuple(TimeRange(day=day, reason="part-time") for day in days)
        roster.note(teacher, kind="part-time", unavailable=when)
    roster.note(staff["English"][2], disliked=(TimeRange(day=5, periods=(6,), reason="leaves early"),))
    roster.note(staff["French"][0], preferred=(TimeRange(periods=(1, 2, 3, 4), reason="mornings"),))
