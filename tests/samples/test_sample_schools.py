"""The sample schools have the figures that are said of them, and are the same each time."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections import Counter, defaultdict

import pytest

from scheduler.domain.curriculum import CourseKind
from scheduler.domain.time import PeriodKind, Weeks
from scheduler.samples import IMPOSSIBLE, SAMPLES, generate, names, plans, sample
from scheduler.samples.writing import class_lessons

SOLVABLE = tuple(one.name for one in SAMPLES)
EVERY_WEEK_PARITY = (Weeks.ODD, Weeks.EVEN)


@pytest.fixture(scope="module")
def schools():
    return {name: sample(name) for name in names()}


def load(problem, teacher):
    return sum(c.periods for c in problem.index.courses_of_teacher[teacher] if c.sets)


@pytest.mark.parametrize(
    ("name", "classes", "lessons", "teaching"),
    [
        ("primary_18", 18, 516, 44),
        ("primary_36", 36, 1032, 86),
        ("primary_60", 60, 1720, 143),
        ("junior_24", 24, 816, 69),
        ("primary_18_daily_pe", 18, 516, 44),
        ("primary_36_daily_pe", 36, 1032, 86),
        ("primary_60_daily_pe", 60, 1720, 143),
        ("junior_24_daily_pe", 24, 816, 72),
    ],
)
def test_sizes_are_those_of_real_schools(schools, name, classes, lessons, teaching):
    problem = schools[name]
    assert len(problem.classes) == classes
    assert class_lessons(problem) == lessons
    # two visiting teachers come on top of the posts
    assert 0 <= sum(load(problem, t.id) > 0 for t in problem.teachers) - teaching <= 2


@pytest.mark.parametrize("name", [name for name in SOLVABLE if name.startswith(("primary", "odd", "junior"))])
def test_plans_have_26_30_and_34_lessons(schools, name):
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for row in schools[name].plan:
        totals[row.grade, "odd"] += row.odd
        totals[row.grade, "even"] += row.even
    due = {g: 26 if n < 2 else 30 if n < 6 else 34 for n, g in enumerate(plans.GRADES)}
    assert totals == {(g.id, week): due[g.id] for g in schools[name].grades for week in ("odd", "even")}


@pytest.mark.parametrize("name", [n for n in SOLVABLE if n != "college"])
def test_every_pupil_week_is_full_in_odd_and_in_even_weeks(schools, name):
    problem = schools[name]
    for leaf in problem.index.pupils:
        bell = problem.index.bell_of_pupil(leaf)
        slots = sum(bell.periods(day) for day in problem.days)
        for week in EVERY_WEEK_PARITY:
            lessons = sum(c.periods for c in problem.index.courses_of_pupil[leaf] if c.weeks.meets(week))
            assert (leaf, week, lessons) == (leaf, week, slots)


@pytest.mark.parametrize("name", names())
def test_ids_are_unique_and_every_reference_is_known(schools, name):
    problem = schools[name]
    index = problem.index
    for things in (problem.courses, problem.teachers, problem.classes, problem.rooms, problem.subjects):
        assert max(Counter(t.id for t in things).values()) == 1
    for course in problem.courses:
        assert course.subject in index.subjects
        assert set(course.teachers) <= set(index.teachers)
        assert course.teachers
        assert set(course.sets) <= {*index.classes, *index.groups}
        assert not course.room or index.rooms_for(course), course.id
    for group in problem.teacher_groups:
        assert set(group.members) <= set(index.teachers)
        assert not group.meeting or group.meeting in index.courses


@pytest.mark.parametrize("name", SOLVABLE)
def test_no_teacher_has_more_lessons_than_open_periods(schools, name):
    problem = schools[name]
    for teacher in problem.teachers:
        bell = problem.index.home_bell(teacher.id)
        slots = [(bell.id, day, p) for day in problem.days for p in range(1, bell.periods(day) + 1)]
        free = [
            s for s in slots if not problem.index.hits(teacher.unavailable, problem.timeline.covered(*s), Weeks.ALL)
        ]
        due = sum(c.periods for c in problem.index.courses_of_teacher[teacher.id])
        assert due <= len(free), teacher.id


@pytest.mark.parametrize("name", SOLVABLE)
def test_strict_rooms_have_places_for_all_their_lessons(schools, name):
    problem = schools[name]
    index = problem.index
    moments = {m for slot in problem.timeline.moments for m in problem.timeline.covered(*slot)}
    lesson_starts = {(slot.day, problem.timeline.spans[slot][0]) for slot in problem.timeline.spans}
    for rooms in index.room_needs.values():
        places = sum(index.places(rooms, m, Weeks.ALL) for m in moments & lesson_starts)
        due = sum(
            c.periods
            for c in problem.courses
            if c.room and c.room_strict and c.weeks is not Weeks.EVEN and set(index.rooms_for(c)) <= rooms
        )
        assert due <= places


@pytest.mark.parametrize("name", ["primary_18", "primary_36", "primary_60"])
def test_meetings_leave_a_teacher_for_every_class_in_session(schools, name):
    problem = schools[name]
    index, timeline = problem.index, problem.timeline
    for meeting in (c for c in problem.courses if c.kind is CourseKind.MEETING):
        at = meeting.fixed[0]
        for period in range(at.period, at.period + meeting.parts[0].duration):
            (moment,) = timeline.covered(meeting.bell, at.day, period)
            meeting_now = {
                t
                for c in problem.courses
                if c.kind is CourseKind.MEETING
                for f in c.fixed
                if moment in timeline.covered(c.bell, f.day, f.period, c.parts[0].duration)
                for t in c.teachers
            }
            free = sum(
                t.id not in meeting_now
                and load(problem, t.id) > 0
                and not index.hits(t.unavailable, (moment,), Weeks.ALL)
                for t in problem.teachers
            )
            in_session = sum(
                bool(timeline.periods_at(index.bell_of_pupil(c.id).id, (moment,))) for c in problem.classes
            )
            assert in_session <= free, (meeting.id, period)


@pytest.mark.parametrize(
    ("name", "bell", "day", "learning", "organised", "on_campus"),
    [
        ("primary_18", 0, 2, 240, 320, 355),
        ("primary_18", 0, 1, 240, 335, 370),
        ("primary_18", 1, 2, 200, 320, 355),
        ("primary_18_daily_pe", 0, 2, 240, 320, 365),
        ("junior_24", 0, 2, 315, 385, 435),
        ("junior_24", 0, 1, 315, 405, 455),
        ("junior_24", 0, 5, 270, 340, 375),
    ],
)
def test_minutes_of_the_sample_days(schools, name, bell, day, learning, organised, on_campus):
    from scheduler.samples.bells import figures

    found = figures(schools[name].bells[bell].days[day - 1])
    assert (found["learning"], found["organised"], found["on_campus"]) == (learning, organised, on_campus)


@pytest.mark.parametrize("name", [n for n in SOLVABLE if n not in ("english_plain", "college")])
def test_every_class_has_an_hour_of_activity_on_every_day_even_without_sport_lessons(schools, name):
    for bell in schools[name].bells:
        for rows in bell.days:
            assert sum(row.minutes for row in rows if row.sport) >= 60
            assert sum(row.minutes for row in rows if row.kind is PeriodKind.LONG_BREAK) == 60


@pytest.mark.parametrize("name", [n for n in SOLVABLE if n.endswith(("daily_pe", "tight"))])
def test_daily_forms_have_five_sport_lessons_and_keep_integrated_practice(schools, name):
    problem = schools[name]
    for c in problem.classes:
        weekly: Counter[str] = Counter()
        for course in problem.index.courses_of_pupil[c.id]:
            weekly[course.subject] += course.periods
        assert weekly[plans.PE] + weekly[plans.SPORT] == 5
        assert weekly[plans.PRACTICE] >= 1
        assert weekly[plans.CLASS_MEETING] == 1


def test_rows_of_every_day_follow_one_another_without_gap_or_overlap(schools):
    for problem in schools.values():
        for bell in problem.bells:
            for rows in bell.days:
                assert all(a.end == b.start for a, b in itertools.pairwise(rows))


def test_two_teachers_of_one_name_have_staff_numbers(schools):
    twice = [n for n, k in Counter(t.name for t in schools["primary_36"].teachers).items() if k == 2]
    assert len(twice) == 1
    both = [t for t in schools["primary_36"].teachers if t.name == twice[0]]
    assert all(t.id == t.staff_no for t in both)


def test_some_sample_has_each_of_the_unusual_kinds(schools):
    courses = [c for name in SOLVABLE for c in schools[name].courses]
    assert {c.weeks for c in courses} == {Weeks.ALL, Weeks.ODD, Weeks.EVEN}
    assert {c.kind for c in courses} == set(CourseKind)
    assert any(len(c.sets) > 1 and len(c.teachers) == 1 for c in courses)
    assert any(len(c.teachers) > 1 and c.sets for c in courses)
    assert any(part.duration == 2 for c in courses for part in c.parts if c.sets)
    assert any(not c.room_strict for c in courses)


def test_samples_are_the_same_whatever_the_hash_seed():
    script = (
        "from scheduler.samples import *\nprint([sample(n).fingerprint for n in names()], generate(18, 3).fingerprint)"
    )

    def run(seed):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run(
            [sys.executable, "-c", script], env=env, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    first = run("1")
    assert first == run("2")
    assert str(sample("tiny").fingerprint) in first


@pytest.mark.parametrize("classes", [18, 36, 60, 120, 240])
def test_generated_schools_have_as_many_classes_as_asked(classes):
    problem = generate(classes=classes, seed=1)
    assert len(problem.classes) == classes
    assert class_lessons(problem) == classes // 6 * 172
    assert len({t.id for t in problem.teachers}) == len(problem.teachers)


def test_generated_schools_differ_by_seed_and_by_slack():
    usual = generate(18, 1)
    assert generate(18, 2).fingerprint != usual.fingerprint
    places = sum(r.places for r in usual.rooms)
    assert sum(r.places for r in generate(18, 1, slack=2.0).rooms) > places


@pytest.mark.parametrize("classes", [0, 5, 20])
def test_a_number_of_classes_that_does_not_divide_by_six_is_refused(classes):
    with pytest.raises(ValueError, match="multiple of six"):
        generate(classes)


def test_an_unknown_sample_is_a_key_error():
    with pytest.raises(KeyError):
        sample("nowhere")


def test_reasons_of_impossible_schools_name_their_numbers_in_both_languages():
    assert len(IMPOSSIBLE) >= 7
    for one in IMPOSSIBLE:
        assert one.need > one.have
        if one.rule != "fixed_lessons":
            for text in (one.reason.zh, one.reason.en):
                assert str(one.need) in text
                assert str(one.have) in text
