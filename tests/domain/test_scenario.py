"""Changes of a scenario, kind by kind, on a school of three classes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.scenario import PATCHES, Patch, Scenario, apply
from scheduler.domain.text import FaultyInput
from scheduler.domain.time import PeriodKind
from scheduler.samples import sample

SCHOOL = sample("tiny")
VILLAGE = sample("odd_even")
TERM = sample("records")


def after(problem: Problem, *patches: dict[str, Any], **facts: Any) -> Problem:
    return apply(problem, Scenario.model_validate({"patches": patches, **facts}))


def wrong(problem: Problem, *patches: dict[str, Any], **facts: Any) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        after(problem, *patches, **facts)
    return [fault.to("en") for fault in caught.value.faults]


def periods(problem: Problem, home: str, subject: str) -> int:
    return sum(c.periods for c in problem.courses if c.subject == subject and home in c.sets)


def test_every_kind_of_change_can_be_read_from_a_file() -> None:
    kinds = {patch.model_fields["kind"].default for patch in PATCHES}
    union: Any = Patch
    assert {one.model_fields["kind"].default for one in union.__origin__.__args__} == kinds
    assert len(kinds) == len(PATCHES)


def test_a_part_time_teacher_is_away_on_the_other_days() -> None:
    name = SCHOOL.teachers[0].id
    changed = after(SCHOOL, {"kind": "teacher_days", "teacher": name, "days": [1, 3]})
    added = changed.index.teachers[name].unavailable[len(SCHOOL.teachers[0].unavailable) :]
    assert [when.day for when in added] == [2]


def test_a_teacher_who_leaves_is_followed_by_colleagues_of_the_subject_within_the_norm() -> None:
    school = sample("primary_18")
    leaving = next(t.id for t in school.teachers if "体育与健康" in t.subjects)
    changed = after(school, {"kind": "teacher_leaves", "teacher": leaving, "most": 24})
    assert not [c.id for c in changed.courses if leaving in c.teachers]
    taken = {c.id: c.teachers for c in changed.courses if c.sets and leaving in school.index.courses[c.id].teachers}
    heirs = {name for names in taken.values() for name in names}
    assert heirs
    assert all("体育与健康" in school.index.teachers[name].subjects for name in heirs)
    for name in heirs:
        assert sum(c.periods for c in changed.courses if name in c.teachers and c.sets) <= 24
    alone = [course for course, names in taken.items() if not names]
    assert alone, "what exceeds the norm of those who stay has nobody"
    spare = {n: 24 - sum(c.periods for c in changed.courses if n in c.teachers and c.sets) for n in heirs}
    smallest = min(school.index.courses[course].periods for course in alone)
    assert all(left < smallest for left in spare.values()), "nobody could have taken one more"


def test_a_teacher_who_leaves_is_no_class_teacher_and_in_no_group_any_more() -> None:
    head = VILLAGE.classes[0].class_teacher
    changed = after(VILLAGE, {"kind": "teacher_leaves", "teacher": head})
    assert all(head not in group.members for group in changed.teacher_groups)
    assert changed.classes[0].class_teacher != head
    assert not faults(changed)


def test_who_takes_over_all_lessons_is_class_teacher_too() -> None:
    head = SCHOOL.classes[0].class_teacher
    changed = after(SCHOOL, {"kind": "teacher_replaced", "teacher": head, "by": "新老师"})
    assert changed.classes[0].class_teacher == "新老师"
    assert "新老师" in changed.index.teachers
    assert not faults(changed)


def test_a_new_room_serves_its_sorts_of_room() -> None:
    school = sample("primary_18")
    added = {"kind": "room_added", "room": "操场东区", "places": 2, "pools": ["体育场地"]}
    changed = after(school, added)
    assert changed.index.rooms["操场东区"].places == 2
    assert "操场东区" in changed.index.pools["体育场地"].rooms


def test_the_plan_of_grades_changes_and_the_courses_follow() -> None:
    grades = [grade.id for grade in VILLAGE.grades[2:4]]
    home = next(c.id for c in VILLAGE.classes if c.grade == grades[0])
    changed = after(
        VILLAGE,
        {"kind": "plan_changed", "grades": grades, "subject": "校本课程", "periods": 1},
        {"kind": "plan_changed", "grades": grades, "subject": "体育活动", "periods": 1, "like": "体育与健康"},
        {"kind": "plan_changed", "grades": grades, "subject": "语文", "periods": 8},
    )
    assert [r.odd for r in changed.plan if r.grade == grades[0] and r.subject == "校本课程"] == [1]
    assert periods(VILLAGE, home, "校本课程") == 2
    assert periods(changed, home, "校本课程") == 1
    assert periods(changed, home, "体育活动") == 1
    assert periods(changed, home, "语文") == 8
    assert changed.index.subjects["体育活动"].sport
    assert not faults(changed)


def test_a_subject_leaves_the_plan_with_its_courses() -> None:
    grade = VILLAGE.grades[2].id
    home = next(c for c in VILLAGE.classes if c.grade == grade)
    changed = after(VILLAGE, {"kind": "plan_changed", "grades": [grade], "subject": "校本课程", "periods": 0})
    assert periods(changed, home.id, "校本课程") == 0
    assert not [r for r in changed.plan if (r.grade, r.subject) == (grade, "校本课程")]


def test_new_lessons_go_to_each_class_teacher() -> None:
    patch = {"kind": "plan_changed", "grades": [VILLAGE.grades[2].id], "subject": "体育活动", "periods": 1}
    changed = after(VILLAGE, {**patch, "like": "体育与健康", "class_teachers": True})
    home = next(c for c in changed.classes if c.grade == VILLAGE.grades[2].id)
    assert [c.teachers for c in changed.courses if c.subject == "体育活动"] == [(home.class_teacher,)]


def test_courses_shared_by_grades_do_not_follow_a_plan_by_themselves() -> None:
    told = wrong(VILLAGE, {"kind": "plan_changed", "grades": ["五年级"], "subject": "音乐", "periods": 1})
    assert len(told) == 1
    assert "shared with other grades" in told[0]


def test_a_class_more_has_the_lessons_of_its_model_with_people_and_a_room_of_its_own() -> None:
    model = VILLAGE.classes[2]
    patch = {"kind": "class_added", "id": "三(2)", "like": model.id, "class_teacher": "新班主任", "room": "教室9"}
    changed = after(VILLAGE, {**patch, "teachers": {"数学": VILLAGE.teachers[0].id}})
    mine = [c for c in changed.courses if "三(2)" in c.sets]
    assert sum(c.periods for c in mine) == sum(c.periods for c in VILLAGE.courses if model.id in c.sets and c.sets)
    assert [c.teachers for c in mine if c.subject == "数学"] == [(VILLAGE.teachers[0].id,)]
    assert [c.teachers for c in mine if c.subject == "语文"] == [("新班主任",)]
    assert [c.teachers for c in mine if c.subject == "英语"] == [()]
    assert changed.index.classes["三(2)"].room == "教室9"
    assert [c.id for c in changed.classes][3] == "三(2)", "beside the classes of its grade"
    assert not faults(changed)


def test_meetings_are_moved_added_merged_and_dropped() -> None:
    school = sample("primary_18")
    maths, english = "数学教研组:教研活动", "英语教研组:教研活动"
    changed = after(
        school,
        {"kind": "meeting_moved", "meeting": maths, "at": {"day": 4, "period": 5}},
        {"kind": "meeting_dropped", "meeting": "行政会:行政会"},
        {"kind": "meeting_added", "id": "文理教研", "groups": ["英语教研组", "科学信息教研组"], "instead": True},
    )
    assert [(f.day, f.period) for f in changed.index.courses[maths].fixed] == [(4, 5)]
    assert "行政会:行政会" not in changed.index.courses
    assert english not in changed.index.courses
    merged = changed.index.courses["文理教研"]
    assert set(merged.teachers) == {"易诗涵", "周芳", "白飞", "胡亮", "冯翔"}
    assert merged.parts[0].duration == 2
    assert not merged.fixed
    assert not faults(changed)


def test_a_rule_is_priced_and_keeps_what_else_it_says() -> None:
    school = SCHOOL.model_copy(update={"rules": ()})
    set_so = {"kind": "rule_changed", "setting": {"id": "teacher_gaps", "level": "hard", "params": {"limit": 2}}}
    hard = after(school, set_so)
    soft = after(hard, {"kind": "rule_level", "id": "teacher_gaps", "level": "soft", "weight": 7})
    [setting] = soft.rules
    assert (setting.level, setting.weight, setting.params) == ("soft", 7, {"limit": 2})
    assert setting.reason


def test_breaks_are_longer_up_to_a_length_and_the_day_ends_later() -> None:
    school = sample("primary_18")
    changed = after(school, {"kind": "breaks_lengthened", "minutes": 5, "up_to": 15})
    old, new = school.bells[0].rows(2), changed.bells[0].rows(2)
    assert [row.minutes for row in old if row.kind is PeriodKind.BREAK] == [15, 10, 10]
    assert [row.minutes for row in new if row.kind is PeriodKind.BREAK] == [15, 15, 15]
    assert new[-1].end == (old[-1].end or 0) + 10
    assert [r.minutes for r in new if r.kind is not PeriodKind.BREAK] == [
        r.minutes for r in old if r.kind is not PeriodKind.BREAK
    ]


@pytest.mark.parametrize(("half", "first", "noon", "last"), [("day", 20, 0, 20), ("afternoon", 0, 20, 20)])
def test_a_schedule_shifts_as_a_whole_or_after_noon(half: str, first: int, noon: int, last: int) -> None:
    school = sample("primary_18")
    changed = after(school, {"kind": "bells_shifted", "minutes": 20, "half": half})
    old, new = school.bells[0].rows(2), changed.bells[0].rows(2)
    rest = next(at for at, row in enumerate(old) if row.kind is PeriodKind.NOON)
    assert (new[0].start or 0) - (old[0].start or 0) == first
    assert new[rest].minutes - old[rest].minutes == noon
    assert (new[-1].end or 0) - (old[-1].end or 0) == last
    assert not faults(changed)


def test_a_make_up_day_stands_before_what_the_calendar_said() -> None:
    calendar = TERM.calendar
    assert calendar is not None
    day = date(2026, 9, 19)
    entry = {"first": "2026-09-19", "last": "2026-09-19", "kind": "make_up", "runs": 4}
    changed = after(TERM, {"kind": "calendar_changed", "entries": [entry]}).calendar
    assert changed is not None
    assert (calendar.runs(day), changed.runs(day)) == (0, 4)


def test_a_later_change_builds_on_an_earlier_one() -> None:
    changed = after(
        VILLAGE,
        {"kind": "class_added", "id": "三(2)", "like": VILLAGE.classes[2].id},
        {"kind": "course_parts", "course": "三(2):语文", "parts": [{"count": 3}]},
    )
    assert periods(changed, "三(2)", "语文") == 3


def test_a_dated_scenario_is_the_school_of_its_first_week() -> None:
    leave = {"kind": "room_closed", "room": TERM.rooms[0].id, "times": [{"day": 0}]}
    before, within = (after(TERM, leave, weeks=weeks) for weeks in ("6-7", [9, 10]))
    gone = TERM.classes[4].class_teacher
    assert [c.id for c in before.courses if gone in c.teachers and c.sets]
    assert not [c.id for c in within.courses if gone in c.teachers and c.sets]
    assert within.version.endswith("W9")


def test_everything_wrong_is_told_at_once() -> None:
    told = wrong(
        TERM,
        {"kind": "teacher_away", "teacher": "无此人", "times": [{"day": 1}]},
        {"kind": "teacher_days", "teacher": TERM.teachers[0].id, "days": [9]},
        {"kind": "meeting_moved", "meeting": TERM.courses[0].id},
        {"kind": "class_added", "id": TERM.classes[0].id, "like": TERM.classes[1].id},
        {"kind": "calendar_changed", "entries": [{"first": "2030-01-01", "last": "2030-01-01"}]},
        weeks="30-31",
    )
    places = [line.partition(":")[0] for line in told]
    assert places.count("weeks.first") == 1
    assert places.count("weeks.last") == 1
    wanted = ["patches[0].teacher", "patches[1].days", "patches[2].meeting", "patches[3].id", "patches[4].entries"]
    assert all(where in places for where in wanted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"kind": "course_parts", "course": SCHOOL.courses[0].id, "parts": [{"count": 2}]},
            {"kind": "course_parts", "course": SCHOOL.courses[0].id, "parts": [{"count": 3}]},
        ),
        (
            {"kind": "rule_level", "id": "teacher_gaps", "weight": 2},
            {"kind": "rule_changed", "setting": {"id": "teacher_gaps", "off": True}},
        ),
        (
            {"kind": "teacher_leaves", "teacher": SCHOOL.teachers[0].id},
            {"kind": "teacher_away", "teacher": SCHOOL.teachers[0].id, "times": [{"day": 1}]},
        ),
        (
            {"kind": "teacher_leaves", "teacher": SCHOOL.teachers[0].id},
            {"kind": "teacher_replaced", "teacher": SCHOOL.teachers[1].id, "by": SCHOOL.teachers[0].id},
        ),
    ],
)
def test_changes_that_contradict_each_other_are_refused(one: dict[str, Any], other: dict[str, Any]) -> None:
    told = wrong(SCHOOL, one, other)
    assert len(told) == 1
    assert told[0].startswith("patches[1]")
    assert "patches[0]" in told[0]


def test_weeks_in_which_teachers_change_are_two_scenarios() -> None:
    told = wrong(TERM, {"kind": "room_places", "room": TERM.rooms[0].id, "places": 1}, weeks="8-9")
    assert len(told) == 1
    assert "up to week 8" in told[0]
