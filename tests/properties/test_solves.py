"""Some of the random solves of `make solves`."""

from __future__ import annotations

import os

import pytest

from tests import solves

ONCE_WRONG = (1386,)
"""A course was offered a room on another campus, of which `travel` did not know."""


@pytest.mark.parametrize("number", [*range(int(os.environ.get("QINGKE_SOLVES", "60"))), *ONCE_WRONG])
def test_a_random_solve_holds_what_it_says(number: int) -> None:
    assert solves.checked(number) in {
        "optimal",
        "optimal, all timetables tried",
        "feasible",
        "impossible",
        "impossible, all timetables tried",
    }
