"""Names beginning with @ in rule settings: subjects by what they are, grades by number.

`@core`, `@protected`, `@sport`, `@extension` stand for every subject so marked in a list of subjects, `@labour` and
the other names of `CALLED` for subjects so called; `@1-6` for every grade with such a number in a scope. A grade
without a number counts as number 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Subject

FLAGS = ("core", "protected", "sport", "extension")
CALLED: dict[str, frozenset[str]] = {
    "chinese": frozenset({"语文", "chinese"}),
    "maths": frozenset({"数学", "maths", "math", "mathematics"}),
    "english": frozenset({"英语", "外语", "english"}),
    "labour": frozenset({"劳动", "劳技", "劳动教育", "labour", "labor"}),
    "practice": frozenset({"综合实践活动", "综合实践", "practice", "integrated practice"}),
    "team": frozenset({"班队会", "班会", "班队", "队会", "班团队活动", "少先队活动", "class meeting"}),
}
"""Subjects by what they are usually called, in small letters."""
SUBJECT_LISTS = frozenset({"subjects", "others", "first", "then"})
"""Settings that list subjects."""


def subjects(problem: Problem, names: Iterable[str]) -> tuple[str, ...]:
    """Subject ids with every @ name replaced by the subjects it stands for, each once, in order."""
    out: dict[str, None] = {}
    for name in names:
        flag = name.removeprefix("@")
        if name.startswith("@") and flag in FLAGS:
            out.update((one.id, None) for one in problem.subjects if getattr(one, flag))
        elif name.startswith("@") and flag in CALLED:
            out.update((one.id, None) for one in problem.subjects if CALLED[flag] & _names(one))
        else:
            out[name] = None
    return tuple(out)


def _names(subject: Subject) -> set[str]:
    return {name.strip().casefold() for name in (subject.id, subject.name, *subject.aliases)}


def grades(problem: Problem, names: Iterable[str]) -> tuple[str, ...]:
    """Grade ids with every @a-b replaced by the grades of these numbers, each once, in order."""
    out: dict[str, None] = {}
    for name in names:
        if (span := re.fullmatch(r"@(\d{1,2})-(\d{1,2})", name)) is not None:
            low, high = int(span[1]), int(span[2])
            out.update((one.id, None) for one in problem.grades if low <= one.number <= high)
        else:
            out[name] = None
    return tuple(out)


def filled(problem: Problem, setting: RuleSetting) -> tuple[RuleSetting, tuple[str, ...]]:
    """A setting with its @ names replaced, and those lists of it that nothing stands in any more."""
    empty: list[str] = []

    def fill(params: dict[str, Any]) -> dict[str, Any]:
        out = dict(params)
        for name in SUBJECT_LISTS.intersection(params):
            if isinstance(params[name], (list, tuple)) and all(isinstance(one, str) for one in params[name]):
                out[name] = subjects(problem, params[name])
                if params[name] and not out[name]:
                    empty.append("、".join(params[name]))
        return out

    def narrow(names: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
        if names and not found:
            empty.append("、".join(names))
        return found

    scope = setting.scope
    scope = scope.model_copy(
        update={
            "grades": narrow(scope.grades, grades(problem, scope.grades)),
            "subjects": narrow(scope.subjects, subjects(problem, scope.subjects)),
        }
    )
    exceptions = tuple(one.model_copy(update={"params": fill(one.params)}) for one in setting.exceptions)
    update = {"scope": scope, "params": fill(setting.params), "exceptions": exceptions}
    return setting.model_copy(update=update), tuple(empty)
