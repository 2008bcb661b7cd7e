"""概况: what was read, does it agree, what was assumed, what comes next."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.io.imported import NOTE_NAMES, NoteKind
from scheduler.precheck.progress import Progress, progress
from scheduler.services.load import School
from scheduler.ui import state
from scheduler.ui.bar import size
from scheduler.ui.state import say

AGREES = Text("{size}: the tables agree.", "{size}：对得上。")
FAULTY = Text("{n} places in the tables do not agree; see Tables.", "资料里有 {n} 处对不上，见“资料表”。")
MEND = Text("Mend", "去改")
GIVEN = Text("lessons with a teacher", "已定教师的节数")
ROOMS = Text("rooms and fields", "场地")
RULES = Text("rules in force", "在用规则")
CLASSES = Text("classes", "班级")
TEACHERS = Text("teachers", "教师")
ASSUMED = Text("Assumed ({n})", "默认（{n} 条）")
NOTHING = Text("Nothing was assumed: all of it stands in your tables.", "没有默认项，全部来自你的表格。")
NEXT = Text("Next", "下一步")
CHECK = Text("Check", "检查")
GENERATE = Text("Make a timetable", "排课")
OPEN_TABLES = Text("Change", "修改")


def summary() -> None:
    """Figures, what was assumed, and the next step."""
    found = state.kept()
    assert found is not None
    problem = found.value
    faults = state.faults()
    if faults:
        st.error(say(FAULTY, n=len(faults)), icon=":material/error:")
        for fault in faults[:8]:
            st.write("- " + fault.to(state.lang()))
        if st.button(say(MEND), key="mend"):
            _open_tables()
    else:
        st.success(say(AGREES, size=size(problem)), icon=":material/check_circle:")
    school = state.school()
    figures = (
        (CLASSES, str(len(problem.classes))),
        (TEACHERS, str(len(problem.teachers))),
        (ROOMS, str(len(problem.rooms))),
        (RULES, str(len(school.rules)) if school else "—"),
        (GIVEN, _given(found.revision, school)),
    )
    for place, (label, figure) in zip(st.columns(len(figures)), figures, strict=True):
        place.metric(say(label), figure)
    with st.container(horizontal=True):
        if st.button(say(CHECK), key="to_check", icon=":material/checklist:", disabled=bool(faults)):
            state.go("check")
        if st.button(
            say(GENERATE), key="to_generate", type="primary", icon=":material/play_circle:", disabled=bool(faults)
        ):
            state.go("generate")
    _notes()


def _given(revision: int, school: School | None) -> str:
    if school is None:
        return "—"
    counted = _progress(state.school_id(), revision, school)
    return f"{counted.given} / {counted.planned}"


@st.cache_data(show_spinner=False, max_entries=16)
def _progress(an_id: str, revision: int, _school: School) -> Progress:  # noqa: ARG001
    return progress(_school.problem)


def _notes() -> None:
    notes = state.notes()
    if not notes:
        st.caption(say(NOTHING))
        return
    assumed = [note for note in notes if note.kind is NoteKind.ASSUMED]
    with st.expander(say(ASSUMED, n=len(assumed)), expanded=bool(assumed)):
        for at, note in enumerate((*assumed, *(n for n in notes if n.kind is not NoteKind.ASSUMED))):
            line, button = st.columns([6, 1], vertical_alignment="center")
            place = "!".join(p for p in (note.sheet, note.cell) if p)
            line.write(f"**{say(NOTE_NAMES[note.kind])}** · {say(note.text)}" + (f"（{place}）" if place else ""))
            if note.sheet and button.button(say(OPEN_TABLES), key=f"note_{at}", type="tertiary"):
                _open_tables(note.sheet)


def _open_tables(sheet: str = "") -> None:
    state.want("school_part", "tables")
    if sheet:
        state.want("sheet_asked", sheet)
    st.rerun()
