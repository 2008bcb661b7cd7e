"""Every grade has its activities outside lessons, at times at which it has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from constraints.lookups import CLOCK_TIMES, first_bound, grades
from scheduler.domain.planning import Activity, ActivityKind
from scheduler.domain.planning_words import ACTIVITY_NAMES
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import MINUTES_A_DAY, BellSchedule, Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Level, Rule

TABLE = Text("the table of activities", "课外活动表")
NONE = Text("no activity of the kind: {kind}", "没有{kind}活动")
MET = Text("“{name}” lies in {count} lesson periods", "“{name}”占了 {count} 节课的时间")


class ActivityTable(Rule):
    """A grade has at least one activity of each of `kinds`, and none of its activities lies in a lesson period.

    One unit is one kind missing, or one lesson period of the week met.
    """

    id = "activity_table"
    name = Text("Activities outside lessons", "课外活动安排")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text(
        "School work plans: each kind of activity has its table in the notice (publication-pack)",
        "学校工作方案：公示里每类活动各有一张表（publication-pack）",
    )
    unit = Text("kind or period", "类或节")
    of = Owners.GRADES
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    level: Level = Level.SOFT
    kinds: Annotated[tuple[ActivityKind, ...], Label("Kinds every grade has", "每个年级须有", None, "union")] = tuple(
        ActivityKind
    )

    def check(self, view: View) -> Iterator[Finding]:
        activities = view.problem.activities
        for grade, rule in first_bound(self, view) if not activities else ():
            yield rule.not_checked((grade, Weeks.ALL), TABLE)
        for grade, bell, rule in grades(self, view) if activities else ():
            mine = [one for one in activities if not one.grades or grade in one.grades]
            for kind in dict.fromkeys(rule.kinds):
                if all(one.kind is not kind for one in mine):
                    yield rule.finding((grade, kind.value, Weeks.ALL), 1, what=NONE.format(kind=ACTIVITY_NAMES[kind]))
            if not bell.timed and any(when.start is not None for one in mine for when in one.times):
                yield rule.not_checked((grade, Weeks.ALL), CLOCK_TIMES)
            for name in dict.fromkeys(one.name for one in mine):
                if met := _met(bell, [one for one in mine if one.name == name]):
                    told = MET.format(name=name, count=met)
                    yield rule.finding((grade, name, Weeks.ALL), met, what=told)


def _met(bell: BellSchedule, activities: list[Activity]) -> int:
    """Lesson periods of a week that overlap the clock times of some activities."""
    met = set()
    for when in (when for one in activities for when in one.times if (when.start, when.end) != (None, None)):
        lo, hi = when.start or 0, MINUTES_A_DAY if when.end is None else when.end
        for day in bell.teaching_days if when.day == 0 else (when.day,):
            rows = (bell.lesson_row(day, period) for period in range(1, bell.periods(day) + 1))
            met |= {
                (day, n)
                for n, row in enumerate(rows)
                if row.start is not None and row.start < hi and (row.end or 0) > lo
            }
    return len(met)
