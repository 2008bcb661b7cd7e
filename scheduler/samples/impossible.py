"""Schools that cannot be timetabled, one reason each, with the count that proves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Subject, Teacher, TeacherGroup
from scheduler.domain.time import TimeRange
from scheduler.samples import plans
from scheduler.samples.bells import HIGH, primary_bells
from scheduler.samples.primary import PrimarySchool, build
from scheduler.samples.schools import BASE_RULES, DAILY_RULES, base, daily
from scheduler.samples.tiny import tiny

NEVER_FIRST = RuleSetting(
    id="period_ban",
    instance="period_ban#pe_first",
    level=Level.HARD,
    params={"subjects": ["@sport"], "periods": [1]},
    source="学校",
    reason="体育课一律不排第1节",
)
"""Sport never in the first period."""

MAIN_IN_THE_MORNING = RuleSetting(
    id="period_ban",
    instance="period_ban#main_in_the_morning",
    level=Level.HARD,
    params={"subjects": [plans.CHINESE, plans.MATHS], "periods": [3, 4]},
    source="学校",
    reason="语文、数学一律排在上午",
)
"""Chinese and mathematics never in the afternoon."""


def small() -> PrimarySchool:
    """The six-class school with every week alike."""
    return replace(base(1), odd_even=frozenset())


def teacher_overloaded() -> Problem:
    """The PE teacher of 20 lessons is there in three periods a day."""
    problem = build(small())
    busy = next(t.id for t in problem.teachers if t.subjects == (plans.PE,))
    off = (TimeRange(periods=(1, 5, 6), reason="兼职教练"),)
    return _with(problem, teachers={busy: {"unavailable": off}})


def class_of_31_lessons() -> Problem:
    """One class has a lesson more than its week has periods."""
    school = small()
    fourth = tuple(n + (grade == 3) for grade, n in enumerate(school.table[plans.MATHS]))
    return build(replace(school, table={**school.table, plans.MATHS: fourth}))


def pe_places_one_short() -> Problem:
    """A sport lesson every day for 18 classes on four places, never in the first period."""
    school = daily(3)
    fields = (("田径场", 2), ("篮球场", 1), ("体育馆", 1))
    rules = (NEVER_FIRST, *DAILY_RULES)
    return build(replace(school, rooms=replace(school.rooms, fields=fields), rules=rules))


def art_rooms_full() -> Problem:
    """Art of 36 classes only in the two art rooms."""
    school = base(6)
    return build(replace(school, rooms=replace(school.rooms, art_strict=True)))


def meeting_takes_too_many() -> Problem:
    """Chinese, mathematics and the leaders all meet while every class has a lesson."""
    problem = build(replace(base(3), odd_even=frozenset(), pull_out=False))
    name, course_id = "全校大教研", "全校大教研:教研活动"
    kept = tuple(g for g in problem.teacher_groups if not g.name.startswith(("语文", "数学", "行政会")))
    gone = {g.meeting for g in problem.teacher_groups} - {g.meeting for g in kept}
    members = tuple(
        t.id
        for t in problem.teachers
        if t.kind == "专职"
        and (t.duty not in ("", "孕期减课") or t.subjects[0] in (plans.CHINESE, plans.MATHS))
        and not any(when.day == 2 for when in t.unavailable)
    )
    meeting = Course(
        id=course_id,
        subject=plans.RESEARCH,
        teachers=members,
        parts=(Part(),),
        kind=CourseKind.MEETING,
        bell=HIGH,
        fixed=(FixedLesson(day=2, period=5),),
        name=name,
    )
    group = TeacherGroup(id=name, name=name, members=members, meeting=course_id)
    courses = (*(c for c in problem.courses if c.id not in gone), meeting)
    subjects = tuple(s for s in problem.subjects if s.id != plans.LEADERS)
    update = {"courses": courses, "teacher_groups": (*kept, group), "subjects": subjects}
    return problem.model_copy(update=update)


def flag_in_long_break() -> Problem:
    """Flag raising takes Monday's long break, so that every class would need a sport lesson on Monday."""
    school = base(6)
    rules = (NEVER_FIRST, *BASE_RULES)
    return build(replace(school, bells=primary_bells(flag_in_long_break=True), rules=rules))


def fixed_at_one_time() -> Problem:
    """Two classes' lessons of one teacher are fixed at the same time."""
    fixed = (FixedLesson(day=2, period=2),)
    return _with(tiny(), courses={"三(1):数学": {"fixed": fixed}, "三(2):数学": {"fixed": fixed}})


def day_over_six_hours() -> Problem:
    """Morning reading and self-study on top of six lessons: 380 minutes."""
    return build(replace(small(), bells=primary_bells(early=20, study=40)))


def breaks_too_short() -> Problem:
    """Five minutes between lessons once eye exercises are done."""
    return build(replace(small(), bells=primary_bells(rest=5)))


def more_days_than_open() -> Problem:
    """Three lessons on different days, but the subject is closed on one day of three."""
    closed = (TimeRange(day=3, reason="区教研"),)
    return _with(tiny(), subjects={plans.MATHS: {"unavailable": closed}})


def uneven_days_of_a_teacher() -> Problem:
    """The PE teacher is there for one period on Monday and on Wednesday; the three classes have PE once a day."""
    problem = tiny()
    busy = next(t.id for t in problem.teachers if t.subjects == (plans.PE,))
    off = (TimeRange(day=1, periods=(2, 3), reason="区集训"), TimeRange(day=3, periods=(2, 3, 4), reason="区集训"))
    return _with(problem, teachers={busy: {"unavailable": off}})


def mornings_full() -> Problem:
    """Chinese and mathematics fill every morning, so that all PE is left for the afternoons of one teacher."""
    problem = tiny((MAIN_IN_THE_MORNING,))
    own = {home.id: home.class_teacher for home in problem.classes}
    arts = [c for c in problem.courses if c.subject == plans.ART]
    art: dict[str, dict[str, object]] = {c.id: {"teachers": (own[c.sets[0]],)} for c in arts}
    return _with(problem, courses=art)


def _with(
    problem: Problem,
    *,
    teachers: dict[str, dict[str, object]] | None = None,
    courses: dict[str, dict[str, object]] | None = None,
    subjects: dict[str, dict[str, object]] | None = None,
) -> Problem:
    """The problem with some fields of some teachers, courses and subjects changed."""
    return problem.model_copy(
        update={
            "teachers": _changed(problem.teachers, teachers),
            "courses": _changed(problem.courses, courses),
            "subjects": _changed(problem.subjects, subjects),
        }
    )


T = TypeVar("T", Teacher, Course, Subject)


def _changed(things: Iterable[T], by: dict[str, dict[str, object]] | None) -> tuple[T, ...]:
    return tuple(thing.model_copy(update=(by or {}).get(thing.id, {})) for thing in things)
