"""The line over every page: which school and timetable are open, and the language."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.problem import Problem
from scheduler.domain.text import LANGS, Lang, Text
from scheduler.ui import state
from scheduler.ui.state import say

LANGUAGES: dict[Lang, str] = {"zh": "中文", "en": "English"}
SIZE = Text("{c} classes · {t} teachers · {n} lessons a week", "{c} 班 · {t} 人 · 每周 {n} 节")
UNNAMED = Text("School without a name", "未命名学校")
NOTHING = Text(
    "No school is open yet: start from a sample or from your own tables.", "还没有打开学校：从示例或自己的表格开始。"
)


def show() -> None:
    """School and size left, language right."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        found = state.kept()
        if found is None:
            st.caption(say(NOTHING))
        else:
            st.markdown(f"**{escaped(found.name or say(UNNAMED))}** · {say(size(found.value))}")
        st.segmented_control(
            "语言 Language",
            LANGS,
            format_func=LANGUAGES.__getitem__,
            default=state.lang(),
            key="bar_lang",
            required=True,
            label_visibility="collapsed",
            on_change=_language,
        )


def size(problem: Problem) -> Text:
    """A school's size in words."""
    return SIZE.format(c=len(problem.classes), t=len(problem.teachers), n=problem.class_periods)


def escaped(name: str) -> str:
    """A name of the school's as Markdown shows it: as it is written."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+-.!|~$:^" else char for char in name)


def _language() -> None:
    state.set_lang("en" if st.session_state.bar_lang == "en" else "zh")
