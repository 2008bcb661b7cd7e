"""Page 打印."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state

TITLE = Text("Print", "打印")


def show() -> None:
    """The page."""
    st.header(state.say(TITLE))
