"""A lesson has the length the plan's hours are meant in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, MINUTES, grades
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, PeriodKind, Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule


class LessonLength(Rule):
    """The lesson rows of a grade's week have `minutes` each on the average; long and short ones may make up.

    One unit is one minute a week more or less. Judged from the bell schedule.
    """

    id = "lesson_length"
    name = Text("Length of lessons", "每节课时长")
    says = Text(
        "{0}: {periods} lessons have {held} minutes a week, {due} at {minutes} minutes each.",
        "{0}：每周 {periods} 节课共 {held} 分钟，按每节 {minutes} 分钟应为 {due} 分钟。",
    )
    source = Text(
        "School work plans: 40 or 45 minutes (lesson-length); national plan: the week's time stays the same",
        "学校工作方案：一节课按 40 或 45 分钟算（lesson-length）；课程方案：长短课须保持每周总时长不变",
    )
    unit = Text("minute", "分钟")
    of = Owners.GRADES
    clauses = ("lesson-length",)
    judges_only: ClassVar[bool] = True
    judges_input: ClassVar[bool] = True

    minutes: Annotated[int, Label("Length of a lesson", "每节时长", MINUTES)] = Field(40, ge=1, le=240)

    def check(self, view: View) -> Iterator[Finding]:
        for grade, bell, rule in grades(self, view):
            if not bell.timed:
                yield rule.not_checked((grade, Weeks.ALL), CLOCK_TIMES)
                continue
            lengths = _lengths(bell)
            periods, held = lengths.total(), sum(length * count for length, count in lengths.items())
            due = rule.minutes * periods
            if held != due:
                facts = {"periods": periods, "held": held, "due": due, "minutes": rule.minutes}
                yield rule.finding((grade, Weeks.ALL), abs(held - due), (), **facts)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        for grade, bell, rule in grades(self, view):
            for length, count in sorted(_lengths(bell).items()) if bell.timed else ():
                found = {"minutes": length, "periods": count, "required": rule.minutes}
                yield {"grade": view.problem.index.title(grade), **found}


def _lengths(bell: BellSchedule) -> Counter[int]:
    """How many lesson rows of the week have each length in minutes."""
    return Counter(row.minutes for rows in bell.days for row in rows if row.kind is PeriodKind.LESSON)
