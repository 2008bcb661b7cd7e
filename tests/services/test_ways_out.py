"""Ways out: each derived from what clashes, tried, judged, and told against the school as it is."""

from __future__ import annotations

import pytest

from scheduler.answers import WayOut
from scheduler.domain.curriculum import Part
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import CourseParts, RoomPlaces, Scenario, TeacherComes, apply
from scheduler.domain.scenario_comes import Opened
from scheduler.domain.text import FaultyInput, Text
from scheduler.domain.time import TimeRange
from scheduler.samples import impossible, sample
from scheduler.services import explain
from scheduler.services.ways_out import changed, combined, covers
from tests.precheck.solver import solvable
from tests.services.test_explain import explained, school

KINDS = {"fixed_at_one_time": 2, "uneven_days_of_a_teacher": 3, "mornings_full": 3, "more_days_than_open": 2}
"""Sample → of how many kinds its ways out are."""


@pytest.fixture(autouse=True)
def _time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not change what is found."""
    monkeypatch.setattr(explain, "WAYS_SECONDS", 300.0)


@pytest.mark.parametrize("name", KINDS)
def test_three_ways_out_of_different_kinds_are_found_and_each_gives_a_timetable(name: str) -> None:
    problem: Problem = getattr(impossible, name)()
    ways = explained(problem, ways=3).ways_out
    assert len(ways) == 3
    assert len({way.kind for way in ways}) == KINDS[name]
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)
    for way in ways:
        assert way.verified
        new = changed(school(problem), way.patches)
        assert new is not None
        assert solvable(new.problem, new.rules), way.words.zh
        for text in (way.words.en, way.words.zh):
            assert text
            assert "{" not in text


def test_lessons_taken_away_are_paid_with_the_rule_that_asks_for_them() -> None:
    (way, *_) = explained(impossible.class_of_31_lessons(), ways=1).ways_out
    assert (way.kind, way.lessons) == ("hours", 1)
    assert way.rules >= 1
    assert "减为" in way.words.zh
    assert "开齐开足" in way.words.zh


def test_two_steps_of_one_number_are_told_as_one_against_the_school_as_it_is() -> None:
    problem = sample("tiny")
    room = max(problem.rooms, key=lambda one: one.places)
    more = [
        WayOut(
            kind="place", words=Text("a", "a"), patches=(RoomPlaces(room=room.id, places=room.places + n),), places=1
        )
        for n in (1, 2)
    ]
    both = combined(problem, more)
    assert both.patches == more[1].patches
    assert both.places == 2
    assert f"同时容纳 {room.places + 2} 个班（现在 {room.places} 个）" in both.words.zh


def test_a_way_out_that_changes_more_than_a_known_one_is_no_other_way() -> None:
    course = sample("tiny").courses[0].id
    small = WayOut(kind="place", words=Text("a", "a"), patches=(RoomPlaces(room="x", places=2),))
    large = small.model_copy(update={"patches": (*small.patches, CourseParts(course=course, parts=(Part(),)))})
    assert covers(large, small)
    assert not covers(small, large)


def test_periods_of_a_teacher_are_opened_and_the_others_stay_closed() -> None:
    problem = impossible.teacher_overloaded()
    busy = next(t for t in problem.teachers if t.unavailable)
    new = apply(problem, Scenario(patches=(TeacherComes(teacher=busy.id, times=(Opened(day=2, periods=(5,)),)),)))
    ranges = new.index.teachers[busy.id].unavailable
    assert {(one.day, one.periods) for one in ranges} == {
        *((day, (1, 5, 6)) for day in (1, 3, 4, 5)),
        (2, (1, 6)),
    }
    assert all(one.reason == "兼职教练" for one in ranges)


def test_to_open_what_is_open_is_a_fault_and_clock_times_stay() -> None:
    problem = impossible.teacher_overloaded()
    busy = next(t for t in problem.teachers if t.unavailable)
    clocked = busy.model_copy(update={"unavailable": (TimeRange(day=1, start=480, end=600),)})
    problem = problem.model_copy(
        update={"teachers": tuple(clocked if t.id == busy.id else t for t in problem.teachers)}
    )
    with pytest.raises(FaultyInput):
        apply(problem, Scenario(patches=(TeacherComes(teacher=busy.id, times=(Opened(day=1, periods=(2,)),)),)))
    with pytest.raises(FaultyInput):
        apply(problem, Scenario(patches=(TeacherComes(teacher="nobody", times=(Opened(day=1, periods=(2,)),)),)))
