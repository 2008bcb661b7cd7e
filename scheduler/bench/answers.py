"""How fast a dean is answered: why not, what if, repair, places and prices, at their targets' sizes.

Reported, never a timed test. The schools are generated like the samples (`scheduler.samples.generate`, seed 1).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import Any

import constraints
from scheduler.answers import Answered, Explained, Priced, Prices, Repaired
from scheduler.batch.prices import Sweep
from scheduler.batch.scenarios import Scenarios
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Patch, RoomClosed, RoomPlaces, RuleChanged, Scenario, TeacherAway, apply
from scheduler.domain.time import TimeRange
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.io import Imported
from scheduler.precheck import precheck
from scheduler.samples import generate
from scheduler.services.explain import Explaining
from scheduler.services.load import School
from scheduler.services.places import Board
from scheduler.services.replan import Repairing

BASE_SECONDS = {36: 30.0, 120: 60.0}
EACH_SECONDS = 8.0
CASES = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, at how many classes, what was measured, in seconds, its target, and how it ended."""

    what: str
    classes: int
    seconds: float
    target: float | None
    told: str


def school_of(problem: Problem) -> School:
    """A generated school with its rules."""
    return School(problem, tuple(constraints.bind(problem)), Imported(problem, ()))


def based(classes: int) -> tuple[School, Timetable | None]:
    """A generated school and a timetable of it, searched for with all cores; None where that takes too long."""
    school = school_of(generate(classes=classes, seed=1))
    last: Finished | None = None
    for event in Run(school.problem, school.rules, Settings(seconds=BASE_SECONDS[classes])):
        last = event if isinstance(event, Finished) else last
    assert last is not None
    return school, None if last.draft else last.timetable


def planted(problem: Problem) -> Iterator[tuple[str, Problem]]:
    """The school made impossible: places short by a little, a teacher too often away, mornings too short."""
    field = max(problem.rooms, key=lambda room: room.places)
    for places in range(field.places - 1, -1, -1):
        short = apply(problem, Scenario(patches=(RoomPlaces(room=field.id, places=places),)))
        if precheck(short, constraints.bind(short), relaxable=False).reds:
            yield "places of the sports field", short
            break
    teacher = _busiest(problem)
    times = tuple(TimeRange(day=day) for day in problem.days[:3])
    yield "a teacher", apply(problem, Scenario(patches=(TeacherAway(teacher=teacher, times=times),)))
    rules = (
        RuleSetting(id="period_ban", instance="never first", level=Level.HARD, params=_ban("体育与健康", 1)),
        RuleSetting(id="period_ban", instance="in the morning", level=Level.HARD, params=_ban("语文", 4, 5, 6, 7)),
        RuleSetting(id="period_ban", instance="also there", level=Level.HARD, params=_ban("数学", 4, 5, 6, 7)),
    )
    yield "mornings", apply(problem, Scenario(patches=tuple(RuleChanged(setting=one) for one in rules)))


def why_not() -> Iterator[Figure]:
    """Planted conflicts: the reason confirmed, then three ways out."""
    for name, problem in planted(generate(classes=36, seed=1)):
        for ways in (0, 3):
            begin = time.perf_counter()
            *_, last = Explaining(school_of(problem), Settings(seconds=30), ways=ways)
            assert isinstance(last, Explained)
            taken = time.perf_counter() - begin
            if not ways:
                size = f"{len(last.conflict)} members, by {last.proof or 'nothing'}"
                told = f"{last.status}, {size}{', confirmed' if last.confirmed else ''}"
                yield Figure(f"why not: {name}", 36, taken, 10.0 if last.proof == "core" else 1.0, told)
            else:
                verified = sum(way.verified for way in last.ways_out)
                yield Figure(f"ways out: {name}", 36, taken, 20.0, f"{verified} verified of {len(last.ways_out)}")


def repairs(school: School, base: Timetable) -> Iterator[Figure]:
    """A blocked slot of a teacher, and a teacher away for a day, a few of each."""
    classes = len(school.problem.classes)
    random = Random(1)
    taught = [lesson for lesson in base.lessons if lesson.teachers and lesson.sets]
    lessons = random.sample(taught, CASES)
    slots = [TimeRange(day=x.day, periods=(x.period,)) for x in lessons]
    days = [TimeRange(day=x.day) for x in lessons]
    for what, times, target in (
        ("blocked slot", slots, 0.2),
        ("teacher away a day", days, 3.0 if classes == 36 else 10.0),
    ):
        done = [_repaired(school, base, x.teachers[0], when) for x, when in zip(lessons, times, strict=True)]
        told = "; ".join(f"{seconds:.2f} s {_moves(event)}" for seconds, event in done)
        yield Figure(f"repair: {what} (median of {CASES})", classes, median(s for s, _ in done), target, told)


def _repaired(school: School, base: Timetable, teacher: str, when: TimeRange) -> tuple[float, Repaired]:
    scenario = Scenario(patches=(TeacherAway(teacher=teacher, times=(when,)),))
    begin = time.perf_counter()
    *_, last = Repairing(school, base, Settings(seconds=20), scenario=scenario)
    assert isinstance(last, Repaired)
    return time.perf_counter() - begin, last


def _moves(event: Repaired) -> str:
    if event.moved is None:
        return event.status
    return f"{event.moved} moved" + (" proven" if event.status == "optimal" else f", at least {event.moved_bound}")


def places(school: School, base: Timetable) -> Iterator[Figure]:
    """All places of one lesson, alone and with chains of two and three lessons."""
    board = Board(school.problem, school.rules, base)
    chosen = Random(2).sample(range(len(base.lessons)), 12)
    board.places(chosen[0], chains=1)
    for chains, target in ((1, 0.05), (2, 0.2), (3, 1.0)):
        taken = [_timed(lambda at=at, chains=chains: board.places(at, chains=chains)) for at in chosen]  # type: ignore[misc]
        told = f"median of {len(taken)} lessons, the slowest {max(taken):.2f} s"
        yield Figure(f"all places of a lesson, chains of {chains}", 36, median(taken), target, told)


def twenty(problem: Problem) -> tuple[Scenario, ...]:
    """Teachers away, rooms closed, rules off: twenty scenarios."""
    random = Random(3)
    teachers = random.sample([t.id for t in problem.teachers], 12)
    away: list[tuple[str, Patch]] = [
        (f"away {t}", TeacherAway(teacher=t, times=(TimeRange(day=1, periods=(1, 2)),))) for t in teachers
    ]
    rooms: list[tuple[str, Patch]] = [
        (f"closed {room.id}", RoomClosed(room=room.id, times=(TimeRange(day=2, periods=(1,)),)))
        for room in problem.rooms[:4]
    ]
    soft = ("days_between", "core_in_morning", "teacher_gaps", "teacher_in_step")
    rules: list[tuple[str, Patch]] = [
        (f"without {one}", RuleChanged(setting=RuleSetting(id=one, off=True, reason="a trial"))) for one in soft
    ]
    return tuple(Scenario(name=name, patches=(patch,)) for name, patch in (*away, *rooms, *rules))


def sweeps(school: School, base: Timetable) -> Iterator[Figure]:
    """Twenty scenarios side by side, and the price of every rule."""
    begin, seconds = time.perf_counter(), []
    settings = Settings(seconds=EACH_SECONDS, workers=2)
    answers: list[Answered] = []
    for _, answer in Scenarios(school, base, twenty(school.problem), settings):
        seconds.append(time.perf_counter() - begin)
        answers.append(answer)
    kinds = {status: [a.status for a in answers].count(status) for status in sorted({a.status for a in answers})}
    told = ", ".join(f"{count} {status}" for status, count in kinds.items())
    yield Figure("20 scenarios side by side: the first answer", 36, seconds[0], 10.0, answers[0].scenario)
    yield Figure("20 scenarios side by side: all", 36, seconds[-1], 120.0, told)
    begin, first, searched = time.perf_counter(), 0.0, 0.0
    for event in Sweep(school, base, settings):
        now = time.perf_counter() - begin
        if isinstance(event, Priced):
            first = first or now
            searched = searched or (now if event.noise or event.fall != event.own else 0.0)
        elif isinstance(event, Prices):
            shares = f"{event.free} free, {event.exactly} exactly, {event.at_least} at least, {event.unknown} unknown"
            told = f"{shares}, {event.failed} failed; base {event.base}, noise ±{event.noise}"
            yield Figure(
                "prices of all rules: the first", 36, first, 10.0, f"the first searched after {searched:.1f} s"
            )
            yield Figure("prices of all rules: all", 36, now, None, told)


def figures(tell: Callable[[str], None]) -> list[Figure]:
    """Every line, told as it is measured."""
    out: list[Figure] = []
    for part in _parts():
        for figure in part:
            tell(f"{figure.what} ({figure.classes}): {figure.seconds:.2f} s; {figure.told}")
            out.append(figure)
    return out


def _parts() -> Iterator[Iterator[Figure]]:
    yield why_not()
    for classes, parts in ((36, (repairs, places, sweeps)), (120, (repairs,))):
        school, base = based(classes)
        if base is None:
            missing = Figure(
                "a timetable to begin with", classes, BASE_SECONDS[classes], None, "not found in this time"
            )
            yield iter((missing,))
            continue
        yield from (part(school, base) for part in parts)


def _timed(action: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _busiest(problem: Problem) -> str:
    load = {teacher.id: 0 for teacher in problem.teachers}
    for course in problem.courses:
        for teacher in course.teachers:
            load[teacher] += course.periods
    return max(load, key=lambda teacher: load[teacher])


def _ban(subject: str, *periods: int) -> dict[str, Sequence[object]]:
    return {"subjects": (subject,), "periods": periods}
