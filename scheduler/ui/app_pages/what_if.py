"""Page 方案: questions put by form, answered one after another, compared side by side, adopted as a new version."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from scheduler.answers import Answered
from scheduler.domain.scenario import Patch, Scenario, Weeks, apply
from scheduler.domain.text import FaultyInput, Text
from scheduler.services.load import School
from scheduler.ui import state
from scheduler.ui.app_pages.what_if_answer import answer, line
from scheduler.ui.live import row_of, watched
from scheduler.ui.needs import needs_school
from scheduler.ui.scenario_forms import ASKS
from scheduler.ui.scenarios import KeptScenario, asked, forget, keep, kept
from scheduler.ui.state import say

TITLE = Text("What if", "方案")
ABOUT = Text(
    "Ask before you change anything: what would move, what it would cost. The school stays as it is.",
    "先问再改：要动哪些课、代价多大。学校资料不会变。",
)
NEW = Text("A new question", "新方案")
QUESTION, CHANGES = Text("What changes?", "改什么？"), Text("Changes so far", "已加的改动")
ADD, KEEP, CLEAR = Text("Add this change", "加上这项改动"), Text("Keep the scenario", "保存方案"), Text("Clear", "清空")
NAME = Text("Name", "方案名称")
ONLY = Text("Only in some weeks", "只在某几周")
FIRST, LAST = Text("from week", "从第几周"), Text("to week", "到第几周")
MINE = Text("Scenarios", "方案列表")
NONE = Text("No scenario yet: put a question on the left.", "还没有方案：先在左边提一个问题。")
RUN, DELETE = Text("Answer those marked", "推演选中的"), Text("Delete those marked", "删除选中的")
SCENARIO, ANSWER = Text("scenario", "方案"), Text("answer", "结果")
SECONDS = 60
INCOMPLETE = Text("Fill in the form first.", "请先把内容填完整。")
MARK = Text(
    "Mark rows to answer or delete them; mark one to read its answer.", "选中几行可以推演或删除；选中一行看结果。"
)
DRAFT = "scenario_draft"


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    school = needs_school()
    if school is None:
        return
    st.caption(say(ABOUT))
    left, right = st.columns([2, 3])
    with left, st.container(border=True):
        _builder(school)
    with right:
        chosen = _list()
    if chosen is not None:
        row = row_of(chosen.job)
        if row is not None:
            last = watched(row)
            if isinstance(last, Answered):
                answer(school, chosen.scenario, last)


def _builder(school: School) -> None:
    """A scenario, change by change."""
    problem = school.problem
    st.subheader(say(NEW))
    names = {ask.id: say(ask.words) for ask in ASKS}
    chosen = st.selectbox(say(QUESTION), list(names), format_func=names.__getitem__, key="ask")
    ask = next(one for one in ASKS if one.id == chosen)
    change = ask.form(problem, f"ask:{ask.id}")
    drafts: list[tuple[str, Patch]] = st.session_state.setdefault(DRAFT, [])
    if st.button(say(ADD), key="add_change", icon=":material/add:"):
        if change is None:
            st.warning(say(INCOMPLETE))
        else:
            drafts.append((names[ask.id], change))  # type: ignore[arg-type]
    if not drafts:
        return
    st.markdown(f"**{say(CHANGES)}**")
    for number, (words, patch) in enumerate(drafts, 1):
        facts = "、".join(_fact(school, v) for k, v in patch.model_dump(exclude_defaults=True).items() if k != "kind")
        st.write(f"{number}. {words}：{facts}")
    weeks = None
    if st.checkbox(say(ONLY), key="dated"):
        first, last = st.columns(2)
        a = int(first.number_input(say(FIRST), 1, 60, 6, key="first_week"))
        weeks = Weeks(first=a, last=max(a, int(last.number_input(say(LAST), 1, 60, a + 1, key="last_week"))))
    name = st.text_input(say(NAME), drafts[0][0], max_chars=80, key=f"scenario_name_{len(drafts)}")
    with st.container(horizontal=True):
        if st.button(say(KEEP), type="primary", key="keep_scenario"):
            _keep(school, name, tuple(patch for _, patch in drafts), weeks)
        if st.button(say(CLEAR), key="clear_scenario"):
            st.session_state[DRAFT] = []
            st.rerun()


def _fact(school: School, value: object) -> str:
    """A field's value in words."""
    title, index = school.problem.index.title, school.problem.index
    if isinstance(value, str):
        return title(value)
    if isinstance(value, dict):
        day = value.get("day")
        words = [say(index.day_name(day))] if isinstance(day, int) and day else []
        return " ".join([*words, *(str(v) for k, v in value.items() if k != "day" and v)])
    if isinstance(value, (list, tuple)):
        return "、".join(_fact(school, one) for one in value)
    return str(value)


def _keep(school: School, name: str, patches: tuple[Patch, ...], weeks: Weeks | None) -> None:
    try:
        scenario = Scenario(name=name.strip() or say(TITLE), patches=patches, weeks=weeks)
        apply(school.problem, scenario)
    except FaultyInput as error:
        for fault in error.faults:
            st.error(say(fault.wrong) + (f" → {say(fault.right)}" if fault.right.zh else ""))
        return
    except ValidationError as error:
        st.error(str(error.errors()[0]["msg"]))
        return
    keep(scenario)
    st.session_state[DRAFT] = []
    st.rerun()


def _list() -> KeptScenario | None:
    """Every scenario with its answer in a line; the one marked alone."""
    st.subheader(say(MINE))
    every = kept()
    if not every:
        st.info(say(NONE), icon=":material/alt_route:")
        return None
    rows = [row_of(one.job) for one in every]
    running = any(row is not None and not row.over for row in rows)
    event = st.dataframe(
        {
            say(SCENARIO): [one.scenario.name for one in every],
            say(ANSWER): [say(line(row)) for row in rows],
        },
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key="scenarios",
        height=min(320, 38 * (len(every) + 1)),
    )
    marked = [every[at] for at in event["selection"]["rows"] if at < len(every)]
    st.caption(say(MARK))
    with st.container(horizontal=True):
        if st.button(say(RUN), type="primary", key="run", disabled=not marked, icon=":material/play_circle:"):
            _run(marked)
        if st.button(say(DELETE), key="delete", disabled=not marked):
            for one in marked:
                forget(one)
            st.rerun()
    if running:
        st.fragment(_wait, run_every=1.5)([row.id for row in rows if row is not None and not row.over])
    return marked[0] if len(marked) == 1 else every[0] if len(every) == 1 else None


def _wait(jobs: list[str]) -> None:
    """Show the page anew when one of these has ended."""
    if any((row := row_of(job)) is None or row.over for job in jobs):
        st.rerun()


def _run(marked: list[KeptScenario]) -> None:
    """Put each question to a worker; they take turns."""
    from scheduler.engine.settings import Settings

    base, settings = state.timetable(), Settings(seconds=SECONDS)
    for one in marked:
        asked(one, state.jobs().start(state.school_id(), settings, "whatif", scenario=one.scenario, timetable=base))
    st.rerun()
