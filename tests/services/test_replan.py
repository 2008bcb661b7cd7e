"""Replanning as pages and the command line use it: what changed, who may stand in, versions for some weeks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.answers import Repaired
from scheduler.domain.moves import Weights
from scheduler.domain.planning import Calendar
from scheduler.domain.scenario import RoomClosed, Scenario, TeacherAway
from scheduler.domain.scenario import Weeks as Span
from scheduler.domain.text import FaultyInput
from scheduler.domain.time import TimeRange
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Built, Finished
from scheduler.samples import sample
from scheduler.services.cover import missed, stand_ins
from scheduler.services.generate import Generation
from scheduler.services.load import School, opened
from scheduler.services.replan import Repairing

ONE_WORKER = Settings(workers=1, seconds=60, max_steps=5)
AWAY = Scenario(name="away", patches=(TeacherAway(teacher="朱秀英", times=(TimeRange(day=2),)),))


@pytest.fixture(scope="module")
def tiny() -> tuple[School, Timetable]:
    school = opened(sample("tiny"))
    end = list(Generation(school, Settings(workers=1, seconds=60)))[-1]
    assert isinstance(end, Finished)
    assert end.timetable is not None
    return school, end.timetable


def end_of(repairing: Repairing) -> Repaired:
    last = list(repairing)[-1]
    assert isinstance(last, Repaired)
    return last


def test_where_moving_does_not_do_somebody_stands_in_and_all_who_could_are_offered(
    tiny: tuple[School, Timetable],
) -> None:
    school, old = tiny
    alone = end_of(Repairing(school, old, ONE_WORKER, scenario=AWAY, strict=True))
    assert alone.status == "impossible"
    assert alone.conflict
    end = end_of(Repairing(school, old, ONE_WORKER, scenario=AWAY, cover=True, strict=True))
    assert end.status == "optimal"
    assert end.covers > 0
    assert end.timetable is not None
    taught = [x for x in end.timetable.lessons if x.day == 2 and "朱秀英" in x.teachers]
    assert not taught
    taken = [offer for offer in end.offers if offer.taken]
    assert len(taken) == end.covers
    assert sum(offer.points for offer in taken) + (end.lessons or 0) == end.moved
    assert all(offer.away == "朱秀英" and offer.words.zh and offer.words.en for offer in end.offers)
    assert end.changes is not None
    assert end.changes.teachers >= end.covers


def test_who_stands_in_is_free_and_suits(tiny: tuple[School, Timetable]) -> None:
    school, old = tiny
    repairing = Repairing(school, old, ONE_WORKER, scenario=AWAY, cover=True)
    problem, rules = repairing.school.problem, repairing.school.rules
    lost = list(missed(problem, repairing.old))
    assert {away for *_, away in lost} == {"朱秀英"}
    found = stand_ins(problem, rules, repairing.old, Weights(cover=2))
    for one in found:
        day, period, _ = one.place
        assert not [x for x in old.lessons if (x.day, x.period) == (day, period) and one.by in x.teachers]
        assert problem.index.courses[one.as_of].teachers == (one.by,)
    by_price = {one.by: one.price for one in found if one.course == "三(1):数学"}
    same = [who for who, price in by_price.items() if price == 2]
    assert all("数学" in {c.subject for c in problem.index.courses_of_teacher[who]} for who in same)
    assert max(by_price.values()) > 2


def test_a_repair_for_some_weeks_is_a_version_of_its_own(tiny: tuple[School, Timetable]) -> None:
    calendar = Calendar(first=date(2026, 9, 1), last=date(2027, 1, 22))
    school = opened(tiny[0].problem.model_copy(update={"calendar": calendar}))
    weeks = Span(first=6, last=7)
    scenario = Scenario(patches=(TeacherAway(teacher="朱秀英", times=(TimeRange(day=2, periods=(2,)),)),))
    repairing = Repairing(school, tiny[1], ONE_WORKER, scenario=scenario, weeks=weeks, strict=True)
    end = end_of(repairing)
    assert end.timetable is not None
    assert (end.timetable.version, end.timetable.valid_from) == ("第1版-W6-7", "2026-10-05")
    assert repairing.school.term is school.problem
    with pytest.raises(FaultyInput) as caught:
        Repairing(school, tiny[1], ONE_WORKER, scenario=scenario, weeks=Span(first=30, last=31))
    assert "学期没有第 30 周" in caught.value.faults[0].to("zh")


def test_a_school_changed_already_needs_no_scenario(tiny: tuple[School, Timetable]) -> None:
    fuller = tiny[0].problem.courses[0]
    gone = tuple(course for course in tiny[0].problem.courses if course.id != fuller.id)
    school = opened(tiny[0].problem.model_copy(update={"courses": gone, "plan": ()}))
    repairing = Repairing(school, tiny[1], ONE_WORKER, strict=True)
    assert any(f"有 {fuller.lessons} 节课不属于任何课程" in note.text.zh for note in repairing.notes)
    end = end_of(repairing)
    assert end.moved is not None
    assert end.timetable is not None
    assert not [x for x in end.timetable.lessons if x.course == fuller.id]


def test_an_empty_timetable_is_a_fault(tiny: tuple[School, Timetable], tmp_path: Path) -> None:
    with pytest.raises(FaultyInput) as caught:
        Repairing(tiny[0], Timetable(), ONE_WORKER)
    assert [fault.to("en") for fault in caught.value.faults] == [
        "timetable: the timetable has no lessons → give a timetable of this school"
    ]
    with pytest.raises(FaultyInput):
        Repairing(tiny[0], tmp_path / "none.json", ONE_WORKER)


def test_a_closed_room_changes_the_rooms_of_no_other_lessons() -> None:
    school = opened(sample("primary_18"))
    end = list(Generation(school, Settings(workers=2, seconds=4)))[-1]
    assert isinstance(end, Finished)
    old = end.timetable
    assert old is not None
    pools = {room for pool in school.problem.pools if len(pool.rooms) > 1 for room in pool.rooms}
    room, day = next((x.rooms[0], x.day) for x in old.lessons if x.rooms and x.rooms[0] in pools)
    closed = Scenario(patches=(RoomClosed(room=room, times=(TimeRange(day=day),)),))
    repairing = Repairing(school, old, Settings(workers=2, seconds=20), scenario=closed, strict=True)
    for event in repairing:
        if isinstance(event, Built):
            repairing.cancel()
    assert isinstance(event, Repaired)
    assert event.timetable is not None
    was = {(x.course, x.day, x.period): x.rooms for x in old.lessons}
    stayed = [x for x in event.timetable.lessons if (x.course, x.day, x.period) in was]
    other = [x for x in stayed if x.rooms != was[x.course, x.day, x.period]]
    assert {(was[x.course, x.day, x.period], x.day) for x in other} <= {((room,), day)}
    assert len(other) < 20
