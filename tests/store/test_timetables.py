"""Timetables in the store: weeks, history, where they come from."""

from __future__ import annotations

import pytest

from scheduler.domain.text import Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.samples import sample
from scheduler.services.stored import problem_of, timetable_of
from scheduler.store import Store
from scheduler.store.values import Missing, NameTaken, Outdated

MOVED = Text("lesson moved", "挪课")


def lessons(*periods: int) -> Timetable:
    return Timetable(lessons=tuple(Lesson(subject="语文", day=1, period=period) for period in periods))


@pytest.fixture
def school(store: Store) -> str:
    return store.schools.create(sample("tiny"))


def test_moves_are_undone_with_their_points(store: Store, school: str) -> None:
    line = store.timetables.create(school, lessons(1), name="第一版", value=(0, 7), beside={"locked": []})
    store.timetables.save(line, lessons(2), revision=1, said=MOVED, value=(0, 5))
    assert store.timetables.row(line).penalty == 5
    undone = store.timetables.undo(line, revision=2)
    assert undone is not None
    assert undone[0] == 3
    assert timetable_of(undone[1]) == lessons(1)
    assert undone[1].beside == {"locked": []}
    assert (store.timetables.row(line).penalty, store.timetables.row(line).can_redo) == (7, True)
    assert store.timetables.redo(line, revision=3) is not None
    assert timetable_of(store.timetables.current(line)[1]) == lessons(2)
    assert [step.said.zh for step in store.timetables.steps(line)] == ["新建", "挪课"]


def test_the_second_window_is_told(store: Store, school: str) -> None:
    line = store.timetables.create(school, lessons(1), name="第一版")
    store.timetables.save(line, lessons(2), revision=1, said=MOVED)
    for write in (
        lambda: store.timetables.save(line, lessons(3), revision=1, said=MOVED),
        lambda: store.timetables.undo(line, revision=1),
        lambda: store.timetables.rename(line, "mine", revision=1),
        lambda: store.timetables.set_weeks(line, 3, revision=1),
    ):
        with pytest.raises(Outdated):
            write()
    assert timetable_of(store.timetables.current(line)[1]) == lessons(2)
    row = store.timetables.row(line)
    assert (row.name, row.first_week, row.revision) == ("第一版", None, 2)


def test_of_overlapping_weeks_the_timetable_that_began_last_is_in_force(store: Store, school: str) -> None:
    term, exams, second = (store.timetables.create(school, lessons(1), name=name) for name in ("一", "考试周", "二"))
    store.timetables.set_weeks(term, 1, revision=1)
    store.timetables.set_weeks(exams, 10, 10, revision=1)
    store.timetables.set_weeks(second, 12, 18, revision=1)
    found = {week: store.timetables.in_force(school, week) for week in (1, 9, 10, 11, 12, 18, 19)}
    names = {week: row.name for week, row in found.items() if row is not None}
    assert names == {1: "一", 9: "一", 10: "考试周", 11: "一", 12: "二", 18: "二", 19: "一"}
    assert [row.name for row in store.timetables.all(school)] == ["一", "考试周", "二"]


def test_before_the_first_week_and_without_weeks_none_is_in_force(store: Store, school: str) -> None:
    line = store.timetables.create(school, lessons(1), name="一")
    assert store.timetables.in_force(school, 1) is None
    store.timetables.set_weeks(line, 2, revision=1)
    assert store.timetables.in_force(school, 1) is None
    assert store.timetables.in_force(school, 2) is not None


def test_a_timetable_remembers_the_school_it_was_made_for(store: Store, school: str) -> None:
    line = store.timetables.create(school, lessons(1), name="一")
    changed = sample("tiny").model_copy(update={"term": "2026秋"})
    store.schools.save(school, changed, revision=1, said=MOVED)
    assert problem_of(store.timetables.made_for(line)) == sample("tiny")


def test_a_deleted_timetable_is_gone_and_the_others_are_not(store: Store, school: str) -> None:
    line, other = (store.timetables.create(school, lessons(1), name=name) for name in ("一", "二"))
    store.timetables.delete(line)
    for call in (store.timetables.current, store.timetables.row, store.timetables.delete, store.timetables.made_for):
        with pytest.raises(Missing):
            call(line)
    with pytest.raises(Missing):
        store.timetables.save(line, lessons(2), revision=1, said=MOVED)
    assert [row.id for row in store.timetables.all(school)] == [other]
    assert timetable_of(store.timetables.current(other)[1]) == lessons(1)


def test_a_timetable_needs_a_school(store: Store) -> None:
    with pytest.raises(Missing):
        store.timetables.create("none", lessons(1), name="一")


def test_papers_have_one_name_each_and_tell_the_second_window(store: Store, school: str) -> None:
    paper = store.papers.create(school, "scenario", "操场停用", {"patches": []})
    with pytest.raises(NameTaken):
        store.papers.create(school, "scenario", "操场停用", {})
    store.papers.create(school, "note", "操场停用", {})
    assert store.papers.save(paper, {"patches": [1]}, revision=1) == 2
    with pytest.raises(Outdated):
        store.papers.save(paper, {"patches": [2]}, revision=1)
    (kept,) = store.papers.all(school, "scenario")
    assert (kept.name, kept.revision, kept.body) == ("操场停用", 2, {"patches": [1]})
    store.papers.delete(paper)
    assert store.papers.all(school, "scenario") == ()
    with pytest.raises(Missing):
        store.papers.save(paper, {}, revision=2)
