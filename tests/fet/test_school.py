"""What a FET file says of the school: days, hours, pupils, teachers, activities."""

from __future__ import annotations

from scheduler.domain.curriculum import CourseKind, Part
from scheduler.domain.policy import Level
from scheduler.domain.references import faults
from scheduler.domain.time import TimeRange
from tests.fet.mini import activity, asks, fields, read, stored, year


def test_days_hours_and_breaks_become_one_untimed_bell_schedule() -> None:
    problem = stored("first").problem
    assert problem.day_names == ("Mon", "Tue", "Wed", "Thu", "Fri")
    (bell,) = problem.bells
    assert [row.name for row in bell.days[0]] == ["1st", "2nd", "3rd", "4th", "5th", "6th"]
    assert not bell.timed
    assert bell.closed == tuple(TimeRange(day=day, periods=(4,)) for day in range(1, 6))


def test_activities_are_courses_named_after_subject_and_pupils() -> None:
    courses = stored("first").problem.index.courses
    assert list(courses) == ["1/2/3", "4", "5", "6", "7"]
    assert courses["1/2/3"].parts == (Part(duration=1, count=3),)
    assert courses["4"].sets == ("7A", "7B")
    assert courses["4"].name == "Music 7A 7B"
    assert courses["5"].parts == (Part(duration=2, count=1),)
    assert courses["6"].kind is CourseKind.MEETING
    assert courses["6"].teachers == ("Ann", "Ben")


def test_an_activity_without_teachers_needs_none_even_without_pupils() -> None:
    problem = stored("first").problem
    assert problem.index.courses["7"].unstaffed
    assert not problem.index.courses["4"].unstaffed
    assert faults(problem) == []


def test_a_teacher_who_is_away_all_day_is_away_that_day() -> None:
    ann = stored("first").problem.index.teachers["Ann"]
    assert ann.unavailable == (TimeRange(day=1, periods=(1,)), TimeRange(day=5))


def test_an_old_file_says_yes_begins_with_a_mark_and_has_blanks_around_names() -> None:
    read = stored("old")
    assert list(read.problem.index.courses) == ["1", "3"]
    assert read.problem.index.courses["3"].teachers == ("Ben",)
    assert read.problem.rules == ()  # one of the two activities apart is switched off
    assert read.unchecked == 0
    assert [note.text.en for note in read.notes] == [
        "activities switched off in the file: 1",
        "conditions switched off in the file: 1",
    ]


def test_groups_that_share_nobody_and_have_most_lessons_are_the_classes_of_a_grade() -> None:
    index = stored("sets").problem.index
    assert index.classes["7A"].grade == index.classes["7B"].grade == "Grade 7"
    assert index.classes["7A"].leaves == ("7A girls*", "7A boys")
    assert index.classes["7B"].leaves == ()
    assert index.groups["Grade 7"].leaves == ("7A girls*", "7A boys", "7B")


def test_a_year_taught_as_a_whole_is_a_class() -> None:
    index = stored("sets").problem.index
    assert index.classes["8A"].leaves == ("8A girls", "8A boys*")
    assert index.classes["8A"].size == 25
    assert index.groups["8A boys"].leaves == ("8A boys*",)


def test_a_year_that_shares_pupils_with_an_earlier_one_is_a_group_and_its_own_a_class() -> None:
    index = stored("sets").problem.index
    assert index.groups["choir"].leaves == ("7A boys", "guests")
    assert index.classes["choir*"].leaves == ("guests",)
    assert index.leaves(index.courses["5"].sets) == ("7A boys", "guests")


def test_no_two_kinds_share_an_id_whatever_they_are_called() -> None:
    read_here = read(
        [activity(1, "7A", "7A", "7A"), activity(7, "7A", "7", "7")],
        years=[year("7A"), year("7")],
        teachers=["7A", "7"],
        subjects=["7A"],
    )
    problem = read_here.problem
    ids = [x.id for some in (problem.courses, problem.classes, problem.teachers, problem.subjects) for x in some]
    assert len(set(ids)) == len(ids) == 7
    assert {t.name for t in problem.teachers} == {"7A", "7"}
    assert problem.index.courses["7"].sets == ("7 (class)",)
    assert problem.index.courses["7"].teachers == ("7 (teacher)",)


def test_teachers_whose_names_differ_in_blanks_alone_are_told_apart() -> None:
    problem = read([activity(1, "Maths", "Ann", "7A"), activity(2, "Maths", "Ann ", "7A")], teachers=["Ann", "Ann "])
    assert [t.id for t in problem.problem.teachers] == ["Ann", "Ann (teacher)"]
    assert problem.problem.index.courses["2"].teachers == ("Ann (teacher)",)


def test_pupils_away_are_away_as_the_group_they_are() -> None:
    away = "<Not_Available_Time>" + fields(Day="Tue", Hour="2nd") + "</Not_Available_Time>"
    asked = asks("StudentsSetNotAvailableTimes", Students="girls").replace("<Active>", away + "<Active>")
    problem = read([activity(1, "Maths", "Ann", "7A")], [asked], years=[year("7A", {"girls": [], "boys": []})]).problem
    assert problem.index.groups["girls"].unavailable == (TimeRange(day=2, periods=(2,)),)
    assert problem.index.groups["girls"].leaves == ("girls*",)


def test_days_apart_are_a_wish_and_that_two_of_a_day_follow_each_other_is_a_must() -> None:
    spread, adjoin = stored("first").problem.rules
    assert (spread.id, spread.instance, spread.level) == ("lessons_spread", "lessons_spread#95", Level.SOFT)
    assert spread.weight == 9500
    assert spread.params == {"rows": [{"courses": ["1/2/3"], "days": 1}]}
    assert (adjoin.id, adjoin.level, adjoin.params) == (
        "lessons_adjoin",
        Level.HARD,
        {"rows": [{"courses": ["1/2/3"]}]},
    )


def test_a_pair_that_two_wishes_name_counts_twice_as_in_fet() -> None:
    twice = [asks("MinDaysBetweenActivities", 95, Activity_Id=[1, 2], MinDays=days) for days in (1, 2)]
    problem = read([activity(n, "Maths", "Ann", "7A") for n in (1, 2)], twice).problem
    assert [rule.instance for rule in problem.rules] == ["lessons_spread#95", "lessons_spread#95-2"]


def test_a_weight_of_nothing_asks_nothing_but_that_lessons_of_a_day_follow_each_other() -> None:
    asked = asks("MinDaysBetweenActivities", 0, Consecutive_If_Same_Day="true", Activity_Id=[1, 2], MinDays=1)
    problem = read([activity(n, "Maths", "Ann", "7A") for n in (1, 2)], [asked]).problem
    assert [rule.id for rule in problem.rules] == ["lessons_adjoin"]


def test_however_little_it_weighs_no_third_of_them_stands_on_one_day() -> None:
    days = [asks("MinDaysBetweenActivities", 0, Activity_Id=ids, MinDays=1) for ids in ([1, 2, 3], [1, 2])]
    (heap,) = read([activity(n, "Maths", "Ann", "7A") for n in (1, 2, 3)], days).problem.rules
    assert (heap.id, heap.level) == ("lessons_a_day", Level.HARD)
    assert heap.params == {"rows": [{"courses": ["1/2/3"], "most": 2}]}


def test_days_apart_that_must_be_say_all_of_it() -> None:
    asked = asks("MinDaysBetweenActivities", 100, Activity_Id=[1, 2, 3], MinDays=1)
    problem = read([activity(n, "Maths", "Ann", "7A") for n in (1, 2, 3)], [asked]).problem
    assert [rule.id for rule in problem.rules] == ["lessons_spread"]
