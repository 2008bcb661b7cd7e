"""A central primary school with two village schools: four travelling teachers and lessons taught across sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part, PlanRow
from scheduler.domain.policy import Level, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.school import Campus, GroupKind, Room, SchoolClass, TeacherGroup
from scheduler.domain.time import Weeks
from scheduler.samples import plans
from scheduler.samples.bells import HIGH
from scheduler.samples.names import chinese_names
from scheduler.samples.primary import build, parts
from scheduler.samples.schools import base
from scheduler.samples.staff import Roster, Task

CENTRE = "中心校"
VILLAGES = ("东村", "西村")
TRAVELLERS = "走教教师"
EAST, WEST = VILLAGES

VISITS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (plans.MUSIC, ((plans.MUSIC, EAST, "一二三四五六"), (plans.MUSIC, WEST, "一二三"))),
    (plans.ART, ((plans.ART, WEST, "一二三四五六"), (plans.ART, EAST, "一二三"))),
    (
        plans.COMPUTING,
        (
            (plans.COMPUTING, EAST, "三四五六"),
            (plans.ART, EAST, "四五六"),
            (plans.COMPUTING, WEST, "三四五六"),
            (plans.MUSIC, WEST, "四五六"),
        ),
    ),
    (plans.SCIENCE, ((plans.SCIENCE, EAST, "三四五六"), (plans.SCIENCE, WEST, "三四五六"))),
)
"""The main subject of each travelling teacher, and (subject, village, grades) they teach."""

RULES: tuple[RuleSetting, ...] = (
    RuleSetting(id="travel", params={"changes": 1}, source="学校", reason="路上 40 分钟，只在午间换校区"),
    RuleSetting(
        id="teacher_days",
        instance="teacher_days#走教",
        level=Level.SOFT,
        weight=3,
        scope=Scope(groups=(TRAVELLERS,)),
        params={"most": 4},
        source="学校",
    ),
)


def villages() -> Problem:
    """The whole school: 18 classes at the centre, six in each village."""
    centre = build(
        replace(base(3), title="青石镇中心小学（一校三点）", seed="villages", odd_even=frozenset(), pull_out=False)
    )
    known = {teacher.name for teacher in centre.teachers}
    roster = Roster(_others(known))
    homes = {village: _classes(village, roster) for village in VILLAGES}
    travellers = [_visit(roster, subject, lessons) for subject, lessons in VISITS]
    weekly = {(row.grade, row.subject): row for row in centre.plan}
    courses: list[Course] = []
    maths: list[str] = []
    for village, classes in homes.items():
        maths += _staff(roster, village, classes, weekly)
        courses += _own_lessons(roster, village, classes, weekly)
    shared = _across(centre, homes)
    meeting = Course(
        id="村小数学联合教研:教研活动",
        subject=plans.RESEARCH,
        teachers=tuple(maths),
        parts=(Part(),),
        kind=CourseKind.MEETING,
        bell=HIGH,
        fixed=(FixedLesson(day=3, period=6),),
        name="村小数学联合教研（线上）",
    )
    here = {"campus": CENTRE}
    return centre.model_copy(
        update={
            "campuses": tuple(Campus(id=name, name=name) for name in (CENTRE, *VILLAGES)),
            "classes": (
                *(c.model_copy(update=here) for c in centre.classes),
                *(c for classes in homes.values() for c in classes),
            ),
            "teachers": (*(t.model_copy(update=here) for t in centre.teachers), *roster.teachers()),
            "teacher_groups": (
                *centre.teacher_groups,
                TeacherGroup(id="村小数学联合教研", name="村小数学联合教研", members=tuple(maths), meeting=meeting.id),
                TeacherGroup(id=TRAVELLERS, name=TRAVELLERS, kind=GroupKind.YEAR, members=tuple(travellers)),
            ),
            "rooms": (*(r.model_copy(update=here) for r in centre.rooms), *_rooms()),
            "pools": tuple(p.model_copy(update=here) for p in centre.pools),
            "courses": (*(shared.get(c.id, c) for c in centre.courses), *courses, meeting),
            "rules": (*centre.rules, *RULES),
        }
    )


def _others(known: set[str]) -> Iterator[str]:
    return (name for name in chinese_names("villages-staff") if name not in known)


def _classes(village: str, roster: Roster) -> tuple[SchoolClass, ...]:
    """Six classes, one a grade, each with a class teacher of Chinese who lives there."""
    heads = roster.hire(plans.CHINESE, 6, campus=village)
    return tuple(
        SchoolClass(
            id=f"{village}{plans.NUMERALS[g]}",
            name=f"{village}{plans.NUMERALS[g]}",
            grade=plans.GRADES[g],
            size=18,
            class_teacher=heads[g],
            campus=village,
        )
        for g in range(6)
    )


def _visit(roster: Roster, subject: str, lessons: tuple[tuple[str, str, str], ...]) -> str:
    """A travelling teacher and the classes visited."""
    (teacher,) = roster.hire(subject, 1, kind="走教")
    for taught, village, grades in lessons:
        for grade in grades:
            roster.give(teacher, Task(f"{village}{grade}", taught, 0))
    return teacher


def _staff(
    roster: Roster, village: str, classes: tuple[SchoolClass, ...], weekly: dict[tuple[str, str], PlanRow]
) -> list[str]:
    """Share out what the village's own teachers teach; returns its teachers of mathematics."""
    maths = roster.hire(plans.MATHS, 3, campus=village)
    (sport,) = roster.hire(plans.PE, 1, campus=village)
    for at, home in enumerate(classes):
        for (grade, subject), row in weekly.items():
            if grade != home.grade or (home.id, subject) in roster.teacher_of or subject == plans.ENGLISH:
                continue
            task = Task(home.id, subject, max(row.weekly))
            if subject == plans.PE:
                roster.give(sport, task)
            elif subject in (plans.MATHS, plans.SCIENCE, plans.LOCAL, plans.PRACTICE):
                roster.give(maths[at // 2], task)
            else:
                roster.give(home.class_teacher, task)
    return maths


def _own_lessons(
    roster: Roster, village: str, classes: tuple[SchoolClass, ...], weekly: dict[tuple[str, str], PlanRow]
) -> Iterator[Course]:
    """Every lesson of a village's classes but English."""
    rooms = {plans.PE: f"{village}操场", plans.MUSIC: f"{village}音美教室", plans.ART: f"{village}音美教室"}
    for home in classes:
        for (grade, subject), row in weekly.items():
            if grade != home.grade or subject == plans.ENGLISH:
                continue
            yield Course(
                id=f"{home.id}:{subject}",
                subject=subject,
                sets=(home.id,),
                teachers=(roster.teacher_of[home.id, subject],),
                parts=parts(row),
                weeks=Weeks.ALL if row.odd == row.even else Weeks.ODD if row.odd else Weeks.EVEN,
                room=rooms.get(subject, ""),
                fixed=(FixedLesson(day=1, period=6),) if subject == plans.CLASS_MEETING else (),
            )


def _across(centre: Problem, homes: dict[str, tuple[SchoolClass, ...]]) -> dict[str, Course]:
    """English of grades 3 to 6 (专递课堂): a class of the centre and one of a village, whose class teacher minds it."""
    out: dict[str, Course] = {}
    for number, classes in enumerate(homes.values(), start=1):
        for home in classes[2:]:
            host = f"{home.id[-1]}({number})"
            old = centre.index.courses[f"{host}:{plans.ENGLISH}"]
            out[old.id] = old.model_copy(
                update={
                    "id": f"{host}+{home.id}:{plans.ENGLISH}",
                    "sets": (host, home.id),
                    "teachers": (*old.teachers, home.class_teacher),
                    "name": f"{host}、{home.id} 英语（专递课堂）",
                }
            )
    return out


def _rooms() -> tuple[Room, ...]:
    """In each village a yard for two classes and one room for music and art."""
    yards = (
        Room(
            id=f"{village}操场",
            name=f"{village}操场",
            places=2,
            campus=village,
            wet_places=0,
            wet_instead="本班教室",
        )
        for village in VILLAGES
    )
    studios = (Room(id=f"{village}音美教室", name=f"{village}音美教室", campus=village) for village in VILLAGES)
    return (*yards, *studios)
