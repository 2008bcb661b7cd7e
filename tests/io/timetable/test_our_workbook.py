"""Our own results workbook: it reads back the same, and shows what was changed by hand."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from scheduler.io.results import write_results
from scheduler.io.timetable import read_timetable
from scheduler.verify import Report
from tests.io.placed_school import bare, placed_school


@pytest.fixture
def school(tmp_path):
    problem, timetable = placed_school()
    path = tmp_path / "results.xlsx"
    write_results(problem, timetable, Report((), 0), path, lang="zh", today=date(2026, 9, 1))
    return problem, timetable, path


def edit(path, changes: dict[str, str | None], sheet: str = "总课表") -> None:
    """Change cells by hand."""
    book = openpyxl.load_workbook(path)
    for cell, text in changes.items():
        book[sheet][cell] = text
    book.save(path)


def cell_of(path, text: str, sheet: str = "总课表", row: int = 0) -> str:
    """The address of the first cell that begins with a text, from a row on."""
    for cells in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=row or 1):
        for cell in cells:
            if str(cell.value or "").startswith(text):
                return str(cell.coordinate)
    raise AssertionError(text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_results_workbook_reads_back_the_same(tmp_path, lang):
    problem, timetable = placed_school()
    path = tmp_path / "results.xlsx"
    write_results(problem, timetable, Report((), 0), path, lang=lang, today=date(2026, 9, 1))
    read = read_timetable(path, problem)
    assert bare(read.timetable) == bare(timetable)
    facts = {"version", "valid_from", "problem_fingerprint", "draft"}
    assert read.timetable.model_dump(include=facts) == timetable.model_dump(include=facts)
    assert read.notes == ()


def test_lessons_name_the_cell_of_the_whole_school_sheet(school):
    problem, _, path = school
    sources = {one.course: one.source for one in read_timetable(path, problem).timetable.lessons if one.day == 1}
    assert sources["c1 语文"] == "总课表!" + cell_of(path, "语\n王敏(1001)")


def test_a_draft_stays_a_draft(tmp_path):
    problem, timetable = placed_school()
    path = tmp_path / "draft.xlsx"
    timetable = timetable.model_copy(update={"lessons": timetable.lessons[1:], "draft": True})
    write_results(problem, timetable, Report((), 0), path, lang="zh", today=date(2026, 9, 1))
    assert read_timetable(path, problem).timetable.draft


def test_a_changed_cell_is_told_and_taken(school):
    problem, timetable, path = school
    cell = cell_of(path, "数\n李红")  # Tuesday 2 of 三(1)
    edit(path, {cell: "语\n王敏(1001)"})
    read = read_timetable(path, problem)
    (note,) = [note for note in read.notes if note.cell]
    assert (note.sheet, note.cell) == ("总课表", cell)
    assert "原为 数 李红，现为 语 王敏(1001)" in note.text.zh
    assert "was 数 李红, now 语 王敏(1001)" in note.text.en
    now = {(one.course, one.day, one.period) for one in read.timetable.lessons}
    was = {(one.course, one.day, one.period) for one in timetable.lessons}
    assert (was - now, now - was) == ({("c1 数学", 2, 2)}, {("c1 语文", 2, 2)})


def test_two_swapped_cells_keep_course_and_teacher(school):
    problem, timetable, path = school
    first = cell_of(path, "数\n李红")
    second = f"{first[0]}{int(first[1:]) + 1}"
    edit(path, {first: None, cell_of(path, "语\n王敏(1002)"): "数\n=2+3", second: "语\n王敏(1002)"})
    lessons = read_timetable(path, problem).timetable.lessons
    places = {(one.course, one.day, one.period) for one in lessons}
    assert {("c2 语文", 2, 2), ("c2 数学", 1, 1)} <= places
    assert ("c2 数学", 2, 2) not in places
    assert ("c1 数学", 2, 2) not in places
    assert len(lessons) == len(timetable.lessons) - 1


def test_half_of_a_double_taken_away_leaves_a_single(school):
    problem, _, path = school
    first = cell_of(path, "语\n王敏(1001)")  # Monday 1 of 三(1), the first half of a double
    edit(path, {first: None})
    (left,) = [
        one for one in read_timetable(path, problem).timetable.lessons if one.course == "c1 语文" and one.day == 1
    ]
    assert (left.period, left.duration) == (2, 1)


def test_a_double_moved_by_hand_is_a_double_again(school):
    problem, _, path = school
    first = cell_of(path, "语\n王敏(1001)")
    column, row = first[0], first[1:]
    second = f"{chr(ord(column) + 1)}{row}"
    tuesday = cell_of(path, "数\n李红")
    later = f"{chr(ord(tuesday[0]) + 1)}{row}"
    edit(path, {first: None, second: None, tuesday: "语\n王敏(1001)", later: "语\n王敏(1001)"})
    lessons = [one for one in read_timetable(path, problem).timetable.lessons if one.course == "c1 语文"]
    assert sorted((one.day, one.period, one.duration) for one in lessons) == [(2, 1, 1), (2, 2, 2)]


def test_retyped_cells_that_mean_the_same_are_no_change(school):
    problem, timetable, path = school
    edit(path, {cell_of(path, "数\n李红"): "数学 李红", cell_of(path, "单:心"): "双:安 李红\n单:心理"})
    read = read_timetable(path, problem)
    assert bare(read.timetable) == bare(timetable)
    assert read.notes == ()


def test_a_change_on_a_wall_chart_is_taken_too(school):
    problem, timetable, path = school
    cell = cell_of(path, "数学\n李红", "班级课表")  # Wednesday 1
    edit(path, {cell: None}, "班级课表")
    read = read_timetable(path, problem)
    assert [(note.sheet, note.cell) for note in read.notes] == [("班级课表", cell)]
    lost = set(bare(timetable)) - set(bare(read.timetable))
    assert {(one.course, one.day, one.period) for one in lost} == {("c1 数学", 3, 1)}


def test_without_its_data_sheet_the_workbook_still_holds_the_lessons_of_classes(school):
    problem, timetable, path = school
    book = openpyxl.load_workbook(path)
    del book["数据"]
    book.save(path)
    shown = [one for one in timetable.lessons if one.sets and one.course != "c2 辅导"]
    read = bare(read_timetable(path, problem).timetable)
    own = [one.model_copy(update={"rooms": ()}) if one.rooms == ("own1",) else one for one in shown]
    assert read == bare(timetable.model_copy(update={"lessons": tuple(own)}))
