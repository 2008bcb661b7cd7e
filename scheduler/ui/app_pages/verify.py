"""Page 核查: any timetable of the school against its rules: the open one, or one from a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.services.assign import whole
from scheduler.services.judging import Judged, judge_file
from scheduler.services.load import School
from scheduler.ui import downloads, findings, state
from scheduler.ui.app_pages.timetable_side import find
from scheduler.ui.needs import needs_school
from scheduler.ui.state import say
from scheduler.ui.uploads import read_upload, show_faults
from scheduler.ui.ways import ways_of
from scheduler.verify import judge

TITLE = Text("Verify", "核查")
DROP = Text(
    "Drag in a timetable: ours, a copy changed by hand (.xlsx, .csv, .json), or FET's (.fet, .xml)",
    "拖入课表：轻课导出的、手工改过的（.xlsx、.csv、.json），或 FET 的（.fet、.xml）",
)
OPEN = Text("The open timetable: {name}", "现在打开的课表：{name}")
FILE = Text("From the file: {name}", "来自文件：{name}")
NEITHER = Text("Drag in a timetable to have it checked.", "拖入一份课表即可核查。")
BROKEN = Text("{n} hard rules are broken.", "有 {n} 条硬性规定被违反。")
KEPT = Text("Every hard rule is kept.", "硬性规定全部遵守。")
PARTLY = Text(
    "{n} conditions of the school's file are not known and were not checked.", "学校文件中有 {n} 条条件未能核查。"
)
NOTICED = Text("Noticed while reading ({n})", "读入时注意到（{n}）")
MOVED = Text(
    "Beside the open timetable: {n} lessons stand elsewhere, {r} in another room, {t} have another teacher.",
    "与现在的课表相比：{n} 节换了时间，{r} 节换了教室，{t} 节换了教师。",
)
ACCEPT = Text("Keep as a timetable of this school", "收为本校的一份课表")
REPAIR = Text("Mend it, moving as little as possible", "改好它，只动最少")
LOCATE = Text("Show it in the timetable", "在课表上看")
REPORT = Text("Full report (Excel)", "完整报告（Excel）")
NAME = Text("{school}_verified_{name}.xlsx", "{school}_核查报告_{name}.xlsx")


@dataclass(frozen=True, slots=True)
class Checked:
    """A timetable, where it comes from, and what the judge says."""

    judged: Judged
    name: str
    from_file: bool


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    school = needs_school()
    if school is None:
        return
    file = st.file_uploader(say(DROP), type=["xlsx", "csv", "json", "fet", "xml"], key="timetable_file")
    checked: Checked | None = None
    if file is not None:
        read = read_upload(file, lambda path: _file(school.problem.fingerprint, file.file_id, path, school))
        if isinstance(read, list):
            show_faults(read)
            return
        checked = Checked(read, file.name, True)
    elif (kept := state.kept_timetable()) is not None:
        found = state.kept()
        assert found is not None
        judged = _open(found.id, found.revision, kept.id, kept.revision, school, kept.value)
        checked = Checked(judged, kept.name, False)
    if checked is None:
        st.info(say(NEITHER), icon=":material/upload_file:")
        return
    _shown(checked, school)


@st.cache_resource(show_spinner=False, max_entries=8)
def _file(fingerprint: str, file: str, _path: Path, _school: School) -> Judged:  # noqa: ARG001
    return judge_file(_school, _path)


@st.cache_resource(show_spinner=False, max_entries=8)
def _open(
    school: str,  # noqa: ARG001
    revision: int,  # noqa: ARG001
    timetable: str,  # noqa: ARG001
    step: int,  # noqa: ARG001
    _school: School,
    _timetable: Timetable,
) -> Judged:
    completed, _ = whole(_school)
    report = judge(completed.problem, _timetable, completed.rules, evidence=True)
    return Judged(completed, _timetable, (), replace(report, unchecked=_school.imported.unchecked))


def _shown(checked: Checked, school: School) -> None:
    judged = checked.judged
    problem, report = judged.school.problem, judged.report
    st.markdown(say(FILE if checked.from_file else OPEN, name=f"**{checked.name}**"))
    broken = [one for one in report.of_timetable.rules if one.verdict is not None and one.verdict.value == "broken"]
    if broken:
        st.error(say(BROKEN, n=len(broken)), icon=":material/cancel:")
    else:
        st.success(say(KEPT), icon=":material/check_circle:")
    if report.unchecked:
        st.warning(say(PARTLY, n=report.unchecked))
    findings.figures(report, sum(course.lessons for course in problem.courses))
    if checked.from_file:
        _beside_open(judged, school)
    _buttons(checked, problem)
    if judged.notes:
        with st.expander(say(NOTICED, n=len(judged.notes))):
            for note in judged.notes:
                st.write("- " + note.to(state.lang()))
    picked = findings.table(problem, findings.rows_of(report, judged.timetable), f"findings:{checked.name}")
    if picked is not None:
        with st.container(horizontal=True):
            if not checked.from_file and picked.lessons and st.button(say(LOCATE), key="locate", type="primary"):
                find(picked.finding)
                state.go("timetable")
            owners = tuple(str(part) for part in picked.finding.key[:1])
            for number, way in enumerate(ways_of(problem, picked.rule, owners)):
                if st.button(say(way.words), key=f"finding_way_{number}"):
                    way.go()


def _beside_open(judged: Judged, school: School) -> None:
    """What a copy changed by hand has changed."""
    before = state.timetable()
    if before is None:
        return
    from scheduler.services.compare import compare

    changes = compare(school.problem, school.rules, before, judged.timetable)
    if changes.moved or changes.rooms or changes.teachers:
        st.info(say(MOVED, n=changes.moved, r=changes.rooms, t=changes.teachers), icon=":material/compare_arrows:")


def _buttons(checked: Checked, problem: Problem) -> None:
    judged = checked.judged
    with st.container(horizontal=True):
        stem = Path(checked.name).stem
        name = downloads.name(say(NAME, school=problem.school or "", name=stem))
        st.download_button(
            say(REPORT),
            lambda: downloads.workbook(judged.school, judged.timetable, judged.report, state.lang()),
            name,
            on_click="ignore",
            key="report",
            icon=":material/download:",
        )
        if checked.from_file:
            if st.button(say(ACCEPT), key="accept", type="primary"):
                _accept(checked)
                state.go("timetable")
            if judged.report.broken and st.button(say(REPAIR), key="repair"):
                _accept(checked)
                state.want("generate_way", "near")
                state.watch("")
                state.go("generate")


def _accept(checked: Checked) -> None:
    report = checked.judged.report
    state.add_timetable(checked.judged.timetable, Path(checked.name).stem[:80], (report.relaxed, report.penalty))
