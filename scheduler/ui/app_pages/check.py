"""Page 检查."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state

TITLE = Text("Check", "检查")


def show() -> None:
    """The page."""
    st.header(state.say(TITLE))
