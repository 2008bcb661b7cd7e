"""Page 打印: every sheet a dean hands out, one click each, named as she would name it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.io.results import pages
from scheduler.io.results.book import Write
from scheduler.io.results.prints import PRINTS
from scheduler.services.assign import whole
from scheduler.services.load import School
from scheduler.ui import downloads, state
from scheduler.ui.needs import needs_timetable
from scheduler.ui.state import say
from scheduler.verify import Report, judge

TITLE = Text("Print", "打印")
WHICH = Text("Timetable", "课表")
DRAFT = Text("This is a draft: every print says so.", "这是草稿：每张打印件上都会注明。")
ALL = Text("Everything in one workbook", "全部表格（一个 Excel）")
SINGLE, PAGES, OTHERS = (
    Text("Excel, ready to print", "Excel，打开即可打印"),
    Text("Pages for the browser's printer", "网页，直接打印"),
    Text("For other programs", "给其他程序"),
)
NAME = Text("{school}_{what}_{when}{ending}", "{school}_{what}_{when}{ending}")
ENDINGS: dict[str, Text] = {
    ".csv": Text("List of lessons (.csv)", "课程清单（.csv）"),
    ".json": Text("For Qingke (.json)", "轻课课表（.json）"),
    ".fet": Text("For FET (.fet)", "给 FET（.fet）"),
}
WHOLE = Text("timetable_all", "课表全套")


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    found = needs_timetable()
    if found is None:
        return
    school, timetable = found
    _choose()
    if timetable.draft:
        st.warning(say(DRAFT), icon=":material/edit_note:")
    kept, made = state.kept(), state.kept_timetable()
    assert kept is not None
    assert made is not None
    lang = state.lang()
    key = (kept.id, kept.revision, made.id, made.revision)

    def judged() -> tuple[School, Report]:
        return _judged(key, school, made.value)

    def excel(only: Sequence[Write] | None) -> Callable[[], bytes]:
        return lambda: downloads.workbook(judged()[0], made.value, judged()[1], lang, only)

    def other(ending: str) -> Callable[[], bytes]:
        return lambda: downloads.other(judged()[0], made.value, judged()[1], lang, ending)

    def printed(whose: pages.Whose) -> Callable[[], bytes]:
        return lambda: pages.write_pages(judged()[0].problem, made.value, whose, lang=lang, today=date.today()).encode()

    _button("all", say(ALL), _name(say(WHOLE), ".xlsx"), excel(None), primary=True)
    st.markdown(f"**{say(SINGLE)}**")
    cells = st.columns(3)
    for at, one in enumerate(PRINTS):
        with cells[at % 3]:
            _button(one.id, say(one.name), _name(say(one.name), ".xlsx"), excel(one.sheets), about=say(one.about))
    st.markdown(f"**{say(PAGES)}**")
    cells = st.columns(3)
    for place, (whose, title) in zip(cells, pages.TITLES.items(), strict=True):
        with place:
            _button(f"html_{whose}", say(title), _name(say(title), ".html"), printed(whose))
    st.markdown(f"**{say(OTHERS)}**")
    cells = st.columns(3)
    for place, (ending, words) in zip(cells, ENDINGS.items(), strict=True):
        with place:
            _button(ending, say(words), _name(say(WHICH), ending), other(ending))


def _choose() -> None:
    lines = {line.id: line.name for line in state.shelf().timetables(state.school_id())}
    now = state.timetable_id()
    chosen = st.selectbox(
        say(WHICH), list(lines), index=list(lines).index(now), format_func=lines.__getitem__, key=f"print:{now}"
    )
    if chosen != now:
        state.open_timetable(chosen)
        st.rerun()


def _name(what: str, ending: str) -> str:
    kept = state.problem()
    school = kept.school if kept else ""
    when = (kept.term if kept else "") or date.today().isoformat()
    return downloads.name(say(NAME, school=school, what=what, when=when, ending=""))[:120] + ending


def _button(
    key: str, label: str, file: str, make: Callable[[], bytes], *, about: str | None = None, primary: bool = False
) -> None:
    st.download_button(
        label,
        make,
        file,
        key=f"print_{key}",
        help=about,
        on_click="ignore",
        type="primary" if primary else "secondary",
        icon=":material/download:",
        width="content" if primary else "stretch",
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _judged(key: tuple[str, int, str, int], _school: School, _timetable: Timetable) -> tuple[School, Report]:  # noqa: ARG001
    completed, _ = whole(_school)
    return completed, judge(completed.problem, _timetable, completed.rules, evidence=True)
