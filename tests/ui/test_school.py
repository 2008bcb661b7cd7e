"""Page 学校: start from a file, edit a table, undo, versions, a newer workbook; nothing is lost, faults have cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scheduler.domain.text import LANGS, FaultyInput, Lang, Text
from scheduler.io import write_problem
from scheduler.samples import sample
from scheduler.services.load import rule_infos
from scheduler.services.tables import changed, read_tables, renamed, tables
from scheduler.ui import state
from scheduler.ui.app_pages.school_tables import edited
from scheduler.ui.uploads import safe_name
from tests.ui.pages import fresh, kept, opened, said

TERM = Text("another term", "换了学期")


def part(test: AppTest, name: str) -> AppTest:
    return test.segmented_control(key="school_part").set_value(name).run()


def workbook(tmp_path: Path, **changes: str) -> bytes:
    """The tiny school as a workbook, with a teacher's cell changed."""
    problem = sample("tiny")
    path = tmp_path / "school.xlsx"
    if changes:
        table = next(t for t in tables(problem, "zh") if t.id == "teaching/0")
        rows = [list(row) for row in table.rows]
        rows[0][2] = changes["teacher"]
        problem = read_tables(problem, "zh", {table.id: rows})
    write_problem(problem, path, lang="zh", rule_infos=rule_infos())
    return path.read_bytes()


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_dragged_in_becomes_a_school(lang: Lang, tmp_path: Path) -> None:
    test = opened(lang)
    test.file_uploader(key="school_file").set_value(("school.xlsx", workbook(tmp_path), "")).run()
    assert not test.exception
    assert [metric.value for metric in test.metric][:2] == ["3", "7"]
    assert test.query_params["school"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_file_gives_a_list_and_no_traceback(lang: Lang) -> None:
    test = opened(lang)
    test.file_uploader(key="school_file").set_value(("school.xlsx", b"PK no workbook", "")).run()
    assert not test.exception
    assert len(test.error) == 1
    assert len(test.dataframe) == 1
    assert "school" not in test.query_params


def test_an_empty_school_opens_at_its_tables() -> None:
    test = opened("zh")
    test.button(key="empty").click().run()
    assert not test.exception
    assert test.selectbox(key="sheet").value == "plan"


def test_edits_of_a_table_are_its_rows_changed_deleted_and_added() -> None:
    edits = {"edited_rows": {0: {"b": " 9 "}}, "added_rows": [{"a": "z"}, {}], "deleted_rows": [1]}
    assert edited([["x", "1"], ["y", "2"]], edits, ["a", "b"]) == [["x", "9"], ["z", ""]]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["tiny", "odd_even", "college", "villages", "records", "english_plain"])
def test_a_school_is_the_same_after_its_tables_are_read_back(name: str, lang: Lang) -> None:
    problem = sample(name)
    read = read_tables(problem, lang, {})
    assert read.model_copy(update={"taught": ()}) == problem.model_copy(update={"taught": ()})


def test_a_name_nobody_knows_is_a_fault_at_its_cell() -> None:
    problem = sample("tiny")
    table = next(t for t in tables(problem, "zh") if t.id == "teaching/0")
    rows = [list(row) for row in table.rows]
    rows[1][3] = "没有这个人"
    with pytest.raises(FaultyInput) as told:
        read_tables(problem, "zh", {table.id: rows})
    assert [table.place(fault) for fault in told.value.faults] == [(1, 3)]


def test_a_renamed_teacher_keeps_the_lessons() -> None:
    problem = sample("tiny")
    table = next(t for t in tables(problem, "zh") if t.id == "teachers/0")
    rows = [list(row) for row in table.rows]
    rows[0][0] = "新姓名"
    read = read_tables(problem, "zh", {table.id: renamed(table, rows)})
    assert read.teachers[0].name == "新姓名"
    assert read.courses == problem.courses


@pytest.mark.parametrize("lang", LANGS)
def test_the_tables_open_and_undo_takes_a_change_back(lang: Lang) -> None:
    school = fresh("tiny")
    found = state.shelf().school(school)
    assert found is not None
    smaller = found.value.model_copy(update={"term": "2026"})
    state.shelf().change(school, smaller, TERM, found.revision)
    test = part(opened(lang, school=school), "tables")
    assert not test.exception
    assert not test.button(key="undo").disabled
    assert TERM.to(lang) in str(test.button(key="undo").help)
    test.button(key="undo").click().run()
    back = state.shelf().school(school)
    assert back is not None
    assert back.value == found.value


@pytest.mark.parametrize("lang", LANGS)
def test_a_version_keeps_its_name_and_is_gone_back_to(lang: Lang) -> None:
    school = fresh("tiny")
    test = part(opened(lang, school=school), "versions")
    test.text_input[0].set_value("开学版")
    test.button[0].click().run()
    assert not test.exception
    assert "开学版" in said(test)
    found = state.shelf().school(school)
    assert found is not None
    state.shelf().change(school, found.value.model_copy(update={"term": "x"}), TERM, found.revision)
    again = part(opened(lang, school=school), "versions")
    next(b for b in again.button if str(b.key).startswith("version_")).click().run()
    back = state.shelf().school(school)
    assert back is not None
    assert back.value == found.value


@pytest.mark.parametrize("lang", LANGS)
def test_a_newer_workbook_shows_what_changed_and_asks(lang: Lang, tmp_path: Path) -> None:
    school = fresh("tiny")
    test = part(opened(lang, school=school), "replace")
    test.file_uploader(key="newer_file").set_value(("new.xlsx", workbook(tmp_path, teacher="胡军"), "")).run()
    assert not test.exception
    assert "→ 胡军" in said(test)
    assert test.button(key="least").disabled  # there is no timetable to stay near to
    test.button(key="only").click().run()
    assert not test.exception
    found = state.shelf().school(school)
    assert found is not None
    assert changed(sample("tiny"), found.value, "zh")


def test_another_tab_is_not_written_over(tmp_path: Path) -> None:
    school = fresh("tiny")
    test = part(opened("zh", school=school), "replace")
    test.file_uploader(key="newer_file").set_value(("new.xlsx", workbook(tmp_path, teacher="胡军"), "")).run()
    found = state.shelf().school(school)
    assert found is not None
    other = found.value.model_copy(update={"term": "另一个窗口"})
    state.shelf().change(school, other, TERM, found.revision)
    test.button(key="only").click().run()
    assert not test.exception
    assert [toast.value for toast in test.toast]
    now = state.shelf().school(school)
    assert now is not None
    assert now.value == other


def test_file_names_lead_nowhere_else() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("..\\..\\课表 (新).xlsx") == "课表 (新).xlsx"
    assert safe_name(".hidden") == "hidden"


def test_what_was_assumed_is_listed() -> None:
    school = kept("tiny")
    assert "没有默认项" in said(opened("zh", school=school))
