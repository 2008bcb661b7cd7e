"""A college that says what it wants lesson by lesson, as schools that come from FET do: two sites, no clock times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scheduler.domain.curriculum import Course, Part
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Campus, Family, Grade, Room, RoomPool, SchoolClass, Subject
from scheduler.domain.time import WEEKDAYS, BellPeriod, BellSchedule, TimeRange
from scheduler.samples.names import english_names
from scheduler.samples.staff import Roster, Task

BELL = "Week"
PERIODS = 7
LUNCH = 5
"""Closed from Monday to Thursday; on Fridays lessons end with it."""
SETS = ("L1", "L2", "L3")
LESSONS: tuple[tuple[str, int, int, str], ...] = (
    ("Mathematics", 4, 1, ""),
    ("Physics", 2, 1, "Laboratories"),
    ("Physics laboratory", 1, 2, "Laboratories"),
    ("Design", 2, 2, "Studios"),
    ("English", 3, 1, ""),
    ("Sport", 1, 2, "Hall"),
    ("Tutorial", 1, 1, ""),
)
"""Subject, lessons a week, periods of each, and the rooms it needs."""
STAFF = (("Mathematics", 1), ("Physics", 1), ("Design", 1), ("English", 1), ("Sport", 1))
ROOMS = (("Lab 1", "Main"), ("Lab 2", "Main"), ("Studio A", "Annex"), ("Studio B", "Main"), ("Hall", "Annex"))
FAMILIES = {"Design": Family.ARTS, "English": Family.LANGUAGE, "Sport": Family.PE, "Tutorial": Family.SCHOOL}


def college() -> Problem:
    """Three sets of one year; every lesson is a course of its own, so that rules can speak of each."""
    roster = Roster(english_names("college"))
    staff = {subject: roster.hire(subject, count, kind="full-time")[0] for subject, count in STAFF}
    courses = [
        Course(
            id=f"{one} {subject} {number}",
            subject=subject,
            sets=(one,),
            teachers=(_teacher(staff, subject),),
            parts=(Part(duration=periods),),
            room=room,
            tags=("practical",) if periods == 2 else ("written",) if subject in ("Mathematics", "English") else (),
        )
        for one in SETS
        for subject, count, periods, room in LESSONS
        for number in range(1, count + 1)
    ]
    for course in courses:
        roster.give(course.teachers[0], Task(course.sets[0], course.subject, course.periods))
    row = tuple(BellPeriod(name=f"Period {p}") for p in range(1, PERIODS + 1))
    return Problem(
        school="Hillside College",
        term="Spring term 2027",
        version="1",
        valid_from="week 1",
        day_names=tuple(day.en for day in WEEKDAYS[:5]),
        bells=(
            BellSchedule(
                id=BELL,
                name=BELL,
                days=(row,) * 5,
                closed=(
                    *(TimeRange(day=day, periods=(LUNCH,), reason="Lunch") for day in range(1, 5)),
                    TimeRange(day=5, periods=(6, 7), reason="Friday afternoon"),
                ),
            ),
        ),
        campuses=(Campus(id="Main", name="Main site"), Campus(id="Annex", name="Annex")),
        grades=(Grade(id="Lower sixth", name="Lower sixth", number=12, bell=BELL),),
        classes=tuple(SchoolClass(id=one, name=one, grade="Lower sixth", size=18) for one in SETS),
        teachers=roster.teachers(),
        rooms=tuple(Room(id=room, name=room, campus=site) for room, site in ROOMS),
        pools=(
            RoomPool(id="Laboratories", name="Laboratories", rooms=("Lab 1", "Lab 2")),
            RoomPool(id="Studios", name="Studios", rooms=("Studio A", "Studio B")),
        ),
        subjects=tuple(
            Subject(id=subject, name=subject, family=FAMILIES.get(subject, Family.SCIENCE)) for subject, *_ in LESSONS
        ),
        courses=tuple(courses),
        presets=(),
        rules=(*_structure(), *_of_courses(), *_of_people(), *_of_rooms()),
    )


def _teacher(staff: dict[str, str], subject: str) -> str:
    return staff.get(subject) or staff["Physics" if subject.startswith("Physics") else "English"]


def _rule(rule: str, level: Level = Level.HARD, weight: int | None = None, **params: Any) -> RuleSetting:
    return RuleSetting(id=rule, level=level, weight=weight, params=params)


def _structure() -> tuple[RuleSetting, ...]:
    always = ("every_lesson_placed", "course_hours", "class_clash", "teacher_clash", "room_clash", "room_capacity")
    return (*(RuleSetting(id=one) for one in always), _rule("unavailable"), _rule("room_suitable"))


def _each(subject: str, count: int) -> list[tuple[str, ...]]:
    """For each set its lessons of a subject."""
    return [tuple(f"{one} {subject} {number}" for number in range(1, count + 1)) for one in SETS]


def _rows(groups: Sequence[tuple[str, ...]], **more: Any) -> list[dict[str, Any]]:
    return [{"courses": list(courses), **more} for courses in groups]


def _of_courses() -> tuple[RuleSetting, ...]:
    maths, english, design = _each("Mathematics", 4), _each("English", 3), _each("Design", 2)
    tutorials = [f"{one} Tutorial 1" for one in SETS]
    practical = [(f"{one} Physics 1", f"{one} Physics laboratory 1") for one in SETS]
    mornings = [[day, period] for day in range(1, 6) for period in range(1, LUNCH)]
    return (
        _rule("lessons_spread", Level.SOFT, 9, rows=_rows([*maths, *english], days=1)),
        _rule("lessons_adjoin", rows=_rows([*maths, *english])),
        _rule("lessons_a_day", rows=_rows(maths, most=2)),
        _rule("lessons_near", Level.SOFT, 3, rows=_rows(design, days=3)),
        _rule("lessons_gap", rows=_rows(design, periods=1)),
        _rule("lessons_together", Level.SOFT, 4, rows=_rows([(tutorials[0], tutorials[1])], same="period")),
        _rule("lessons_not_overlapping", rows=_rows([tuple(tutorials)])),
        _rule("lessons_in_order", rows=_rows(practical, how="ordered")),
        _rule("allowed_times", rows=_rows([(course,) for course in tutorials], times=mornings, whole=False)),
        _rule("ends_day", Level.SOFT, 2, courses=[f"{one} Sport 1" for one in SETS]),
        _rule("slots_used", rows=_rows([tuple(c for these in maths for c in these)], times=[[1, 1], [2, 1]], most=1)),
        _rule("lessons_at_once", rows=_rows([tuple(c for these in maths for c in these)], times=mornings, most=2)),
    )


def _of_people() -> tuple[RuleSetting, ...]:
    return (
        _rule("day_length", who="pupils", most=6, least=2, empty_days=False),
        _rule("idle_periods", Level.SOFT, 2, who="teachers", weekly=4),
        _rule("early_start", Level.SOFT, 2, who="pupils", seconds=2),
        _rule("days_used", Level.SOFT, 2, who="teachers", most=4),
        _rule("run_length", Level.SOFT, 2, who="teachers", limit=3),
        _rule("day_span", Level.SOFT, 1, who="teachers", most=5),
        _rule("rest_hours", Level.SOFT, 1, who="teachers", least=1),
        _rule("tag_gaps", Level.SOFT, 1, who="pupils", first_tag="practical", second_tag="written", periods=1),
        _rule("site_changes", who="teachers", daily=2),
    )


def _of_rooms() -> tuple[RuleSetting, ...]:
    design, laboratory = _each("Design", 2), _each("Physics laboratory", 1)
    return (
        _rule("preferred_rooms", Level.SOFT, 3, rows=_rows(design, rooms=["Studio B"])),
        _rule("few_rooms", Level.SOFT, 2, rows=_rows(design, most=1)),
        _rule("same_room_next", rows=_rows([(*_each("Physics", 2)[0], *laboratory[0])])),
        _rule("room_times", Level.SOFT, 1, rows=_rows(design, rooms=["Studio A"], times=[[1, 1], [1, 2]])),
    )
