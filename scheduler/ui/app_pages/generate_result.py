"""How a search ended: the timetable kept as one of the school's, or why there is none, with the next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from scheduler.answers import Repaired
from scheduler.domain.text import Text
from scheduler.events import Finished
from scheduler.jobs.request import Failed
from scheduler.services.load import School
from scheduler.store.values import JobRow, Missing
from scheduler.ui import state
from scheduler.ui.changes_view import show_changes
from scheduler.ui.state import say

NAME = Text("Timetable {when:%m-%d %H:%M}", "课表 {when:%m-%d %H:%M}")
DRAFT = Text("Draft {when:%m-%d %H:%M}", "草稿 {when:%m-%d %H:%M}")
OPTIMAL = Text("This is the best timetable there is: {p} points lost, proven.", "这就是最好的课表：扣分 {p}，已证明。")
FEASIBLE = Text(
    "All {n} lessons are placed and every hard rule is kept. Points lost {p}; no timetable can lose fewer than {b}.",
    "{n} 节课全部排上，硬性规定全部遵守。扣分 {p}；任何课表都不会少于 {b}。",
)
RELAXED = Text(
    "Relaxable rules had to give way: {r} points (at least {b} in any timetable).",
    "可放宽的规定有让步：{r} 分（任何课表至少 {b} 分）。",
)
IMPOSSIBLE = Text("It cannot be timetabled: proven.", "排不出来：已证明。")
UNCONFIRMED = Text(
    "No timetable found; it looks impossible, but that is not confirmed.", "没有排出来；看起来排不出来，但还没有证实。"
)
STOPPED = Text("Stopped before the first complete timetable.", "在排出第一份完整课表之前停下了。")
TOO_SHORT = Text("No complete timetable in this time; allow more.", "这段时间内没有排出完整课表，可以多给些时间。")
MISMATCH = Text(
    "Search and judge disagreed: a fault of this program. What is shown is the last they agreed on, if any.",
    "搜索与核查结果不一致，这是程序的错误。以下（如有）是最后一份两者一致的课表。",
)
A_DRAFT = Text("A draft with {n} of {m} lessons placed and no clash.", "另有草稿：{m} 节中排上 {n} 节，没有冲突。")
FILLED = Text(
    "{n} lessons without a teacher were given to placeholders: {who}", "有 {n} 节课还没有教师，先按待定教师排：{who}"
)
SEE, PRINT, SEE_DRAFT = Text("See the timetable", "看课表"), Text("Print", "打印"), Text("See the draft", "看草稿")
MEND, WAYS = Text("Change it here", "改这里"), Text("See other ways", "看别的办法")
MOVED_FEWEST = Text("{n} lessons move: no timetable moves fewer, proven.", "动了 {n} 节课：已证明不能更少。")
MOVED = Text("{n} lessons move; at least {b} have to.", "动了 {n} 节课；至少要动 {b} 节。")
KEPT = Text("The best timetable up to then was kept.", "到那时最好的课表已保留。")


def result(row: JobRow, school: School) -> None:
    """The end of a job."""
    last = state.jobs().result(row.id)
    events = state.jobs().events(row.id)
    for told in events:
        if told.event == "completed":
            st.caption(say(FILLED, n=told.body["periods"], who="、".join(told.body["placeholders"])))
    kept = _adopt(row, last.draft if isinstance(last, Finished) else False)
    if isinstance(last, Failed):
        st.error(say(last.words))
        for fault in last.faults:
            st.write("- " + fault["wrong"][state.lang()])
        return
    if isinstance(last, Finished):
        _ended(last, school)
        reasons = [reason for told in events if told.event == "counted" for reason in told.body["reasons"]]
        if last.status in ("impossible", "unknown"):
            _reasons(reasons)
            _buttons_of_failure(bool(kept))
            return
    elif isinstance(last, Repaired):
        _repaired(last, school)
        if last.timetable is None:
            _buttons_of_failure(False)
            return
    elif kept:
        st.success(say(KEPT))
    if kept:
        with st.container(horizontal=True):
            if st.button(say(SEE), key="see", type="primary", icon=":material/calendar_view_week:"):
                state.go("timetable")
            if st.button(say(PRINT), key="to_print", icon=":material/print:"):
                state.go("output")


def _adopt(row: JobRow, draft: bool) -> str:
    """Keep what the job made as a timetable of the school, once; it becomes the open one when first seen."""
    if not row.timetable:
        return ""
    when = datetime.fromtimestamp(row.ended or row.made)
    try:
        an_id = state.shelf().store.timetables.adopt(row.id, name=say(DRAFT if draft else NAME, when=when))
    except Missing:
        return ""
    if st.session_state.get("adopted") != row.id:
        st.session_state.adopted = row.id
        state.open_timetable(an_id)
    return an_id


def _ended(last: Finished, school: School) -> None:
    if last.reason == "mismatch":
        st.error(say(MISMATCH))
    if last.relaxed:
        st.warning(say(RELAXED, r=last.relaxed, b=last.relaxed_bound))
    match last.status:
        case "optimal":
            st.success(say(OPTIMAL, p=last.penalty), icon=":material/verified:")
        case "feasible":
            n = school.problem.class_periods
            st.success(say(FEASIBLE, n=n, p=last.penalty, b=last.bound or 0), icon=":material/check_circle:")
        case "impossible":
            st.error(say(IMPOSSIBLE), icon=":material/cancel:")
        case _:
            words = {"unconfirmed": UNCONFIRMED, "stopped": STOPPED}.get(last.reason, TOO_SHORT)
            st.error(say(words), icon=":material/cancel:")
    if last.draft:
        st.info(say(A_DRAFT, n=last.placed, m=last.lessons), icon=":material/edit_note:")


def _repaired(last: Repaired, school: School) -> None:
    """How few lessons move, and which."""
    if last.timetable is None:
        st.error(say(IMPOSSIBLE if last.status == "impossible" else TOO_SHORT), icon=":material/cancel:")
        for member in last.conflict:
            st.write("- " + say(member.words))
        return
    fewest = last.moved is not None and last.moved <= last.moved_bound
    words = MOVED_FEWEST if fewest else MOVED
    st.success(say(words, n=last.lessons or 0, b=last.moved_bound), icon=":material/check_circle:")
    if last.changes is not None:
        show_changes(school.problem, school.rules, last.changes)


def _reasons(reasons: Sequence[Mapping[str, Any]]) -> None:
    """Each with its numbers and what would end it."""
    lang = state.lang()
    for reason in reasons:
        with st.container(border=True):
            st.markdown(f":red[✗] **{reason['reason'][lang]}**")
            if reason["remedy"][lang]:
                st.markdown(f"→ {reason['remedy'][lang]}")


def _buttons_of_failure(draft: bool) -> None:
    """At most three."""
    with st.container(horizontal=True):
        if st.button(say(MEND), key="mend", type="primary", icon=":material/build:"):
            state.go("check")
        if draft and st.button(say(SEE_DRAFT), key="see", icon=":material/edit_note:"):
            state.go("timetable")
        if st.button(say(WAYS), key="ways", icon=":material/help_center:"):
            state.go("why_not")
