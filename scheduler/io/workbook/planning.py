"""The sheets kept beside the timetable: calendar, activities, homework, exams, notice, owners, patrol log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.problem import Problem
from scheduler.io.workbook import activities, exams, homework, notice, owners, patrol, term
from scheduler.io.workbook.output import Sheet
from scheduler.io.workbook.sheets import Section
from scheduler.io.workbook.tables import Reading, Writing
from scheduler.rules.info import RuleInfo


def read(sheets: Mapping[str, Sequence[Section]], plan_rows: Sequence[PlanRow], reading: Reading) -> dict[str, object]:
    """The fields of a problem these sheets give; the calendar was read before, since dates need it."""
    return {
        "calendar": reading.calendar,
        "activities": activities.read(sheets.get("activities", ()), reading),
        "homework": homework.read(sheets.get("homework", ()), reading),
        "exams": exams.read(sheets.get("exams", ()), reading),
        "publication": notice.read(sheets.get("notice", ()), reading),
        "attestations": owners.read(sheets.get("owners", ()), reading),
        "taught": patrol.read(sheets.get("patrol", ()), plan_rows, reading),
    }


def write(problem: Problem, infos: Sequence[RuleInfo], writing: Writing, *, template: bool) -> list[Sheet]:
    """The sheets of which there is anything, all of them in a template."""
    sheets: tuple[tuple[object, Callable[[], Sheet]], ...] = (
        (problem.calendar, lambda: term.write(problem, writing)),
        (problem.activities, lambda: activities.write(problem, writing)),
        (problem.homework, lambda: homework.write(problem, writing)),
        (problem.exams, lambda: exams.write(problem, writing)),
        (problem.publication, lambda: notice.write(problem, writing)),
        (problem.attestations, lambda: owners.write(problem, infos, writing)),
        (problem.taught, lambda: patrol.write(problem, writing)),
    )
    return [make() for data, make in sheets if data or template]
