"""A twelve-year school on two campuses: primary and secondary bells, options from grade 11, teachers who cross."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.curriculum import Course, FixedLesson, PlanRow
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Campus, Grade, Room, SchoolClass, StudentGroup
from scheduler.samples import plans
from scheduler.samples.bells import JUNIOR_BELL, Rows, junior_bell
from scheduler.samples.names import chinese_names
from scheduler.samples.primary import PrimarySchool, build, parts
from scheduler.samples.primary_staff import posts
from scheduler.samples.rooms import rooms_for_size
from scheduler.samples.staff import Roster, Task

SOUTH, NORTH = "小学部", "中学部"
PER_GRADE = 2
FIELDS, MUSIC, ART, COMPUTERS = "中学部操场", "中学部音乐教室", "中学部美术教室", "中学部计算机教室"
BIOLOGY, PHYSICS, CHEMISTRY = "生物实验室", "物理实验室", "化学实验室"
PLACES = ((FIELDS, 3), (MUSIC, 1), (ART, 1), (COMPUTERS, 1), (BIOLOGY, 1), (PHYSICS, 1), (CHEMISTRY, 1))
NEEDS = plans.Needs(
    rooms={
        plans.PE: (FIELDS, True),
        plans.MUSIC: (MUSIC, True),
        plans.ART: (ART, True),
        plans.COMPUTING: (COMPUTERS, True),
        plans.BIOLOGY: (BIOLOGY, False),
        plans.PHYSICS: (PHYSICS, False),
        plans.CHEMISTRY: (CHEMISTRY, False),
    },
    room_grades={},
    doubles={plans.CHEMISTRY: frozenset({9})},
)
OPTIONS = (plans.PHYSICS, plans.HISTORY)
OPTION_GRADES = (11, 12)
LOADS = {plans.CHINESE: 13, plans.MATHS: 13, plans.ENGLISH: 13, plans.PE: 18}
LIGHT = 15
CROSSING = {plans.MUSIC: "五六", plans.COMPUTING: "五六"}
"""Subjects whose teacher on the secondary campus also takes these grades of the primary campus."""


def option(grade: str, subject: str) -> str:
    """The course of those who chose a subject."""
    return f"{grade}:{subject}:{grade[:2]}选{subject}"


RULES: tuple[RuleSetting, ...] = (
    RuleSetting(id="travel", params={"changes": 1}, source="学校", reason="两个校区相距 20 分钟车程"),
    *(
        RuleSetting(
            id="same_time",
            instance=f"same_time#高{name}选科",
            params={"courses": [option(f"高{name}年级", subject) for subject in OPTIONS]},
            source="学校",
        )
        for name in "二三"
    ),
)


@dataclass(frozen=True, slots=True)
class Secondary:
    """Grades 7 to 12: classes with two leaves each where options divide them."""

    plan: tuple[PlanRow, ...]
    classes: tuple[SchoolClass, ...]
    groups: tuple[StudentGroup, ...]


def twelve_years() -> Problem:
    """The whole school."""
    south = build(
        PrimarySchool(
            title="云山学校（十二年一贯制）",
            per_grade=PER_GRADE,
            seed="twelve-years",
            rooms=rooms_for_size(PER_GRADE, 1.3),
        )
    )
    known = {teacher.name for teacher in south.teachers}
    roster = Roster(name for name in chinese_names("twelve-years-north") if name not in known)
    north = _secondary(roster)
    courses = _courses(roster, north)
    primary = tuple(_crossed(course, roster) for course in south.courses)
    here, there = {"campus": SOUTH}, {"campus": NORTH}
    return south.model_copy(
        update={
            "campuses": (Campus(id=SOUTH, name=SOUTH), Campus(id=NORTH, name=NORTH)),
            "bells": (*south.bells, junior_bell().model_copy(update={"days": _without_field()})),
            "grades": (
                *south.grades,
                *(Grade(id=g, name=g, number=n, bell=JUNIOR_BELL) for n, g in enumerate(plans.GRADES[6:], start=7)),
            ),
            "classes": (*(c.model_copy(update=here) for c in south.classes), *north.classes),
            "groups": north.groups,
            "teachers": (
                *(t.model_copy(update=here) for t in south.teachers),
                *(t.model_copy(update=there) for t in roster.teachers()),
            ),
            "rooms": (
                *(r.model_copy(update=here) for r in south.rooms),
                *(Room(id=name, name=name, places=places, campus=NORTH) for name, places in PLACES),
            ),
            "pools": tuple(p.model_copy(update=here) for p in south.pools),
            "subjects": plans.used_subjects(*(c.subject for c in (*primary, *courses)), plans.LOCAL),
            "plan": (*south.plan, *north.plan),
            "filed_plan": (*south.plan, *north.plan),
            "courses": (*primary, *courses),
            "rules": RULES,
        }
    )


def _without_field() -> tuple[Rows, ...]:
    """The junior week; its long breaks fill this campus's own field."""
    return tuple(
        tuple(row.model_copy(update={"occupies": (FIELDS,)}) if row.occupies else row for row in rows)
        for rows in junior_bell().days
    )


def _secondary(roster: Roster) -> Secondary:
    pays = {plans.CLASS_MEETING: (plans.PRACTICE,) * 3}
    plan = (*plans.plan_rows(plans.JUNIOR, 7, NEEDS, pays), *plans.plan_rows(plans.SENIOR, 10, NEEDS, pays))
    grades = plans.GRADES[6:]
    heads = [*roster.hire(plans.CHINESE, len(grades)), *roster.hire(plans.MATHS, len(grades))]
    classes, groups = [], []
    for number, grade in enumerate(grades, start=7):
        names = [f"{_short(grade)}({i + 1})" for i in range(PER_GRADE)]
        divided = number in OPTION_GRADES
        for at, name in enumerate(names):
            classes.append(
                SchoolClass(
                    id=name,
                    name=name,
                    grade=grade,
                    size=48,
                    class_teacher=heads[at * len(grades) + number - 7],
                    campus=NORTH,
                    leaves=tuple(f"{name}选{subject}" for subject in OPTIONS) if divided else (),
                )
            )
        if divided:
            groups += [
                StudentGroup(id=f"{grade[:2]}选{s}", name=f"{grade[:2]}选{s}", leaves=tuple(f"{n}选{s}" for n in names))
                for s in OPTIONS
            ]
    return Secondary(plan, tuple(classes), tuple(groups))


def _short(grade: str) -> str:
    """一 of 一年级, 高一 of 高一年级."""
    return grade.removesuffix("年级")


def _crossed(course: Course, roster: Roster) -> Course:
    """A course of the primary campus with the teacher who comes over for it."""
    if course.sets and course.sets[0][0] in CROSSING.get(course.subject, ""):
        visitor = next(t.id for t in roster.teachers() if course.subject in t.subjects)
        return course.model_copy(update={"teachers": (visitor,)})
    return course


def _courses(roster: Roster, north: Secondary) -> tuple[Course, ...]:
    """Every lesson of grades 7 to 12; where pupils chose, one course for each option of the grade."""
    due: dict[str, list[tuple[str, PlanRow]]] = {}
    for row in north.plan:
        homes = [c for c in north.classes if c.grade == row.grade]
        chosen = bool(homes[0].leaves) and row.subject in OPTIONS
        names = [f"{row.grade[:2]}选{row.subject}"] if chosen else [home.id for home in homes]
        due.setdefault(row.subject, []).extend((name, row) for name in names)
    out = []
    heads = {c.id: c.class_teacher for c in north.classes}
    for subject, lessons in due.items():
        teachers = _teachers(roster, subject, lessons)
        tasks = [Task(who, subject, max(row.weekly)) for who, row in lessons]
        teacher_of = dict(zip((task.class_id for task in tasks), _shared(tasks, teachers), strict=True))
        for who, row in lessons:
            fixed = (FixedLesson(day=1, period=7),) if subject == plans.CLASS_MEETING else ()
            an_id = f"{who}:{subject}" if who in heads else option(row.grade, subject)
            out.append(
                Course(
                    id=an_id,
                    subject=subject,
                    sets=(who,),
                    teachers=(heads[who] if subject == plans.CLASS_MEETING else teacher_of[who],),
                    parts=parts(row),
                    room=row.room,
                    room_strict=row.room_strict,
                    fixed=fixed,
                )
            )
    return tuple(out)


def _teachers(roster: Roster, subject: str, lessons: list[tuple[str, PlanRow]]) -> list[str]:
    """Who teaches a subject: teachers there already, else as many as the lessons need."""
    there = [t.id for t in roster.teachers() if subject in t.subjects]
    count = posts(sum(max(row.weekly) for _, row in lessons), LOADS.get(subject, LIGHT))
    return there or roster.hire(subject, count)


def _shared(tasks: list[Task], teachers: list[str]) -> list[str]:
    """A teacher for each task: neighbours stay together, loads stay even."""
    total, done, out = sum(task.periods for task in tasks), 0, []
    for task in tasks:
        out.append(teachers[(2 * done + task.periods) * len(teachers) // (2 * total)])
        done += task.periods
    return out
