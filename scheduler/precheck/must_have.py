"""Check 12: what a class must have every week is among its courses, or still to be given out by the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from constraints.hours import NOTHING, Hours, by_grade, of_courses
from constraints.lookups import course_periods
from constraints.weekly_must_have import OFTEN, practises
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import BOTH_WEEKS
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import Facts, in_weeks, setting
from scheduler.precheck.openings import Openings

NONE = Text(
    "{who}: at least {need} periods of {what} {often}, but there is no course of it.",
    "{who}{often}至少要有 {need} 节{what}，任课里没有这门课。",
)
FEW = Text(
    "{who}: at least {need} periods of {what} {often}, but the courses have {have}.",
    "{who}{often}至少要有 {need} 节{what}，任课里只有 {have} 节。",
)
HELP = Text(
    "Add the periods to the plan and the teaching table, ask for fewer, or make the rule a wish (with a reason).",
    "在课程计划和任课表里补上，或减少要求的节数，或把这条规则改为“尽量”（写明理由）。",
)
WHOLE = Text("{grade} (all {count} classes)", "{grade}（全部 {count} 个班）")
SOME = Text("{grade} ({count} classes: {names})", "{grade}（{count} 个班：{names}）")
FITS = Text("What must be held every week is among the courses of each class.", "每周必有的课，各班任课里都够。")


class Asked(NamedTuple):
    """What a rule asks of pupils of a grade in some weeks, and how much their courses have at most."""

    grade: str
    subjects: tuple[str, ...]
    every: str
    weeks: Weeks
    need: int
    have: int


def must_have(openings: Openings) -> Iterator[Shortage]:
    """Each leaf's periods in the subjects of `weekly_must_have`; classes of a grade that lack the same in one line."""
    facts = openings.facts
    if not facts.used("weekly_must_have") or not facts.used("course_hours"):
        return
    short: dict[Asked, dict[str, None]] = {}
    plan = by_grade(facts.problem.plan)
    for leaf in facts.index.pupils:
        for asked in _asked(facts, leaf, plan):
            if asked.have < asked.need:
                home = facts.index.class_of(leaf)
                short.setdefault(asked, {})[home.id if home else leaf] = None
    for asked, classes in short.items():
        yield _red(facts, asked, tuple(classes))
    if not short:
        yield Shortage("must_have", Severity.GREEN, (), FITS)


def _asked(facts: Facts, leaf: str, plans: dict[str, Hours]) -> Iterator[Asked]:
    """What each rule asks of a leaf, week by week where odd and even weeks differ."""
    problem = facts.problem
    grade, home = facts.index.grade_of(leaf), facts.index.class_of(leaf)
    for rule in facts.bound("weekly_must_have", leaf):
        subjects = tuple(dict.fromkeys(setting(rule, "subjects", ())))
        if not subjects or (setting(rule, "or_practice_week", False) and practises(problem, leaf)):
            continue
        plan = plans.get(grade.id, {}) if grade else {}
        given = of_courses(problem, home.id) if home else {}
        held = {
            week: course_periods(problem, leaf, subjects, week)
            + sum(max(0, plan.get(s, NOTHING)[week] - given.get(s, NOTHING)[week]) for s in subjects)
            for week in BOTH_WEEKS
        }
        every, need = setting(rule, "every", "week"), setting(rule, "minimum", 1)
        asked = Asked(grade.id if grade else "", subjects, every, Weeks.ALL, need, sum(held.values()))
        if every == "fortnight":
            yield asked
        elif held[Weeks.ODD] == held[Weeks.EVEN]:
            yield asked._replace(have=held[Weeks.ODD])
        else:
            yield from (asked._replace(weeks=week, have=have) for week, have in held.items())


def _red(facts: Facts, asked: Asked, classes: tuple[str, ...]) -> Shortage:
    index = facts.index
    count = sum(1 for home in facts.problem.classes if home.grade == asked.grade)
    grouped = WHOLE if len(classes) == count else SOME
    names = facts.names(classes, most=3)
    who = (
        grouped.format(grade=facts.names([asked.grade]), count=len(classes), names=names) if len(classes) > 1 else names
    )
    words = {"who": who, "what": facts.names(asked.subjects, most=3), "often": OFTEN[asked.every]}
    told = (FEW if asked.have else NONE).format(**words, need=asked.need, have=asked.have)
    return Shortage(
        f"must_have/{'+'.join(asked.subjects)}/{asked.need}/{classes[0]}/{asked.weeks}",
        Severity.RED,
        (*classes, *(s for s in asked.subjects if s in index.subjects)),
        in_weeks(told, asked.weeks),
        HELP,
        asked.need,
        asked.have,
        {"classes": len(classes), "weeks": asked.weeks},
        ("weekly_must_have", "course_hours"),
    )
