"""Counting before solving: what can be proven impossible by numbers alone, in a dean's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.precheck.apart_days import apart_days
from scheduler.precheck.base import Precheck, Severity, Shortage
from scheduler.precheck.beats import Beats
from scheduler.precheck.bell import BELL_RULES, bell
from scheduler.precheck.clashing import clashing
from scheduler.precheck.class_hours import class_hours
from scheduler.precheck.day_spread import day_spread
from scheduler.precheck.each_day import each_day
from scheduler.precheck.each_slot import each_slot
from scheduler.precheck.facts import Facts
from scheduler.precheck.fixed import fixed
from scheduler.precheck.gap_free import gap_free
from scheduler.precheck.minimums import DAY_MINIMUMS
from scheduler.precheck.must_have import must_have
from scheduler.precheck.one_block import one_block
from scheduler.precheck.openings import OPENING_RULES, Openings
from scheduler.precheck.plan import plan
from scheduler.precheck.progress import Progress, progress
from scheduler.precheck.room_places import room_places
from scheduler.precheck.starts import starts
from scheduler.precheck.teacher_load import DAY_LIMITS, teacher_load
from scheduler.precheck.together import together
from scheduler.precheck.wet import wet
from scheduler.rules.base import Rule

__all__ = ["CHECKS", "DEEPER", "Check", "Precheck", "Progress", "Severity", "Shortage", "precheck", "progress"]

Check = Callable[[Openings], Iterator[Shortage]]
HARD = frozenset({Level.HARD})

CHECKS: tuple[Check, ...] = (
    bell,
    fixed,
    must_have,
    one_block,
    class_hours,
    gap_free,
    teacher_load,
    room_places,
    each_day,
    each_slot,
    day_spread,
    apart_days,
    starts,
)
"""The counts; what an entry contradicts outright comes before what follows from it."""

DEEPER: tuple[Check, ...] = (together, clashing, wet)
"""What is counted only where the counts find nothing: it knows all that they know, and would say it again."""

GIVES_WAY = Text("A relaxable rule will have to give way: {reason}", "可放宽的规则必须让步：{reason}")


READS: dict[Check, frozenset[str]] = {
    bell: frozenset(BELL_RULES),
    fixed: frozenset({"course_hours"}),
    must_have: frozenset({"weekly_must_have", "course_hours"}),
    one_block: frozenset({"same_time", "course_hours"}),
    gap_free: frozenset({"class_gaps"}),
    teacher_load: DAY_LIMITS,
    each_day: DAY_LIMITS | DAY_MINIMUMS,
    day_spread: DAY_MINIMUMS,
    apart_days: DAY_MINIMUMS | {"not_same_day"},
    together: DAY_LIMITS | DAY_MINIMUMS,
    wet: DAY_MINIMUMS,
}
"""Ids of the rules each count asks for beyond those that make the openings."""


def precheck(problem: Problem, rules: Sequence[Rule], *, relaxable: bool = True) -> Precheck:
    """Count. A red is a proof that no timetable keeps the hard rules as bound.

    With `relaxable`, a yellow names each relaxable rule that will have to give way.
    """
    beats = Beats(problem)
    openings = Openings(Facts(problem, rules, HARD, beats))
    found = [shortage for check in CHECKS for shortage in check(openings)]
    if not any(one.severity is Severity.RED for one in found):
        found.extend(shortage for check in DEEPER for shortage in check(openings))
    found.extend(plan(openings))
    if relaxable and any(rule.level is Level.RELAXABLE for rule in rules):
        facts = Facts(problem, rules, HARD | {Level.RELAXABLE}, beats)
        found.extend(_must_give_way(openings, facts, {one.id for one in found if one.severity is Severity.RED}))
    return Precheck(tuple(found))


def _must_give_way(openings: Openings, facts: Facts, known: set[str]) -> Iterator[Shortage]:
    """What would be impossible if relaxable rules were hard, beyond what is already known."""
    stricter = {rule.id for rule in facts.rules if rule.level is Level.RELAXABLE or rule.exceptions}
    alike = stricter.isdisjoint(OPENING_RULES)
    strict = openings.under(facts) if alike else Openings(facts)
    wrong = bool(known)
    for check in (*CHECKS, *DEEPER):
        if alike and stricter.isdisjoint(READS.get(check, ())):
            continue  # it would find the same again
        if check in DEEPER and wrong:
            return
        for one in check(strict):
            wrong = wrong or one.severity is Severity.RED
            if one.severity is Severity.RED and one.id not in known:
                reason = GIVES_WAY.format(reason=one.reason)
                yield replace(one, id=f"relax/{one.id}", severity=Severity.YELLOW, reason=reason)
