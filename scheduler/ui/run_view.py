"""A job as a person watches it: what it is doing, points lost against the least possible, and their curve."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import streamlit as st

from scheduler.domain.text import Text
from scheduler.events import STAGES
from scheduler.store.values import JobRow, Told
from scheduler.ui import state
from scheduler.ui.state import say

WAITING = Text("Waiting: number {n} in the queue", "排队中：第 {n} 位")
BEGINS = Text("Reading the school", "正在读入学校资料")
STOPPING = Text("Stopping, keeping the best", "正在停下，保留最好的")
ENDS: dict[str, Text] = {
    "done": Text("Finished", "已结束"),
    "failed": Text("It could not be done", "没有算成"),
    "interrupted": Text("Interrupted: the program or the computer was stopped", "中断了：程序或电脑被关掉"),
    "cancelled": Text("Called off before it began", "还没开始就取消了"),
}
TIME = Text("time", "用时")
SECONDS = Text("{n} s", "{n} 秒")
FOUND = Text("timetables found", "找到的课表")
LOST = Text("points lost", "目前扣分")
LEAST = Text("cannot be fewer than", "最少也要扣")
TO_GO = Text("at most {n} to go", "最多还差 {n}")
GAVE_WAY = Text("relaxable rules gave way", "可放宽的规定让步")
POINTS = Text(
    "Points lost count what is not ideal: each wish not met costs its weight. 0 would be perfect; fewer is better.",
    "扣分是“不够理想”的地方：每条没满足的希望按它的权重扣分。0 分最理想，越少越好。",
)
NOW, BEST = Text("points lost", "扣分"), Text("least possible", "最少可能")
AXIS = Text("seconds", "秒")


def headline(row: JobRow) -> None:
    """What it is doing, or how it ended."""
    if row.state == "queued":
        st.info(say(WAITING, n=row.position or 1), icon=":material/hourglass_empty:")
    elif row.state == "stopping":
        st.info(say(STOPPING), icon=":material/stop_circle:")
    elif row.state == "running":
        stages = [told for told in state.jobs().events(row.id) if told.event == "stage"]
        words = STAGES.get(str(stages[-1].body.get("name")), BEGINS) if stages else BEGINS
        st.info(say(words), icon=":material/sync:")
    elif row.state == "done":
        st.caption(say(ENDS["done"]))
    else:
        st.warning(say(ENDS[row.state]), icon=":material/warning:")


def figures(row: JobRow, told: Sequence[Told]) -> None:
    """Time, timetables found, points lost, the least possible."""
    ended = row.ended or time.time()
    passed = max(0, round(ended - row.started)) if row.started else 0
    cells = st.columns(4)
    cells[0].metric(say(TIME), say(SECONDS, n=passed))
    cells[1].metric(say(FOUND), sum(1 for one in told if one.event == "improved"))
    best = None if row.penalty is None or row.bound is None else row.penalty - row.bound
    delta = say(TO_GO, n=best) if best else None
    cells[2].metric(say(LOST), "—" if row.penalty is None else row.penalty, delta, delta_color="off", help=say(POINTS))
    cells[3].metric(say(LEAST), "—" if row.bound is None else row.bound)
    if row.relaxed:
        st.caption(f"{say(GAVE_WAY)}: {row.relaxed}")


def curve(told: Sequence[Told]) -> None:
    """Points lost and the least possible over time, two steps that come nearer; told apart by dash as by colour."""
    spec = curve_of(told, say(NOW), say(BEST), say(AXIS))
    if spec is not None:
        st.echarts_chart(spec, height=300, key="curve", alt=say(POINTS))


def curve_of(told: Sequence[Told], now: str, best: str, axis: str) -> dict[str, Any] | None:
    """The chart of a run, None while there is nothing to see."""
    lost = [[one.seconds, one.body["penalty"]] for one in told if one.event == "improved"]
    least = [
        [one.seconds, one.body["bound"]] for one in told if one.event == "bound" and one.body.get("bound") is not None
    ]
    if not lost and not least:
        return None
    end = max(one.seconds for one in told)
    for line in (lost, least):
        if line:
            line.append([end, line[-1][1]])
    return {
        "animation": False,
        "grid": {"left": 60, "right": 24, "top": 36, "bottom": 36},
        "legend": {"data": [now, best]},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "name": axis, "min": 0},
        "yAxis": {"type": "value", "min": 0},
        "series": [
            {"name": now, "type": "line", "step": "end", "symbol": "none", "data": lost},
            {
                "name": best,
                "type": "line",
                "step": "end",
                "symbol": "none",
                "data": least,
                "lineStyle": {"type": "dashed"},
            },
        ],
    }
