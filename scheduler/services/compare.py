"""Two timetables compared: which lessons moved, what each rule says of both, who is better or worse off. No solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scheduler.answers import Changes, Moved, RuleChange
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable, distance
from scheduler.rules.base import Rule
from scheduler.verify import Report, judge

Pair = tuple[Lesson | None, Lesson | None]
"""A lesson as it stood and as it stands; None where it is new or gone."""
Off = tuple[int, int, int]
"""How badly off somebody is: (units of hard rules, points of relaxable ones, points of soft ones)."""
KEPT: Off = (0, 0, 0)


def compare(
    problem: Problem,
    rules: Sequence[Rule],
    before: Timetable,
    after: Timetable,
    *,
    becomes: tuple[Problem, Sequence[Rule]] | None = None,
) -> Changes:
    """What changes from one timetable to another.

    `becomes` is the school that the second one is made for, where it is not the same (a scenario). Classes and
    teachers are better or worse off by what the rules find of them: hard ones first, then relaxable, then soft.
    """
    later, later_rules = becomes or (problem, rules)
    first = judge(problem, before, [rule for rule in rules if not rule.planning])
    second = judge(later, after, [rule for rule in later_rules if not rule.planning])
    pairs = list(paired(before, after))
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    better, worse = _who(off_by(problem, first), off_by(later, second))
    return Changes(
        moved=distance(before, after),
        lessons=tuple(_moved(one, other) for one, other in pairs if _spot(one) != _spot(other)),
        rooms=sum(set(one.rooms) != set(other.rooms) for one, other in both),
        teachers=sum(set(one.teachers) != set(other.teachers) for one, other in both),
        rules=tuple(rule_changes(first, second)),
        better=better,
        worse=worse,
    )


def paired(before: Timetable, after: Timetable) -> Iterator[Pair]:
    """Each lesson of one timetable with that of the other: of its course, at the same time if one is, else in order."""
    old, new = _by_course(before.lessons), _by_course(after.lessons)
    for course in dict.fromkeys((*old, *new)):
        here, there = list(old.get(course, ())), list(new.get(course, ()))
        for lesson in list(here):
            same = [one for one in there if _spot(one) == _spot(lesson)]
            if same:
                stays = min(same, key=lambda one: (one.rooms != lesson.rooms, one.teachers != lesson.teachers))
                here.remove(lesson)
                there.remove(stays)
                yield lesson, stays
        for lesson in here:
            alike = [one for one in there if (one.duration, one.weeks) == (lesson.duration, lesson.weeks)]
            goes = alike[0] if alike else there[0] if there else None
            if goes is not None:
                there.remove(goes)
            yield lesson, goes
        yield from ((None, lesson) for lesson in there)


def rule_changes(before: Report, after: Report) -> Iterator[RuleChange]:
    """Every rule whose amount differs, in the order of reports; points are weight × amount, none of hard rules."""
    old = {one.rule.label: one for one in before.rules}
    new = {one.rule.label: one for one in after.rules}
    for label in dict.fromkeys((*old, *new)):
        was, now = old.get(label), new.get(label)
        change = RuleChange(
            rule=label,
            before=was.amount if was else 0,
            after=now.amount if now else 0,
            points=(_points(now.rule) * now.amount if now else 0) - (_points(was.rule) * was.amount if was else 0),
        )
        if change.before != change.after or change.points:
            yield change


def off_by(problem: Problem, report: Report) -> dict[str, Off]:
    """What the rules find of each teacher and class; what they find of a course counts for its classes."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in report.rules:
        place = list(Level).index(one.rule.level)
        for finding in one.findings:
            for who in _whose(problem, str(finding.key[0])) if finding.amount else ():
                found[who][place] += finding.amount * (_points(one.rule) or 1)
    return {who: (sums[0], sums[1], sums[2]) for who, sums in found.items()}


def _whose(problem: Problem, owner: str) -> tuple[str, ...]:
    """Teachers and classes that an owner of findings is or belongs to; none for the whole school or a room."""
    index = problem.index
    if owner in index.teachers:
        return (owner,)
    course = index.courses.get(owner)
    leaves = index.leaves(course.sets if course else (owner,))
    return tuple(dict.fromkeys(home.id for leaf in leaves if (home := index.class_of(leaf)) is not None))


def _who(before: dict[str, Off], after: dict[str, Off]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is better off now, and who is worse off."""
    everyone = sorted({*before, *after})
    better = tuple(who for who in everyone if after.get(who, KEPT) < before.get(who, KEPT))
    worse = tuple(who for who in everyone if after.get(who, KEPT) > before.get(who, KEPT))
    return better, worse


def _points(rule: Rule) -> int:
    return 0 if rule.level is Level.HARD else rule.weight


def _by_course(lessons: Iterable[Lesson]) -> dict[tuple[object, ...], list[Lesson]]:
    """Lessons of each course in the order of the week; those of none by what they say of themselves."""
    out: dict[tuple[object, ...], list[Lesson]] = defaultdict(list)
    for lesson in sorted(lessons, key=lambda one: (one.day, one.period, one.duration, one.weeks)):
        known = (lesson.course,) if lesson.course is not None else (lesson.subject, lesson.sets, lesson.teachers)
        out[known].append(lesson)
    return out


def _spot(lesson: Lesson | None) -> tuple[object, ...]:
    return () if lesson is None else (lesson.day, lesson.period, lesson.duration, lesson.weeks)


def _moved(before: Lesson | None, after: Lesson | None) -> Moved:
    lesson = before or after
    assert lesson is not None  # a pair holds at least one
    return Moved(
        course=lesson.course or "",
        subject=lesson.subject,
        classes=lesson.sets,
        teachers=lesson.teachers,
        before=None if before is None else (before.day, before.period),
        after=None if after is None else (after.day, after.period),
    )
