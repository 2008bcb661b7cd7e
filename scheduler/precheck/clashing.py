"""Check 14: lessons of different people, every two of which clash, fit into the few times open to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import in_weeks
from scheduler.precheck.openings import Opening, Openings

MOST_OPEN = 12
"""Only lessons with so few times are looked at: with more, one class or teacher alone is too full as well."""
CLASH = Text(
    "{what}: every two of these clash, {need} periods together, but only {have} are open to them.",
    "{what}：两两冲突，合计 {need} 节，可排的时段只有 {have} 个。",
)
HELP = Text(
    "Give one of them to another teacher or other pupils, or open more times.",
    "换一位教师或拆开学生，或多开一些时段。",
)


def clashing(openings: Openings) -> Iterator[Shortage]:
    """Groups grown from each lesson with few times, one clashing lesson after another."""
    facts = openings.facts
    for weeks in facts.weeks:
        told: set[frozenset[str]] = set()
        for group in _groups(openings, weeks):
            ids = [one.course.id for one in group]
            if frozenset(ids) in told:
                continue
            told.add(frozenset(ids))
            need, have = _count(group)
            rules = {rule for one in group for rule in one.rules}
            yield Shortage(
                f"clashing/{ids[0]}/{weeks}",
                Severity.RED,
                tuple(ids),
                in_weeks(CLASH.format(what=facts.names(ids), need=need, have=have), weeks),
                HELP,
                need,
                have,
                {"weeks": weeks},
                ("every_lesson_placed", "class_clash", "teacher_clash", *sorted(rules)),
            )


def _groups(openings: Openings, weeks: Weeks) -> Iterator[list[Opening]]:
    """Lessons with more periods between them than times, none of which the rest can do without."""
    persons: dict[str, frozenset[str]] = {}
    by_person: dict[str, dict[str, Opening]] = defaultdict(dict)
    for one in openings.of.values():
        if one.need and one.alone and one.course.weeks.meets(weeks) and one.open.bit_count() <= MOST_OPEN:
            mine = persons[one.course.id] = frozenset(openings.persons(one.course))
            for person in mine:
                by_person[person][one.course.id] = one
    for an_id, mine in persons.items():
        group = [openings.of[an_id]]
        near = {other: one for person in mine for other, one in by_person[person].items() if other != an_id}
        while near:
            mask = _mask(group)
            best = min(near, key=lambda other: ((near[other].open & ~mask).bit_count() - near[other].need, other))
            group.append(near.pop(best))
            near = {other: one for other, one in near.items() if not persons[other].isdisjoint(persons[best])}
            need, have = _count(group)
            if need > have:
                needed = _needed(group)
                yield [openings.of[other] for other in persons if openings.of[other] in needed]
                break


def _needed(group: list[Opening]) -> list[Opening]:
    for one in list(group):
        rest = [other for other in group if other is not one]
        need, have = _count(rest)
        if need > have:
            group = rest
    return group


def _mask(group: list[Opening]) -> int:
    mask = 0
    for one in group:
        mask |= one.open
    return mask


def _count(group: list[Opening]) -> tuple[int, int]:
    return sum(one.need for one in group), _mask(group).bit_count()
