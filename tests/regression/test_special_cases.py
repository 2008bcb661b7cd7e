"""What schools ask beside the ordinary, each in a sample: solved, judged, and looked at without the rules' code."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import pairwise

import constraints
from scheduler.domain.curriculum import CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.school import GroupKind
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished, Improved
from scheduler.rules.base import Verdict
from scheduler.samples import plans, sample
from scheduler.samples.records import LEAVE, STAND_IN
from scheduler.samples.villages import CENTRE, TRAVELLERS, VILLAGES
from scheduler.verify import judge

NOON = 12 * 60 + 30
"""A minute inside every noon rest of the samples."""


@cache
def solved(name: str) -> tuple[Problem, Timetable]:
    """A sample and its first timetable, which keeps every hard rule."""
    problem = sample(name)
    rules = constraints.bind(problem)
    search = Run(problem, [rule for rule in rules if not rule.planning], Settings(seconds=240), strict=True)
    timetable = None
    for event in search:
        if isinstance(event, Improved):
            search.cancel()
        elif isinstance(event, Finished):
            timetable = event.timetable
    assert timetable is not None
    broken = [f for f in judge(problem, timetable, rules).findings if f.verdict is Verdict.BROKEN]
    assert broken == []
    return problem, timetable


def lessons_of(timetable: Timetable, teacher: str) -> list[Lesson]:
    found = [lesson for lesson in timetable.lessons if teacher in lesson.teachers]
    return sorted(found, key=lambda lesson: (lesson.day, lesson.period))


def minutes(problem: Problem, lesson: Lesson) -> range:
    bell = problem.index.bells[problem.index.bell_of(lesson.sets, lesson.bell, lesson.course)]
    first = bell.lesson_row(lesson.day, lesson.period)
    last = bell.lesson_row(lesson.day, lesson.period + lesson.duration - 1)
    assert first.start is not None
    assert last.end is not None
    return range(first.start, last.end)


def campus(problem: Problem, lesson: Lesson, teacher: str) -> str:
    """Where a teacher is: with the own campus's class where the lesson reaches over several."""
    there = [problem.index.classes[one].campus for one in lesson.sets if one in problem.index.classes]
    own = problem.index.teachers[teacher].campus
    return own if own in there else there[0] if there else own


def test_travelling_teachers_change_campus_once_a_day_at_most_and_over_noon() -> None:
    for name in ("villages", "twelve_years"):
        problem, timetable = solved(name)
        for teacher in problem.index.teachers:
            by_day: dict[int, list[Lesson]] = defaultdict(list)
            for lesson in lessons_of(timetable, teacher):
                by_day[lesson.day].append(lesson)
            for day, lessons in by_day.items():
                places = [(campus(problem, one, teacher), minutes(problem, one)) for one in lessons]
                moves = [(a, b) for a, b in pairwise(places) if a[0] != b[0]]
                assert len(moves) <= 1, (name, teacher, day)
                for (_, before), (_, after) in moves:
                    assert before.stop <= NOON <= after.start, (name, teacher, day)
        if name == "villages":
            groups = {group.id: group for group in problem.teacher_groups}
            seen = {one for t in groups[TRAVELLERS].members for x in lessons_of(timetable, t) for one in x.sets}
            assert {one[:2] for one in seen} == set(VILLAGES)


def test_a_lesson_across_campuses_has_both_classes_and_someone_with_each() -> None:
    problem, timetable = solved("villages")
    shared = [x for x in timetable.lessons if {problem.index.classes[s].campus for s in x.sets if x.sets} >= {CENTRE}]
    shared = [x for x in shared if len({problem.index.classes[s].campus for s in x.sets}) == 2]
    assert len(shared) == sum(max(r.weekly) for r in problem.plan if r.subject == plans.ENGLISH) * len(VILLAGES)
    for lesson in shared:
        campuses = {problem.index.classes[one].campus for one in lesson.sets}
        assert {problem.index.teachers[one].campus for one in lesson.teachers} == campuses


def test_a_pulled_out_group_misses_no_protected_lesson() -> None:
    for name in ("primary_18", "records"):
        problem, timetable = solved(name)
        kinds = {course.id: course.kind for course in problem.courses}
        pulled = [x for x in timetable.lessons if x.course and kinds[x.course] is CourseKind.PULL_OUT]
        assert pulled
        if name == "primary_18":
            continue  # its rules do not ask for it
        for group in pulled:
            beside = [
                x
                for x in timetable.lessons
                if x.sets == group.sets and x.course != group.course and x.day == group.day
                if set(minutes(problem, x)) & set(minutes(problem, group))
            ]
            assert not any(problem.index.subjects[x.subject].protected for x in beside)


def test_two_classes_have_music_together() -> None:
    problem, timetable = solved("odd_even")
    joint = [x for x in timetable.lessons if x.subject == plans.MUSIC and len(x.sets) == 2]
    assert {x.sets for x in joint} == {("五(1)", "六(1)")}
    assert len(joint) == 2
    assert all(len(x.teachers) == 1 for x in joint)
    assert problem.index.classes["五(1)"].grade != problem.index.classes["六(1)"].grade


def test_clubs_of_a_grade_fill_one_wednesday_block_with_eight_leaders() -> None:
    problem, timetable = solved("primary_36")
    clubs = [x for x in timetable.lessons if x.subject == plans.CLUBS]
    assert {(x.day, x.duration, len(x.sets), len(x.teachers)) for x in clubs} == {(3, 2, 6, 8)}
    outside = [t for t in problem.teachers if t.kind == "外聘"]
    assert len(outside) == 2
    for teacher in outside:
        closed = {when.day for when in teacher.unavailable}
        assert closed
        assert closed.isdisjoint(lesson.day for lesson in lessons_of(timetable, teacher.id))


def test_two_options_of_a_grade_stand_at_the_same_times() -> None:
    _, timetable = solved("twelve_years")
    for grade in ("高二", "高三"):
        times = [
            {(x.day, x.period) for x in timetable.lessons if x.sets == (f"{grade}选{subject}",)}
            for subject in (plans.PHYSICS, plans.HISTORY)
        ]
        assert times[0] == times[1]
        assert len(times[0]) == 4


def test_sport_of_one_grade_keeps_off_the_field_in_the_other_grades_long_break() -> None:
    problem, timetable = solved("staggered")
    filled = [
        (day, row.start, row.end)
        for bell in problem.bells
        for day, rows in enumerate(bell.days, start=1)
        for row in rows
        if row.occupies
    ]
    assert filled
    field = {room for bell in problem.bells for rows in bell.days for row in rows for room in row.occupies}
    for lesson in (x for x in timetable.lessons if set(x.rooms) & field):
        taken = minutes(problem, lesson)
        assert not any(d == lesson.day and s < taken.stop and e > taken.start for d, s, e in filled if s and e)


def test_leaders_meet_and_delegates_are_free_for_the_district() -> None:
    problem, timetable = solved("primary_36")
    groups = {group.kind: group for group in problem.teacher_groups}
    meeting = next(x for x in timetable.lessons if x.course == groups[GroupKind.LEADERS].meeting)
    assert (meeting.day, meeting.period, meeting.duration) == (1, 5, 2)
    for leader in groups[GroupKind.LEADERS].members:
        there = [x for x in lessons_of(timetable, leader) if x.day == 1 and x.period >= 5]
        assert [x.course for x in there] == [meeting.course]
    for delegate in groups[GroupKind.DISTRICT].members:
        away = [when for when in problem.index.teachers[delegate].unavailable if when.reason == "区教研"]
        assert away
        for when in away:
            assert not any(x.day == when.day and x.period in when.periods for x in lessons_of(timetable, delegate))


def test_a_twelve_year_school_has_two_campuses_and_bells_of_its_own_on_each() -> None:
    problem, _ = solved("twelve_years")
    assert [grade.number for grade in problem.grades] == list(range(1, 13))
    bells = {
        problem.index.classes[c.id].campus: {g.bell for g in problem.grades if g.id == c.grade} for c in problem.classes
    }
    assert len(problem.campuses) == 2
    assert len(set.union(*bells.values())) >= 2


def test_someone_on_leave_is_followed_by_a_stand_in_from_week_nine() -> None:
    problem, _ = solved("records")
    handed = [course for course in problem.courses if course.later]
    assert {(one.week, one.teachers) for course in handed for one in course.later} == {(LEAVE, (STAND_IN,))}
    assert sum(course.periods for course in handed) >= 8
