"""A school leaves the store whole, comes back whole, and when deleted is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.domain.text import FaultyInput, Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.samples import sample
from scheduler.services.stored import problem_of, timetable_of
from scheduler.store import Store
from scheduler.store.tables import metadata
from scheduler.store.values import Missing

DONE = Text("changed", "改动")
ONE = Timetable(lessons=(Lesson(subject="语文", teachers=("胡军",), day=1, period=1),))


def full(store: Store) -> str:
    """A school with something in every table."""
    school = store.schools.create(sample("tiny"))
    store.schools.name_version(school, "一稿")
    store.schools.save(school, sample("tiny").model_copy(update={"term": "2026秋"}), revision=1, said=DONE)
    first = store.timetables.create(school, ONE, name="第一版", value=(0, 4))
    store.timetables.set_weeks(first, 1, 8, revision=1)
    job = store.jobs.add(school, "solve", {"settings": {"seconds": 5}})
    store.jobs.claim("host|1|a", "host", 99)
    improved = {"event": "improved", "seconds": 1, "relaxed": 0, "penalty": 2, "timetable": ONE.model_dump(mode="json")}
    finished = {**improved, "event": "finished", "status": "feasible"}
    store.jobs.append(job, "host|1|a", [improved, finished], after=0)
    store.timetables.adopt(job, name="第二版")
    store.timetables.create(school, ONE, name="改动", parent=first)
    store.papers.create(school, "scenario", "操场停用", {"patches": []})
    return school


def counts(store: Store) -> dict[str, int]:
    with store.database.read() as connection:
        names = [table for table in metadata.tables if table != "meta"]
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in names}


def test_an_exported_school_comes_back_beside_itself(store: Store) -> None:
    school = full(store)
    before = counts(store)
    assert all(before.values())
    again = store.restore(store.export(school))
    assert again != school
    assert counts(store) == {name: 2 * count for name, count in before.items()}
    assert problem_of(store.schools.current(again)[1]).term == "2026秋"
    old, new = store.timetables.all(school), store.timetables.all(again)
    assert [(row.name, row.first_week, row.last_week, row.penalty) for row in new] == [
        (row.name, row.first_week, row.last_week, row.penalty) for row in old
    ]
    assert {row.id for row in old}.isdisjoint(row.id for row in new)
    parent = {row.name: row.parent for row in new}["改动"]
    assert store.timetables.row(str(parent)).name == "第一版"
    made = {row.name: row.job for row in new}["第二版"]
    assert store.jobs.row(str(made)).school == again
    assert timetable_of(store.timetables.current(new[0].id)[1]) == ONE
    assert store.schools.undo(again, revision=2) is not None
    assert [one.name for one in store.schools.versions(again)] == ["一稿"]


def test_an_export_comes_back_in_another_kind_of_database(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other.db")
    school = other.restore(store.export(full(store)))
    assert other.schools.row(school).term == "2026秋"
    back = store.restore(other.export(school))
    assert [row.name for row in store.timetables.all(back)] == [row.name for row in other.timetables.all(school)]
    other.close()


def test_what_was_running_when_it_was_exported_is_interrupted(store: Store) -> None:
    school = store.schools.create(sample("tiny"))
    store.jobs.add(school, "solve", {})
    store.jobs.add(school, "solve", {})
    store.jobs.claim("host|1|a", "host", 1)
    again = store.restore(store.export(school))
    assert {(row.state, row.reason) for row in store.jobs.all(again)} == {("interrupted", "server")}
    assert sorted(row.state for row in store.jobs.all(school)) == ["queued", "running"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: text[:-20], id="cut"),
        pytest.param(lambda text: "[]", id="a list"),
        pytest.param(lambda text: "[" * 100_000, id="deep"),
        pytest.param(lambda text: text.replace('"qingke_store":1', '"qingke_store":99'), id="newer"),
        pytest.param(lambda text: text.replace('"steps":', '"stops":'), id="no steps"),
        pytest.param(lambda text: text.replace('"said_en":', '"said_fr":'), id="other columns"),
        pytest.param(lambda text: text.replace('"revision":2', '"revision":null'), id="no revision"),
        pytest.param(lambda text: text.replace('"document_id":', '"document_id":9'), id="other documents"),
        pytest.param(lambda text: text.replace('"lessons":36', '"lessons":{"a":1}'), id="an object for a number"),
    ],
)
def test_a_damaged_export_is_refused_and_leaves_nothing(store: Store, damage) -> None:
    school = full(store)
    before = counts(store)
    damaged = damage(store.export(school).decode())
    with pytest.raises(FaultyInput) as told:
        store.restore(damaged.encode())
    assert len(told.value.faults) == 1
    assert counts(store) == before


def test_a_deleted_school_leaves_no_row(store: Store) -> None:
    school, other = full(store), store.schools.create(sample("tiny"))
    store.schools.delete(school)
    left = {name: count for name, count in counts(store).items() if count}
    assert left == {"schools": 1, "documents": 1, "lines": 1, "steps": 1}
    assert [row.id for row in store.schools.all()] == [other]
    with pytest.raises(Missing):
        store.export(school)


def test_a_deleted_school_leaves_no_name_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "qingke.db"
    store = Store(path)
    school = store.schools.create(sample("tiny"))
    store.schools.save(school, sample("tiny").model_copy(update={"term": "2026秋"}), revision=1, said=DONE)
    name = sample("tiny").teachers[0].id.encode()
    assert any(name in file.read_bytes() for file in tmp_path.iterdir())
    store.schools.delete(school)
    assert not any(name in file.read_bytes() for file in tmp_path.iterdir())
    store.close()


def test_an_export_has_every_table(store: Store) -> None:
    content = json.loads(store.export(full(store)))
    assert set(content["tables"]) == set(metadata.tables) - {"meta"}
    assert content["tables"]["documents"][0]["schema_version"] == 2
