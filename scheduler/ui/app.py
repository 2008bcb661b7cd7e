"""The router: pages, language, and what is open. Each page is imported when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module

import streamlit as st

from scheduler.domain.text import Text
from scheduler.ui import bar, state
from scheduler.ui.look import style


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its module in `app_pages` (also its address), its sign and its title."""

    module: str
    icon: str
    title: Text


PAGES: tuple[Entry, ...] = (
    Entry("school", "school", Text("School", "学校")),
    Entry("rules", "rule", Text("Rules", "规则")),
    Entry("check", "checklist", Text("Check", "检查")),
    Entry("generate", "play_circle", Text("Generate", "排课")),
    Entry("timetable", "calendar_view_week", Text("Timetable", "课表")),
    Entry("what_if", "alt_route", Text("What if", "方案")),
    Entry("why_not", "help_center", Text("Why not", "排不出来")),
    Entry("verify", "fact_check", Text("Verify", "核查")),
    Entry("output", "print", Text("Print", "打印")),
)
"""In the order in which a dean works."""


def main() -> None:
    """One run of the script: choose the page, show what is open, show the page."""
    st.set_page_config(page_title="轻课 Qingke", page_icon="📅", layout="wide")
    state.begin()
    lang = state.lang()
    pages = {
        entry.module: st.Page(
            partial(_show, entry.module),
            title=entry.title.to(lang),
            icon=f":material/{entry.icon}:",
            url_path=entry.module,
            default=entry is PAGES[0],
        )
        for entry in PAGES
    }
    chosen = st.navigation([*pages.values()], position="top")
    state.remember_pages(pages)
    style(lang)
    bar.show()
    chosen.run()
    state.see()


def _show(module: str) -> None:
    import_module(f"scheduler.ui.app_pages.{module}").show()
