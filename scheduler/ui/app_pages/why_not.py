"""Page 排不出来."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state

TITLE = Text("Why not", "排不出来")


def show() -> None:
    """The page."""
    st.header(state.say(TITLE))
