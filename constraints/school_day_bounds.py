"""The compulsory day begins not too early and ends in time, and lessons stay inside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, grades
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import VOLUNTARY, Weeks, clock
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule

MINUTE = Text("minutes after midnight", "零点起的分钟")


class SchoolDayBounds(Rule):
    """Nothing compulsory before `earliest` or after `latest`, and no lesson in a period the day does not have.

    One unit is one minute too early or too late, or one lesson outside the day.
    """

    id = "school_day_bounds"
    name = Text("Start and end of the day", "到校离校时间")
    says = Text("{0} on {1}: {what}.", "{0} {1}：{what}。")
    source = Text(
        "School work plans: pupils come and go when set (no-early-arrival, no-late-stay); notice on sleep, 2021",
        "学校工作方案：不用早来，到点放学（no-early-arrival、no-late-stay）；2021 年睡眠管理通知",
    )
    unit = Text("minute or lesson", "分钟或节")
    of = Owners.GRADES
    clauses = ("no-early-arrival", "no-late-stay")
    judges_only: ClassVar[bool] = True
    judges_input: ClassVar[bool] = True

    earliest: Annotated[int, Label("Nothing compulsory before", "最早必到时间", MINUTE, "higher")] = Field(
        500, ge=0, le=1440
    )
    latest: Annotated[int | None, Label("Nothing compulsory after", "最晚离校时间", MINUTE, "lower")] = Field(
        None, ge=0, le=1440
    )

    def check(self, view: View) -> Iterator[Finding]:
        outside = _outside(view)
        for grade, bell, rule in grades(self, view):
            for day, lessons in sorted(outside.get(grade, {}).items()):
                count = len(lessons)
                what = Text(f"{count} lessons in periods the day does not have", f"{count} 节课不在作息之内")
                at = tuple(placed.at for placed in lessons)
                yield rule.finding((grade, day, "outside", Weeks.ALL), count, at, what=what)
            if not bell.timed:
                yield rule.not_checked((grade, Weeks.ALL), CLOCK_TIMES)
            for day, rows in enumerate(bell.days if bell.timed else (), start=1):
                bound = [row for row in rows if row.kind not in VOLUNTARY]
                first = min((row.start or 0 for row in bound), default=rule.earliest)
                last = max((row.end or 0 for row in bound), default=0)
                if first < rule.earliest:
                    what = Text("begins at {0}, not before {1}", "{0} 开始，不得早于 {1}")
                    told = what.format(clock(first), clock(rule.earliest))
                    yield rule.finding((grade, day, "early", Weeks.ALL), rule.earliest - first, what=told)
                if rule.latest is not None and last > rule.latest:
                    what = Text("ends at {0}, not after {1}", "{0} 结束，不得晚于 {1}")
                    told = what.format(clock(last), clock(rule.latest))
                    yield rule.finding((grade, day, "late", Weeks.ALL), last - rule.latest, what=told)


def _outside(view: View) -> dict[str, dict[int, list[Placed]]]:
    out: dict[str, dict[int, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    for placed in view.off_grid:
        grades = {g.id for one in placed.lesson.sets if (g := view.problem.index.grade_of(one)) is not None}
        for grade in grades:
            out[grade][placed.lesson.day].append(placed)
    return out
