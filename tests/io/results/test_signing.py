"""The list everybody signs: what is taught in each class and by each teacher."""

from __future__ import annotations

import pytest

from tests.io.placed_school import placed_school
from tests.io.results.reading import rows, texts, written
from tests.io.results.report_school import WORDS, report_school

TITLES = {"en": "Signing list", "zh": "任课核对签字表"}


@pytest.fixture(scope="module", params=["en", "zh"])
def school(request, tmp_path_factory):
    problem, timetable = report_school(request.param)
    return request.param, written(tmp_path_factory.mktemp("signing"), problem, timetable, request.param)


def test_each_class_lists_subject_teacher_periods_and_a_place_to_sign(school):
    lang, book = school
    found = rows(book[TITLES[lang]])
    word = {one: text.to(lang) for one, text in WORDS.items()}
    left = [row[:4] for row in found]
    start = next(at for at, row in enumerate(left) if str(row[0]).startswith(word["3A"]))
    head = ["Subject", "Teacher", "Periods", "Signature"] if lang == "en" else ["科目", "教师", "节数", "签字"]
    assert left[start + 1] == head
    assert left[start + 2 : start + 7] == [
        [word["read"], word["ann"], 3, ""],
        [word["maths"], word["dan"], 3, ""],
        [f"●{word['pe']}", word["cat"], 2, ""],
        [f"●{word['art']}", word["eve"], 1, ""],
        [word["club"], word["eve"], 0.5, ""],
    ]


def test_the_title_of_a_class_names_its_teacher_and_its_periods(school):
    lang, book = school
    said = texts(book[TITLES[lang]])
    if lang == "en":
        assert {"3A   class teacher: Ann Abbott   9.5 periods", "4A   class teacher: —   7 periods"} <= set(said)
    else:
        assert {"三(1)   班主任：王敏   共 9.5 节", "四(1)   班主任：—   共 7 节"} <= set(said)


def test_each_teacher_signs_for_all_classes_at_once(school):
    lang, book = school
    found = [[value for value in row if value is not None] for row in rows(book[TITLES[lang]])]
    if lang == "en":
        assert ["Ann Abbott", "Reading 3A 3, 3B 3", 6, ""] in found
        assert ["Eve Foster", "●Art 3A 1, 3B 1; Club Odd:3A 1, Even:3B 1", 3, ""] in found
    else:
        assert ["王敏", "语文 三(1) 3、三(2) 3", 6, ""] in found
        assert ["周舟", "●美术 三(1) 1、三(2) 1；社团 单:三(1) 1、双:三(2) 1", 3, ""] in found


def test_parallel_groups_do_not_count_twice_in_a_class(tmp_path):
    said = texts(written(tmp_path, *placed_school())["任课核对签字表"])
    assert "三(1)   班主任：王敏(1001)   共 8 节" in said, "3 Chinese, 2 maths, sport, half and half, one of two clubs"


def test_teachers_begin_a_page(school):
    lang, book = school
    sheet = book[TITLES[lang]]
    title = "Teaching by teacher" if lang == "en" else "教师任课"
    top = next(row[0].row for row in sheet.iter_rows() if title in str(row[0].value))
    assert top - 1 in [mark.id for mark in sheet.row_breaks.brk]
