"""Page 方案."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state

TITLE = Text("What if", "方案")


def show() -> None:
    """The page."""
    st.header(state.say(TITLE))
