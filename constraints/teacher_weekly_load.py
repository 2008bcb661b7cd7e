"""Every teacher teaches about as much in a week as the norm says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import Field

from constraints.lookups import PERIODS
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule

MOST, LEAST = Text("at most", "上限"), Text("at least", "下限")
Norm = Annotated[int | None, Field(ge=0, le=200)]


class TeacherWeeklyLoad(Rule):
    """The week's periods, weighted (折算) or as they are, lie between two norms less what duties take off.

    The norms are the settings, else the teacher's own; without one nothing is measured. One unit is a hundredth of
    a period. Courses decide it, whatever their times: the solver is not told.
    """

    id = "teacher_weekly_load"
    name = Text("Teacher's periods per week", "教师周课时量")
    says = Text("{0}: {held} periods a week ({bound} {limit}).", "{0}：每周 {held} 节（{bound} {limit}）。")
    source = Text("Weekly norms and weights the school sets", "学校核定的周课时标准与折算系数")
    unit = Text("hundredth of a period", "百分之一节")
    of = Owners.TEACHERS
    judges_only = True

    level: Level = Level.SOFT
    weighted: Annotated[bool, Label("Weighted by subject", "按学科折算")] = True
    most: Annotated[Norm, Label("At most (none: each one's own)", "最多（不填为各人的）", PERIODS, "lower")] = None
    least: Annotated[Norm, Label("At least (none: each one's own)", "最少（不填为各人的）", PERIODS, "higher")] = None
    meetings: Annotated[bool, Label("Meetings count too", "会议也计入")] = False

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, weeks, actual, weighted, rule in self._loads(view):
            held, (most, least, _) = weighted if rule.weighted else actual, rule.norms(view, teacher)
            if most is not None and held > most:
                key = (teacher, "over", weeks)
                yield rule.finding(key, held - most, held=told(held), limit=told(most), bound=MOST)
            if least is not None and held < least:
                key = (teacher, "under", weeks)
                yield rule.finding(key, least - held, held=told(held), limit=told(least), bound=LEAST)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        for teacher, weeks, actual, weighted, rule in self._loads(view):
            row = {"teacher": teacher, "weeks": weeks, "actual": told(actual), "weighted": told(weighted)}
            most, least, reduction = rule.norms(view, teacher)
            yield {**row, "reduction": reduction, "at_least": told(least), "at_most": told(most)}

    def _loads(self, view: View) -> Iterator[tuple[str, Weeks, int, int, Self]]:
        """(teacher, weeks, periods as they are and weighted, both in hundredths, the rule)."""
        subjects = view.problem.index.subjects
        for teacher, rule in self.each(view):
            taught = [p.lesson for p in view.of_teacher.get(teacher, ()) if p.lesson.sets or rule.meetings]
            for weeks in view.weeks(teacher):
                here = [(one.duration, subjects.get(one.subject)) for one in taught if one.weeks.meets(weeks)]
                weighted = sum(duration * (subject.factor if subject else 100) for duration, subject in here)
                yield teacher, weeks, 100 * sum(duration for duration, _ in here), weighted, rule

    def norms(self, view: View, teacher: str) -> tuple[int | None, int | None, int]:
        """The most and the least in hundredths of a period, and the periods taken off both."""
        known = view.problem.index.teachers.get(teacher)
        own = (known.load_max, known.load_min, known.reduction) if known else (None, None, 0)
        norms = (own[n] if one is None else one for n, one in enumerate((self.most, self.least)))
        most, least = (None if one is None else 100 * max(0, one - own[2]) for one in norms)
        return most, least, own[2]


def told(hundredths: int | None) -> str:
    """`355` as 3.55; nothing where there is no norm."""
    return "" if hundredths is None else f"{hundredths / 100:g}"
