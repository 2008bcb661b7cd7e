"""Page 学校: where to start, and the school that is open."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.samples import SAMPLES, sample
from scheduler.ui import state
from scheduler.ui.state import say

TITLE = Text("School", "学校")
SAMPLE = Text("Start from a sample school", "从示例学校开始")
OPEN = Text("Open", "打开")


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    start_from_sample()


def start_from_sample() -> None:
    """Choose one of the made-up schools."""
    about = {one.name: f"{one.name} · {say(one.about)}" for one in SAMPLES}
    with st.container(border=True):
        chosen = st.selectbox(
            say(SAMPLE),
            list(about),
            index=list(about).index("primary_36"),
            format_func=about.__getitem__,
            key="sample",
        )
        if st.button(say(OPEN), type="primary", key="open_sample"):
            built = sample(chosen)
            state.open_school(state.shelf().add_school(built, built.school or chosen))
            st.rerun()
