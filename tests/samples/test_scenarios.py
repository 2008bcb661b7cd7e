"""Each of the questions deans ask most is answered, and the answer shows what they want to know."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from scheduler.answers import Answered, Figure
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Finished, Improved
from scheduler.rules.base import Verdict
from scheduler.samples import plans
from scheduler.samples.scenarios import PE_TEACHER, QUESTIONS, TRACK
from scheduler.services.generate import Generation
from scheduler.services.load import School, load
from scheduler.services.scenario import read_scenario
from scheduler.services.what_if import Answering
from scheduler.services.what_if_school import changed
from scheduler.verify import judge

INPUTS = Path(__file__).parents[2] / "sample_inputs"
BY_NAME = {question.name: question for question in QUESTIONS}
SOLVED = (
    "02_daily_pe",
    "03_pe_teacher_leaves",
    "03_pe_teacher_hired",
    "04_playground_repair",
    "05_two_more_classes",
    "07_merged_meeting",
    "08_three_months_leave",
)


@cache
def school(name: str) -> School:
    return load(INPUTS / name / "school.xlsx")


@cache
def base(name: str) -> Timetable:
    """The first timetable of a school, good enough to be changed."""
    generation = Generation(school(name), Settings(seconds=200, workers=2))
    for event in generation:
        if isinstance(event, Improved):
            generation.cancel()
        if isinstance(event, Finished):
            assert event.timetable is not None
            return event.timetable
    raise AssertionError


@cache
def answered(name: str) -> Answered:
    """The answer with the first timetable found; the fewest moves are another test's."""
    question = BY_NAME[name]
    answering = Answering(
        school(question.school), base(question.school), question.scenario(), Settings(seconds=12, workers=2)
    )
    for event in answering:
        if isinstance(event, Improved):
            answering.cancel()
        if isinstance(event, Answered):
            return event
    raise AssertionError


def figures(answer: Answered, what: str, part: str = "") -> list[Figure]:
    return [one for one in answer.figures if one.what == what and (not part or one.part == part)]


def said(answer: Answered) -> str:
    return "\n".join(text.zh for text in answer.words)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_file_says_what_the_sample_asks(name: str) -> None:
    assert read_scenario(INPUTS / "scenarios" / f"{name}.yml") == BY_NAME[name].scenario()


@pytest.mark.parametrize("name", SOLVED)
def test_what_works_out_has_a_timetable_that_keeps_every_hard_rule(name: str) -> None:
    answer = answered(name)
    assert answer.timetable is not None, said(answer)
    question = BY_NAME[name]
    after = changed(school(question.school), question.scenario()).after
    report = judge(after.problem, answer.timetable, after.rules).of_timetable
    assert not [f for f in report.findings if f.verdict is Verdict.BROKEN and f.amount]
    assert answer.moved is not None
    assert answer.moved >= answer.moved_bound
    assert answer.value == report.value


def test_a_cap_of_five_and_a_half_hours_is_told_in_all_three_meanings_with_what_would_help() -> None:
    answer = answered("01_cap_five_and_a_half_hours")
    assert (answer.status, answer.how) == ("impossible", "bells")
    tuesday = {f.part: f.after for f in figures(answer, "hours") if (f.owner, f.day) == ("三年级", 2)}
    assert tuesday == {"learning": 240, "organised": 320, "on_campus": 355}
    words = [way.words.zh for way in answer.options]
    assert any("355 → 325" in one for one in words), "the afternoon long break after dismissal"
    assert any("355 → 350" in one for one in words), "breaks of ten minutes"
    assert any("开齐开足" in one for one in words), "one lesson fewer breaks the plan"
    assert said(answer).count("排不出来") == 1, "the worst day stands for all"


def test_daily_sport_takes_lessons_from_named_subjects_and_needs_places() -> None:
    works, fails = answered("02_daily_pe"), answered("02_daily_pe_places_as_now")
    assert (fails.status, fails.how) == ("impossible", "counting")
    assert "3 块场地 = 15，但有 18 个班" in said(fails)
    changed_by = {f.part: (f.after or 0) - (f.before or 0) for f in figures(works, "plan") if f.owner == "三年级"}
    assert changed_by == {plans.LOCAL: -2, plans.SPORT: 2}
    places = {f.owner: f.limits for f in figures(works, "room") if f.owner == "体育场地"}
    assert places == {"体育场地": (90, 150)}
    assert min(f.after or 0 for f in figures(works, "activity")) == 100
    assert works.lessons == 0, "the weekly total stays"


def test_without_a_pe_teacher_it_is_told_who_takes_what_and_what_nobody_can() -> None:
    answer = answered("03_pe_teacher_leaves")
    taken = [one for one in answer.heirs if not one.open]
    assert taken
    assert all(one.before == (PE_TEACHER,) for one in answer.heirs)
    assert sum(one.periods for one in answer.heirs) == 20
    assert sum(one.periods for one in answer.heirs if one.open) == 12
    assert answer.people == 1, "somebody is still to be found"
    assert "没有把受保护的课交给语数英教师" in said(answer)
    hired = answered("03_pe_teacher_hired")
    assert (hired.moved, hired.people) == (0, 1)


def test_a_playground_under_repair_is_a_version_of_two_weeks_with_a_day_of_return() -> None:
    answer = answered("04_playground_repair")
    assert (answer.weeks, answer.returns) == ((6, 7), "2026-10-19")
    assert "2026-10-19" in said(answer)
    timetable = answer.timetable
    assert timetable is not None
    assert not [x for x in timetable.lessons if TRACK in x.rooms]
    sport = sum(x.duration for x in timetable.lessons if x.subject == plans.PE)
    assert sport == sum(x.duration for x in base("records").lessons if x.subject == plans.PE)


def test_two_more_classes_cost_people_and_room_in_the_field() -> None:
    answer = answered("05_two_more_classes")
    assert answer.lessons == 26 + 30
    assert answer.people >= 3
    assert sum(one.periods for one in answer.heirs if one.open) > 0
    used = next(f for f in figures(answer, "room") if f.owner == "体育场地")
    assert (used.after or 0) - (used.before or 0) == 4 + 3


def test_longer_breaks_move_no_lesson_and_end_the_day_later() -> None:
    answer = answered("06_breaks_of_fifteen_minutes")
    assert (answer.how, answer.moved) == ("bells", 0)
    assert {(f.after or 0) - (f.before or 0) for f in figures(answer, "end")} == {10}
    assert not figures(answer, "noon")
    assert {f.part for f in figures(answer, "hours")} == {"learning", "organised", "on_campus"}


def test_times_for_a_merged_meeting_are_ranked_by_what_would_have_to_move() -> None:
    blocks = answered("07_merged_meeting").blocks
    free = [one for one in blocks if one.blocked is None]
    assert free
    assert [one.lessons for one in free] == sorted(one.lessons for one in free)
    assert all(one.blocked is not None for one in blocks[len(free) :])


def test_substitutes_for_a_leave_are_ranked_subject_and_grade_first() -> None:
    answer = answered("08_three_months_leave")
    ranked = [(-one.courses, not one.same_grade, one.clashes, one.load) for one in answer.substitutes]
    assert ranked
    assert ranked == sorted(ranked)
    assert answer.moved == 0
    assert answer.weeks == (9, 21)
    assert answer.returns == "", "the term ends with the leave"


def test_a_winter_schedule_is_judged_by_the_same_caps() -> None:
    answer = answered("09_winter_schedule")
    assert (answer.how, answer.status, answer.moved) == ("bells", "feasible", 0)
    assert {(f.after or 0) - (f.before or 0) for f in figures(answer, "noon")} == {-20}
    assert {(f.after or 0) - (f.before or 0) for f in figures(answer, "end")} == {-20}


def test_a_make_up_day_gains_and_loses_lessons_class_by_class() -> None:
    answer = answered("10_make_up_saturday")
    assert answer.how == "bells"
    terms = figures(answer, "term")
    for home in school("records").problem.classes:
        mine = [f for f in terms if f.owner == home.id]
        lost = sum(max(0, (f.before or 0) - (f.after or 0)) for f in mine)
        gained = sum(max(0, (f.after or 0) - (f.before or 0)) for f in mine)
        assert lost == gained > 0, "one day against another of as many lessons"
