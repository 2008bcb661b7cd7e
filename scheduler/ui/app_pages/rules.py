"""Page 规则."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state

TITLE = Text("Rules", "规则")


def show() -> None:
    """The page."""
    st.header(state.say(TITLE))
