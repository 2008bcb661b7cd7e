"""Where to start: the dean's own file, an empty workbook, a sample, or a school already kept here."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from scheduler.domain.text import Lang, Text
from scheduler.samples import SAMPLES, sample
from scheduler.services.load import load, rule_infos
from scheduler.ui import state
from scheduler.ui.bar import escaped
from scheduler.ui.state import say
from scheduler.ui.uploads import read_upload, show_faults

OWN = Text("From your own tables", "用自己的表格")
DROP = Text(
    "Drag in a workbook (.xlsx, .xls), a FET file (.fet) or .json",
    "拖入工作簿（.xlsx、.xls）、FET 文件（.fet）或 .json",
)
TWO = Text(
    "Two sheets are enough: Plan (subjects × grades) and Teaching (classes × subjects). What is assumed is listed.",
    "两张表就够：课程计划（科目 × 年级）和任课（班级 × 科目）。其余先按默认，并逐条列出。",
)
TEMPLATE = Text("Download an empty workbook", "下载空白工作簿")
TEMPLATE_NAME = Text("qingke-school.xlsx", "轻课_学校资料.xlsx")
EMPTY = Text("Fill an empty school here", "直接在网页上填一所空白学校")
READ = Text("read from {name}", "读自 {name}")
TRY = Text("From a sample school", "从示例学校开始")
SAMPLE = Text("Sample", "示例")
NAMED = Text("{about} ({name})", "{about}（{name}）")
OPEN = Text("Open", "打开")
KEPT = Text("Go on with", "接着做")
UNNAMED = Text("School without a name", "未命名学校")
TYPES = ["xlsx", "xls", "fet", "json", "et"]


def start() -> None:
    """Three ways in."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        _own()
    with right.container(border=True, height="stretch"):
        _sample()
        _kept()


def _own() -> None:
    st.subheader(say(OWN))
    st.caption(say(TWO))
    file = st.file_uploader(say(DROP), type=TYPES, key="school_file")
    if file is not None and st.session_state.get("school_read") != file.file_id:
        read = read_upload(file, load)
        if isinstance(read, list):
            show_faults(read)
        else:
            st.session_state.school_read = file.file_id
            said = READ.format(name=file.name)
            state.open_school(state.shelf().add_school(read.problem, said, read.imported))
            state.want("school_part", "summary")
            st.rerun()
    with st.container(horizontal=True):
        name = say(TEMPLATE_NAME)
        st.download_button(say(TEMPLATE), _template(state.lang()), name, on_click="ignore", key="template")
        if st.button(say(EMPTY), key="empty"):
            from scheduler.io.workbook.template import empty_school

            state.open_school(state.shelf().add_school(empty_school(state.lang()), EMPTY))
            state.want("school_part", "tables")
            st.rerun()


@st.cache_data(show_spinner=False)
def _template(lang: Lang) -> bytes:
    from scheduler.io.workbook import write_template

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, lang=lang, rule_infos=rule_infos())
        return path.read_bytes()


def _sample() -> None:
    st.subheader(say(TRY))
    about = {
        one.name: f"{say(one.about)}（{one.name}）" if state.lang() == "zh" else f"{say(one.about)} ({one.name})"
        for one in SAMPLES
    }
    chosen = st.selectbox(
        say(SAMPLE), list(about), index=list(about).index("primary_36"), format_func=about.__getitem__, key="sample"
    )
    if st.button(say(OPEN), type="primary", key="open_sample"):
        built = sample(chosen)
        state.open_school(state.shelf().add_school(built, TRY))
        state.want("school_part", "summary")
        st.rerun()


def _kept() -> None:
    lines = state.shelf().schools()
    if not lines:
        return
    st.subheader(say(KEPT))
    for line in lines[:8]:
        name = f"{escaped(line.name or say(UNNAMED))} · {line.when.astimezone():%m-%d %H:%M}"
        if st.button(name, key=f"kept_{line.id}", type="tertiary", icon=":material/history:"):
            state.open_school(line.id)
            state.want("school_part", "summary")
            st.rerun()
