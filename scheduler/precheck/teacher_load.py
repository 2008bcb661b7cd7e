"""Check 2: each teacher's lessons fit into the times the teacher has, and under the daily limits."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.teacher_weeks import even_share, open_days, weekly_parts
from scheduler.domain.text import Text, same
from scheduler.domain.time import PeriodKind, Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.class_hours import subset
from scheduler.precheck.facts import MANY, Facts, in_weeks, setting
from scheduler.precheck.openings import Opening, Openings

DAY_LIMITS = frozenset({"teacher_daily_load", "teacher_consecutive"})
"""Rules that limit how much a teacher teaches on a day."""

NO_TIME = Text(
    "{who} has {need} lessons and meetings a week, but only {have} periods are open.",
    "{who}每周 {need} 节（含会议），能排的时段只有 {have} 个。",
)
NO_DAYS = Text(
    "{who} teaches {need} lessons a week; the daily limits allow {have} at most ({days}).",
    "{who}每周 {need} 节课，按每天上限最多排 {have} 节（{days}）。",
)
FULL = Text("{who} has not one period to spare ({need} of {have}).", "{who}的时段一节不剩（{need}/{have}）。")
HELP = Text(
    "Give lessons to another teacher, open closed times, or raise the daily limit.",
    "把课分给别的教师、放开不排课时间，或提高每天上限。",
)
FITS = Text(
    "{who} teachers: loads fit their open periods and daily limits.", "{who} 位教师：课时与可排时段、每天上限相容。"
)


def teacher_load(openings: Openings) -> Iterator[Shortage]:
    """Each teacher's load against open periods, daily limits, and subsets of the courses (Hall)."""
    facts = openings.facts
    wrong = False
    for weeks in facts.weeks:
        for teacher, found in openings.of_teacher.items():
            if not found or not facts.bound("teacher_clash", teacher):
                continue
            mine = [one for one in found if one.course.weeks.meets(weeks)]
            for shortage in _of_teacher(openings, teacher, mine, weeks):
                wrong = wrong or shortage.severity is Severity.RED
                yield shortage
    if not wrong and facts.index.teachers:
        yield Shortage("teacher_load", Severity.GREEN, (), FITS.format(who=len(facts.index.teachers)))


def _of_teacher(openings: Openings, teacher: str, mine: list[Opening], weeks: Weeks) -> Iterator[Shortage]:
    facts = openings.facts
    need = sum(one.need for one in mine)
    teaching = [one for one in mine if one.course.sets]
    load = sum(one.need for one in teaching)
    every, mask = 0, 0
    for one in mine:
        every |= one.open
        mask |= one.open if one.course.sets else 0
    taken = sorted({rule for one in mine for rule in one.rules})
    name = same(facts.index.title(teacher))
    if need > every.bit_count():
        told = NO_TIME.format(who=name, need=need, have=every.bit_count())
        rules = ("every_lesson_placed", "teacher_clash", *taken)
        yield _red(teacher, "time", told, need, every.bit_count(), rules, weeks)
        return
    days, rules = day_limits(facts, teacher, mask, teaching, weeks)
    if load > (have := sum(days.values())):
        each = ", ".join(str(limit) for limit in days.values())
        told = NO_DAYS.format(who=name, need=load, have=have, days=each)
        yield _red(teacher, "days", told, load, have, ("every_lesson_placed", *rules, "teacher_clash", *taken), weeks)
    elif (hall := subset(openings, teacher, mine, weeks, ("teacher_clash",))) is not None:
        yield hall
    elif load and load == have and need:
        told = in_weeks(FULL.format(who=name, need=load, have=have), weeks)
        yield Shortage(f"teacher_load/{teacher}/full/{weeks}", Severity.YELLOW, (teacher,), told, HELP, load, have)


def _red(teacher: str, what: str, told: Text, need: int, have: int, rules: tuple[str, ...], weeks: Weeks) -> Shortage:
    facts = {"weeks": weeks}
    reason = in_weeks(told, weeks)
    return Shortage(
        f"teacher_load/{teacher}/{what}/{weeks}", Severity.RED, (teacher,), reason, HELP, need, have, facts, rules
    )


def day_limits(
    facts: Facts, teacher: str, mask: int, teaching: list[Opening], weeks: Weeks
) -> tuple[dict[int, int], tuple[str, ...]]:
    """Most periods a teacher can teach on each day within some beats, and the rules that say so."""
    known = facts.index.teachers[teacher]
    home = facts.index.home_bell(teacher)
    limits = [MANY]
    named: list[str] = []
    for rule in facts.bound("teacher_daily_load", teacher):
        limits.append(_even(facts, teacher, weeks) if setting(rule, "even", False) else setting(rule, "limit", MANY))
        limits.extend(() if known.day_max is None else (known.day_max,))
        named.append(rule.id)
    runs = [
        (setting(rule, "limit", MANY), setting(rule, "across_noon", False))
        for rule in facts.bound("teacher_consecutive", teacher)
    ]
    at_home = all(facts.index.course_bell(one.course) == home.id for one in teaching)
    out: dict[int, int] = {}
    for day, here in facts.beats.on_day.items():
        most = min((mask & here).bit_count(), *limits)
        for limit, across in runs if at_home and most else ():
            most = min(most, _within_runs(facts, home.id, day, mask, limit, across))
        out[day] = most
    if runs and at_home:
        named.append("teacher_consecutive")
    return out, tuple(dict.fromkeys(named))


def _even(facts: Facts, teacher: str, weeks: Weeks) -> int:
    """Periods a day that an even share of the teacher's week allows."""
    measured = weeks if teacher in facts.index.parity_owners else Weeks.ALL
    days = open_days(facts.problem, teacher, measured)
    return even_share(weekly_parts(facts.problem, teacher, measured), max(1, len(days)))


def _within_runs(facts: Facts, bell: str, day: int, mask: int, limit: int, across_noon: bool) -> int:
    """Most periods of a day that can be taught when at most `limit` may follow on each other."""
    total = 0
    for half in _halves(facts, bell, day, across_noon):
        run = 0
        for beat in (*half, 0):
            if beat & mask:
                run += 1
            else:
                total += run - run // (limit + 1)
                run = 0
    return total


def _halves(facts: Facts, bell: str, day: int, across_noon: bool) -> list[list[int]]:
    """The beats of a day's periods, cut at noon unless runs count across it."""
    key = (bell, day, across_noon)
    if key in facts.halves:
        return facts.halves[key]
    schedule, periods = facts.index.bells[bell], facts.beats.periods[bell]
    halves: list[list[int]] = [[]]
    for number in range(1, schedule.periods(day) + 1):
        halves[-1].append(periods[day, number].beat)
        if not across_noon and any(row.kind is PeriodKind.NOON for row in schedule.between(day, number)):
            halves.append([])
    facts.halves[key] = halves
    return halves
