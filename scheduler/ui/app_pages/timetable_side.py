"""Beside the timetable: the scorecard, rule by rule, and why a lesson stands where it does."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from scheduler.domain.text import Text
from scheduler.rules.base import Finding, Verdict
from scheduler.ui.grid.desk import Desk, open_desk, session
from scheduler.ui.grid.scorecard import Line, concerned, lines, title, told, where
from scheduler.ui.grid.slots import worth
from scheduler.ui.grid.weeks import Who
from scheduler.ui.state import say

SCORECARD = Text("Scorecard", "记分卡")
HARD = Text("Hard rules kept", "硬性规则")
RELAXED = Text("Relaxable", "可放宽")
POINTS = Text("Points lost", "扣分")
KEPT = Text("Kept ({n})", "已做到（{n}）")
MORE = Text("Next {n} of {all}", "后 {n} 处（共 {all} 处）")
MOST = 8
WHY = Text("Why here: {lesson}", "为什么在这里：{lesson}")
BEST = Text("Best other place: {time} ({worth}).", "最好的其他位置：{time}（{worth}）。")
NO_OTHER = Text("There is no other place for it.", "没有其他位置可放。")
EXCLUDED = Text("Not possible elsewhere, because", "其他时段放不了，原因")
CLOSE = Text("Close", "关闭")


def beside(desk: Desk) -> None:
    """In a narrow column."""
    _why(desk)
    _scorecard(desk, wide=False)


def below(desk: Desk) -> None:
    """Under a table that takes the whole width."""
    _why(desk)
    _scorecard(desk, wide=True)


def _why(desk: Desk) -> None:
    here, table = desk.session, desk.table
    lesson = table.lesson(here.picked or "")
    if not here.asked or lesson is None or here.picked is None or here.picked.startswith("p"):
        return
    why = desk.board(here.picked).why_here(desk.position(here.picked))
    with st.container(border=True):
        st.markdown(f"**{say(WHY, lesson=table.words(lesson))}** · {table.time(lesson.day, lesson.period)}")
        best = why.best
        if best is None:
            st.write(say(NO_OTHER))
        else:
            st.write(say(BEST, time=table.time(best.day, best.period), worth=worth(table, best.points)))
        by_reason: dict[str, list[str]] = defaultdict(list)
        for (day, period), reasons in why.excluded.items():
            by_reason[say(reasons[0]) if reasons else "—"].append(table.time(day, period))
        if by_reason:
            st.caption(say(EXCLUDED))
            comma = say(Text(", ", "、"))
            st.markdown("\n".join(f"- {comma.join(times)}：{reason}" for reason, times in by_reason.items()))
        st.button(say(CLOSE), on_click=_close, key="grid_why_close")


def _close() -> None:
    session().asked = False


def _scorecard(desk: Desk, *, wide: bool) -> None:
    report = desk.report.of_timetable
    hard = [one for one in report.rules if one.rule.level.value == "hard"]
    kept = sum(one.verdict is not Verdict.BROKEN for one in hard)
    with st.container(horizontal=True):
        st.metric(say(HARD), f"{kept}/{len(hard)}", border=True)
        st.metric(say(RELAXED), report.relaxed, border=True)
        st.metric(say(POINTS), report.penalty, border=True)
    found = lines(desk.report)
    open_ = [line for line in found if line.report.findings]
    rules, places = st.columns(2) if wide else (st.container(gap=None), None)
    for line in open_:
        chosen = desk.session.rule == line.label
        with rules:
            st.button(
                title(desk.table, line),
                key=f"grid_rule_{line.label}",
                icon=":material/keyboard_arrow_down:" if chosen else ":material/keyboard_arrow_right:",
                type="tertiary",
                on_click=_open_rule,
                args=(line.label,),
            )
        if chosen:
            with places or rules:
                _findings(desk, line)
    with st.expander(say(KEPT, n=len(found) - len(open_))):
        st.markdown("\n".join(f"- {title(desk.table, line)}" for line in found if not line.report.findings))


def _open_rule(label: str) -> None:
    here = session()
    here.rule = "" if here.rule == label else label
    here.shown, here.marked = 0, ()


def _findings(desk: Desk, line: Line) -> None:
    here = desk.session
    found = list(told(desk.table.problem, line))
    for number, (finding, words) in enumerate(found[here.shown : here.shown + MOST]):
        st.button(
            say(words),
            key=f"grid_finding_{line.label}_{here.shown + number}",
            icon=":material/my_location:",
            on_click=_locate,
            args=(where(desk.table, finding, desk.who), tuple(concerned(desk.table, finding))),
            width="stretch",
        )
    rest = len(found) - here.shown - MOST
    if len(found) > MOST:
        st.button(
            say(MORE, n=min(MOST, rest) if rest > 0 else min(MOST, len(found)), all=len(found)),
            key="grid_more",
            on_click=_more,
            args=(len(found),),
        )


def _more(all_: int) -> None:
    here = session()
    here.shown = here.shown + MOST if here.shown + MOST < all_ else 0


def find(finding: Finding) -> None:
    """Show where a finding is the next time the timetable is shown."""
    desk = open_desk()
    if desk is not None:
        _locate(where(desk.table, finding, desk.who), tuple(concerned(desk.table, finding)))


def _locate(who: Who, marked: tuple[str, ...]) -> None:
    """Show where a finding is; in the whole school's table it is marked there."""
    here = session()
    here.marked = marked
    if here.kind != "school" or who.kind == "room":
        here.kind = who.kind
        here.chosen[who.kind] = who.id
