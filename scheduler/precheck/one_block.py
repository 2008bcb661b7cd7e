"""Check 13: the courses of a block have no more lessons than the first of it has times."""

from __future__ import annotations

from collections.abc import Iterator

from constraints.same_time import SameTime
from scheduler.domain.curriculum import Course
from scheduler.domain.text import Text
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import Facts
from scheduler.precheck.openings import Openings

MORE = Text(
    "{who} has {need} lessons a week to begin with those of {first}, which has only {have}.",
    "{who}每周 {need} 次课，要与{first}同时上，{first}却只有 {have} 次。",
)
LONGER = Text(
    "{who} and {first} begin together, but their lessons are not equally long: {these} and {those} periods.",
    "{who}与{first}同时上课，但每次节数不一样：{these} 节和 {those} 节，不会同时下课。",
)
FEWER = Text(
    "{who} has {have} lessons a week, {first} of the same block has {need}: some times of the block stay free.",
    "{who}每周 {have} 次课，同一时段的{first}有 {need} 次：有的时段会空着。",
)
HELP = Text(
    "Give the courses of a block equally many lessons, equally long, or take this one out of the block.",
    "同一时段的课，次数和每次节数要一样；不然把这门课移出这个时段。",
)
FITS = Text("The courses of a block have equally many lessons.", "同一时段上课的各门课，次数一致。")


def one_block(openings: Openings) -> Iterator[Shortage]:
    """Each course of a block against the first of it, by number and by length of lessons."""
    facts, wrong, pairs = openings.facts, False, list(_pairs(openings.facts))
    for course, first in pairs:
        sure = all(one.lengths == (1,) or facts.bound("block_pattern", one.id) for one in (course, first))
        if course.lessons > first.lessons and sure and (rules := _one_after_another(openings, course, first)):
            yield _told(facts, "more", Severity.RED, course, first, rules)
        elif course.lessons < first.lessons:
            yield _told(facts, "fewer", Severity.YELLOW, course, first)
        elif course.lessons == first.lessons and course.lengths != first.lengths:
            yield _told(facts, "longer", Severity.YELLOW, course, first)
        else:
            continue
        wrong = True
    if pairs and not wrong:
        yield Shortage("one_block", Severity.GREEN, (), FITS)


def _pairs(facts: Facts) -> Iterator[tuple[Course, Course]]:
    """Each course with the first of its block, for every rule that binds it."""
    firsts: dict[int, dict[str, Course]] = {}
    for course in facts.problem.courses:
        for rule in facts.bound("same_time", course.id):
            if id(rule) not in firsts:
                firsts[id(rule)] = rule.firsts(facts.problem) if isinstance(rule, SameTime) else {}
            if (first := firsts[id(rule)].get(course.id)) is not None:
                yield course, first


def _one_after_another(openings: Openings, course: Course, first: Course) -> tuple[str, ...]:
    """The rules by which the course's lessons begin at as many times as they are, and the first has no more."""
    one, bound = openings.of[course.id], openings.facts.bound
    if not one.need or not one.alone or not bound("course_hours", first.id):
        return ()
    clash = "class_clash" if set(openings.persons(course)) - set(one.teachers) else "teacher_clash"
    blocks = ("block_pattern",) if {1} != {*course.lengths, *first.lengths} else ()
    return ("same_time", "every_lesson_placed", "course_hours", clash, *blocks)


def _told(
    facts: Facts,
    kind: str,
    severity: Severity,
    course: Course,
    first: Course,
    rules: tuple[str, ...] = ("same_time",),
) -> Shortage:
    lengths = ["/".join(map(str, one.lengths)) for one in (course, first)]
    have, need = sorted((course.lessons, first.lessons))
    words = {"who": facts.names([course.id]), "first": facts.names([first.id]), "need": need, "have": have}
    reason = {"more": MORE, "fewer": FEWER, "longer": LONGER}[kind]
    return Shortage(
        f"one_block/{kind}/{course.id}/{first.id}",
        severity,
        (course.id, first.id),
        reason.format(**words, these=lengths[0], those=lengths[1]),
        HELP,
        need,
        have,
        {},
        rules,
    )
