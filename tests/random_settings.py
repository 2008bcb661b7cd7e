"""Random settings for any rule, drawn from its own schema, so that a new rule is tried without a word here."""

from __future__ import annotations

from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from constraints.course_rows import Row
from scheduler.domain.problem import Problem
from scheduler.rules.base import Rule
from tests.marks import TAGS

NAMES = {
    "subjects": "subjects",
    "others": "subjects",
    "first": "subjects",
    "then": "subjects",
    "teachers": "teachers",
    "courses": "courses",
    "rooms": "rooms",
    "days": "days",
    "periods": "periods",
}
"""Settings that are lists of names or of numbers the school has."""
TAGGED = {"tag", "first_tag", "second_tag"}
"""Settings that are a tag of courses."""
LOW = (0, 1, 1, 2, 2, 3, 20, 40, 80)
"""Numbers that bite in a tiny school, as counts or as minutes."""


def settings(random: Random, kind: type[Rule], problem: Problem) -> dict[str, Any]:
    """Some of a rule's settings, each with a value its schema allows; always those without which it says nothing."""
    own = {name: field for name, field in kind.model_fields.items() if name not in Rule.model_fields}
    out: dict[str, Any] = {}
    for name, field in own.items():
        if field.is_required() or name == "rows" or random.random() < 0.7:
            value = _value(random, name, field, problem)
            if value is not None:
                out[name] = value
    return out


def _value(random: Random, name: str, field: FieldInfo, problem: Problem) -> Any:
    kinds = [one for one in _kinds(field.annotation) if one is not NoneType]
    if get_origin(kinds[0]) is Literal:
        return random.choice(get_args(kinds[0]))
    if kinds[0] is bool:
        return random.random() < 0.5
    if kinds[0] is int:
        least = max((one.ge for one in field.metadata if hasattr(one, "ge")), default=0)
        most = min((one.le for one in field.metadata if hasattr(one, "le")), default=1000)
        near = [*LOW, *([field.default + step for step in (-1, 0, 1)] if isinstance(field.default, int) else [])]
        return random.choice([value for value in near if least <= value <= most] or [least])
    if kinds[0] is str and name in TAGGED:
        return random.choice(["", *TAGS])
    if name == "rows":
        return tuple(_row(random, get_args(kinds[0])[0], problem) for _ in range(random.choice([1, 1, 2, 3])))
    if name == "times":
        spots = [(day, period) for day in problem.days for period in range(1, _most_periods(problem) + 1)]
        return tuple(random.sample(spots, min(len(spots), random.choice([1, 2, 3, 4]))))
    if get_origin(kinds[0]) is tuple and name in NAMES:
        known = _known(problem)[NAMES[name]]
        return tuple(random.sample(known, min(len(known), random.choice([1, 1, 2, 2, 3]))))
    return None


def _row(random: Random, kind: type[Row], problem: Problem) -> dict[str, Any]:
    """A row of courses with whatever else its schema asks."""
    wanted = [(n, field) for n, field in kind.model_fields.items() if field.is_required() or random.random() < 0.7]
    found = ((name, _value(random, name, field, problem)) for name, field in wanted)
    return {name: value for name, value in found if value is not None}


def _kinds(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _known(problem: Problem) -> dict[str, list[Any]]:
    taught = list(dict.fromkeys(course.subject for course in problem.courses if course.sets))
    return {
        "subjects": taught,
        "teachers": [teacher.id for teacher in problem.teachers],
        "courses": [course.id for course in problem.courses],
        "rooms": [room.id for room in problem.rooms],
        "days": list(problem.days),
        "periods": [-1, *range(1, _most_periods(problem) + 1)],
    }


def _most_periods(problem: Problem) -> int:
    return max(bell.periods(day) for bell in problem.bells for day in problem.days if day <= len(bell.days))
