"""A school of six classes with everything kept beside its timetable: calendar, homework, exams, notice, log, leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scheduler.domain.curriculum import Course, Later
from scheduler.domain.planning import (
    Activity,
    ActivityKind,
    Attestation,
    Calendar,
    CalendarEntry,
    DayKind,
    Exam,
    ExamForm,
    Homework,
    HomeworkKind,
    PublicItem,
    Taught,
)
from scheduler.domain.policy import Level, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.time import TimeRange
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.samples import plans
from scheduler.samples.bells import minute
from scheduler.samples.primary import build
from scheduler.samples.schools import BASE_RULES, base

FIRST = date(2026, 9, 1)
LEAVE, STAND_IN = 9, "代课教师1"

CALENDAR = Calendar(
    first=FIRST,
    last=date(2027, 1, 22),
    entries=(
        CalendarEntry(first=date(2026, 10, 1), last=date(2026, 10, 7), kind=DayKind.HOLIDAY, note="国庆节"),
        CalendarEntry(first=date(2026, 10, 10), last=date(2026, 10, 10), kind=DayKind.MAKE_UP, runs=3, note="调休"),
        CalendarEntry(first=date(2026, 11, 20), last=date(2026, 11, 20), kind=DayKind.PARENTS, note="家长会"),
        CalendarEntry(first=date(2027, 1, 1), last=date(2027, 1, 1), kind=DayKind.HOLIDAY, note="元旦"),
        CalendarEntry(first=date(2027, 1, 20), last=date(2027, 1, 22), kind=DayKind.EXAM, note="期末检测"),
    ),
)
"""An invented term of 21 weeks."""

MINUTES = {3: (20, 15, 10), 4: (20, 15, 10), 5: (25, 20, 15), 6: (25, 20, 15)}
"""Written homework a day in 语文, 数学, 英语 by grade; none in grades 1 and 2."""

NOTICE = {
    "phone": "0000-1234567",
    "place": "校门口公示栏、学校网站",
    "head": "校长",
    "homework_rules": "班主任统筹，一、二年级不布置书面家庭作业，三至六年级每天不超过 60 分钟。",
    "textbooks": "按省中小学教学用书目录选用",
    "workbooks": "按省评议公告目录自愿选用",
    "published": "2026-09-04",
    "filed": "2026-09-07",
}
PRESETS = ("national-2021", "curriculum-2022", "plans", "practice", "workload")
CONFIRMED = (
    "no-tutoring-outside-hours",
    "in-lesson-homework",
    "no-ranking",
    "textbook-list",
    "no-grade-retention",
    "no-early-finish",
)
CLUB_TIME = TimeRange(day=3, start=minute("16:00"), end=minute("17:00"))


def _wish(rule: str, weight: int, instance: str = "", scope: Scope | None = None, **params: object) -> RuleSetting:
    return RuleSetting(
        id=rule,
        instance=f"{rule}#{instance}" if instance else "",
        level=Level.SOFT,
        weight=weight,
        scope=scope or Scope(),
        params=params,
        source="学校",
    )


def _rules(couple: tuple[str, str]) -> tuple[RuleSetting, ...]:
    """What this school asks beyond the preset."""
    return (
        *BASE_RULES,
        RuleSetting(id="class_gaps", source="学校"),
        RuleSetting(id="pull_out_times", source="学校", params={"subjects": ["@protected", plans.CLASS_MEETING]}),
        _wish("not_adjacent", 1, "数学英语", subjects=[plans.MATHS, plans.ENGLISH]),
        _wish(
            "not_same_day",
            1,
            "音乐美术",
            scope=Scope(grades=plans.GRADES[4:6]),
            subjects=[plans.LABOUR, plans.PRACTICE],
        ),
        _wish("lesson_order", 1, "书法在语文后", first=[plans.CHINESE], then=[plans.WRITING]),
        _wish("period_variety", 1),
        _wish("teacher_days", 1, most=5),
        _wish("teacher_free", 1),
        _wish("fair_share", 1, "末节", periods=[-1]),
        _wish("teachers_apart", 1, "夫妻不同上第1节", teachers=list(couple), periods=[1]),
        _wish("wet_weather", 1),
        _wish("keep_present", 1),
        _wish("room_stability", 1),
        _wish("teacher_weekly_load", 1),
    )


def records() -> Problem:
    """The whole school."""
    school = build(replace(base(1), title="清溪完全小学（计划表与巡课记录）", seed="records", pull_out=True))
    leaving = school.classes[4].class_teacher
    couple = (school.classes[0].class_teacher, school.classes[4].class_teacher)
    stand_in = Teacher(id=STAND_IN, name=STAND_IN, kind="代课", subjects=(plans.CHINESE,), placeholder=True)
    courses = tuple(_handed_over(course, leaving) for course in school.courses)
    return school.model_copy(
        update={
            "valid_from": FIRST.isoformat(),
            "presets": PRESETS,
            "teachers": (*school.teachers, stand_in),
            "courses": courses,
            "rules": _rules(couple),
            "calendar": CALENDAR,
            "activities": _activities(school),
            "homework": tuple(_homework(school)),
            "exams": tuple(_exams(school)),
            "publication": tuple(PublicItem(item=item, says=says) for item, says in NOTICE.items()),
            "attestations": tuple(
                Attestation(item=item, owner="教导主任", confirmed=True, on=date(2026, 9, 4)) for item in CONFIRMED
            ),
            "taught": tuple(_patrol(school)),
            "earlier": (_trial(school),),
        }
    )


def _handed_over(course: Course, leaving: str) -> Course:
    """From week 9 the stand-in has the lessons of the teacher on leave; a meeting goes on without."""
    if leaving not in course.teachers or not course.sets:
        return course
    others = tuple(STAND_IN if one == leaving else one for one in course.teachers)
    return course.model_copy(update={"later": (Later(week=LEAVE, teachers=others),)})


def _activities(school: Problem) -> tuple[Activity, ...]:
    everyone = tuple(grade.id for grade in school.grades)
    head = school.teachers[0].name
    return (
        Activity(
            name="合唱队", kind=ActivityKind.CLUB, grades=everyone, times=(CLUB_TIME,), place="音乐教室1", owner=head
        ),
        Activity(name="田径运动会", kind=ActivityKind.CULTURE, grades=everyone, place="田径场", owner=head),
        Activity(name="秋季劳动实践", kind=ActivityKind.PRACTICE, grades=everyone, place="实践基地", owner=head),
    )


def _homework(school: Problem) -> Iterator[Homework]:
    """The quota by grade, and what two classes really set in week 6."""
    subjects = (plans.CHINESE, plans.MATHS, plans.ENGLISH)
    for grade in school.grades:
        for subject, minutes in zip(subjects, MINUTES.get(grade.number, ()), strict=False):
            yield Homework(sets=grade.id, subject=subject, minutes=minutes)
        if grade.number <= 2:
            yield Homework(sets=grade.id, subject=plans.CHINESE, minutes=15, kind=HomeworkKind.READING)
    for home in school.classes[4:]:
        for day in range(1, 6):
            yield Homework(sets=home.id, subject=plans.CHINESE, day=day, minutes=20, week=6)
            yield Homework(sets=home.id, subject=plans.MATHS, day=day, minutes=20, week=6)


def _exams(school: Problem) -> Iterator[Exam]:
    """One final examination from grade 3 on; oral tasks below."""
    for grade in school.grades:
        written = grade.number > 2
        for subject in (plans.CHINESE, plans.MATHS):
            yield Exam(
                grade=grade.id,
                subject=subject,
                name="期末",
                on=date(2027, 1, 20),
                form=ExamForm.WRITTEN if written else ExamForm.ORAL,
                marked=written,
            )


def _patrol(school: Problem) -> Iterator[Taught]:
    """One Monday afternoon's walk past the class meetings, which stand fixed."""
    for home in school.classes:
        yield Taught(
            on=date(2026, 9, 14),
            period=6,
            sets=home.id,
            planned=plans.CLASS_MEETING,
            taught=plans.CLASS_MEETING,
            teacher=home.class_teacher,
            patroller="教导主任",
        )


def _trial(school: Problem) -> Timetable:
    """The version of the first days, as far as it was kept: the class meetings."""
    lessons = tuple(
        Lesson(subject=c.subject, sets=c.sets, teachers=c.teachers, day=1, period=6, course=c.id)
        for c in school.courses
        if c.subject == plans.CLASS_MEETING
    )
    return Timetable(lessons=lessons, version="试行", valid_from=FIRST.isoformat())
