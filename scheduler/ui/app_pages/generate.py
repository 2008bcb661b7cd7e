"""Page 排课: start a search, watch it, stop it; what is found is kept, whatever happens to this page."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.domain.weeks import changes
from scheduler.services.load import School
from scheduler.store.values import JobRow, Missing
from scheduler.ui import state
from scheduler.ui.app_pages.generate_result import result
from scheduler.ui.needs import needs_school
from scheduler.ui.run_view import curve, figures, headline
from scheduler.ui.state import say

TITLE = Text("Generate", "排课")
TIME = Text("Search for at most", "最多算多久")
TIMES: dict[int, Text] = {
    30: Text("30 seconds", "30 秒"),
    60: Text("1 minute", "1 分钟"),
    300: Text("5 minutes", "5 分钟"),
    1800: Text("30 minutes", "30 分钟"),
}
WAY = Text("How", "怎样排")
WAYS: dict[str, Text] = {
    "anew": Text("everything anew", "全部重排"),
    "better": Text("go on from the open timetable", "接着现在的课表改进"),
    "near": Text("move as little as possible", "只动最少"),
}
WEEK = Text("With the teachers of", "按哪一周的教师")
WEEKS: tuple[Text, Text] = (Text("the first week", "学期开始"), Text("week {n} on", "第 {n} 周起"))
START = Text("Start", "开始排课")
STOP = Text("Stop and keep the best", "停下，保留最好的")
STOPPING = Text("Stopping …", "正在停下……")
ANOTHER = Text("Search again", "再排一次")
SECONDS = 0.8
"""Between two looks at a job that runs."""


def show() -> None:
    """The page: a job that runs or has ended, or the form for one."""
    st.header(say(TITLE))
    school = needs_school()
    if school is None:
        return
    job = state.job_id()
    row = _row(job)
    if row is None or row.school != state.school_id() or row.kind not in ("solve", "repair"):
        _form(school)
        return
    if row.over:
        _watched(row)
        result(row, school)
        if st.button(say(ANOTHER), key="another"):
            state.watch("")
            st.rerun()
        return
    st.fragment(_live, run_every=SECONDS)(job)


def _row(job: str) -> JobRow | None:
    try:
        return state.jobs().poll(job) if job else None
    except Missing:
        return None


def _form(school: School) -> None:
    """How long, from where, and start."""
    with st.container(border=True):
        left, right = st.columns(2)
        seconds = left.select_slider(
            say(TIME),
            list(TIMES),
            value=60,
            format_func={n: say(t) for n, t in TIMES.items()}.__getitem__,
            key="seconds",
        )
        ways = {way: say(words) for way, words in WAYS.items() if way == "anew" or state.timetable_id()}
        if st.session_state.get("generate_way") not in ways:
            st.session_state.generate_way = "anew"
        way = right.radio(say(WAY), list(ways), format_func=ways.__getitem__, key="generate_way")
        weeks = {0: say(WEEKS[0]), **{n: say(WEEKS[1], n=n) for n in changes(school.problem)}}
        week = 0
        if len(weeks) > 1:
            week = left.selectbox(say(WEEK), list(weeks), format_func=weeks.__getitem__, key="generate_week")
        if st.button(say(START), type="primary", key="start", icon=":material/play_circle:"):
            _start(int(seconds), str(way), int(week))
            st.rerun()


def _start(seconds: int, way: str, week: int) -> None:
    from scheduler.engine.settings import Settings

    start = None if way == "anew" else state.timetable()
    settings = Settings(seconds=seconds)
    if way == "near" and start is not None and not week:
        job = state.jobs().start(state.school_id(), settings, "repair", timetable=start)
    else:  # a week's version stays near the one before by itself
        job = state.jobs().start(state.school_id(), settings, "solve", timetable=start, week=week or None)
    state.watch(job)


def _live(job: str) -> None:
    """What a running job tells, again and again."""
    row = _row(job)
    if row is None or row.over:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        headline(row)
        stopping = row.state == "stopping"
        words = say(STOPPING if stopping else STOP)
        stop = state.jobs().stop
        st.button(words, key="stop", disabled=stopping, icon=":material/stop_circle:", on_click=stop, args=(job,))
    _shown(row)


def _watched(row: JobRow) -> None:
    headline(row)
    _shown(row)


def _shown(row: JobRow) -> None:
    told = state.jobs().events(row.id)
    figures(row, told)
    curve(told)
