"""换新表格: a newer workbook of the same school; what changed, then everything anew or as little as possible."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.services.load import load
from scheduler.services.tables import changed
from scheduler.ui import state
from scheduler.ui.state import say
from scheduler.ui.uploads import read_upload, show_faults

DROP = Text("Drag in the changed workbook", "拖入改过的工作簿")
SAME = Text("Nothing differs from the school that is open.", "和现在的资料完全一样。")
CHANGES = Text("{n} changes", "有 {n} 处改动")
MOST = 200
ANEW = Text("Take it, timetable everything anew", "采用，全部重排")
LEAST = Text("Take it, move as little as possible", "采用，只动最少")
ONLY = Text("Take it, leave the timetable", "只更新资料")
NEEDS = Text("There is no timetable yet to stay near to.", "还没有课表，无从“只动最少”。")
TAKEN = Text("newer workbook {name}", "换成新表格 {name}")


def replace_school() -> None:
    """Read, compare, ask."""
    file = st.file_uploader(say(DROP), type=["xlsx", "xls", "fet", "json"], key="newer_file")
    found = state.kept()
    if file is None or found is None:
        return
    read = read_upload(file, load)
    if isinstance(read, list):
        show_faults(read)
        return
    lines = changed(found.value, read.problem, state.lang())
    if not lines and read.problem == found.value:
        st.info(say(SAME))
        return
    st.subheader(say(CHANGES, n=len(lines)))
    with st.container(height=min(360, 60 + 28 * len(lines))):
        st.markdown("\n".join(f"- {_plain(say(line))}" for line in lines[:MOST]))
    with st.container(horizontal=True):
        anew = st.button(say(ANEW), key="anew", type="primary")
        none = not state.timetable_id()
        least = st.button(say(LEAST), key="least", disabled=none, help=say(NEEDS) if none else None)
        only = st.button(say(ONLY), key="only")
    if anew or least or only:
        if not state.change(read.problem, TAKEN.format(name=file.name), read.imported):
            return
        if only:
            state.want("school_part", "summary")
            st.rerun()
        state.want("generate_way", "near" if least else "anew")
        state.go("generate")


def _plain(line: str) -> str:
    return line.replace("*", "\\*").replace("_", "\\_").replace("\n", " ")
