"""Bars under the days: minutes at school and minutes of activity, against what the school's rules set."""

from __future__ import annotations

from collections.abc import Sequence

from constraints.daily_activity import DailyActivity
from constraints.daily_hours_cap import DEFINITIONS, DailyHoursCap, minutes
from constraints.lookups import lesson_minutes
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.rules.base import Rule
from scheduler.ui.grid.table import Table
from scheduler.ui.grid.weeks import Bar

AT_SCHOOL = Text("school {n}/{cap}", "在校 {n}/{cap}")
AT_SCHOOL_TIP = Text("{what}: {n} minutes, at most {cap}", "{what}：{n} 分钟，上限 {cap} 分钟")
NO_CAP = Text("school {n} min", "在校 {n} 分")
NO_CAP_TIP = Text(
    "At school without noon rest: {n} minutes; no rule sets a limit", "在校（不含午休）{n} 分钟；没有规则规定上限"
)
ACTIVE = Text("active {n}/{least}", "活动 {n}/{least}")
ACTIVE_TIP = Text(
    "Activity: {n} minutes ({bells} in long breaks and activities, {lessons} in lessons), at least {least}",
    "体育活动：{n} 分钟（大课间与活动 {bells} 分，课内 {lessons} 分），至少 {least} 分钟",
)
NO_LEAST = Text("active {n} min", "活动 {n} 分")
NEAR = 97
"""Percent of a cap from which a bar warns."""


def bars(table: Table, rules: Sequence[Rule], home: str) -> dict[int, list[Bar]]:
    """For each day of a class its bars; none where the bells have no clock times."""
    bell = table.problem.index.bell_of_pupil(home)
    if not bell.timed:
        return {}
    return {day: [at_school(table, rules, home, day), active(table, rules, home, day)] for day in bell.teaching_days}


def at_school(table: Table, rules: Sequence[Rule], home: str, day: int) -> Bar:
    """Minutes of a day as the rule counts that leaves least."""
    rows = table.problem.index.bell_of_pupil(home).rows(day)
    bound = [rule for one in rules if isinstance(one, DailyHoursCap) and (rule := _of_grade(table, one, home))]
    if not bound:
        spent = minutes(rows, False)["on_campus"]
        tip = table.say(NO_CAP_TIP, n=spent)
        return {"t": table.say(NO_CAP, n=spent), "share": min(100, spent * 100 // 480), "tone": "plain", "tip": tip}

    def spent_of(rule: DailyHoursCap) -> int:
        return minutes(rows, rule.count_after_school)[rule.definition]

    least = min(bound, key=lambda rule: rule.cap - spent_of(rule))
    spent, cap = spent_of(least), least.cap
    tone = "bad" if spent > cap else "near" if spent * 100 > cap * NEAR else "good"
    tips = [
        table.say(AT_SCHOOL_TIP, what=DEFINITIONS[rule.definition], n=spent_of(rule), cap=rule.cap) for rule in bound
    ]
    share = spent * 100 // max(1, cap)
    return {"t": table.say(AT_SCHOOL, n=spent, cap=cap), "share": share, "tone": tone, "tip": "\n".join(tips)}


def active(table: Table, rules: Sequence[Rule], home: str, day: int) -> Bar:
    """Minutes of activity of the pupils who have least."""
    found = [rule for one in rules if isinstance(one, DailyActivity) and (rule := one.at(table.problem, home))]
    strictest = max(found, key=lambda rule: rule.minimum, default=None)
    bell = table.problem.index.bell_of_pupil(home)
    breaks = strictest is not None and strictest.count_breaks
    in_bells = bell.active_minutes[day - 1][breaks]
    in_lessons = least_in_lessons(table, home, day, extension=_extension(strictest))
    total = in_bells + in_lessons
    if strictest is None:
        said = table.say(NO_LEAST, n=total)
        return {"t": said, "share": min(100, total * 100 // 120), "tone": "plain", "tip": said}
    least = strictest.minimum
    tip = table.say(ACTIVE_TIP, n=total, bells=in_bells, lessons=in_lessons, least=least)
    share, tone = min(100, total * 100 // max(1, least)), "good" if total >= least else "bad"
    return {"t": table.say(ACTIVE, n=total, least=least), "share": share, "tone": tone, "tip": tip}


def least_in_lessons(table: Table, home: str, day: int, *, extension: bool) -> int:
    """Minutes of sport lessons of a class's pupils on a day, of those who have least in the poorer week."""
    index = table.problem.index
    moving = {one.id for one in table.problem.subjects if one.sport or (extension and one.extension)}
    sums = []
    for leaf in index.leaves((home,)):
        lessons = [p for p in table.view.pupil_day(leaf, day, Weeks.ALL) if p.lesson.subject in moving and p.moments]
        for weeks in table.view.weeks(leaf):
            sums.append(
                sum(
                    lesson_minutes(index.bells[p.bell], day, p.lesson.period, p.lesson.duration)
                    for p in lessons
                    if p.lesson.weeks.meets(weeks)
                )
            )
    return min(sums, default=0)


def _extension(rule: DailyActivity | None) -> bool:
    return rule is not None and rule.counts == "sport_and_extension"


def _of_grade(table: Table, rule: DailyHoursCap, home: str) -> DailyHoursCap | None:
    known = table.problem.index.classes.get(home)
    return rule.at(table.problem, known.grade) if known is not None else None
