"""What is done in the grid, act by act, on a shelf of its own: nothing is lost, nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.services.load import opened
from scheduler.store import Store
from scheduler.ui.grid import acts
from scheduler.ui.grid.component import Act
from scheduler.ui.grid.desk import Desk, Session
from scheduler.ui.grid.edits import BY_HAND, LOCKED, spots_in
from scheduler.ui.grid.table import Table
from scheduler.ui.shelf import Outdated, Shelf
from tests.ui.pages import SAMPLE
from tests.ui.solved import solved


@dataclass
class Office:
    """One tab with the sample's timetable open."""

    shelf: Shelf
    school_id: str
    timetable_id: str
    session: Session

    @property
    def desk(self) -> Desk:
        problem, _ = solved()
        kept = self.shelf.timetable(self.school_id, self.timetable_id)
        assert kept is not None
        locked = spots_in(kept.beside, LOCKED, kept.value)
        rev = f"{self.timetable_id}.{kept.revision}"
        return Desk(opened(problem, ()), kept, self.session, Table(problem, kept.value, "en", locked), rev)

    def do(self, what: str, lesson: str = "", cell: str = "", rev: str = "") -> Session:
        now = self.desk
        act: Act = {"rev": rev or now.rev, "do": what, "lesson": lesson, "cell": cell}
        acts.answer(now, act)
        return self.session

    @property
    def timetable(self) -> Timetable:
        return self.desk.table.timetable

    # -- what acts need of the session's state --

    def change_timetable(
        self, to: Timetable, what: Text, revision: int, beside: Mapping[str, Any] | None = None
    ) -> bool:
        try:
            self.shelf.change_timetable(self.school_id, self.timetable_id, to, what, revision, beside)
        except Outdated:
            return False
        return True

    def undo_timetable(self) -> None:
        self.shelf.step_timetable(self.school_id, self.timetable_id, -1)

    def redo_timetable(self) -> None:
        self.shelf.step_timetable(self.school_id, self.timetable_id, +1)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Office]:
    problem, timetable = solved()
    shelf = Shelf(Store(tmp_path / "schools.db"))
    school_id = shelf.add_school(problem, SAMPLE)
    made = Office(shelf, school_id, shelf.add_timetable(school_id, timetable, "first"), Session())
    monkeypatch.setattr(acts, "state", made)
    yield made
    shelf.store.close()


def a_drop(office: Office) -> tuple[str, str]:
    """A lesson and a cell it may be dropped on."""
    now = office.desk
    for at, lesson in enumerate(now.table.timetable.lessons):
        if lesson.sets and not now.table.sign(lesson):
            office.session.chosen["class"] = lesson.sets[0]
            for cell, (_, said) in now.slots(f"n{at}").items():
                if said["s"] in ("free", "costs"):
                    return f"n{at}", cell
    raise AssertionError


def test_pick_drop_undo_redo(office: Office) -> None:
    before = office.timetable
    lesson, cell = a_drop(office)
    assert office.do("pick", lesson).picked == lesson
    assert office.do("place", lesson, cell).picked is None
    after = office.timetable
    assert after != before
    assert "→" in office.session.hint.en
    office.do("undo")
    assert office.timetable == before
    assert office.session.hint.en.startswith("Undone")
    office.do("redo")
    assert office.timetable == after


def test_a_move_on_an_old_timetable_is_refused(office: Office) -> None:
    lesson, cell = a_drop(office)
    old = office.desk.rev
    office.do("place", lesson, cell)
    after = office.timetable
    office.do("place", lesson, cell, rev=old)
    assert office.timetable == after
    assert office.session.hint == acts.STALE


def test_a_move_another_tab_was_faster_than_is_refused(office: Office) -> None:
    lesson, cell = a_drop(office)
    now = office.desk
    office.shelf.change_timetable(
        office.school_id, office.timetable_id, Timetable(), Text("emptied", "清空"), now.kept.revision
    )
    acts.answer(now, {"rev": now.rev, "do": "place", "lesson": lesson, "cell": cell})
    assert office.timetable == Timetable()
    assert office.session.hint == acts.STALE


def test_a_locked_lesson_is_neither_moved_nor_taken_out(office: Office) -> None:
    lesson, cell = a_drop(office)
    before = office.timetable
    office.do("lock", lesson)
    assert "Locked" in office.session.hint.en
    office.do("place", lesson, cell)
    office.do("park", lesson)
    assert office.timetable == before
    assert "locked" in office.session.hint.en
    office.do("undo")
    assert not office.desk.table.locked, "a lock is a step that can be undone"
    office.do("redo")
    office.do("lock", lesson)
    office.do("place", lesson, cell)
    assert office.timetable != before


def test_what_was_put_somewhere_by_hand_is_remembered_beside_the_timetable(office: Office) -> None:
    lesson, cell = a_drop(office)
    moved = office.desk.table.lesson(lesson)
    assert moved is not None
    office.do("place", lesson, cell)
    kept = office.desk.kept
    ((course, _, day, period),) = spots_in(kept.beside, BY_HAND, kept.value)
    assert (course, f"{day}.{period}") == (moved.course, cell)
    office.do("undo")
    assert not spots_in(office.desk.kept.beside, BY_HAND, office.timetable)


def test_taken_out_and_put_back(office: Office) -> None:
    lesson, _ = a_drop(office)
    gone = office.desk.table.lesson(lesson)
    assert gone is not None
    office.do("park", lesson)
    assert len(office.desk.table.parked) == 1
    office.do("place", "p0", f"{gone.day}.{gone.period}")
    assert not office.desk.table.parked
    assert sorted(map(str, office.timetable.lessons))
    assert {(one.course, one.day, one.period) for one in office.timetable.lessons} == {
        (one.course, one.day, one.period) for one in solved()[1].lessons
    }


def test_a_blocked_cell_says_why_and_changes_nothing(office: Office) -> None:
    before = office.timetable
    lesson, _ = a_drop(office)
    blocked = next(cell for cell, (_, said) in office.desk.slots(lesson).items() if said["s"] == "blocked")
    office.do("place", lesson, blocked)
    assert office.timetable == before
    assert office.session.hint.en
    assert office.session.picked == lesson


@pytest.mark.parametrize(
    "act", [{}, {"do": "dance"}, {"do": "pick", "lesson": "n99999"}, {"do": "park", "lesson": "x"}]
)
def test_nonsense_from_the_browser_does_nothing(office: Office, act: Act) -> None:
    before = office.timetable
    acts.answer(office.desk, act)
    act["rev"] = office.desk.rev
    acts.answer(office.desk, act)
    assert office.timetable == before
    assert office.session.picked is None
