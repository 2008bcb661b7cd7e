"""What is open, in the session and in the address bar: a refresh or another window with the same address finds it."""

from __future__ import annotations

from typing import Any

import streamlit as st

NAMES = ("lang", "school", "timetable", "job")
"""What the address bar keeps, so that a refresh or a second tab finds the same things open."""
WANTED = "wanted"


def begin() -> None:
    """At the start of each run: a new session reads the address bar, an old one writes it."""
    session, address = st.session_state, st.query_params
    for name, value in session.pop(WANTED, {}).items():
        session[name] = value
    for name in NAMES:
        if name not in session:
            session[name] = address.get(name, "")
        if session[name] != address.get(name, ""):
            _write(name, session[name])
    if session.lang not in ("zh", "en"):
        session.lang = "en" if (st.context.locale or "").lower().startswith("en") else "zh"
        _write("lang", session.lang)


def _write(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def put(name: str, value: str) -> None:
    """Keep a value in the session and in the address."""
    st.session_state[name] = value
    _write(name, value)


def want(widget: str, value: Any) -> None:
    """Let a widget have a value from the next run on; in this one it may have been shown already."""
    st.session_state.setdefault(WANTED, {})[widget] = value
