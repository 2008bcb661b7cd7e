"""Page 检查: what counting shows before anything is searched, red first, each with numbers, remedy and way there."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.precheck import Precheck, Severity, Shortage, precheck
from scheduler.precheck.progress import Progress, progress
from scheduler.services.load import School
from scheduler.ui import state
from scheduler.ui.needs import needs_school
from scheduler.ui.state import say
from scheduler.ui.ways import ways_to

TITLE = Text("Check", "检查")
RED = Text("It cannot be timetabled, for {n} reason(s)", "排不出来，原因有 {n} 条")
YELLOW = Text("It can be tight: {n} warning(s)", "可能偏紧：{n} 条提醒")
GREEN = Text("Counting finds no obstacle: you can generate.", "数下来没有问题，可以排课。")
COUNTED = Text("Counted and sufficient ({n})", "已核对、够用（{n} 条）")
NUMBERS = Text("needed {need}, available {have}: {missing} short", "需要 {need}，只有 {have}，差 {missing}")
DEEPER = Text("Look deeper: add all hard rules up (some seconds)", "再细查：把全部硬性规定加在一起算（几秒）")
WAIT = Text("Adding up …", "正在合计……")
PROGRESS = Text(
    "Teaching assignment: {given} of {planned} lessons have a teacher", "分课进度：{planned} 节中 {given} 节已定教师"
)
MISSING = Text("{c} {s}: {n} of {p} lessons without a teacher", "{c} {s}：{p} 节中 {n} 节未定教师")
OVER = Text("{t}: {n} lessons a week, {d:g} over the norm", "{t}：每周 {n} 节，超量 {d:g} 节")
UNDER = Text("{t}: {n} lessons a week, {d:g} under the norm", "{t}：每周 {n} 节，不足 {d:g} 节")
MOST = 12
GENERATE = Text("Make a timetable", "去排课")
WHY = Text("Why, and ways out", "看原因和办法")


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    school = needs_school()
    if school is None:
        return
    found = state.kept()
    assert found is not None
    counted = _counted(found.id, found.revision, school)
    reds, yellows, greens = list(counted.reds), list(counted.yellows), list(counted.greens)
    deep = st.session_state.get(_DEEP)
    if deep == (found.id, found.revision):
        with st.spinner(say(WAIT)):
            more = _added_up(found.id, found.revision, school)
        {Severity.RED: reds, Severity.YELLOW: yellows, Severity.GREEN: greens}[more.severity].append(more)
    _verdict(reds, yellows)
    for at, one in enumerate((*reds, *yellows)):
        _line(school.problem, one, at)
    with st.container(horizontal=True):
        if reds:
            if st.button(say(WHY), type="primary", key="why", icon=":material/help_center:"):
                state.go("why_not")
        elif st.button(say(GENERATE), type="primary", key="generate_now", icon=":material/play_circle:"):
            state.go("generate")
        if not reds and deep != (found.id, found.revision) and st.button(say(DEEPER), key="deeper"):
            st.session_state[_DEEP] = (found.id, found.revision)
            st.rerun()
    with st.expander(say(COUNTED, n=len(greens)), icon=":material/check_circle:"):
        for one in greens:
            st.markdown(f":green[✓] {say(one.reason)}")
    _teaching(school.problem, _progress(found.id, found.revision, school))


_DEEP = "deep"


def _verdict(reds: list[Shortage], yellows: list[Shortage]) -> None:
    if reds:
        st.error(say(RED, n=len(reds)), icon=":material/cancel:")
    elif yellows:
        st.warning(say(YELLOW, n=len(yellows)), icon=":material/warning:")
    else:
        st.success(say(GREEN), icon=":material/check_circle:")


def _line(problem: Problem, one: Shortage, at: int) -> None:
    """A shortage: sentence, numbers, remedy, and a button to where it can be changed."""
    red = one.severity is Severity.RED
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        mark = ":red[✗]" if red else ":orange[!]"
        left.markdown(f"{mark} **{say(one.reason)}**")
        if one.missing:
            left.caption(say(NUMBERS, need=one.need, have=one.have, missing=one.missing))
        if one.remedy.zh:
            left.markdown(f"→ {say(one.remedy)}")
        for number, way in enumerate(ways_to(problem, one)):
            if right.button(say(way.words), key=f"way_{at}_{number}", width="stretch"):
                way.go()


@st.cache_resource(show_spinner=False, max_entries=16)
def _counted(an_id: str, revision: int, _school: School) -> Precheck:  # noqa: ARG001
    return precheck(_school.problem, _school.rules)


@st.cache_resource(show_spinner=False, max_entries=16)
def _added_up(an_id: str, revision: int, _school: School) -> Shortage:  # noqa: ARG001
    from scheduler.services.proof import added_up

    return added_up(_school)


@st.cache_resource(show_spinner=False, max_entries=16)
def _progress(an_id: str, revision: int, _school: School) -> Progress:  # noqa: ARG001
    return progress(_school.problem)


def _teaching(problem: Problem, state_of: Progress) -> None:
    """分课进度: what has no teacher yet, and whose load is off the norm."""
    title = problem.index.title
    lines = [
        say(
            MISSING,
            c=title(gap.class_id),
            s=title(gap.subject),
            n=gap.planned - gap.assigned + gap.without_teacher,
            p=gap.planned,
        )
        for gap in state_of.gaps
    ]
    lines += [
        say(OVER if each.over else UNDER, t=title(each.teacher), n=each.periods, d=(each.over or each.under) / 100)
        for each in state_of.loads
        if each.over or each.under
    ]
    with st.expander(say(PROGRESS, given=state_of.given, planned=state_of.planned), icon=":material/group:"):
        if lines:
            st.dataframe({say(TITLE): lines}, hide_index=True, height=min(400, 38 * (len(lines) + 1)))
        else:
            st.progress(1.0)
