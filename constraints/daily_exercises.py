"""The bell schedule has time for eye exercises and for broadcast gymnastics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from constraints.lookups import grades
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, Weeks
from scheduler.domain.time import PeriodKind as K
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule

EYE = Text("eye exercises {held} times, {due} wanted", "眼保健操 {held} 次，应有 {due} 次")
NO_BREAK = Text("no long break for the gymnastics", "没有大课间做广播体操")


class DailyExercises(Rule):
    """Each day with lessons has `eye` rows of eye exercises, at most one for each half, and a long break.

    The long break is asked for with `gymnastics`, which are done in it. One unit is one row missing. Judged from
    the bell schedule; clock times are not needed.
    """

    id = "daily_exercises"
    name = Text("Eye exercises and gymnastics", "眼保健操和广播体操")
    says = Text("{0} on {1}: {what}.", "{0} {1}：{what}。")
    source = Text(
        "School work plans: the day has its time for eye exercises and gymnastics (daily-eye-radio-exercise)",
        "学校工作方案：作息里有眼操和课间操的时间（daily-eye-radio-exercise）",
    )
    unit = Text("row of the bell schedule", "次")
    of = Owners.GRADES
    clauses = ("daily-eye-radio-exercise",)
    judges_only: ClassVar[bool] = True
    judges_input: ClassVar[bool] = True

    eye: Annotated[int, Label("Eye exercises a day", "每天眼保健操次数", None, "higher")] = Field(2, ge=0, le=4)
    gymnastics: Annotated[bool, Label("Gymnastics in a long break", "大课间做广播体操")] = True

    def check(self, view: View) -> Iterator[Finding]:
        for grade, bell, rule in grades(self, view):
            for day in bell.teaching_days:
                held, breaks = _held(bell, day)
                due = min(rule.eye, _halves(bell, day))
                if held < due:
                    what = EYE.format(held=held, due=due)
                    yield rule.finding((grade, day, "eye", Weeks.ALL), due - held, what=what)
                if rule.gymnastics and not breaks:
                    yield rule.finding((grade, day, "gymnastics", Weeks.ALL), 1, what=NO_BREAK)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        index = view.problem.index
        for grade, bell, _ in grades(self, view):
            for day in bell.teaching_days:
                held, breaks = _held(bell, day)
                where = {"grade": index.title(grade), "day": index.day_name(day)}
                yield {**where, "eye_exercises": held, "long_breaks": breaks}


def _held(bell: BellSchedule, day: int) -> tuple[int, int]:
    """Rows of eye exercises and long breaks of a day."""
    kinds = [row.kind for row in bell.rows(day)]
    return kinds.count(K.EYE_EXERCISES), kinds.count(K.LONG_BREAK)


def _halves(bell: BellSchedule, day: int) -> int:
    """Halves of a day that have lessons."""
    mornings = bell.mornings[day - 1]
    return (mornings > 0) + (bell.periods(day) > mornings)
