"""资料表: every table of the school edited in place; what is wrong stands beside the table, cell by cell."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.io.workbook import book
from scheduler.services.tables import Drafts, Table, read_tables, renamed, tables
from scheduler.ui import state
from scheduler.ui.state import say

SHEET = Text("Table", "哪张表")
CHANGED = Text("changed {sheet}", "修改了{sheet}")
UNDO, REDO = Text("Undo", "撤销"), Text("Redo", "重做")
HINT = Text(
    "Click a cell and type. Mark a row on its left to delete it; write in the last row to add one.",
    "点单元格直接改。选中行左侧可删除；在最后一行可新增。",
)
NOT_YET = Text(
    "{n} places cannot be read yet. Your words are kept here; until they are mended the school stays as it was.",
    "有 {n} 处还读不懂。你写的内容已留在这里；改好之前，学校资料保持原样。",
)
FORGET = Text("Give these changes up", "放弃这些改动")
ROW_COLUMN = Text("{row} · {column}", "{row} · {column}")
ELSEWHERE = Text("Other tables", "其他表")
MAIN = ("plan", "teaching", "teachers", "rooms", "classes", "bells")
"""What most schools change; shown first."""


def edit_tables() -> None:
    """Choose a sheet, edit its tables."""
    found = state.kept()
    assert found is not None
    drafts = _drafts()
    every = tables(found.value, state.lang(), drafts)
    faults = faults_of(found.value, drafts)
    titles = {table.sheet: say(table.sheet_title) for table in every}
    order = [*(s for s in MAIN if s in titles), *(s for s in titles if s not in MAIN)]
    _asked(order)
    marks = {s: sum(1 for f in faults if f.sheet == titles[s]) for s in order}
    names = {s: titles[s] + (f" ⚠ {marks[s]}" if marks[s] else "") for s in order}
    left, undo, redo = st.columns([6, 1, 1], vertical_alignment="bottom")
    chosen = left.selectbox(say(SHEET), order, format_func=names.__getitem__, key="sheet")
    if undo.button(say(UNDO), key="undo", disabled=found.undo is None, help=_tip(found.undo), width="stretch"):
        state.undo()
        _forget()
    if redo.button(say(REDO), key="redo", disabled=found.redo is None, help=_tip(found.redo), width="stretch"):
        state.redo()
        _forget()
    if faults:
        st.error(say(NOT_YET, n=len(faults)), icon=":material/edit_note:")
        if drafts and st.button(say(FORGET), key="forget"):
            _forget()
    mine = [table for table in every if table.sheet == chosen]
    for table in mine:
        _edit(table, found.revision, faults)
    rest = [f for f in faults if f.sheet != titles[chosen]]
    if rest:
        st.markdown(f"**{say(ELSEWHERE)}**")
        for fault in rest[:20]:
            st.write("- " + fault.to(state.lang()))
    st.caption(say(HINT))


def _tip(what: Text | None) -> str | None:
    return say(what) if what else None


def _asked(order: list[str]) -> None:
    """A sheet another place asked for, by its title."""
    asked = st.session_state.pop("sheet_asked", "")
    known = {word: an_id for an_id, title, more in book.SHEETS for word in (title.en, title.zh, *more)}
    if known.get(asked) in order:
        st.session_state.sheet = known[asked]


def _edit(table: Table, revision: int, faults: tuple[Fault, ...]) -> None:
    """One table. What is typed is a draft until the whole school can be read with it."""
    if table.title is not None:
        st.markdown(f"**{say(table.title)}** {' · '.join(table.beside)}")
    for line in table.help:
        st.caption(say(line))
    key = f"table:{state.school_id()}:{revision}:{table.id}:{state.lang()}"
    if key not in st.session_state:  # the page was left or another revision came: begin from what is kept
        st.session_state[f"base:{key}"] = [list(row) for row in table.rows]
    base: list[list[str]] = st.session_state[f"base:{key}"]
    heads = [column.title.to(state.lang()) for column in table.columns]
    st.data_editor(
        [dict(zip(heads, row, strict=True)) for row in base] or {head: [] for head in heads},
        column_config={
            head: _column(column, first=at == 0)
            for at, (head, column) in enumerate(zip(heads, table.columns, strict=True))
        },
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=min(560, 36 * (len(base) + 3)),
        placeholder="",
        key=key,
        on_change=_typed,
        args=(key, table.id),
    )
    for fault in faults:
        if (place := table.place(fault)) is not None:
            row, column = table.rows[place[0]], table.columns[place[1]]
            where = say(ROW_COLUMN, row=row[0] or place[0] + 1, column=column.title)
            right = say(fault.right)
            st.warning(f"**{where}**（{fault.cell}）{say(fault.wrong)}" + (f" → {right}" if right else ""))
        elif fault.sheet == say(table.sheet_title) and table.number == 0:
            st.warning(fault.to(state.lang()))


def _column(column: Any, *, first: bool) -> Any:
    width = max(60, 11 * column.width)
    note = say(column.note) or None
    if column.choices:
        options = ["", *(say(choice) for choice in column.choices)]
        return st.column_config.SelectboxColumn(width=width, help=note, options=options)
    return st.column_config.TextColumn(width=width, help=note, pinned=first)


def _typed(key: str, table_id: str) -> None:
    """After each edit: the school with it, or a draft and its faults."""
    found = state.kept()
    if found is None:
        return
    lang = state.lang()
    edits = st.session_state[key]
    drafts = dict(_drafts())
    now = {table.id: table for table in tables(found.value, lang)}
    table = now[table_id]
    base = st.session_state[f"base:{key}"]
    drafts[table_id] = edited(base, edits, [column.title.to(lang) for column in table.columns])
    if not edits["deleted_rows"]:
        drafts[table_id] = renamed(table, drafts[table_id])
    try:
        problem = read_tables(found.value, lang, drafts)
    except FaultyInput:
        st.session_state[_DRAFTS] = {state.school_id(): json.dumps([found.revision, lang, drafts])}
        return
    if state.change(problem, CHANGED.format(sheet=table.sheet_title)):
        st.session_state.pop(_DRAFTS, None)


def edited(base: list[list[str]], edits: dict[str, Any], heads: list[str]) -> list[list[str]]:
    """The rows of a table with what an editor says was changed, deleted and added."""
    rows = [list(row) for row in base]
    for at, cells in edits["edited_rows"].items():
        for head, value in cells.items():
            rows[int(at)][heads.index(head)] = _text(value)
    gone = set(edits["deleted_rows"])
    kept = [row for at, row in enumerate(rows) if at not in gone]
    new = [[_text(cells.get(head)) for head in heads] for cells in edits["added_rows"]]
    return kept + [row for row in new if any(row)]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


_DRAFTS = "drafts"


def _drafts() -> Drafts:
    """Tables being changed, of the open school as it stands."""
    kept = st.session_state.get(_DRAFTS, {}).get(state.school_id())
    found = state.kept()
    if kept is None or found is None:
        return {}
    revision, lang, drafts = json.loads(kept)
    return drafts if (revision, lang) == (found.revision, state.lang()) else {}


def _forget() -> None:
    st.session_state.pop(_DRAFTS, None)
    for name in [str(n) for n in st.session_state if str(n).startswith("table:")]:
        del st.session_state[name]
    st.rerun()


def faults_of(problem: Problem, drafts: Drafts) -> tuple[Fault, ...]:
    """What is wrong: in the tables being changed, else in the school as it is kept, each at its cell."""
    if not drafts and not state.faults():
        return ()
    try:
        read_tables(problem, state.lang(), drafts)
    except FaultyInput as error:
        return tuple(error.faults)
    return state.faults()
