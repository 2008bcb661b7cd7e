"""Rules that FET can say exactly, as its constraints; the others are named in a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scheduler.domain.policy import Level
from scheduler.domain.text import Text, joined
from scheduler.io.fet.export import by_class, by_course, by_person
from scheduler.io.fet.export.book import Book
from scheduler.rules.base import Rule

ALWAYS = frozenset(
    {
        "every_lesson_placed",
        "course_hours",
        "class_clash",
        "teacher_clash",
        "room_clash",
        "unavailable",
        "fixed_lessons",
        "room_suitable",
        "room_capacity",
    }
)
"""What every FET file asks by itself, or what the export says in other ways."""
Say = Callable[[Book, Any, float], bool]
SAID: dict[str, Say] = {**by_class.SAID, **by_course.SAID, **by_person.SAID}
"""For each rule, how it is said with a weight in percent; whether all of it could be."""
WHOLE = 10_000
"""The weight of a soft rule that FET would weigh with 100 %."""


def said_rules(book: Book, rules: Sequence[Rule]) -> None:
    """Say every rule that FET can say; list the others. Rules of planning tables and records are no part of it."""
    unsaid = []
    for rule in rules:
        if rule.planning or rule.judges_input or rule.by_courses or rule.id in ALWAYS:
            continue  # of these, no lesson's place decides
        weight = _weight(rule)
        say = SAID.get(rule.id)
        narrow = rule.id in by_course.SAID and not (rule.scope.everyone and not rule.exceptions)
        if say is None or weight is None or narrow or not say(book, rule, weight):
            unsaid.append(rule.name)
    if unsaid:
        names = list(dict.fromkeys(unsaid))
        text = Text("FET cannot say {n} rules as they stand: {names}", "有 {n} 条规则 FET 无法照原样表达：{names}")
        book.note(text, n=len(names), names=joined(names))


def _weight(rule: Rule) -> float | None:
    """A rule's weight in percent, None where FET has none like it."""
    if rule.level is Level.HARD:
        return 100.0
    return rule.weight * 100 / WHOLE if rule.level is Level.SOFT and rule.weight < WHOLE else None
