"""Classes of a grade are alike: not too large, of about one size, with the same hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from constraints.hours import NOTHING, of_courses, usual_hours
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Level, Rule

SIZE = Text("the number of pupils", "班额（学生人数）")
PUPILS = Text("pupils", "人")
TOO_LARGE = Text("{size} pupils, at most {most}", "{size} 人，上限 {most} 人")
UNEVEN = Text("{size} pupils, the smallest class has {least}", "{size} 人，同年级最小的班 {least} 人")
HOURS = Text("{subject}: {held} periods a week, others have {usual}", "{subject}每周 {held} 节，同年级多为 {usual} 节")


class BalancedClasses(Rule):
    """At most `size` pupils in a class, `spread` more than in the grade's smallest, and the hours most classes have.

    One unit is one pupil or one weekly period.
    """

    id = "balanced_classes"
    name = Text("Classes alike", "均衡编班")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School work plans; figures of practice, to be confirmed", "学校工作方案；数值为常见做法，待确认")
    unit = Text("pupil or period", "人或节")
    of = Owners.CLASSES
    clauses = ("balanced-classes",)
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    level: Level = Level.SOFT
    size: Annotated[int, Label("Pupils at most", "班额上限", PUPILS, "lower")] = Field(45, ge=1, le=1000)
    spread: Annotated[int, Label("More than the smallest class", "与最小班相差", PUPILS, "lower")] = Field(
        5, ge=0, le=1000
    )

    def check(self, view: View) -> Iterator[Finding]:
        problem = view.problem
        title, smallest, usual = problem.index.title, _smallest(problem), usual_hours(problem)
        for home, rule in self.each(view):
            grade, size = problem.index.classes[home].grade, problem.index.classes[home].size
            if not size:
                yield rule.not_checked((home, Weeks.ALL), SIZE)
            if size > rule.size:
                told = TOO_LARGE.format(size=size, most=rule.size)
                yield rule.finding((home, "size", Weeks.ALL), size - rule.size, what=told)
            if (over := size - smallest.get(grade, size) - rule.spread) > 0:
                told = UNEVEN.format(size=size, least=smallest[grade])
                yield rule.finding((home, "spread", Weeks.ALL), over, what=told)
            held = of_courses(problem, home)
            for subject, others in usual.get(grade, {}).items():
                if (own := held.get(subject, NOTHING)[Weeks.ALL]) != others:
                    told = HOURS.format(subject=title(subject), held=own, usual=others)
                    yield rule.finding((home, "hours", subject, Weeks.ALL), abs(own - others), what=told)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        index, smallest = view.problem.index, _smallest(view.problem)
        for home, rule in self.each(view):
            own = index.classes[home]
            sizes = {"size": own.size, "smallest": smallest.get(own.grade, 0), "limit": rule.size}
            yield {"grade": index.title(own.grade), "class": index.title(home), **sizes}


def _smallest(problem: Problem) -> dict[str, int]:
    """Grade → pupils of its smallest class, of those whose pupils are told."""
    out: dict[str, int] = {}
    for home in problem.classes:
        if home.size:
            out[home.grade] = min(home.size, out.get(home.grade, home.size))
    return out
