"""The 任课 cell, names of classes and times of the week, as deans write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.curriculum import Later, Part, PlanRow
from scheduler.domain.text import LANGS, Lang
from scheduler.domain.time import TimeRange, Weeks
from scheduler.io.workbook.cells import Share, courses_of, read_cell, read_later, shares_of, write_cell, write_later
from scheduler.io.workbook.names import class_numbers, grade_number
from scheduler.io.workbook.subjects import token_of
from scheduler.io.workbook.times import Days, ranges_word, read_ranges
from tests.io.schools import names, times

STAFF = ("王敏", "李红", "外教", "Ann+Bob", "孙丽(3)", "?")


LATER = st.lists(st.tuples(st.integers(2, 60), st.sampled_from(STAFF)), max_size=2, unique_by=lambda x: x[0]).map(
    lambda found: tuple(Later(week=week, teachers=(who,)) for week, who in sorted(found))
)


def find(word: str) -> tuple[str, ...]:
    return (word,) if word in STAFF else ()


@pytest.mark.parametrize(
    ("cell", "shares"),
    [
        ("王敏", [Share(("王敏",))]),
        ("王敏(3)/李红(1)", [Share(("王敏",), hours=3), Share(("李红",), hours=1)]),
        ("王敏（３节）／李红（１）", [Share(("王敏",), hours=3), Share(("李红",), hours=1)]),
        ("王敏+外教", [Share(("王敏", "外教"))]),
        ("王敏、外教", [Share(("王敏", "外教"))]),
        ("单:王敏 双:李红", [Share(("王敏",), Weeks.ODD), Share(("李红",), Weeks.EVEN)]),
        ("单周：王敏\n双周：李红", [Share(("王敏",), Weeks.ODD), Share(("李红",), Weeks.EVEN)]),
        ("odd:王敏(2) even:李红(1)", [Share(("王敏",), Weeks.ODD, 2), Share(("李红",), Weeks.EVEN, 1)]),
        ("", [Share(())]),
        ("待定", [Share(())]),
        ("?(3)", [Share((), hours=3)]),
        ('"Ann+Bob"(2)', [Share(("Ann+Bob",), hours=2)]),
        ("孙丽(3)", [Share(("孙丽(3)",))]),
        ("孙丽(3)(2)", [Share(("孙丽(3)",), hours=2)]),
        ('"?"', [Share(("?",))]),
    ],
)
def test_a_cell_says_who_and_how_many(cell: str, shares: list[Share]) -> None:
    read = read_cell(cell, find)
    assert read.shares == tuple(shares)
    assert not read.unknown


@pytest.mark.parametrize("cell", ["—", "-", "无", "见其他课程", "see Courses"])
def test_a_cell_may_say_there_is_no_such_course(cell: str) -> None:
    assert read_cell(cell, find).shares is None


def taking_over(*pairs: tuple[int, str]) -> tuple[Later, ...]:
    return tuple(Later(week=week, teachers=tuple(who.split("+"))) for week, who in pairs)


@pytest.mark.parametrize(
    ("cell", "shares"),
    [
        ("王敏[1-8]/李红[9-]", [Share(("王敏",), later=taking_over((9, "李红")))]),
        ("王敏【1－8周】／李红［第９周－］", [Share(("王敏",), later=taking_over((9, "李红")))]),
        (
            "王敏[-8]/李红[9-12]/外教+王敏[13周起]",
            [Share(("王敏",), later=taking_over((9, "李红"), (13, "外教+王敏")))],
        ),
        ("?[1-8]/李红[9-]", [Share((), later=taking_over((9, "李红")))]),
        ("李红[9-]", [Share((), later=taking_over((9, "李红")))]),
        ("王敏[1]/李红[2-]", [Share(("王敏",), later=taking_over((2, "李红")))]),
        (
            "王敏(3)[1-8]/李红(3)[9-]/外教(1)",
            [Share(("王敏",), hours=3, later=taking_over((9, "李红"))), Share(("外教",), hours=1)],
        ),
        (
            "王敏[1-8](3)/李红[9-]/外教(1)[1-4]/王敏[5-]",
            [
                Share(("王敏",), hours=3, later=taking_over((9, "李红"))),
                Share(("外教",), hours=1, later=taking_over((5, "王敏"))),
            ],
        ),
        (
            "单:王敏[1-8] 单:李红[9-] 双:外教",
            [Share(("王敏",), Weeks.ODD, later=taking_over((9, "李红"))), Share(("外教",), Weeks.EVEN)],
        ),
    ],
)
def test_a_cell_says_who_takes_over(cell: str, shares: list[Share]) -> None:
    read = read_cell(cell, find)
    assert read.shares == tuple(shares)
    assert (read.unknown, read.wrong, read.until) == ((), (), ())


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("王敏[1-8]/李红[10-]", "不相接"),
        ("王敏[1-8]/李红[8-]", "不相接"),
        ("王敏[1-]/李红[9-]", "不相接"),
        ("王敏[1-8]/待定[9-]", "没有人接"),
        ("王敏[1-8]/?[9-]", "没有人接"),
        ("王敏[1-99]", "不是教学周"),
        ("王敏[8-1]", "不是教学周"),
        ("王敏[0-8]", "不是教学周"),
        ("王敏(3)[1-8]/李红(2)[9-]", "相同"),
        ("王敏[1-8]/双:李红[9-]", "相同"),
    ],
)
def test_weeks_that_do_not_follow_are_wrong(cell: str, word: str) -> None:
    assert any(word in wrong.zh for wrong, _ in read_cell(cell, find).wrong)


def test_who_teaches_after_the_last_week_named_is_asked() -> None:
    assert read_cell("王敏[1-8]/李红[9-16]", find).until == (16,)


@pytest.mark.parametrize("cell", ["李红[9-14]/王敏[15-]", "外教+王敏[2-]"])
def test_who_takes_over_is_read_back(cell: str) -> None:
    read = read_later(cell, find)
    assert not read.wrong
    assert read.shares is not None
    assert write_later(read.shares[0].later, lambda an_id: an_id) == cell


@pytest.mark.parametrize("cell", ["李红", "王敏[1-8]/李红[9-]", "李红(2)[9-]", "李红[9-]/王敏", "—"])
def test_what_does_not_say_who_takes_over_is_wrong(cell: str) -> None:
    assert read_later(cell, find).wrong


def test_names_nobody_has_are_told() -> None:
    assert read_cell("王敏+赵六/单:钱七", find).unknown == ("赵六", "钱七")


def plan(odd: int, even: int, doubles: int = 0) -> PlanRow:
    return PlanRow(grade="g", subject="s", odd=odd, even=even, doubles=doubles)


def made(row: PlanRow | None, *shares: Share) -> list[tuple[str, int, Weeks]]:
    courses, wrong = courses_of("c", "s", row, shares)
    assert wrong is None
    return [(c.id, c.periods, c.weeks) for c in courses]


def test_a_plan_of_four_and_three_is_three_every_week_and_one_in_odd_weeks() -> None:
    assert made(plan(4, 3), Share(("王敏",))) == [("c:s", 3, Weeks.ALL), ("c:s:2", 1, Weeks.ODD)]


def test_teachers_by_weeks_share_by_weeks() -> None:
    shares = Share(("王敏",), Weeks.ODD), Share(("李红",), Weeks.EVEN)
    assert made(plan(2, 1), *shares) == [("c:s", 2, Weeks.ODD), ("c:s:2", 1, Weeks.EVEN)]


def test_who_has_no_hours_gets_what_is_left() -> None:
    shares = Share(("王敏",), hours=3), Share(("李红",))
    assert made(plan(5, 5), *shares) == [("c:s", 3, Weeks.ALL), ("c:s:2", 2, Weeks.ALL)]


def test_doubles_go_to_the_first_who_can_hold_them() -> None:
    courses, _ = courses_of("c", "s", plan(5, 5, doubles=1), (Share((), hours=1), Share((), hours=4)))
    assert [c.parts for c in courses] == [(Part(),), (Part(duration=2), Part(count=2))]


def test_no_plan_and_no_hours_is_wrong() -> None:
    assert courses_of("c", "s", None, (Share(("王敏",)),))[1] is not None
    assert courses_of("c", "s", plan(3, 3), (Share(("王敏",)), Share(("李红",))))[1] is not None


@given(
    st.lists(
        st.tuples(st.sampled_from(Weeks), st.integers(1, 5), st.sampled_from(["", *STAFF]), LATER),
        min_size=1,
        max_size=3,
    ),
    st.integers(0, 4),
    st.sampled_from(LANGS),
)
def test_what_a_cell_says_of_courses_is_read_back(
    shares: list[tuple[Weeks, int, str, tuple[Later, ...]]], odd: int, lang: Lang
) -> None:
    row = plan(odd, 3)
    given_out = [Share((who,) if who else (), weeks, hours, later) for weeks, hours, who, later in shares]
    courses, _ = courses_of("c", "s", row, given_out)
    told = shares_of(courses, row)
    assert told is not None
    read = read_cell(write_cell(told, lambda an_id: an_id, lang), find)
    assert read.shares is not None
    assert courses_of("c", "s", row, read.shares) == (courses, None)


SPELLINGS = "三(2) 三（2）班 3.2 302 三2 三年级2班 ３０２ G3C2 3（2）班 三·2 三年级(2)班 三年2班 三[2]"


@pytest.mark.parametrize("word", SPELLINGS.split())
def test_one_class_has_many_spellings(word: str) -> None:
    assert class_numbers(word) == (3, 2)


JUNIOR = {"七3": (7, 3), "初一(3)": (7, 3), "高二12班": (11, 12), "312": (3, 12), "G9C10": (9, 10)}


@pytest.mark.parametrize(("word", "numbers"), JUNIOR.items())
def test_junior_and_senior_classes(word: str, numbers: tuple[int, int]) -> None:
    assert class_numbers(word) == numbers


@pytest.mark.parametrize("word", ["三班", "语文", "", "3", "2023级3班", "王敏", "1002"])
def test_what_is_no_class_is_none(word: str) -> None:
    assert class_numbers(word) is None


def test_grades_have_many_spellings_too() -> None:
    assert [grade_number(w) for w in ("三", "三年级", "3", "G3", "Grade 3", "初三", "高一")] == [3, 3, 3, 3, 3, 9, 10]
    assert grade_number("三(2)") is None


def test_subjects_have_short_names() -> None:
    assert {token_of(w) for w in ("语", "语文", "Chinese")} == {"语文"}
    assert {token_of(w) for w in ("体", "体育", "体育与健康", "ＰＥ")} == {"体育与健康"}
    assert token_of("茶艺") is None


WEEK = Days.of(("周一", "周二", "周三", "周四", "周五"))


@pytest.mark.parametrize(
    ("cell", "ranges"),
    [
        ("周二5-6", [TimeRange(day=2, periods=(5, 6))]),
        ("星期二第5-6节", [TimeRange(day=2, periods=(5, 6))]),
        ("Tue 5-6; fri", [TimeRange(day=2, periods=(5, 6)), TimeRange(day=5)]),
        ("周二 5、6；周三 1(产检)", [TimeRange(day=2, periods=(5, 6)), TimeRange(day=3, periods=(1,), reason="产检")]),
        ("每天1", [TimeRange(day=0, periods=(1,))]),
        ("周三 １４：００－１５：３０", [TimeRange(day=3, start=840, end=930)]),
        ("周一上午", [TimeRange(day=1, start=0, end=720)]),
        ("周一 1,3 @低段 (复查)", [TimeRange(day=1, periods=(1, 3), bell="低段", reason="复查")]),
        ("周四 2 单周", [TimeRange(day=4, periods=(2,), weeks=Weeks.ODD)]),
        ("周四 2（双周）", [TimeRange(day=4, periods=(2,), weeks=Weeks.EVEN)]),
    ],
)
def test_times_are_read_as_deans_write_them(cell: str, ranges: list[TimeRange]) -> None:
    assert read_ranges(cell, WEEK) == (tuple(ranges), [])


@pytest.mark.parametrize("cell", ["某天", "周九", "5", "周一 x", "周一 25:00-26:00", "(周一)"])
def test_what_is_no_time_is_told(cell: str) -> None:
    assert read_ranges(cell, WEEK)[1] == [cell]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(names, min_size=3, max_size=4, unique=True),
    st.lists(names, min_size=1, max_size=2, unique=True),
    st.data(),
    st.sampled_from(LANGS),
)
def test_every_time_is_read_back(days: list[str], bells: list[str], data: st.DataObject, lang: Lang) -> None:
    week = Days.of(tuple(days))
    ranges = tuple(data.draw(st.lists(times(bells, 3), max_size=3)))
    assert read_ranges(ranges_word(ranges, week, lang), week) == (ranges, [])
