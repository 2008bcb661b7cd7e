"""Random timetables of a small school, judged by us and by FET."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import constraints
from scheduler.bench.fet.referee import Verdict, referee
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io import Imported
from scheduler.io.fet.read import read_fet
from scheduler.rules.info import RuleInfo
from scheduler.services.load import rule_infos
from scheduler.verify import Report, judge

SCALE = 10_000
Judged = tuple[Timetable, Report]


@cache
def _infos() -> tuple[RuleInfo, ...]:
    return rule_infos()


def imported_of(content: bytes) -> Imported:
    """The school of a file, and what of it is not known."""
    return read_fet(content, rule_infos=_infos())


def problem_of(content: bytes) -> Problem:
    """The school of a file all of whose constraints are known."""
    imported = imported_of(content)
    assert not imported.unchecked, [note.text.en for note in imported.notes]
    return imported.problem


def random_timetables(problem: Problem, seed: int) -> Iterator[Judged]:
    """Timetables without clashes, each with our report; wishes and other rules are kept or broken as it comes."""
    rng = Random(seed)
    rules = constraints.bind(problem)
    while True:
        if (timetable := _random(problem, rng)) is not None:
            yield timetable, judge(problem, timetable, rules)


def _random(problem: Problem, rng: Random) -> Timetable | None:
    index, bell = problem.index, problem.bells[0]
    busy: set[tuple[str, int, int]] = set()
    lessons = []
    courses = [course for course in problem.courses for _ in range(course.lessons)]
    rng.shuffle(courses)
    for course in courses:
        duration = course.parts[0].duration
        people = (*course.teachers, *index.leaves(course.sets))
        spots = [(d, p) for d in problem.days for p in range(1, bell.periods(d) - duration + 2)]
        rng.shuffle(spots)
        rooms = _room(problem, course.room, rng)
        for day, period in spots:
            taken = {(who, day, period + more) for who in (*people, *rooms) for more in range(duration)}
            if busy.isdisjoint(taken):
                busy |= taken
                break
        else:
            return None
        lessons.append(
            Lesson(
                subject=course.subject,
                sets=course.sets,
                teachers=course.teachers,
                day=day,
                period=period,
                duration=duration,
                rooms=rooms,
                course=course.id,
            )
        )
    return Timetable(lessons=tuple(lessons))


def _room(problem: Problem, need: str, rng: Random) -> tuple[str, ...]:
    rooms = problem.index.rooms_in(need)
    return (rng.choice(rooms),) if rooms else ()


def verdict(file: Path, problem: Problem, timetable: Timetable, seconds: int = 20) -> Verdict:
    """FET's word."""
    return referee(file, problem, timetable, seconds=seconds)
