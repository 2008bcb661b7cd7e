"""A judge's report as people read it: counts first, then findings by severity, each with its rule, place and cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import streamlit as st

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Finding, Level, Rule, Verdict
from scheduler.ui.state import say
from scheduler.verify import Report
from scheduler.words import VERDICT_NAMES, rule_title, sentence

ORDER = (Verdict.BROKEN, Verdict.ASK, Verdict.NOT_CHECKED, Verdict.NOTICE)
MARKS = {Verdict.BROKEN: "✗", Verdict.ASK: "?", Verdict.NOT_CHECKED: "–", Verdict.NOTICE: "!"}
KEPT = Text("hard rules kept", "硬性规定遵守")
LOST = Text("points lost", "扣分")
PLACED = Text("lessons placed", "排上的课")
SEVERITY, RULE, WHAT, CELL, SOURCE = (
    Text("severity", "程度"),
    Text("rule", "规则"),
    Text("what was found", "发现"),
    Text("cell", "单元格"),
    Text("clause", "依据"),
)
SHOW = Text("Show", "显示")
MOST = 1000
NONE = Text("Nothing was found.", "没有发现问题。")
POINTS = Text("each counts for {w}", "每处 {w} 分")


@dataclass(frozen=True, slots=True)
class Row:
    """One finding, ready for a table; `lessons` are positions in the timetable."""

    verdict: Verdict
    rule: Rule
    finding: Finding
    cells: str

    @property
    def lessons(self) -> tuple[int, ...]:
        """Where it stands in the timetable."""
        return self.finding.lessons


def rows_of(report: Report, timetable: Timetable) -> tuple[Row, ...]:
    """Every finding that matters, the gravest first, in each verdict the heaviest first."""
    out: list[Row] = []
    for one in report.rules:
        for finding in one.findings:
            if finding.amount or finding.verdict in (Verdict.ASK, Verdict.NOT_CHECKED):
                sources = [timetable.lessons[at].source for at in finding.lessons if at < len(timetable.lessons)]
                cells = "、".join(dict.fromkeys(source for source in sources if source))
                out.append(Row(finding.verdict, one.rule, finding, cells))
    return tuple(sorted(out, key=lambda row: (ORDER.index(row.verdict), -row.rule.weight * row.finding.amount)))


def figures(report: Report, lessons: int) -> None:
    """Hard rules kept, lessons placed, points lost."""
    part = report.of_timetable
    hard = [one for one in part.rules if one.rule.level is Level.HARD and one.verdict is not Verdict.NOT_CHECKED]
    kept = [one for one in hard if one.verdict is not Verdict.BROKEN]
    cells = st.columns(3)
    cells[0].metric(say(KEPT), f"{len(kept)} / {len(hard)}")
    cells[1].metric(say(PLACED), f"{report.placed} / {lessons}")
    cells[2].metric(say(LOST), part.penalty)


def table(problem: Problem, rows: tuple[Row, ...], key: str) -> Row | None:
    """Findings of the severities chosen; the row that was clicked."""
    counts = Counter(row.verdict for row in rows)
    if not rows:
        st.success(say(NONE))
        return None
    names = {v: f"{MARKS[v]} {say(VERDICT_NAMES[v])} {counts[v]}" for v in ORDER if counts[v]}
    chosen = st.pills(
        say(SHOW), list(names), selection_mode="multi", default=list(names)[:1], format_func=names.__getitem__, key=key
    )
    shown = [row for row in rows if row.verdict in (chosen or ())][:MOST]
    event = st.dataframe(
        {
            say(SEVERITY): [f"{MARKS[row.verdict]} {say(VERDICT_NAMES[row.verdict])}" for row in shown],
            say(RULE): [say(rule_title(problem, row.rule)) for row in shown],
            say(WHAT): [say(sentence(problem, row.rule, row.finding)) for row in shown],
            say(CELL): [row.cells for row in shown],
            say(SOURCE): [say(row.rule.source) for row in shown],
        },
        hide_index=True,
        height=min(480, 38 * (len(shown) + 1)),
        on_select="rerun",
        selection_mode="single-row",
        key=f"{key}:table",
    )
    picked = event["selection"]["rows"]
    return shown[picked[0]] if picked and picked[0] < len(shown) else None
