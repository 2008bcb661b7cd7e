"""Random activities, notice, duties and earlier versions of a tiny school: some there, some with gaps, some not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from scheduler.domain.planning import PUBLIC_ITEMS, Activity, ActivityKind, Attestation, PublicItem
from scheduler.domain.planning_words import DUTY_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.time import TimeRange
from scheduler.domain.timetable import Timetable

VERSIONS = ("2026-09-07", "第2周", "2026-09-16")


def beside(random: Random, problem: Problem, version: Callable[[], Timetable]) -> dict[str, Any]:
    """Each table of a school or none of it, and up to three versions from before."""
    there = lambda: random.random() < 0.6  # noqa: E731
    activities = tuple(_activity(random, problem) for _ in range(random.randint(1, 4)))
    notice = tuple(_line(random, item) for item in PUBLIC_ITEMS if there())
    return {
        "valid_from": random.choice(["", "", "2026-09-14", "第1周"]),
        "activities": activities if there() else (),
        "publication": notice if there() else (),
        "attestations": tuple(_attestation(random, item) for item in (*DUTY_NAMES, "teacher_gaps") if there()),
        "earlier": tuple(
            version().model_copy(update={"valid_from": when}) for when in VERSIONS[: random.choice([0, 0, 1, 2, 3])]
        ),
    }


def _activity(random: Random, problem: Problem) -> Activity:
    start = random.choice([500, 540, 600])
    times = (TimeRange(day=random.randint(0, 2), start=start, end=start + random.choice([10, 60])),)
    return Activity(
        name=random.choice(["choir", "museum", "chess"]),
        kind=random.choice(list(ActivityKind)),
        grades=(random.choice(problem.grades).id,) if random.random() < 0.3 else (),
        times=times if random.random() < 0.7 else (),
    )


def _line(random: Random, item: str) -> PublicItem:
    return PublicItem(item=item, says=random.choice(["", "said", "2026-09-05", "2026-09-30"]))


def _attestation(random: Random, item: str) -> Attestation:
    return Attestation(item=item, owner=random.choice(["", "Li"]), confirmed=random.choice([None, True, False]))
