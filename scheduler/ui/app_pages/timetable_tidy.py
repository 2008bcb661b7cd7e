"""整理: place what waits and mend what is broken around the changes made by hand, moving the fewest lessons."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from scheduler.answers import Repaired
from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Text
from scheduler.store.values import JobRow, Missing
from scheduler.ui import state
from scheduler.ui.grid.desk import Desk, open_desk, session
from scheduler.ui.grid.edits import BY_HAND, locks, spots_in, told_beside
from scheduler.ui.run_view import headline
from scheduler.ui.state import say

SECONDS = 20
LOOK = 0.8
"""Seconds between two looks at a tidying that runs."""
MOST_TOLD = 8
TIDY = Text("Tidy up", "整理")
HELP = Text(
    "Places what waits and mends what is broken, moving the fewest other lessons. Locked lessons and those you moved "
    "stay.",
    "补排待排的课，改正违规之处，尽量少动别的课。锁定的课和你移动过的课不动。",
)
MORE = Text("More moves for fewer points lost", "为少扣分最多动几节")
NONE = Text("only what must move", "只动必须动的")
UP_TO = Text("up to {n}", "最多 {n} 节")
BUDGETS = (0, 3, 6, 12)
START = Text("Start", "开始")
STOP = Text("Stop and keep the best", "停下，保留最好的")
NOTHING = Text("Nothing has to move.", "不用动，课表已经是这样最好。")
FOUND = Text("{n} lessons move; points lost {old} → {new}. Accept?", "要动 {n} 节课，扣分 {old} → {new}。采用吗？")
FAILED = Text("It does not work out with these locked lessons.", "照这些锁定的课排不出来。")
UNKNOWN = Text("Nothing was found in the time.", "在限定时间内没有找到。")
ACCEPT = Text("Accept", "采用")
REFUSE = Text("Leave as it is", "不采用")
SHOW = Text("Show on the grid", "在课表上标出")
DONE = Text("Tidied up: {n} lessons moved", "整理：移动 {n} 节课")
STALE = Text("The timetable has changed meanwhile; the tidying is for the old one.", "课表已经变了，这次整理不再适用。")


@dataclass(frozen=True)
class Run:
    """A tidying: its job, and the timetable and revision it began with."""

    job: str
    timetable: str
    revision: int


def offer(desk: Desk) -> None:
    """The button, with how much may move."""
    with st.popover(say(TIDY), icon=":material/auto_fix_high:", disabled=running() is not None):
        st.caption(say(HELP))
        words = {n: say(UP_TO, n=n) if n else say(NONE) for n in BUDGETS}
        budget = st.radio(say(MORE), BUDGETS, format_func=words.__getitem__, key="tidy_budget")
        if st.button(say(START), key="tidy_start", type="primary"):
            start(desk, int(budget))
            st.rerun()


def start(desk: Desk, budget: int) -> None:
    """Begin: what is locked or was moved by hand stays."""
    from scheduler.engine.settings import Settings

    table = desk.table
    stays = locks(table, spots_in(desk.kept.beside, BY_HAND, table.timetable))
    job = state.jobs().start(
        state.school_id(),
        Settings(seconds=SECONDS),
        "repair",
        timetable=table.timetable,
        scenario=Scenario(patches=stays) if stays else None,
        budget=budget or None,
    )
    st.session_state.tidy = Run(job, desk.kept.id, desk.kept.revision)


def running() -> Run | None:
    """The tidying of the open timetable that runs or waits for an answer."""
    found: Run | None = st.session_state.get("tidy")
    return found if found is not None and found.timetable == state.timetable_id() else None


def banner() -> None:
    """Over the grid: what the tidying does, then what it would change."""
    run = running()
    row = _row(run.job) if run is not None else None
    if run is None or row is None:
        return
    if row.over:
        _result(run, row)
    else:
        st.fragment(_live, run_every=LOOK)(run.job)


def _row(job: str) -> JobRow | None:
    try:
        return state.jobs().poll(job)
    except Missing:
        return None


def _live(job: str) -> None:
    row = _row(job)
    if row is None or row.over:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        headline(row)
        if st.button(say(STOP), key="tidy_stop", icon=":material/stop_circle:"):
            state.jobs().stop(job)


def _result(run: Run, row: JobRow) -> None:
    last = state.jobs().result(run.job)
    desk = open_desk()
    if desk is None or desk.kept.revision != run.revision:
        st.warning(say(STALE))
        st.button(say(REFUSE), key="tidy_close", on_click=_close)
        return
    if not isinstance(last, Repaired) or last.timetable is None:
        if row.state != "done":
            headline(row)
        st.warning(say(FAILED if isinstance(last, Repaired) and last.status == "impossible" else UNKNOWN))
        for member in last.conflict if isinstance(last, Repaired) else ():
            st.caption(say(member.words))
        st.button(say(REFUSE), key="tidy_close", on_click=_close)
        return
    _proposal(desk, last)


def _proposal(desk: Desk, last: Repaired) -> None:
    changes = last.changes
    moved = changes.lessons if changes is not None else ()
    if last.timetable is None or not moved:
        st.success(say(NOTHING))
        st.button(say(REFUSE), key="tidy_close", on_click=_close)
        return
    old, new = sum(desk.report.value), sum(last.value or (0, 0))
    with st.container(border=True):
        st.markdown(f"**{say(FOUND, n=len(moved), old=old, new=new)}**")
        table, lines = desk.table, []
        for one in moved[:MOST_TOLD]:
            who = "+".join(table.names.pupils(each) for each in one.classes)
            times = [table.time(*spot) if spot else "—" for spot in (one.before, one.after)]
            lines.append(f"- {who} {table.names.subject(one.subject)}: {' → '.join(times)}")
        st.markdown("\n".join([*lines, *(["- …"] if len(moved) > MOST_TOLD else [])]))
        with st.container(horizontal=True):
            st.button(say(ACCEPT), key="tidy_accept", type="primary", on_click=_accept, args=(desk, last, len(moved)))
            st.button(say(SHOW), key="tidy_show", on_click=_mark, args=(desk, last))
            st.button(say(REFUSE), key="tidy_close", on_click=_close)


def _accept(desk: Desk, last: Repaired, moved: int) -> None:
    if last.timetable is not None:
        beside = told_beside(desk.kept.beside, **{BY_HAND: ()})
        what = DONE.format(n=moved)
        if state.change_timetable(last.timetable, what, desk.kept.revision, beside):
            session().forget()
            session().hint = what
    _close()


def _mark(desk: Desk, last: Repaired) -> None:
    """Mark what would move, where it stands now."""
    gone = {(one.course, one.before) for one in (last.changes.lessons if last.changes else ())}
    session().marked = tuple(
        f"n{at}"
        for at, lesson in enumerate(desk.table.timetable.lessons)
        if (lesson.course, (lesson.day, lesson.period)) in gone
    )
    session().kind = "school"


def _close() -> None:
    st.session_state.tidy = None
