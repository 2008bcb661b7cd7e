"""The last stage: the lessons stay where they stand, and each course gets as few different rooms as it can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.timetable import Timetable
from scheduler.engine.agree import room_disagreements
from scheduler.engine.roomplan import RoomPlan
from scheduler.engine.rooms import rooms_of
from scheduler.engine.session import Session
from scheduler.engine.starts import as_timetable, starts_of
from scheduler.events import Event, Stage
from scheduler.rules.context import Start
from scheduler.verify import judge

SECONDS = 5.0
STEPS = 5.0
"""At most so much of the solver's own clock, so that a run with one worker repeats."""


def steady(session: Session) -> Iterator[Event]:
    """A timetable with the same lessons in fewer rooms, where a rule asks for it and there is one."""
    standing = session.standing
    if standing.timetable is None or session.stop.is_set() or not any(rule.reads_rooms for rule in session.rules):
        return
    starts = starts_of(session.problem, standing.timetable)
    if starts is None:
        return
    yield Stage(seconds=session.now(), name="rooms")
    named = _named(standing.timetable, starts)
    seconds = min(SECONDS, max(1.0, session.left()))
    plan = RoomPlan(session.problem, session.rules)
    fewer = steadier(plan, starts, named, **session.parameters(seconds, max_deterministic_time=STEPS))
    timetable = as_timetable(session.problem, starts, fewer)
    report = judge(session.problem, timetable, session.rules)
    assert standing.report is not None
    if wrong := room_disagreements(standing.report, report, session.rules):
        session.disagree("; ".join(wrong[:10]))
    elif standing.better(report):
        yield standing.keep(timetable, report, session.now())


def _named(timetable: Timetable, starts: Sequence[Start]) -> dict[int, tuple[str, ...]]:
    """The rooms of each placement that has some; of two lessons of a course at one time each keeps its own."""
    spots: dict[tuple[str | None, int, int], list[int]] = defaultdict(list)
    for at, start in enumerate(starts):
        spots[start.course, start.day, start.period].append(at)
    return {
        spots[lesson.course, lesson.day, lesson.period].pop(0): lesson.rooms
        for lesson in timetable.lessons
        if lesson.rooms
    }


def steadier(
    plan: RoomPlan, starts: Sequence[Start], named: Mapping[int, tuple[str, ...]], **parameters: Any
) -> dict[int, tuple[str, ...]]:
    """Rooms for the same lessons with the fewest (course, room) pairs found; the given ones at worst.

    A lesson stays in the set of rooms that the model has chosen for it, and one in several rooms where it is.
    """
    problem = plan.problem
    model = cp_model.CpModel()
    uses: dict[tuple[str, Moment, Weeks], list[cp_model.IntVar]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    literals: dict[tuple[int, str], cp_model.IntVar] = {}
    held = {(at, room) for at, rooms in named.items() if len(rooms) > 1 for room in rooms}
    for at, room in held:
        for when in _times(starts[at]):
            uses[room, *when].append(model.new_constant(1))
    single = {at: rooms[0] for at, rooms in named.items() if len(rooms) == 1}
    for at, here in single.items():
        start = starts[at]
        open_rooms = [
            r for r in dict.fromkeys((here, *_choices(plan, start, here))) if r == here or _open(problem, r, start)
        ]
        for room in open_rooms:
            literal = literals[at, room] = model.new_bool_var("")
            model.add_hint(literal, room == here)
            pairs[start.course, room].append(literal)
            for when in _times(start):
                uses[room, *when].append(literal)
        model.add_exactly_one([literals[at, room] for room in open_rooms])
    for (room, moment, week), there in uses.items():
        places = problem.index.places(frozenset((room,)), moment, week)
        if len(there) > places:
            model.add(sum(there) <= places)
    now = {(starts[at].course, room) for at, room in single.items()}
    used = []
    for pair, those in pairs.items():
        used.append(model.new_bool_var(""))
        model.add_hint(used[-1], pair in now)
        for literal in those:
            model.add_implication(literal, used[-1])
    model.minimize(sum(used))
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False
    for name, value in parameters.items():
        setattr(solver.parameters, name, value)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return dict(named)
    return {**named, **{at: (room,) for (at, room), literal in literals.items() if solver.value(literal)}}


def _times(start: Start) -> list[tuple[Moment, Weeks]]:
    return [(moment, week) for moment in start.moments for week in (Weeks.ODD, Weeks.EVEN) if week.meets(start.weeks)]


def _choices(plan: RoomPlan, start: Start, here: str) -> Sequence[str]:
    """Rooms that are as good for all the model knows."""
    ways, rooms = plan.ways(start), rooms_of(plan.problem, start)
    if ways is None:
        return rooms
    return [room for cell in ways.cells if here in cell for room in sorted(cell, key=lambda r: (r not in rooms, r))]


def _open(problem: Problem, room: str, start: Start) -> bool:
    return all(problem.index.places(frozenset((room,)), moment, start.weeks) > 0 for moment in start.moments)
