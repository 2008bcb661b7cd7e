"""Page 排不出来: the conflict in words, who is in it, and at most three ways on."""

from __future__ import annotations

import streamlit as st

from scheduler.answers import Explained, WayOut
from scheduler.domain.scenario import Scenario, apply
from scheduler.domain.text import FaultyInput, Text
from scheduler.services.assign import whole
from scheduler.services.explain_words import lines
from scheduler.services.load import School
from scheduler.ui import state
from scheduler.ui.live import newest, watched
from scheduler.ui.needs import needs_school
from scheduler.ui.state import say

TITLE = Text("Why not", "排不出来")
ABOUT = Text(
    "If a school cannot be timetabled, this finds the smallest reason and what would end it.",
    "学校排不出来时，在这里找出最小的矛盾，以及怎样改就排得出来。",
)
FIND, AGAIN = Text("Find the reason", "找原因"), Text("Look again", "再找一次")
SECONDS = 30
FINE = Text("Nothing stands against it.", "没有矛盾。")
MEMBERS = Text("What it consists of", "由这几条凑成")
NEEDED = Text(
    "Each was taken out in turn: without any one of them it works.", "逐条试过：去掉其中任何一条，就排得出来。"
)
SO_FAR = Text("This is the smallest reason found so far.", "这是到目前为止找到的最小原因。")
WAYS = Text("Ways out", "可行的办法")
TRIED = Text("tried: it works", "试过，排得出来")
NOT_TRIED = Text("not tried", "未试")
COST = Text("costs {what}", "代价：{what}")
COSTS = (
    Text("{n} rule(s) loosened", "放宽 {n} 条规定"),
    Text("{n} lesson(s)", "{n} 节课"),
    Text("{n} teacher's hour(s) more", "多 {n} 节教师课时"),
    Text("{n} place(s) more", "多 {n} 个场地位"),
)
TAKE, TRY = Text("Do this", "就这样改"), Text("Try it as a scenario", "先作方案试试")
TAKEN = Text("way out: {what}", "采用办法：{what}")
MEND, DRAFT = Text("Change it here", "改这里"), Text("Make a draft first", "先出草稿")
EXPERT = Text("For experts", "专家信息")
PROOFS = {
    "counting": Text("shown by counting", "数出来的"),
    "flow": Text("shown by a flow of lessons into places", "按课时流向位置算出"),
    "lp": Text("shown by adding rules up", "把规则加起来算出"),
    "core": Text("found by leaving out rule after rule and solving again", "逐条去掉规则重新求解得出"),
    "": Text("not proven", "未证明"),
}


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    school = needs_school()
    if school is None:
        return
    row = newest("explain")
    if row is None:
        st.write(say(ABOUT))
        if st.button(say(FIND), type="primary", key="find", icon=":material/search:"):
            _start()
        return
    last = watched(row)
    if isinstance(last, Explained):
        _told(school, last)
    if row.over and st.button(say(AGAIN), key="again"):
        _start()


def _start() -> None:
    from scheduler.engine.settings import Settings

    state.jobs().start(state.school_id(), Settings(seconds=SECONDS), "explain", ways=3)
    st.rerun()


def _told(school: School, last: Explained) -> None:
    if last.status == "feasible":
        st.success(say(last.words) or say(FINE), icon=":material/check_circle:")
        return
    (st.error if last.status == "impossible" else st.warning)(say(last.words), icon=":material/cancel:")
    if last.also is not None:
        st.warning(say(last.also))
    if last.conflict:
        st.markdown(f"**{say(MEMBERS)}**")
        guards = [(member.rule, member.owner) for member in last.conflict]
        for words in lines(whole(school)[0].problem, whole(school)[0].rules, guards):
            st.markdown(f"- {say(words)}")
        checked = last.checked if last.checked.zh else NEEDED if last.confirmed else SO_FAR
        st.caption(say(checked))
    with st.container(horizontal=True):
        if st.button(say(MEND), key="mend", type="primary", icon=":material/build:"):
            state.go("check")
        if st.button(say(DRAFT), key="draft", icon=":material/edit_note:"):
            state.watch("")
            state.go("generate")
    if last.ways_out:
        st.subheader(say(WAYS))
    for number, way in enumerate(last.ways_out[:3]):
        _way(school, way, number)
    with st.expander(say(EXPERT)):
        st.write(say(PROOFS[last.proof]))
        for member in last.conflict:
            st.caption(say(member.words))
        st.json([member.model_dump(mode="json") for member in (*last.conflict, *last.facts)], expanded=False)


def _way(school: School, way: WayOut, number: int) -> None:
    with st.container(border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"**{number + 1}. {say(way.words)}**")
        costs = [
            say(words, n=n)
            for words, n in zip(COSTS, (way.rules, way.lessons, way.people, way.places), strict=True)
            if n
        ]
        tried = say(TRIED if way.verified else NOT_TRIED)
        left.caption(" · ".join([tried, *([say(COST, what="、".join(costs))] if costs else [])]))
        scenario = Scenario(name=say(way.words)[:190], patches=way.patches)
        if right.button(say(TAKE), key=f"take_{number}", type="primary", width="stretch"):
            _take(school, scenario)
        if right.button(say(TRY), key=f"try_{number}", width="stretch"):
            from scheduler.ui.scenarios import keep

            keep(scenario)
            state.go("what_if")


def _take(school: School, scenario: Scenario) -> None:
    try:
        changed = apply(school.problem, scenario)
    except FaultyInput as error:
        for fault in error.faults:
            st.error(fault.to(state.lang()))
        return
    if state.change(changed, TAKEN.format(what=scenario.name)):
        state.go("check")
