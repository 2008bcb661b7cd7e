"""What the settings of a case say: times in words, and names that must be those of its school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.reference_planning import planning_faults
from tests.case_school import spot_of


def settings_of(given: Any) -> Any:
    """Settings, with `times: [Mon 1]` in them and in their rows as pairs of day and period."""
    if isinstance(given, Mapping):
        return {
            name: tuple(map(spot_of, found)) if name == "times" else settings_of(found) for name, found in given.items()
        }
    return [settings_of(one) for one in given] if isinstance(given, list) else given


def check_references(problem: Problem, settings: Mapping[str, Any]) -> None:
    """Raise where the school or a rule's settings name what the school does not have."""
    index = problem.index
    if wrong := list(planning_faults(problem)):
        raise ValueError("; ".join(fault.to("en") for fault in wrong))
    leaves = {leaf for c in problem.classes for leaf in (c.leaves or (c.id,))}
    groups = {group.id for group in problem.teacher_groups}
    needs = {*index.rooms, *index.pools}
    pupils = {*index.classes, *index.groups, *leaves}
    rows, scope = (settings, *settings.get("rows", ())), settings.get("scope", {})
    excepted = [one["who"] for one in settings.get("exceptions", ())]
    scoped = [name for names in scope.values() for name in names]
    anyone = {*pupils, *needs, *index.grades, *index.teachers, *index.subjects, *index.courses, *groups}
    plan: tuple[PlanRow, ...] = (*problem.plan, *(problem.filed_plan or ()))
    _known("bell", [g.bell for g in problem.grades] + [c.bell for c in problem.courses if c.bell], index.bells)
    _known("grade", [c.grade for c in problem.classes] + [row.grade for row in plan], index.grades)
    _known("leaf", [leaf for group in problem.groups for leaf in group.leaves], leaves)
    _known("class or group", [one for c in problem.courses for one in c.sets], pupils)
    _known("room", [room for pool in problem.pools for room in pool.rooms], index.rooms)
    _known("room", [room for one in problem.rooms for rooms in one.combines for room in rooms], index.rooms)
    _known("room", [row.room for row in plan if row.room], needs)
    _known("room", [course.room for course in problem.courses if course.room], needs)
    _known("room", [f.room for c in problem.courses for f in c.fixed if f.room], index.rooms)
    _known(
        "room",
        [room for b in problem.bells for d in b.days for row in d for room in row.occupies],
        index.rooms,
    )
    _known("subject", [row.subject for row in plan], index.subjects)
    _known("subject", [s for t in problem.teachers for s in (*t.subjects, *t.also)], index.subjects)
    _known("subject", settings.get("subjects", ()), index.subjects)
    _known("course", [one for row in rows for one in row.get("courses", ())], index.courses)
    _known("room", [one for row in rows for one in row.get("rooms", ())], index.rooms)
    _known("teacher", [m for g in problem.teacher_groups for m in (*g.members, *g.exempt)], index.teachers)
    _known("meeting", [g.meeting for g in problem.teacher_groups if g.meeting], index.courses)
    sites = {x.campus for x in problem.classes} | {x.campus for x in problem.teachers}
    sites |= {x.campus for x in problem.rooms} | {x.campus for x in problem.pools}
    _known("campus", sites - {""}, [campus.id for campus in problem.campuses])
    _known("owner", [*excepted, *scoped], anyone)


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    if unknown := set(names) - set(known):
        raise ValueError(f"unknown {what}: {sorted(unknown)}")
