"""The whole input of one timetable, checked as a whole."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property

from pydantic import Field

from scheduler.domain.base import Name, Value
from scheduler.domain.curriculum import Course, PlanRow
from scheduler.domain.index import Index
from scheduler.domain.planning import Activity, Attestation, Calendar, Exam, Homework, PublicItem, Taught
from scheduler.domain.policy import RuleSetting
from scheduler.domain.school import (
    Campus,
    Grade,
    Room,
    RoomPool,
    SchoolClass,
    StudentGroup,
    Subject,
    Teacher,
    TeacherGroup,
)
from scheduler.domain.time import WEEKDAYS, BellSchedule
from scheduler.domain.timeline import Timeline
from scheduler.domain.timetable import Timetable

PROBLEM_SCHEMA = 2
RECORDS = {"taught", "earlier"}


class Problem(Value):
    """A school, its term, its courses and its rules. Values only; `index` answers look-ups.

    From `calendar` on follow the planning tables and records kept beside the timetable; `earlier` are the versions
    in force before, oldest first, told apart by their `valid_from`.
    Construction does not check references: `references.faults(problem)` lists everything wrong at once.
    """

    schema_version: int = PROBLEM_SCHEMA
    school: Name = ""
    term: Name = ""
    version: Name = ""
    valid_from: Name = ""
    day_names: tuple[Name, ...] = tuple(day.zh for day in WEEKDAYS[:5])
    bells: tuple[BellSchedule, ...] = Field(min_length=1)
    campuses: tuple[Campus, ...] = ()
    grades: tuple[Grade, ...] = ()
    classes: tuple[SchoolClass, ...] = ()
    groups: tuple[StudentGroup, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    teacher_groups: tuple[TeacherGroup, ...] = ()
    rooms: tuple[Room, ...] = ()
    pools: tuple[RoomPool, ...] = ()
    subjects: tuple[Subject, ...] = ()
    plan: tuple[PlanRow, ...] = ()
    filed_plan: tuple[PlanRow, ...] | None = None
    courses: tuple[Course, ...] = ()
    presets: tuple[str, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    calendar: Calendar | None = None
    activities: tuple[Activity, ...] = ()
    homework: tuple[Homework, ...] = ()
    exams: tuple[Exam, ...] = ()
    publication: tuple[PublicItem, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    taught: tuple[Taught, ...] = ()
    earlier: tuple[Timetable, ...] = ()

    @cached_property
    def index(self) -> Index:
        """Look-ups by id, built once."""
        return Index(self)

    @cached_property
    def timeline(self) -> Timeline:
        """Which slots overlap."""
        ranges = [when for home in self.classes for when in home.unavailable]
        ranges += [when for group in self.groups for when in group.unavailable]
        ranges += [when for bell in self.bells for when in bell.closed]
        ranges += [when for room in self.rooms for when in room.unavailable]
        ranges += [when for subject in self.subjects for when in subject.unavailable]
        for teacher in self.teachers:
            ranges += (*teacher.unavailable, *teacher.preferred, *teacher.disliked)
        for course in self.courses:
            ranges += (*course.forbidden, *course.preferred)
        return Timeline(self.bells, ranges)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of what a timetable is made from, the same for equal problems; records of past weeks are no part."""
        text = json.dumps(self.model_dump(mode="json", exclude=RECORDS), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def class_periods(self) -> int:
        """Lesson periods a week over all classes, by the plan; without one, by the courses."""
        per_grade: dict[str, int] = {}
        for row in self.plan:
            per_grade[row.grade] = per_grade.get(row.grade, 0) + row.odd + row.even
        if not per_grade:
            return sum(course.periods for course in self.courses if course.sets)
        return sum(per_grade.get(home.grade, 0) for home in self.classes) // 2

    @cached_property
    def days(self) -> range:
        """Day numbers from 1."""
        return range(1, max(len(bell.days) for bell in self.bells) + 1)
