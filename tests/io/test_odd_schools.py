"""Schools as other programs have them: many days and periods, no clock times, names of every kind."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from scheduler.domain import references
from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.policy import RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, StudentGroup, Subject, Teacher
from scheduler.domain.text import LANGS, FaultyInput, Lang, Text
from scheduler.domain.time import BellPeriod, BellSchedule, TimeRange
from scheduler.io import read_problem, write_problem
from scheduler.io.workbook.cells import Share, read_cell, write_cell
from scheduler.io.workbook.times import Days, ranges_word, read_ranges

ODD = (
    *(
        "7 a+b",
        "一、二",
        "x;y",
        "k=v",
        "'quoted",
        '"both"',
        "a, b",
        "1-2",
        "3.0",
        "[1]",
        "【乙】",
        "@b",
        "(c)",
        "—",
        "无",
    ),
    *("odd weeks", "单周", "每天", "周一", "rows", "none needed", "z" * 120, "Ünï  çode", "؟", "=A1", "-", "是", "1:2"),
)
"""Names that mean something else to a cell."""


def school(word: str) -> Problem:
    """A school in which every kind of thing is called by one word, told apart by a number where they must differ."""
    short = word[:100]
    names = [f"{short} {n}" for n in range(4)]
    days = tuple(f"{short[:20]}{n}" for n in range(35))
    hours = tuple(BellPeriod(name=f"{short[:20]} {n}") for n in range(1, 41))
    away = (TimeRange(day=35, periods=(1, 40)), TimeRange(day=2, reason=short))
    return Problem(
        school=word,
        day_names=days,
        bells=(BellSchedule(id=word, days=(hours,) * 35, closed=(TimeRange(day=35, periods=(40,)), *away)),),
        grades=(Grade(id=word, bell=word),),
        classes=(SchoolClass(id=word, grade=word, leaves=(names[0], names[1]), unavailable=away),),
        groups=(StudentGroup(id=names[2], leaves=(names[0],), unavailable=away),),
        teachers=(Teacher(id=names[3], unavailable=away), Teacher(id="Smith")),
        subjects=(Subject(id=word),),
        rooms=(Room(id=word), Room(id=names[0]), Room(id=names[1], combines=((word, names[0]), (names[0],)))),
        pools=(RoomPool(id=names[2], rooms=(word, names[1])),),
        courses=(
            Course(id=word, subject=word, sets=(word,), teachers=(names[3],), parts=(Part(),), tags=(word, "lab")),
            Course(id="2", subject=word, sets=(names[2],), parts=(Part(duration=3),), room=names[2], unstaffed=True),
            Course(id="3", subject=word, teachers=("Smith", names[3]), parts=(Part(),), kind=CourseKind.MEETING),
            Course(
                id="4", subject=word, sets=(word,), parts=(Part(),), name=word, fixed=(FixedLesson(day=35, period=39),)
            ),
        ),
        presets=(),
        rules=(
            RuleSetting(
                id="allowed_times",
                instance=f"allowed_times#{short}",
                scope=Scope(classes=(names[0], names[2]), teachers=(names[3],), subjects=(word,)),
                exceptions=(RuleException(who=names[0], off=True, reason=word[:9]),),
                params={"rows": [{"courses": [word, "2"], "times": [[35, 40], [1, 1], [1, 2]]}, {"rooms": [word]}]},
            ),
        ),
    )


@pytest.mark.parametrize("name", ["school.xlsx", "folder"])
@pytest.mark.parametrize("word", ODD)
def test_a_name_that_means_something_to_a_cell_is_a_name(tmp_path: Path, word: str, name: str) -> None:
    problem = school(word)
    assert references.faults(problem) == []
    lang: Lang = LANGS[len(word) % 2]
    write_problem(problem, tmp_path / name, lang=lang)
    assert read_problem(tmp_path / name, lang=lang).problem == problem


@pytest.mark.parametrize(
    ("combines", "zh"),
    [
        ((("没有",),), "没有场地“没有”"),
        (((), ("x",)), "有一组没有写场地"),
        ((("x 1",),), "“x 1”本身由几个场地组成"),
    ],
)
def test_a_room_is_made_of_real_rooms(combines: tuple[tuple[str, ...], ...], zh: str) -> None:
    problem = school("x")
    rooms = (*problem.rooms, Room(id="both", combines=combines))
    found = references.faults(problem.model_copy(update={"rooms": rooms}))
    assert [(fault.where, fault.wrong.zh) for fault in found] == [("rooms[both].combines", zh)]


def test_a_room_made_of_rooms_nobody_has_is_a_fault_at_its_cell(tmp_path: Path) -> None:
    write_problem(school("x"), tmp_path / "folder")
    path = tmp_path / "folder" / "场地.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("x/x 0 + x 0", "x/礼堂 + x 0"), encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        read_problem(tmp_path / "folder")
    assert [(f.sheet, f.cell, f.wrong.zh) for f in caught.value.faults] == [("场地", "I4", "没有叫“礼堂”的场地")]


def test_a_closed_time_that_is_none_is_a_fault_at_its_cell(tmp_path: Path) -> None:
    write_problem(school("x"), tmp_path / "folder")
    path = tmp_path / "folder" / "作息时间.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("x34 40；", "某天 40；"), encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        read_problem(tmp_path / "folder")
    (found,) = caught.value.faults
    assert (found.sheet, found.cell) == ("作息时间", "I1")
    assert found.wrong == Text("“某天 40” is no time of the week", "“某天 40”不是时间")


def test_a_course_that_needs_no_teacher_names_none() -> None:
    problem = school("x")
    courses = (*problem.courses[:3], problem.courses[3].model_copy(update={"unstaffed": True, "teachers": ("Smith",)}))
    (found,) = references.faults(problem.model_copy(update={"courses": courses}))
    assert (found.where, found.wrong.zh) == ("courses[4].teachers", "不需要教师，却填了教师")


def test_the_closed_times_beside_a_title_can_be_read(tmp_path: Path) -> None:
    write_problem(school("x"), tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["作息时间"]
    assert page["I1"].value == 'x34 40；x34 1,40；"x1" (x)'
    assert page.column_dimensions["I"].width > len(page["I1"].value)


def test_a_day_whose_name_goes_on_with_a_number_is_quoted() -> None:
    days = Days.of(("D1", "D2", "D12"))
    when = (TimeRange(day=1, periods=(2,)), TimeRange(day=3, periods=(1,)))
    assert ranges_word(when, days, "en") == '"D1" 2；D12 1'
    assert read_ranges('"D1" 2；D12 1', days) == (when, [])
    assert ranges_word(when, Days.of(("周一", "周二", "周三")), "zh") == "周一 2；周三 1"


def test_a_short_staff_number_is_no_number_of_lessons() -> None:
    words = {"a": "方刚", "b": "李红(17)"}
    ids = {word: an_id for an_id, word in words.items()}
    cell = write_cell([Share(("a", "b"), hours=3), Share(("b",))], words.__getitem__, "zh")
    assert cell == '方刚+"李红(17)"(3)/"李红(17)"'
    read = read_cell(cell, lambda word: (ids[word],) if word in ids else ())
    assert read.shares == (Share(("a", "b"), hours=3), Share(("b",)))
