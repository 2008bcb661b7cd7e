"""The sample schools of the policy paper, as far as counting needs them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle, islice

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, Subject, Teacher, TeacherGroup
from scheduler.domain.time import BellPeriod, BellSchedule

PRIMARY = {
    "道法": (2, 2, 2, 2, 2, 2),
    "语文": (8, 8, 7, 7, 6, 6),
    "数学": (4, 4, 4, 4, 5, 5),
    "英语": (0, 0, 2, 2, 3, 3),
    "科学": (1, 1, 2, 2, 2, 2),
    "信息": (0, 0, 1, 1, 1, 1),
    "体育": (4, 4, 3, 3, 3, 3),
    "音乐": (2, 2, 2, 2, 2, 2),
    "美术": (2, 2, 2, 2, 2, 2),
    "劳动": (1, 1, 1, 1, 1, 1),
    "综合": (1, 1, 1, 1, 1, 1),
    "班队会": (1, 1, 1, 1, 1, 1),
    "校本": (0, 0, 2, 2, 1, 1),
}
DAILY = PRIMARY | {"体育": (5, 5, 5, 5, 5, 5), "校本": (0, 0, 0, 0, 0, 0), "综合": (0, 0, 1, 1, 0, 0)}
GROUPS = {"语文": (2, 5), "数学": (3, 5), "英语": (4, 5), "科学": (4, 5), "音乐": (5, 5)}


def grid(name: str, periods: tuple[int, ...]) -> BellSchedule:
    """An untimed schedule with so many lesson periods a day."""
    return BellSchedule(id=name, days=tuple((BellPeriod(),) * count for count in periods))


def primary(
    plan: Mapping[str, tuple[int, ...]],
    staff: dict[str, int],
    *,
    per_grade: int = 3,
    places: int = 3,
    art_rooms: int = 2,
    meetings: bool = False,
) -> Problem:
    """P18 (three classes a grade) or P36 (six): 26 lessons in grades 1 and 2, 30 above, every grid full."""
    classes = [(g, f"{g}.{n}") for g in range(1, 7) for n in range(1, per_grade + 1)]
    courses: list[Course] = []
    teachers: list[Teacher] = []
    for subject, weekly in plan.items():
        names = [f"{subject}{n}" for n in range(1, staff.get(subject, 0) + 1)]
        teachers += [Teacher(id=name, subjects=(subject,)) for name in names]
        taught = [(g, c) for g, c in classes if weekly[g - 1]]
        own = {"劳动", "班队会", "校本"}
        givers = [f"语文{at}" for at in range(1, len(classes) + 1)] if subject in own else names
        of_class = dict(zip((c for _, c in classes), givers, strict=True)) if subject in own else {}
        turns = dict(zip((c for _, c in taught), islice(cycle(givers), len(taught)), strict=True))
        for g, name in taught:
            courses.append(
                Course(
                    id=f"{name}:{subject}",
                    subject=subject,
                    sets=(name,),
                    teachers=(of_class.get(name) or turns[name],),
                    parts=(Part(count=weekly[g - 1]),),
                    room={"体育": "操场", "美术": "美术室", "音乐": "音乐室"}.get(subject, ""),
                    fixed=(FixedLesson(day=1, period=6),) if subject == "班队会" else (),
                )
            )
    groups = []
    for subject, (day, period) in GROUPS.items() if meetings else ():
        members = tuple(t.id for t in teachers if t.id.startswith(subject))
        fixed = (FixedLesson(day=day, period=period),)
        meeting = Course(
            id=f"{subject}教研",
            subject="教研",
            teachers=members,
            parts=(Part(duration=2),),
            kind=CourseKind.MEETING,
            fixed=fixed,
        )
        courses.append(meeting)
        groups.append(TeacherGroup(id=f"{subject}组", members=members, meeting=meeting.id))
    return Problem(
        bells=(grid("3-6", (6,) * 5), grid("1-2", (6, 5, 5, 5, 5))),
        grades=tuple(Grade(id=str(g), number=g, bell="1-2" if g < 3 else "3-6") for g in range(1, 7)),
        classes=tuple(SchoolClass(id=name, grade=str(g)) for g, name in classes),
        teachers=tuple(teachers),
        teacher_groups=tuple(groups),
        rooms=(
            Room(id="操场", places=places),
            Room(id="音乐室", places=per_grade),
            *(Room(id=f"美{n}") for n in range(1, art_rooms + 1)),
        ),
        pools=(RoomPool(id="美术室", rooms=tuple(f"美{n}" for n in range(1, art_rooms + 1))),),
        subjects=tuple(Subject(id=s, sport=s == "体育") for s in (*plan, "教研")),
        courses=tuple(courses),
    )


P18_STAFF = {
    "语文": 18,
    "数学": 9,
    "英语": 2,
    "科学": 2,
    "信息": 2,
    "体育": 5,
    "音乐": 2,
    "美术": 2,
    "道法": 2,
    "综合": 2,
}


def p18() -> Problem:
    """P18 in its base form, with the meetings of the teachers' groups; 综合 is taught by the two of 信息."""
    problem = primary(PRIMARY, P18_STAFF | {"音乐": 2}, meetings=True)
    swap = {"综合1": "信息1", "综合2": "信息2"}
    courses = tuple(
        course.model_copy(update={"teachers": tuple(swap.get(t, t) for t in course.teachers)})
        for course in problem.courses
    )
    teachers = tuple(t for t in problem.teachers if t.id not in swap)
    return problem.model_copy(update={"courses": courses, "teachers": teachers})


def p18_daily(places: int) -> Problem:
    """P18 with a PE lesson every day: only PE and the class meeting, which are all that counts."""
    plan = {"语文": (8,) * 6, "体育": (5,) * 6, "班队会": (1,) * 6}
    return primary(plan, {"语文": 18, "体育": 6}, places=places)


def j24_daily(places: int, *, meeting: bool) -> Problem:
    """J24 with a PE lesson every day; the PE teachers may meet in the last two periods of Friday."""
    names = [f"7.{n}" for n in range(1, 25)]
    staff = tuple(f"体育{n}" for n in range(1, 9))
    courses = [
        Course(
            id=f"{c}:体育", subject="体育", sets=(c,), teachers=(staff[at % 8],), parts=(Part(count=5),), room="操场"
        )
        for at, c in enumerate(names)
    ]
    fixed = (FixedLesson(day=5, period=5), FixedLesson(day=5, period=6))
    if meeting:
        both = Course(
            id="体育教研", subject="教研", teachers=staff, parts=(Part(count=2),), kind=CourseKind.MEETING, fixed=fixed
        )
        courses.append(both)
    return Problem(
        bells=(grid("junior", (7, 7, 7, 7, 6)),),
        grades=(Grade(id="7", number=7, bell="junior"),),
        classes=tuple(SchoolClass(id=name, grade="7") for name in names),
        teachers=tuple(Teacher(id=name) for name in staff),
        rooms=(Room(id="操场", places=places),),
        subjects=(Subject(id="体育", sport=True), Subject(id="教研")),
        courses=tuple(courses),
    )
