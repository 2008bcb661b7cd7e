"""Random planning tables and records kept beside a tiny school's timetable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from scheduler.domain.planning import (
    Calendar,
    CalendarEntry,
    DayKind,
    Exam,
    ExamForm,
    ExamRange,
    Homework,
    HomeworkKind,
    Organiser,
    Taught,
    TaughtState,
)

FIRST = date(2026, 9, 2)
DAYS = 26


def records(random: Random, grades: Sequence[str], pupils: Sequence[str], subjects: Sequence[str]) -> dict[str, Any]:
    """Each table of a school or none of it; `pupils` are classes, groups and leaves."""
    some = lambda chance: random.random() < chance  # noqa: E731
    out: dict[str, Any] = {}
    if some(0.7):
        out["calendar"] = _calendar(random, grades)
    if some(0.7):
        out["homework"] = tuple(_homework(random, [*grades, *pupils], subjects) for _ in range(random.randint(1, 8)))
    if some(0.7):
        out["exams"] = tuple(_exam(random, grades, subjects) for _ in range(random.randint(1, 5)))
    if some(0.6):
        out["taught"] = tuple(_taught(random, pupils, subjects) for _ in range(random.randint(1, 6)))
    return out


def day(random: Random) -> date:
    """A date of the term, or one shortly before or after it."""
    return FIRST + timedelta(days=random.randint(-2, DAYS + 2))


def _calendar(random: Random, grades: Sequence[str]) -> Calendar:
    entries = []
    for _ in range(random.randint(0, 3)):
        first = day(random)
        entries.append(
            CalendarEntry(
                first=first,
                last=first + timedelta(days=random.randint(0, 2)),
                kind=random.choice(list(DayKind)),
                runs=random.randint(0, 3),
                grades=(random.choice(grades),) if random.random() < 0.3 else (),
            )
        )
    return Calendar(first=FIRST, last=FIRST + timedelta(days=DAYS), entries=tuple(entries))


def _homework(random: Random, sets: Sequence[str], subjects: Sequence[str]) -> Homework:
    return Homework(
        sets=random.choice(sets),
        subject=random.choice(subjects),
        day=random.choice([0, 0, 1, 2, 5, 6, 7]),
        minutes=random.choice([0, 10, 30, 60]),
        kind=random.choice([HomeworkKind.WRITTEN, *HomeworkKind]),
        week=random.choice([0, 0, 1, 2]),
    )


def _exam(random: Random, grades: Sequence[str], subjects: Sequence[str]) -> Exam:
    return Exam(
        grade=random.choice(grades),
        subject=random.choice(subjects),
        name=random.choice(["", "final", "mid-term"]),
        on=random.choice([None, day(random)]),
        range=random.choice(list(ExamRange)),
        organiser=random.choice([Organiser.SCHOOL, *Organiser]),
        form=random.choice([ExamForm.WRITTEN, *ExamForm]),
    )


def _taught(random: Random, sets: Sequence[str], subjects: Sequence[str]) -> Taught:
    dated = random.random() < 0.7
    return Taught(
        on=day(random) if dated else None,
        week=0 if dated else random.randint(1, 4),
        day=0 if dated else random.randint(1, 3),
        period=random.randint(1, 4),
        sets=random.choice(sets),
        planned=random.choice(["", *subjects]),
        taught=random.choice(["", *subjects]),
        state=random.choice([TaughtState.NORMAL, *TaughtState]),
        minutes=random.choice([0, 0, 3]),
        approval=random.choice(["", "7"]),
    )
