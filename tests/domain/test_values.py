"""Values, and what is derived from them."""

from __future__ import annotations

import pytest

from scheduler.domain.scenario import RoomPlaces, Scenario, TeacherAway, apply
from scheduler.domain.school import Teacher
from scheduler.domain.text import FaultyInput
from scheduler.domain.time import TimeRange
from tests import schools


def test_a_changed_copy_answers_from_its_own_fields() -> None:
    problem = schools.two_bells()
    assert "Sun" not in problem.index.teachers
    print_before = problem.fingerprint
    grown = problem.model_copy(update={"teachers": (*problem.teachers, Teacher(id="Sun"))})
    assert "Sun" in grown.index.teachers
    assert grown.fingerprint != print_before


def test_changes_of_a_scenario_build_on_each_other() -> None:
    problem = schools.two_bells()
    away = TeacherAway(teacher="Zhao", times=(TimeRange(day=1),))
    changed = apply(problem, Scenario(patches=(away, RoomPlaces(room="field", places=2), away)))
    assert len(changed.index.teachers["Zhao"].unavailable) == 2
    assert changed.index.rooms["field"].places == 2
    assert problem.index.rooms["field"].places == 1


def test_a_scenario_about_strangers_lists_them_all() -> None:
    away = TeacherAway(teacher="Nobody", times=(TimeRange(day=1),))
    with pytest.raises(FaultyInput) as caught:
        apply(schools.two_bells(), Scenario(patches=(away, RoomPlaces(room="moon", places=1))))
    assert [fault.where for fault in caught.value.faults] == ["patches[0].teacher", "patches[1].room"]
