"""The desk: the open timetable with what this session does to it. What is costly is kept for all sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from scheduler.domain.text import Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.services.load import School
from scheduler.services.places import Board, Place
from scheduler.ui import state
from scheduler.ui.grid.edits import LOCKED, board_for, spots_in
from scheduler.ui.grid.minutes import bars
from scheduler.ui.grid.school import whole_school
from scheduler.ui.grid.slots import Found, slots
from scheduler.ui.grid.table import Spot, Table
from scheduler.ui.grid.weeks import Kind, Sheet, Who, week
from scheduler.ui.shelf import Kept
from scheduler.verify import Report, judge

NOTHING = Text("", "")
KINDS: tuple[Kind, ...] = ("class", "teacher", "room", "school")


@dataclass
class Session:
    """What one browser tab has before it: a view, a lesson picked up, lessons marked, the last word."""

    kind: Kind = "class"
    chosen: dict[Kind, str] = field(default_factory=dict)
    picked: str | None = None
    asked: bool = False
    marked: tuple[str, ...] = ()
    rule: str = ""
    shown: int = 0
    hint: Text = NOTHING
    answer: int = 0

    def forget(self) -> None:
        """Nothing is picked up or marked: positions in the timetable are others now."""
        self.picked, self.asked, self.marked = None, False, ()


def session() -> Session:
    """This tab's session."""
    if "grid" not in st.session_state:
        st.session_state.grid = Session()
    found: Session = st.session_state.grid
    return found


@dataclass(frozen=True)
class Desk:
    """One timetable on the screen; `rev` is another after every change of it or of the school."""

    school: School
    kept: Kept[Timetable]
    session: Session
    table: Table
    rev: str

    @property
    def who(self) -> Who:
        """Whose week is shown: the one chosen, else the first there is."""
        kind = self.session.kind
        options = owners(self.table, kind)
        chosen = self.session.chosen.get(kind, "")
        return Who(kind, chosen if chosen in options else next(iter(options), ""))

    @property
    def report(self) -> Report:
        """What the judge says."""
        return _report(self.rev, self.table, self.school)

    @property
    def sheet(self) -> Sheet:
        """The view as drawn."""
        return _sheet(self.rev, self.who, self.table.lang, self)

    def places(self, lesson_id: str) -> tuple[Place, ...]:
        """Every place of a lesson."""
        return _places(self.rev, lesson_id, self)

    def board(self, lesson_id: str) -> Board:
        """The board that knows the lesson."""
        return _board(self.rev, lesson_id if lesson_id.startswith("p") else "", self)

    def position(self, lesson_id: str) -> int:
        """Where the board has the lesson."""
        return int(lesson_id[1:]) if lesson_id.startswith("n") else len(self.table.timetable.lessons)

    def slots(self, lesson_id: str) -> Found:
        """Cells of the view shown, for a lesson that is picked up."""
        lesson = self.table.lesson(lesson_id)
        return {} if lesson is None else slots(self.table, self.who, lesson, self.places(lesson_id))


def open_desk() -> Desk | None:
    """The desk with the open timetable, None where none is open."""
    school, kept, here = state.school(), state.kept_timetable(), session()
    problem = state.kept()
    if school is None or kept is None or problem is None:
        return None
    locked = spots_in(kept.beside, LOCKED, kept.value)
    rev = f"{problem.id}.{problem.revision}.{kept.id}.{kept.revision}"
    return Desk(school, kept, here, _table(rev, state.lang(), school, kept.value, locked), rev)


def owners(table: Table, kind: Kind) -> Mapping[str, str]:
    """Ids with names of everybody (or every room) that has a week."""
    problem, index, view = table.problem, table.problem.index, table.view
    if kind == "class":
        return {one.id: index.title(one.id) for one in problem.classes}
    if kind == "teacher":
        return {one: index.title(one) for one in dict.fromkeys([*index.teachers, *view.of_teacher])}
    if kind == "room":
        return {one: index.title(one) for one in dict.fromkeys([*index.rooms, *view.of_room]) if one in view.of_room}
    return {"": ""}


@st.cache_resource(show_spinner=False, max_entries=12)
def _table(rev: str, lang: Lang, _school: School, _timetable: Timetable, _locked: frozenset[Spot]) -> Table:  # noqa: ARG001
    return Table(_school.problem, _timetable, lang, _locked)


@st.cache_resource(show_spinner=False, max_entries=12)
def _sheet(rev: str, who: Who, lang: Lang, _desk: Desk) -> Sheet:  # noqa: ARG001
    if who.kind == "school":
        return whole_school(_desk.table)
    under = bars(_desk.table, _desk.school.rules, who.id) if who.kind == "class" else None
    return week(_desk.table, who, under)


@st.cache_resource(show_spinner=False, max_entries=6)
def _report(rev: str, _table: Table, _school: School) -> Report:  # noqa: ARG001
    return judge(_school.problem, _table.timetable, _school.rules)


@st.cache_resource(show_spinner=False, max_entries=6)
def _board(rev: str, lesson_id: str, _desk: Desk) -> Board:  # noqa: ARG001
    return board_for(_desk.school.problem, _desk.school.rules, _desk.table, lesson_id)


@st.cache_resource(show_spinner=False, max_entries=24)
def _places(rev: str, lesson_id: str, _desk: Desk) -> tuple[Place, ...]:  # noqa: ARG001
    return _desk.board(lesson_id).places(_desk.position(lesson_id))
