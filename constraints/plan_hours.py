"""The courses are what the plan says, and the plan is the one on file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from constraints.hours import NOTHING, Hours, by_grade, of_courses, of_timetable
from constraints.lookups import grades
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import BOTH_WEEKS, View
from scheduler.rules.base import Finding, Rule

PLANNED, FILED = Text("planned", "计划"), Text("on file", "备案")


class PlanHours(Rule):
    """Each class's courses have the plan's periods, subject by subject, and the plan equals the filed one.

    One unit is one period more or less than planned. Of parallel groups of one class the longest counts.
    """

    id = "plan_hours"
    name = Text("Plan kept", "开齐开足")
    says = Text("{0} {1}: {held} periods a week, {what} {wanted}.", "{0} {1}：每周 {held} 节，{what} {wanted} 节。")
    source = Text(
        "School work plans: courses follow the plan, changed only by those in charge (plan-change-authority)",
        "学校工作方案：课程与计划一致，计划由有权的人批准才改（plan-change-authority）",
    )
    unit = Text("period", "节")
    of = Owners.CLASSES
    clauses = ("plan-change-authority",)
    judges_only: ClassVar[bool] = True
    judges_input: ClassVar[bool] = True

    def check(self, view: View) -> Iterator[Finding]:
        problem = view.problem
        plan = by_grade(problem.plan)
        for home, rule in self.each(view) if not plan else ():
            yield rule.not_checked((home, Weeks.ALL), Text("the curriculum plan", "课程计划"))
        for one in problem.classes if plan else ():
            if view.has(one.id):
                yield from self._compare(problem, one.id, of_courses(problem, one.id), plan.get(one.grade, {}), PLANNED)
        filed = by_grade(problem.filed_plan or ())
        for grade, _, rule in grades(self, view):
            if problem.filed_plan is None:
                yield rule.not_checked((grade, Weeks.ALL), Text("the filed curriculum plan", "备案的课程计划"))
            else:
                yield from self._compare(problem, grade, plan.get(grade, {}), filed.get(grade, {}), FILED)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        title, plan = view.problem.index.title, by_grade(view.problem.plan)
        for home, _ in self.each(view) if plan else ():
            planned, placed = plan.get(view.problem.index.classes[home].grade, {}), of_timetable(view, home)
            for subject in dict.fromkeys((*planned, *placed)):
                for week in BOTH_WEEKS[: view.cycle]:
                    told = [hours.get(subject, NOTHING)[week] for hours in (planned, placed)]
                    where = {"class": title(home), "subject": title(subject), "weeks": week}
                    yield {**where, "planned": told[0], "scheduled": told[1]}

    def _compare(self, problem: Problem, owner: str, held: Hours, wanted: Hours, what: Text) -> Iterator[Finding]:
        for subject in dict.fromkeys((*wanted, *held)):
            has, owes = held.get(subject, NOTHING), wanted.get(subject, NOTHING)
            if has == owes:
                continue
            over = {week: has[week] - owes[week] for week in BOTH_WEEKS}
            alike = over[Weeks.ODD] == over[Weeks.EVEN]
            for week in (Weeks.ALL,) if alike else BOTH_WEEKS:
                amount = abs(over[Weeks.ODD if alike else week])
                rule = self.at(problem, owner, subject) if amount else None
                if rule is not None:
                    facts = {"held": has[week], "wanted": owes[week], "what": what}
                    yield rule.finding((owner, subject, week), amount, (), **facts)
