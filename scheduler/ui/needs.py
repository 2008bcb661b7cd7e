"""What a page needs before it can begin, and the way to get it."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.services.load import School
from scheduler.ui import state
from scheduler.ui.state import say

NO_SCHOOL = Text("Open a school first.", "请先打开一所学校。")
FAULTY = Text("The school's tables have {n} faults; mend them first.", "学校资料还有 {n} 处错误，请先改好。")
NO_TIMETABLE = Text("This school has no timetable yet.", "这所学校还没有课表。")
TO_SCHOOL = Text("To the school", "去“学校”")
TO_GENERATE = Text("Make one", "去排课")
TO_VERIFY = Text("Read one from a file", "从文件读入")


def needs_school() -> School | None:
    """The open school without faults; else the page says what to do."""
    school = state.school()
    if school is not None:
        return school
    faults = state.faults()
    if faults:
        st.error(say(FAULTY, n=len(faults)), icon=":material/error:")
    else:
        st.info(say(NO_SCHOOL), icon=":material/school:")
    if st.button(say(TO_SCHOOL), key="to_school", type="primary"):
        if faults:
            state.want("school_part", "tables")
        state.go("school")
    return None


def needs_timetable() -> tuple[School, Timetable] | None:
    """The open school and the open timetable; else the page says what to do."""
    school = needs_school()
    if school is None:
        return None
    timetable = state.timetable()
    if timetable is not None:
        return school, timetable
    st.info(say(NO_TIMETABLE), icon=":material/calendar_month:")
    with st.container(horizontal=True):
        if st.button(say(TO_GENERATE), key="to_generate", type="primary"):
            state.go("generate")
        if st.button(say(TO_VERIFY), key="to_verify"):
            state.go("verify")
    return None
