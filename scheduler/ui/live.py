"""Jobs that answer a question: started, watched by a fragment, found again after a refresh."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.events import Event
from scheduler.jobs.request import Failed
from scheduler.store.values import JobRow, Kind, Missing
from scheduler.ui import state
from scheduler.ui.run_view import headline
from scheduler.ui.state import say

SECONDS = 0.8
"""Between two looks at a job that runs."""
STOP = Text("Stop and keep what is known", "停下，保留已知的")
STOPPING = Text("Stopping …", "正在停下……")


def row_of(job: str) -> JobRow | None:
    """A job as it stands; None where there is none."""
    try:
        return state.jobs().poll(job) if job else None
    except Missing:
        return None


def newest(kind: Kind) -> JobRow | None:
    """The newest job of a kind about the school as it stands."""
    problem = state.problem()
    if problem is None:
        return None
    rows = state.jobs().all(state.school_id())
    return next((row for row in rows if row.kind == kind and row.fingerprint == problem.fingerprint), None)


def watched(row: JobRow) -> Event | None:
    """The last word of a job; while it runs it is watched, and None is given."""
    if not row.over:
        st.fragment(_watch, run_every=SECONDS)(row.id)
        return None
    last = state.jobs().result(row.id)
    if last is None:
        headline(row)
    elif isinstance(last, Failed):
        st.error(say(last.words), icon=":material/cancel:")
        for fault in last.faults:
            st.write("- " + str(fault["wrong"][state.lang()]))
        return None
    return last


def _watch(job: str) -> None:
    row = row_of(job)
    if row is None or row.over:
        st.rerun()
    headline(row)
    stopping = row.state == "stopping"
    words = say(STOPPING if stopping else STOP)
    st.button(words, key=f"stop_{job}", disabled=stopping, on_click=state.jobs().stop, args=(job,))
