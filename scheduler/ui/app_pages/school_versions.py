"""版本: the school under a name, to go back to; its timetables."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.store.values import NameTaken
from scheduler.ui import state
from scheduler.ui.bar import escaped
from scheduler.ui.state import say

NAME = Text("Keep the school as it stands under a name", "把现在的资料存为一个版本")
SAVE = Text("Save version", "保存版本")
BACK = Text("Go back to this", "回到这一版")
NONE = Text("No version has a name yet.", "还没有命名的版本。")
TIMETABLES = Text("Timetables of this school", "这所学校的课表")
NO_TIMETABLE = Text("No timetable yet.", "还没有课表。")
OPEN = Text("Show", "查看")
EXAMPLE = Text("e.g. before the new teachers", "如：新教师到岗前")
SAVED = Text("Kept.", "已保存。")


def versions() -> None:
    """Name, list, go back."""
    an_id = state.school_id()
    with st.form("name_version", clear_on_submit=True, border=False):
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        name = left.text_input(say(NAME), placeholder=say(EXAMPLE), max_chars=80)
        if right.form_submit_button(say(SAVE), width="stretch") and name.strip():
            try:
                state.shelf().store.schools.name_version(an_id, name.strip())
                st.toast(say(SAVED))
            except NameTaken:
                st.error(say(NameTaken.words))
    lines = state.shelf().versions(an_id)
    if not lines:
        st.caption(say(NONE))
    for line in lines:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.write(f"{escaped(line.name)} · {line.when.astimezone():%Y-%m-%d %H:%M}")
        if right.button(say(BACK), key=f"version_{line.id}", width="stretch"):
            state.restore(line.id)
            st.rerun()
    st.subheader(say(TIMETABLES))
    found = state.shelf().timetables(an_id)
    if not found:
        st.caption(say(NO_TIMETABLE))
    for line in found:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.write(f"{escaped(line.name)} · {line.when.astimezone():%Y-%m-%d %H:%M}")
        if right.button(say(OPEN), key=f"timetable_{line.id}", width="stretch"):
            state.open_timetable(line.id)
            state.go("timetable")
