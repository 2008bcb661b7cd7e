"""python -m tests.solves [N]: random tiny schools, solved and checked, until N are done (100,000 unless said).

Each school has random rules of the whole catalogue at random levels. In strict mode every timetable found has, key by
key, the judge's amounts in the model. Where all timetables of the school can be tried, “impossible” means that each of
them breaks a hard rule, and “optimal” that none is better. Progress is kept in out/, so a stopped run goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Set
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from pathlib import Path
from random import Random

from constraints import CATALOGUE
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.rules.base import Key, Rule
from scheduler.verify import judge
from tests import strategies
from tests.every_timetable import every_timetable, how_many

STRUCTURE = ("every_lesson_placed", "course_hours", "class_clash", "teacher_clash", "room_clash", "room_capacity")
MOST_LESSONS = 7
MOST_FOR_BEST, MOST_FOR_NONE = 60, 300
"""Timetables tried to confirm the best one, and to confirm that there is none."""
LIMITS = Settings(workers=1, seconds=20, max_steps=1, draft=False)
CHUNK = 200
STATE = Path("out/solves.json")


def school(number: int) -> tuple[Problem, list[Rule]]:
    """The school of this number and its rules."""
    random = Random(f"solve {number}")
    problem = strategies.unlogged(random)
    while sum(course.lessons for course in problem.courses) > MOST_LESSONS:
        problem = strategies.unlogged(random)
    others = [kind for kind in CATALOGUE if kind.id not in STRUCTURE]
    rules: list[Rule] = [kind() for kind in CATALOGUE if kind.id in STRUCTURE]
    for kind in random.sample(others, random.randint(2, 8)):
        rules.append(strategies.rule(random, kind, random.choice(kind.levels), problem))
    return problem, rules


def checked(number: int) -> str:
    """How the solve of this number ended; AssertionError or ModelCheckMismatch where something does not hold."""
    problem, rules = school(number)
    finished = list(Run(problem, rules, LIMITS, strict=True))[-1]
    assert isinstance(finished, Finished)
    ways, kept = how_many(problem), Kept(problem, rules)
    # rooms are no part of the timetables tried
    named = any(rule.reads_rooms or rule.names_rooms for rule in rules[len(STRUCTURE) :])
    if finished.status == "impossible":
        if ways > MOST_FOR_NONE or named:
            return "impossible"
        assert not any(map(kept, every_timetable(problem))), "possible"
        return "impossible, all timetables tried"
    if finished.timetable is None:
        return finished.status
    report = judge(problem, finished.timetable, rules).of_timetable
    assert kept(finished.timetable), "a hard rule is broken"
    assert report.value == (finished.relaxed, finished.penalty), "another value"
    if finished.status != "optimal" or ways > MOST_FOR_BEST or named:
        return finished.status
    best = min(judge(problem, one, rules).of_timetable.value for one in every_timetable(problem) if kept(one))
    assert best == report.value, f"the best is {best}, not {report.value}"
    return "optimal, all timetables tried"


class Kept:
    """Whether a timetable breaks no hard rule of some; what the bells alone break is the same in every timetable."""

    def __init__(self, problem: Problem, rules: list[Rule]) -> None:
        self.problem = problem
        self.hard = [rule for rule in rules if rule.level is Level.HARD and not rule.judges_only]

    def __call__(self, timetable: Timetable) -> bool:
        view = View(self.problem, timetable)
        broken = (found for rule in self.hard for found in rule.check(view) if found.amount)
        return not any(found.lessons or (found.instance, found.key) in self.measured for found in broken)

    @cached_property
    def measured(self) -> Set[tuple[str, Key]]:
        """What the model measures, so that placements decide it."""
        context = ModelContext(self.problem)
        post_all(context, self.hard)
        return context.measured.keys()


def chunk(first: int) -> tuple[Counter[str], list[str]]:
    """Endings and failures of the solves from `first` on."""
    endings: Counter[str] = Counter()
    failures = []
    for number in range(first, first + CHUNK):
        try:
            endings[checked(number)] += 1
        except Exception as error:
            endings["FAILED"] += 1
            failures.append(f"solve {number}: {type(error).__name__}: {error}")
    return endings, failures


def main() -> int:
    """Run what is left, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.solves", description=__doc__)
    parser.add_argument("solves", nargs="?", type=int, default=100_000)
    parser.add_argument("-n", type=int, default=2, dest="processes")
    parser.add_argument("--again", action="store_true", help="begin anew")
    given = parser.parse_args()
    kept = json.loads(STATE.read_text(encoding="utf-8")) if STATE.exists() and not given.again else {}
    done, endings, failures = kept.get("done", 0), Counter(kept.get("endings", {})), kept.get("failures", [])
    STATE.parent.mkdir(exist_ok=True)
    begin, before = time.monotonic(), done
    with ProcessPoolExecutor(given.processes) as pool:
        for found, wrong in pool.map(chunk, range(done, given.solves, CHUNK)):
            done += CHUNK
            endings += found
            failures += wrong
            state = {"done": done, "endings": endings, "failures": failures}
            STATE.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
            rate = (done - before) / (time.monotonic() - begin)
            print(f"{done} solves, {rate:.0f} a second, {len(failures)} failed", *wrong, sep="\n", flush=True)
    print(f"{done} random solves:", "; ".join(f"{n} {ending}" for ending, n in sorted(endings.items())))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
