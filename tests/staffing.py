"""Who is responsible for what, and where, in a random tiny school: class teachers, norms, campuses."""

from __future__ import annotations

from random import Random
from typing import Any

from scheduler.domain.problem import Problem
from scheduler.domain.school import Campus, TeacherGroup

SITES = ("east", "west")


def staffed(random: Random, problem: Problem) -> Problem:
    """The school with class teachers, norms and a group of all teachers, and mostly on two campuses."""
    some = lambda chance: random.random() < chance  # noqa: E731
    teachers = [teacher.id for teacher in problem.teachers]
    update: dict[str, Any] = {
        "classes": _each(problem.classes, lambda: {"class_teacher": random.choice(["", *teachers])}),
        "teachers": _each(
            problem.teachers,
            lambda: {
                "load_max": random.choice([None, 1, 3]),
                "load_min": random.choice([None, 1, 3]),
                "reduction": random.choice([0, 0, 1]),
            },
        ),
        "subjects": _each(problem.subjects, lambda: {"factor": random.choice([100, 100, 85, 120])}),
    }
    staff = TeacherGroup(
        id="staff", members=tuple(teachers), exempt=tuple(random.sample(teachers, random.choice([0, 0, 1])))
    )
    update["teacher_groups"] = (*problem.teacher_groups, staff)
    if some(0.7):
        site = random.choice(["", *SITES])  # the pools share rooms, so all rooms are in one place
        update["campuses"] = tuple(Campus(id=one) for one in SITES)
        update["classes"] = _each(update["classes"], lambda: {"campus": random.choice(["", *SITES, *SITES, *SITES])})
        update["teachers"] = _each(update["teachers"], lambda: {"campus": random.choice(["", *SITES])})
        update["rooms"] = _each(problem.rooms, lambda: {"campus": site if some(0.7) else ""})
        update["pools"] = _each(problem.pools, lambda: {"campus": site if some(0.7) else ""})
    return problem.model_copy(update=update)


def _each(things: Any, drawn: Any) -> tuple[Any, ...]:
    return tuple(one.model_copy(update=drawn()) for one in things)
