"""The public notice is whole and hangs in the first days of the term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import Field

from constraints.notice import NOTICE, said, said_date
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Level, Rule

NOTICE_ITSELF = Text("the public notice and the table of activities", "公示信息和课外活动表")
DEADLINE = Text("the school calendar, for the last day to publish", "校历（公示截止日期）")
MISSING = Text("not filled in: {item}", "{item}未填报")
LATE = Text("published {on}, due by {by}", "{on} 公示，应不迟于 {by}")
DAYS = Text("days", "天")


class Publication(Rule):
    """The notice has its eight tables and its lines, hangs within `days` of the term's first day and is filed.

    One unit is one item missing, or one day late.
    """

    id = "publication"
    name = Text("Public notice", "公示与备案")
    says = Text("{what}.", "{what}。")
    source = Text(
        "School work plans: eight tables are posted when the term begins, and filed (publication-pack)",
        "学校工作方案：八张表开学时贴出，并报备案（publication-pack）",
    )
    unit = Text("item or day", "项或天")
    of = Owners.SCHOOL
    clauses = ("publication-pack",)
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    level: Level = Level.SOFT
    days: Annotated[int, Label("Published within", "公示期限", DAYS, "lower")] = Field(7, ge=0, le=365)

    def check(self, view: View) -> Iterator[Finding]:
        problem = view.problem
        begun = bool(problem.publication or problem.activities)
        for school, rule in self.each(view):
            if not begun:
                yield rule.not_checked((school, Weeks.ALL), NOTICE_ITSELF)
            for item, (name, there) in NOTICE.items() if begun else ():
                if not there(view):
                    yield rule.finding((school, item, Weeks.ALL), 1, what=MISSING.format(item=name))
            on = said_date(problem, "published")
            if on is not None and problem.calendar is None:
                yield rule.not_checked((school, "published", Weeks.ALL), DEADLINE)
            elif on is not None and problem.calendar is not None:
                by = problem.calendar.first + timedelta(days=rule.days)
                if on > by:
                    told = LATE.format(on=on.isoformat(), by=by.isoformat())
                    yield rule.finding((school, "published", Weeks.ALL), (on - by).days, what=told)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        for _ in self.each(view) if view.problem.publication or view.problem.activities else ():
            for item, (name, there) in NOTICE.items():
                yield {"item": name, "there": there(view), "says": said(view.problem, item)}
