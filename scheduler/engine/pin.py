"""A timetable pinned in the model: what the rules' posted halves say of it. The witness beside the judge."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.context import ModelContext, post_all
from scheduler.rules.base import Key, Rule


def pinned_amounts(problem: Problem, rules: Sequence[Rule], timetable: Timetable) -> dict[tuple[str, Key], int] | None:
    """Amounts above 0 by (instance, key) over the cycle, or None where a hard rule is contradicted.

    Every lesson must belong to a course of the problem and stand where the bells allow; else ValueError.
    """
    context = ModelContext(problem)
    post_all(context, rules)
    wanted: dict[tuple[str, int, int, int], int] = {}
    for lesson in timetable.lessons:
        spot = (lesson.course or "", lesson.day, lesson.period, lesson.duration)
        wanted[spot] = wanted.get(spot, 0) + 1
    for course in problem.courses:
        spots = {(part, day, period): duration for part, day, period, duration, _ in context.candidates(course.id)}
        left = {spot: count for spot, count in wanted.items() if spot[0] == course.id}
        for start in context.starts(course.id):
            spots.pop((start.part, start.day, start.period))
            spot = (start.course, start.day, start.period, start.duration)
            context.model.fix(start.literal, left.get(spot, 0) > 0)
            left[spot] = left.get(spot, 0) - 1
        removed = {(course.id, day, period, duration) for (_, day, period), duration in spots.items()}
        still = {spot for spot, count in left.items() if count > 0}
        if still - removed:
            raise ValueError(f"lessons stand where the model has no place for them: {sorted(still - removed)}")
        if still:
            return None
    context.model.minimise([(1, m.amount) for m in context.measured.values()])
    context.model.finish()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    status = solver.solve(context.model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"a pinned model must be decided, got {solver.status_name(status)}")
    solution = list(solver.response_proto.solution)
    return {
        name: value
        for name, m in context.measured.items()
        if m.level is not Level.HARD and (value := m.amount.value(solution) * m.weight // rule_weight(rules, name[0]))
    }


def rule_weight(rules: Sequence[Rule], label: str) -> int:
    """The weight of a bound rule instance."""
    return next(rule.weight for rule in rules if rule.label == label)
