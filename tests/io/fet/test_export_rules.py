"""Rules read from FET, written for FET and read again find the same in random timetables: nothing is lost or added."""

from __future__ import annotations

from itertools import islice

import pytest

import constraints
from constraints.block_pattern import BlockPattern
from scheduler.domain.curriculum import Course, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass, Subject
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from scheduler.domain.timetable import Timetable
from scheduler.io.fet.alike import courses_by_activity
from scheduler.io.fet.export import exported
from scheduler.io.fet.xml import children, read_xml, said
from scheduler.verify import judge
from tests.fet_referee.cases import CASES, Case
from tests.fet_referee.compare import imported_of, random_timetables

TIMETABLES = 10
WISHES = {case.name for case in CASES if not case.hard}
KNOWN = [
    case for case in CASES if f"{case.name} 50" not in WISHES and not imported_of(case.file()).unchecked
]  # a wish says more than a must: how often it is broken


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.name)
def test_what_is_written_for_fet_measures_what_was_read(case: Case) -> None:
    first = imported_of(case.file()).problem
    content, notes = exported(first, constraints.bind(first))
    assert not [note.text.en for note in notes if "cannot say" in note.text.en]
    again = imported_of(content)
    assert not again.unchecked
    second = again.problem
    ids = {said(one, "Comments"): said(one, "Id") for one in children(read_xml(content), "Activities_List/Activity")}
    rules = constraints.bind(second)
    for timetable, report in islice(random_timetables(first, 3), TIMETABLES):
        there = judge(second, _renamed(timetable, ids, second), rules)
        assert (there.keeps_hard_rules, there.penalty) == (report.keeps_hard_rules, report.penalty)


def _renamed(timetable: Timetable, ids: dict[str, str], problem: Problem) -> Timetable:
    """The same lessons by the ids of the school as read again."""
    lessons, courses = [], courses_by_activity(problem.courses)
    for lesson in timetable.lessons:
        course = courses[ids[lesson.course or ""]]
        lessons.append(lesson.model_copy(update={"course": course.id, "sets": course.sets}))
    return Timetable(lessons=tuple(lessons))


def test_a_double_may_begin_only_where_noon_does_not_cut_it() -> None:
    day = (BellPeriod(), BellPeriod(), BellPeriod(kind=PeriodKind.NOON), BellPeriod(), BellPeriod())
    school = Problem(
        bells=(BellSchedule(id="main", days=(day, day)),),
        day_names=("Mon", "Tue"),
        grades=(Grade(id="G1", bell="main"),),
        classes=(SchoolClass(id="1A", grade="G1"),),
        subjects=(Subject(id="Art"),),
        courses=(Course(id="art", subject="Art", sets=("1A",), parts=(Part(duration=2),)),),
    )
    content, _ = exported(school, [BlockPattern()])
    kind = "Time_Constraints_List/ConstraintActivityPreferredStartingTimes/Preferred_Starting_Time"
    starts = [
        (said(one, "Preferred_Starting_Day"), said(one, "Preferred_Starting_Hour"))
        for one in children(read_xml(content), kind)
    ]
    assert starts == [("Mon", "1"), ("Mon", "3"), ("Tue", "1"), ("Tue", "3")]
