"""Schools in the store: history, versions, and two windows on the same school."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.samples import sample
from scheduler.services.stored import problem_of, school_of
from scheduler.store import Store, history
from scheduler.store.values import Missing, NameTaken, Outdated

DONE = Text("term named", "写上学期")


def named(term: str) -> Problem:
    return sample("tiny").model_copy(update={"term": term})


def term(store: Store, school: str) -> str:
    return problem_of(store.schools.current(school)[1]).term


def test_a_school_comes_back_as_it_was_also_from_a_store_opened_anew(store: Store, url: str) -> None:
    school = store.schools.create(sample("tiny"), beside={"notes": [], "unknown": [["Odd", 2]]})
    other = Store(url)
    revision, document = other.schools.current(school)
    other.close()
    assert revision == 1
    assert problem_of(document) == sample("tiny")
    assert document.fingerprint == sample("tiny").fingerprint
    assert document.schema_version == 2
    assert school_of(document).imported.unchecked == 2
    row = store.schools.row(school)
    assert (row.name, row.classes, row.teachers, row.lessons) == ("小小学校", 3, 7, 36)
    assert (row.can_undo, row.can_redo) == (False, False)


def test_schools_are_listed_the_one_changed_last_first(store: Store) -> None:
    first, second = store.schools.create(named("a")), store.schools.create(named("b"))
    store.schools.save(first, named("c"), revision=1, said=DONE)
    assert [(row.id, row.term) for row in store.schools.all()] == [(first, "c"), (second, "b")]


def test_undo_and_redo_walk_the_history(store: Store) -> None:
    school = store.schools.create(named("1"))
    for number in ("2", "3"):
        store.schools.save(school, named(number), revision=None, said=DONE)
    assert store.schools.undo(school, revision=3) is not None
    assert term(store, school) == "2"
    assert store.schools.undo(school, revision=4) is not None
    assert store.schools.undo(school, revision=5) is None
    assert term(store, school) == "1"
    row = store.schools.row(school)
    assert (row.term, row.revision, row.can_undo, row.can_redo) == ("1", 5, False, True)
    assert store.schools.redo(school, revision=5) is not None
    assert term(store, school) == "2"
    assert [(step.number, step.said.zh, step.at) for step in store.schools.steps(school)] == [
        (1, "新建", False),
        (2, "写上学期", True),
        (3, "写上学期", False),
    ]


def test_a_change_after_undo_forgets_what_was_undone(store: Store) -> None:
    school = store.schools.create(named("1"))
    store.schools.save(school, named("2"), revision=1, said=DONE)
    store.schools.undo(school, revision=2)
    store.schools.save(school, named("3"), revision=3, said=DONE)
    assert store.schools.redo(school, revision=4) is None
    store.schools.undo(school, revision=4)
    assert term(store, school) == "1"


def test_the_second_window_is_told_and_overwrites_nothing(store: Store) -> None:
    school = store.schools.create(named("1"))
    store.schools.save(school, named("first window"), revision=1, said=DONE)
    with pytest.raises(Outdated) as told:
        store.schools.save(school, named("second window"), revision=1, said=DONE)
    assert (told.value.seen, told.value.now) == (1, 2)
    with pytest.raises(Outdated):
        store.schools.undo(school, revision=1)
    assert term(store, school) == "first window"
    assert len(store.schools.steps(school)) == 2


def test_of_many_writers_at_once_one_a_turn_gets_through(store: Store) -> None:
    school = store.schools.create(named("0"))
    outcomes: list[str] = []

    def write(name: str) -> None:
        for _turn in range(5):
            revision, document = store.schools.current(school)
            changed = problem_of(document).model_copy(update={"term": f"{problem_of(document).term}+"})
            try:
                store.schools.save(school, changed, revision=revision, said=Text(name, name))
                outcomes.append("saved")
            except Outdated:
                outcomes.append("told")

    threads = [threading.Thread(target=write, args=(f"w{k}",)) for k in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(outcomes) == 20
    saved = outcomes.count("saved")
    assert term(store, school) == "0" + "+" * saved
    assert store.schools.row(school).revision == 1 + saved
    assert len(store.schools.steps(school)) == 1 + saved


def test_only_the_newest_steps_are_kept_and_named_versions_always(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_STEPS", 4)
    school = store.schools.create(named("0"))
    version = store.schools.name_version(school, "开学")
    for number in range(1, 9):
        store.schools.save(school, named(str(number)), revision=None, said=DONE)
    steps = store.schools.steps(school)
    assert len(steps) == 4
    assert steps[0].number == 6
    assert problem_of(store.schools.version(school, version.id)).term == "0"
    with store.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
    assert kept == 4 + 1


def test_versions_are_named_once_and_come_back_as_one_more_step(store: Store) -> None:
    school = store.schools.create(named("1"))
    version = store.schools.name_version(school, "一稿", note="报教导处")
    with pytest.raises(NameTaken):
        store.schools.name_version(school, "一稿")
    store.schools.save(school, named("2"), revision=1, said=DONE)
    store.schools.restore_version(school, version.id, revision=2)
    assert term(store, school) == "1"
    store.schools.undo(school, revision=3)
    assert term(store, school) == "2"
    assert [(one.name, one.note, one.fingerprint) for one in store.schools.versions(school)] == [
        ("一稿", "报教导处", named("1").fingerprint)
    ]
    store.schools.delete_version(school, version.id)
    assert store.schools.versions(school) == ()


def test_a_version_of_another_school_is_not_given_out(store: Store) -> None:
    mine, other = store.schools.create(named("1")), store.schools.create(named("2"))
    version = store.schools.name_version(other, "一稿")
    with pytest.raises(Missing):
        store.schools.version(mine, version.id)
    with pytest.raises(Missing):
        store.schools.restore_version(mine, version.id, revision=1)


def test_what_stands_beside_a_school_stays_unless_given(store: Store) -> None:
    school = store.schools.create(named("1"), beside={"notes": [], "unknown": [["Odd", 1]]})
    store.schools.save(school, named("2"), revision=1, said=DONE)
    assert store.schools.current(school)[1].beside["unknown"] == [["Odd", 1]]
    store.schools.save(school, named("2"), revision=2, said=DONE, beside={})
    assert store.schools.current(school)[1].beside == {}


def test_what_is_gone_is_told(store: Store) -> None:
    school = store.schools.create(named("1"))
    store.schools.delete(school)
    calls: tuple[Callable[[str], object], ...] = (store.schools.current, store.schools.row, store.schools.delete)
    for call in calls:
        with pytest.raises(Missing):
            call(school)
    with pytest.raises(Missing):
        store.schools.save(school, named("2"), revision=1, said=DONE)
    with pytest.raises(Missing):
        store.schools.undo(school, revision=1)
