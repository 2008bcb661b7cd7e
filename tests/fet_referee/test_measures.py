"""Every sort of FET's constraints: what we keep FET accepts, what we refuse it refuses, broken wishes cost the same.

Skipped where the command is not installed (Debian: `apt-get install fet`); QINGKE_REQUIRE=fet-cl makes that a failure.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from scheduler.bench.fet import peer
from tests.fet_referee.cases import CASES, Case
from tests.fet_referee.compare import SCALE, imported_of, problem_of, random_timetables, verdict

ABSENT = not peer.available() and "fet-cl" not in os.environ.get("QINGKE_REQUIRE", "").split()
pytestmark = pytest.mark.skipif(ABSENT, reason="the command fet-cl is not installed")

EVERY = bool(os.environ.get("QINGKE_REFEREE"))
"""With it set, what FET takes as a wish too is tried with 100 % as well."""
WISHES = {case.name for case in CASES if not case.hard}
KNOWN = [
    case for case in CASES if (EVERY or f"{case.name} 50" not in WISHES) and not imported_of(case.file()).unchecked
]
TRIES = 300
"""Random timetables looked through for some that keep, at a price where there is one, and one that breaks."""
KEPT, REFUSED_SECONDS = 2, 1
"""FET does not refuse a clash of locks: it never ends."""


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.name)
def test_fet_and_we_say_the_same_of_random_timetables(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "school.fet"
    file.write_bytes(case.file())
    problem = problem_of(case.file())
    kept, broken = 0, None
    for timetable, report in islice(random_timetables(problem, 1), TRIES):
        if not report.keeps_hard_rules:
            broken = timetable
        elif kept < KEPT and (case.hard or report.penalty):
            kept += 1
            said = verdict(file, problem, timetable)
            assert said.accepted, said.said
            assert said.soft == pytest.approx(report.penalty / SCALE), list(report.findings)
        if kept == KEPT and (broken is not None or not case.hard):
            break
    assert kept
    if case.hard:
        assert broken is not None
        assert not verdict(file, problem, broken, seconds=REFUSED_SECONDS).accepted
