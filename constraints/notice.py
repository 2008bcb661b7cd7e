"""What stands on the public notice; no rule of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from scheduler.domain.planning import ActivityKind
from scheduler.domain.planning_words import ACTIVITY_NAMES, PUBLIC_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.view import View

There = Callable[[View], bool]
"""Whether the school has an item of the notice."""


def said(problem: Problem, item: str) -> str:
    """A line of the notice, empty where the school has not filled it in."""
    return next((one.says.strip() for one in problem.publication if one.item == item), "")


def said_date(problem: Problem, item: str) -> date | None:
    """A date on the notice, None where there is none that can be read."""
    try:
        return date.fromisoformat(said(problem, item))
    except ValueError:
        return None


def _activities(kind: ActivityKind) -> tuple[Text, There]:
    return ACTIVITY_NAMES[kind], lambda view: any(one.kind is kind for one in view.problem.activities)


def _line(item: str) -> tuple[Text, There]:
    return PUBLIC_NAMES[item], lambda view: bool(said(view.problem, item))


def _date(item: str) -> tuple[Text, There]:
    return PUBLIC_NAMES[item], lambda view: said_date(view.problem, item) is not None


NOTICE: dict[str, tuple[Text, There]] = {
    "plan": (Text("Curriculum plan", "课程教学计划"), lambda view: bool(view.problem.plan)),
    "teachers": (
        Text("Teachers and what they teach", "教师安排表"),
        lambda view: any(one.sets and one.teachers for one in view.problem.courses),
    ),
    "timetable": (Text("Timetable", "课程表"), lambda view: any(one.lesson.sets for one in view.lessons)),
    "bells": (Text("Bell schedule", "作息时间表"), lambda view: all(bell.timed for bell in view.problem.bells)),
    "homework": (
        Text("Homework and its rules", "作业量及控制办法"),
        lambda view: bool(view.problem.homework and said(view.problem, "homework_rules")),
    ),
    "culture": _activities(ActivityKind.CULTURE),
    "practice": _activities(ActivityKind.PRACTICE),
    "club": _activities(ActivityKind.CLUB),
    "phone": _line("phone"),
    "place": _line("place"),
    "head": _line("head"),
    "textbooks": _line("textbooks"),
    "workbooks": _line("workbooks"),
    "published": _date("published"),
    "filed": _date("filed"),
}
"""The notice: eight tables, then its lines; each with its name and whether the school has it."""
