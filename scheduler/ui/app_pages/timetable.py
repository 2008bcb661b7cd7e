"""课表: the timetable seen and changed by hand; class, teacher, room, whole school."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import state
from scheduler.ui.app_pages import timetable_side as side
from scheduler.ui.app_pages import timetable_tidy as tidy
from scheduler.ui.grid import cards
from scheduler.ui.grid.acts import answer
from scheduler.ui.grid.component import Shown, act_of, timetable_grid
from scheduler.ui.grid.desk import KINDS, Desk, open_desk, owners, session
from scheduler.ui.grid.person import about, figures
from scheduler.ui.grid.weeks import Kind
from scheduler.ui.state import say

GRID = "timetable_grid"
TITLE = Text("Timetable", "课表")
NO_SCHOOL = Text("No school is open yet.", "还没有打开学校。")
NO_TIMETABLE = Text("This school has no timetable yet: make one first.", "这所学校还没有课表，请先排课。")
TO_SCHOOL = Text("Open a school", "打开学校")
TO_GENERATE = Text("Make a timetable", "去排课")
VIEW = Text("View", "视图")
NAMES: dict[Kind, Text] = {
    "class": Text("Class", "班级"),
    "teacher": Text("Teacher", "教师"),
    "room": Text("Room", "场地"),
    "school": Text("Whole school", "全校"),
}
HOW = Text("Drag a lesson, or click it, then its new place.", "拖动一节课，或先点课、再点要放的位置。")
KEYS = Text(
    "With the keyboard: arrow keys, Enter picks up and places, Esc puts down; L locks, Del takes out, W asks why, "
    "Ctrl+Z undoes, Ctrl+Y does again.",
    "用键盘：方向键移动，回车拿起和放下，Esc 取消；L 锁定，Del 移出，W 问为什么，Ctrl+Z 撤销，Ctrl+Y 重做。",
)
STYLE = """<style>
[class*="st-key-grid_rule_"] button, [class*="st-key-grid_finding_"] button {
  justify-content: flex-start; text-align: left; min-height: 0; padding-block: 3px;
}
[class*="st-key-grid_finding_"] button { border-color: transparent; font-size: .9rem; }
</style>"""


def show() -> None:
    """The page."""
    if state.kept() is None:
        _nothing(NO_SCHOOL, TO_SCHOOL, "school")
    elif state.kept_timetable() is None or state.school() is None:
        _nothing(NO_TIMETABLE, TO_GENERATE, "generate")
    else:
        _located()
        tidy.banner()
        _page()


def _located() -> None:
    """Lessons that another page wants shown: the week of their first class, or the whole school's table."""
    wanted = st.session_state.pop("located", ())
    desk = open_desk() if wanted else None
    if desk is None:
        return
    lessons = [desk.table.timetable.lessons[at] for at in wanted if at < len(desk.table.timetable.lessons)]
    homes = {home.id for one in lessons if one.sets and (home := desk.table.problem.index.class_of(one.sets[0]))}
    desk.session.forget()
    desk.session.marked = tuple(f"n{at}" for at in wanted)
    desk.session.kind = "class" if len(homes) == 1 else "school"
    desk.session.chosen["class"] = next(iter(homes), "")


def _nothing(why: Text, button: Text, page: str) -> None:
    st.header(say(TITLE))
    st.info(say(why))
    if st.button(say(button), type="primary"):
        state.go(page)


@st.fragment
def _page() -> None:
    desk = open_desk()
    if desk is None:
        st.rerun()
        return
    st.html(STYLE)
    _choose(desk)
    if desk.who.kind == "school":
        _grid(desk)
        side.below(desk)
        return
    left, right = st.columns([7, 3], gap="medium")
    with left:
        _facts(desk)
        _grid(desk)
    with right:
        side.beside(desk)


def _choose(desk: Desk) -> None:
    """Which view, and whose."""
    with st.container(horizontal=True, vertical_alignment="center"):
        views = {kind: say(name) for kind, name in NAMES.items()}
        st.session_state.grid_kind = desk.session.kind
        st.segmented_control(
            say(VIEW),
            KINDS,
            format_func=views.__getitem__,
            key="grid_kind",
            required=True,
            label_visibility="collapsed",
            on_change=_turn,
        )
        if desk.who.kind != "school":
            options, key = owners(desk.table, desk.who.kind), f"grid_who_{desk.who.kind}"
            st.session_state[key] = desk.who.id
            st.selectbox(
                say(NAMES[desk.who.kind]),
                [*options],
                format_func=lambda one: options.get(one, one),
                key=key,
                width=220,
                label_visibility="collapsed",
                on_change=_choose_who,
                args=(key,),
            )
        tidy.offer(desk)
        st.caption(say(HOW), help=say(KEYS))


def _turn() -> None:
    here = session()
    here.kind = st.session_state.grid_kind or here.kind
    here.marked = ()


def _choose_who(key: str) -> None:
    here = session()
    if st.session_state[key] is not None:
        here.chosen[here.kind] = st.session_state[key]
        here.marked = ()


def _facts(desk: Desk) -> None:
    """A teacher's week in figures."""
    if desk.who.kind != "teacher":
        return
    told = " · ".join(f"{name} **{value}**" for name, value in figures(desk.table, desk.who.id))
    st.markdown(told)
    for line in about(desk.table, desk.who.id):
        st.caption(line)


def _grid(desk: Desk) -> None:
    here, table = desk.session, desk.table
    waiting = {f"p{at}": cards.card(table, lesson, cards.parked) for at, lesson in enumerate(table.parked)}
    found = desk.slots(here.picked) if here.picked is not None else {}
    shown: Shown = {
        "rev": desk.rev,
        "answer": here.answer,
        "drawn": f"{desk.rev}.{desk.who.kind}.{desk.who.id}.{table.lang}",
        "parked": [*waiting],
        "picked": here.picked,
        "places": {key: slot for key, (_, slot) in found.items()},
        "marked": list(here.marked),
        "undo": say(desk.kept.undo) if desk.kept.undo else "",
        "redo": say(desk.kept.redo) if desk.kept.redo else "",
        "hint": say(here.hint),
    }
    timetable_grid(desk.sheet, shown, state.lang(), key=GRID, on_act=_act, cards=waiting)


def _act() -> None:
    """Something was done in the grid."""
    act, desk = act_of(GRID), open_desk()
    if act is not None and desk is not None:
        answer(desk, act)
