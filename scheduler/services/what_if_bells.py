"""What the bell schedule and the calendar decide alone, and how a day could be brought under its cap."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from constraints.daily_hours_cap import DEFINITIONS, DailyHoursCap, minutes
from scheduler.answers import WayOut
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.retimed import moved
from scheduler.domain.scenario import (
    BellsChanged,
    BellsShifted,
    BreaksLengthened,
    CalendarChanged,
    RuleChanged,
    RuleLevel,
    Scenario,
)
from scheduler.domain.text import Text, joined
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.services.load import School
from scheduler.verify import judge

CLOCK = (BellsChanged, BellsShifted, BreaksLengthened, CalendarChanged)
SHORT_BREAK = 10
LAST_BREAK = Text("the afternoon long break after dismissal", "下午大课间移到放学后")
SHORT_BREAKS = Text("breaks of 10 minutes", "课间改为 10 分钟")
ONE_LESSON = Text("one lesson fewer a day", "每天少一节课")
TELLS = Text("{what}: {minutes} ({meaning}, at most {cap})", "{what}：{minutes}（{meaning}，上限 {cap}）")
BUT = Text("{words}; but it breaks: {rules}", "{words}；但违反：{rules}")
ON_DAYS = Text("{days} {a} → {b}", "{days} {a} → {b} 分钟")
Rows = tuple[BellPeriod, ...]


def decides(before: School, after: School, scenario: Scenario) -> bool:
    """Whether clock, calendar and rules that no placement changes are all a scenario is about, periods unchanged."""
    if not all(isinstance(patch, (*CLOCK, RuleChanged, RuleLevel)) for patch in scenario.patches):
        return False
    old, new = ({rule.label: rule for rule in school.rules} for school in (before, after))
    differ = [label for label in {*old, *new} if old.get(label) != new.get(label)]
    if not all((new.get(label) or old[label]).judges_only for label in differ):
        return False
    return _periods(before) == _periods(after)


def _periods(school: School) -> list[tuple[str, list[int]]]:
    return [(bell.id, [bell.periods(day) for day in range(1, len(bell.days) + 1)]) for bell in school.problem.bells]


def over_cap(school: School) -> list[tuple[DailyHoursCap, str, int, int]]:
    """(rule, grade, day, minutes) of every day above a cap, the longest of each grade and rule alone."""
    out: dict[tuple[str, str], tuple[DailyHoursCap, str, int, int]] = {}
    view = View(school.problem, Timetable())
    for rule in school.rules:
        if isinstance(rule, DailyHoursCap):
            for finding in rule.check(view):
                if finding.amount:
                    grade, day = str(finding.key[0]), int(finding.key[1])
                    spent = int(finding.facts["minutes"])
                    bound = rule.at(school.problem, grade) or rule
                    if (rule.label, grade) not in out or out[rule.label, grade][3] < spent:
                        out[rule.label, grade] = bound, grade, day, spent
    return list(out.values())


def options(school: School, base: Timetable | None) -> tuple[WayOut, ...]:
    """Changes of the bell schedules that shorten days above a cap, each with what becomes of them and what it breaks.

    `verified` where the rules that the input alone decides, and the given timetable, keep every hard rule then.
    """
    over = over_cap(school)
    if not over:
        return ()
    grades = {grade for _, grade, _, _ in over}
    bells = {g.bell for g in school.problem.grades if g.id in grades}
    out = []
    for what, change, lessons in (
        (LAST_BREAK, _last_break_after, 0),
        (SHORT_BREAKS, _short_breaks, 0),
        (ONE_LESSON, _without_last, 1),
    ):
        new = [_each_day(bell, change) if bell.id in bells else bell for bell in school.problem.bells]
        patches = tuple(BellsChanged(bell=b) for b, old in zip(new, school.problem.bells, strict=True) if b != old)
        if patches:
            out.append(_option(school, base, over, what, patches, lessons))
    return tuple(sorted(out, key=lambda way: (not way.verified, way.cost)))


def _option(
    school: School,
    base: Timetable | None,
    over: list[tuple[DailyHoursCap, str, int, int]],
    what: Text,
    patches: tuple[BellsChanged, ...],
    lessons: int,
) -> WayOut:
    changed = {patch.bell.id: patch.bell for patch in patches}
    problem = school.problem.model_copy(update={"bells": tuple(changed.get(b.id, b) for b in school.problem.bells)})
    rule, grade, _, _ = max(over, key=lambda one: one[3] - one[0].cap)
    facts = {"minutes": _days(school, problem, rule, grade), "meaning": DEFINITIONS[rule.definition], "cap": rule.cap}
    words = TELLS.format(what=what, **facts)
    broken = []
    if lessons:
        broken = [Text("every lesson of the plan", "开齐开足")]
    else:
        report = judge(problem, base or Timetable(), [r for r in school.rules if _judged(r, base)])
        broken = [one.rule.name for one in report.rules if one.rule.level is Level.HARD and one.amount]
    fewer = lessons * len([c for c in school.problem.classes if c.grade in {g for _, g, _, _ in over}])
    if broken:
        names = list(dict.fromkeys(broken))
        rules = Text(", ".join(n.en for n in names), "、".join(n.zh for n in names))
        words = BUT.format(words=words, rules=rules)
    days = max((len(problem.index.bells[b].teaching_days) for b in changed), default=0)
    return WayOut(kind="time", words=words, patches=patches, lessons=fewer * days, verified=not broken)


def _days(school: School, problem: Problem, rule: DailyHoursCap, grade: str) -> Text:
    """Minutes of each day of a grade before and after, days of the same minutes together."""
    bell = problem.index.grades[grade].bell
    found: dict[tuple[int, int], list[Text]] = {}
    for day in range(1, len(problem.index.bells[bell].days) + 1):
        was, now = (
            minutes(one.index.bells[bell].rows(day), rule.count_after_school)[rule.definition]
            for one in (school.problem, problem)
        )
        found.setdefault((was, now), []).append(problem.index.day_name(day))
    return joined([ON_DAYS.format(days=joined(days), a=was, b=now) for (was, now), days in found.items()])


def _judged(rule: object, base: Timetable | None) -> bool:
    return not getattr(rule, "planning", False) and (base is not None or getattr(rule, "judges_input", False))


def _each_day(bell: BellSchedule, change: Callable[[Rows], Iterator[BellPeriod]]) -> BellSchedule:
    return bell.model_copy(update={"days": tuple(tuple(change(rows)) for rows in bell.days)})


def _last_break_after(rows: Rows) -> Iterator[BellPeriod]:
    """The long break that ends the day becomes voluntary, and no minutes of everybody's activity any more."""
    lessons = [at for at, row in enumerate(rows) if row.kind is PeriodKind.LESSON]
    for at, row in enumerate(rows):
        if row.kind is PeriodKind.LONG_BREAK and lessons and at > lessons[-1]:
            yield row.model_copy(update={"kind": PeriodKind.AFTER_SCHOOL, "sport": False})
        else:
            yield row


def _short_breaks(rows: Rows) -> Iterator[BellPeriod]:
    """Ordinary breaks of at most ten minutes; all that follows comes earlier."""
    early = 0
    for row in rows:
        less = max(0, row.minutes - SHORT_BREAK) if row.kind is PeriodKind.BREAK else 0
        yield moved(row, -early, -early - less)
        early += less


def _without_last(rows: Rows) -> Iterator[BellPeriod]:
    """Without the last lesson of the day; what follows it comes earlier."""
    lessons = [at for at, row in enumerate(rows) if row.kind is PeriodKind.LESSON]
    last = lessons[-1] if lessons else None
    for at, row in enumerate(rows):
        if last is not None and at > last:
            yield moved(row, -rows[last].minutes, -rows[last].minutes)
        elif at != last:
            yield row
