"""Page 学校: where to start; then the school that is open, table by table, its versions, and a newer workbook."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state
from scheduler.ui.app_pages.school_replace import replace_school
from scheduler.ui.app_pages.school_start import start
from scheduler.ui.app_pages.school_summary import summary
from scheduler.ui.app_pages.school_tables import edit_tables
from scheduler.ui.app_pages.school_versions import versions
from scheduler.ui.state import say

TITLE = Text("School", "学校")
PARTS: dict[str, tuple[Text, Callable[[], None]]] = {
    "summary": (Text("Overview", "概况"), summary),
    "tables": (Text("Tables", "资料表"), edit_tables),
    "versions": (Text("Versions", "版本"), versions),
    "replace": (Text("Newer workbook", "换新表格"), replace_school),
    "start": (Text("Another school", "另开学校"), start),
}


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    if state.kept() is None:
        start()
        return
    names = {an_id: say(title) for an_id, (title, _) in PARTS.items()}
    st.session_state.setdefault("school_part", "summary")
    chosen = st.segmented_control(
        say(TITLE),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key="school_part",
        label_visibility="collapsed",
    )
    PARTS[chosen or "summary"][1]()
