"""What an answer needs, and how questions are asked by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.domain.scenario import Scenario
from scheduler.domain.text import FaultyInput
from scheduler.engine.settings import Settings
from scheduler.io.imported import Imported
from scheduler.samples import sample
from scheduler.services.load import School, opened
from scheduler.services.what_if import answer
from scheduler.services.what_if_inputs import asked


def school() -> School:
    found = opened(sample("tiny"))
    return replace(found, imported=Imported(found.problem, ()))


def scenario(name: str, *patches: dict[str, object]) -> Scenario:
    return Scenario.model_validate({"name": name, "patches": patches})


LONGER = scenario("长课间", {"kind": "breaks_lengthened", "minutes": 5})
CAP = {"id": "daily_hours_cap", "params": {"cap": 240, "definition": "on_campus"}}
LOWER = scenario("上限", {"kind": "rule_changed", "setting": CAP})


def test_scenarios_of_the_workbook_are_asked_by_name_or_all_of_them() -> None:
    own = (LONGER, LOWER)
    assert asked(school(), ["上限"], own).scenarios == (LOWER,)
    assert asked(school(), [], own).scenarios == own
    with pytest.raises(FaultyInput) as caught:
        asked(school(), ["没有的名字"], own)
    assert "长课间" in caught.value.faults[0].right.zh


def test_what_the_bells_decide_needs_no_timetable() -> None:
    kept, broken = (answer(school(), None, one, Settings(seconds=1)) for one in (LONGER, LOWER))
    assert (kept.how, kept.status, kept.moved) == ("bells", "unknown", None)
    assert (broken.how, broken.status) == ("bells", "impossible")
    assert {figure.part for figure in broken.figures if figure.what == "hours"} == {
        "learning",
        "organised",
        "on_campus",
    }
