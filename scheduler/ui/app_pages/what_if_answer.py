"""The answer to a scenario: in a line, in sentences, in tables; and what to do with it."""

from __future__ import annotations

import streamlit as st

from scheduler.answers import Answered
from scheduler.domain.scenario import Scenario, apply
from scheduler.domain.text import FaultyInput, Text
from scheduler.services.load import School, opened
from scheduler.store.values import JobRow
from scheduler.ui import state
from scheduler.ui.changes_view import show_changes
from scheduler.ui.state import say

NOT_YET = Text("not answered yet", "还没有推演")
WAITS = Text("waiting", "排队中")
RUNS = Text("being answered", "推演中")
FAILED = Text("no answer", "没有结果")
WORKS, NOT, OPEN = Text("✓ it works", "✓ 排得出来"), Text("✗ it does not work", "✗ 排不出来"), Text("? open", "? 未定")
MOVED, POINTS = Text("lessons moved", "要动的课"), Text("points lost", "扣分")
COSTS: tuple[tuple[str, Text], ...] = (
    ("people", Text("people more", "多用人")),
    ("rooms", Text("rooms more", "多用场地")),
    ("lessons", Text("lessons more", "多出的节数")),
)
ADOPT = Text("Adopt: the school becomes so", "采用：学校就这样改")
ADOPTED = Text("adopted: {name}", "采用方案：{name}")
TIMETABLE = Text("{name}", "{name}")


def line(row: JobRow | None) -> Text:
    """How far a question is answered."""
    if row is None:
        return NOT_YET
    if not row.over:
        return WAITS if row.state == "queued" else RUNS
    return {"optimal": WORKS, "feasible": WORKS, "impossible": NOT, "unknown": OPEN}.get(row.status, FAILED)


def answer(school: School, scenario: Scenario, last: Answered) -> None:
    """Everything known of one scenario."""
    st.subheader(scenario.name)
    show = {"impossible": st.error, "unknown": st.warning}.get(last.status, st.success)
    words = [say(one) for one in last.words] or [say(line_of(last))]
    show(words[0])
    for more in words[1:]:
        st.write("- " + more)
    for member in last.conflict:
        st.write("- " + say(member.words))
    cells = st.columns(5)
    cells[0].metric(say(MOVED), "—" if last.moved is None else last.moved)
    before, after = last.before, last.value
    delta = None if before is None or after is None else after[1] - before[1]
    cells[1].metric(say(POINTS), "—" if after is None else after[1], delta, delta_color="inverse")
    for place, (name, label) in zip(cells[2:], COSTS, strict=True):
        place.metric(say(label), getattr(last, name))
    if last.changes is not None:
        show_changes(school.problem, school.rules, last.changes)
    if last.status in ("optimal", "feasible") and st.button(say(ADOPT), type="primary", key="adopt"):
        _adopt(school, scenario, last)


def line_of(last: Answered) -> Text:
    """The verdict alone."""
    return {"optimal": WORKS, "feasible": WORKS, "impossible": NOT}.get(last.status, OPEN)


def _adopt(school: School, scenario: Scenario, last: Answered) -> None:
    """The changes become the school's (undo takes them back); the answer's timetable becomes one of its timetables.

    A dated scenario leaves the school as it is: it is a timetable for its weeks.
    """
    if scenario.weeks is None:
        try:
            changed = apply(school.problem, scenario)
            opened(changed)
        except FaultyInput as error:
            for fault in error.faults:
                st.error(fault.to(state.lang()))
            return
        if not state.change(changed, ADOPTED.format(name=scenario.name)):
            return
    if last.timetable is not None:
        made = state.add_timetable(last.timetable, scenario.name, last.value, state.timetable_id())
        if scenario.weeks is not None:
            state.shelf().store.timetables.set_weeks(made, scenario.weeks.first, scenario.weeks.last, revision=None)
        state.go("timetable")
    state.go("school")
