"""What no timetable can change stops no search and is told beside the timetable; what the bells break is told first."""

from __future__ import annotations

from datetime import date

import pytest

import constraints
from scheduler.domain.planning import Calendar, CalendarEntry, DayKind, Exam, Taught
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.time import BellSchedule, PeriodKind
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Event, Finished, Stage
from scheduler.io.imported import Imported
from scheduler.samples import sample
from scheduler.services.generate import Generation
from scheduler.services.load import School
from scheduler.verify import judge

ONE = Settings(workers=1, seconds=30)
HOLIDAY = date(2026, 10, 1)


def school(*rules: RuleSetting, **records: object) -> School:
    """The tiny school without policy, with some rules and with planning tables."""
    tiny = sample("tiny")
    problem: Problem = tiny.model_copy(update={"presets": ("plain",), "rules": rules, **records})
    return School(problem, constraints.bind(problem), Imported(problem, ()))


def solved(chosen: School, start: Timetable | None = None) -> tuple[list[Event], Finished]:
    told = list(Generation(chosen, ONE, start=start))
    assert isinstance(told[-1], Finished)
    return told, told[-1]


def bells_without(kind: PeriodKind) -> tuple[BellSchedule, ...]:
    """The tiny school's bell schedules without rows of a kind."""
    return tuple(
        bell.model_copy(update={"days": tuple(tuple(r for r in rows if r.kind is not kind) for rows in bell.days)})
        for bell in sample("tiny").bells
    )


def exams(grade: str) -> tuple[Exam, ...]:
    return tuple(Exam(grade=grade, subject="语文", name=name) for name in ("期中", "期末", "月考"))


@pytest.fixture(scope="module")
def plain() -> Finished:
    return solved(school())[1]


@pytest.mark.parametrize("level", list(Level))
def test_too_many_exams_change_neither_end_nor_points_of_a_solve(plain: Finished, level: Level) -> None:
    busy = school(RuleSetting(id="exam_count", level=level, weight=50), exams=exams(sample("tiny").grades[0].id))
    _, finished = solved(busy)
    assert (finished.status, finished.relaxed, finished.penalty) == (plain.status, plain.relaxed, plain.penalty)
    assert plain.status == "optimal"
    assert finished.timetable is not None
    report = judge(busy.problem, finished.timetable, busy.rules)
    assert [(one.rule.id, one.amount) for one in report.beside.rules] == [("exam_count", 2)]
    assert report.of_timetable.value == (plain.relaxed, plain.penalty)
    assert report.of_timetable.keeps_hard_rules
    assert report.keeps_hard_rules == (level is not Level.HARD)
    assert report.findings == report.of_timetable.findings + report.beside.findings


def test_lessons_taught_on_a_holiday_do_not_stop_a_start_from_being_taken(plain: Finished) -> None:
    term = Calendar(
        first=date(2026, 9, 1),
        last=date(2027, 1, 15),
        entries=(CalendarEntry(first=HOLIDAY, last=HOLIDAY, kind=DayKind.HOLIDAY),),
    )
    seen = Taught(on=HOLIDAY, period=1, sets=sample("tiny").classes[0].id, taught="语文")
    chosen = school(RuleSetting(id="teaching_days"), calendar=term, taught=(seen,))
    assert plain.timetable is not None
    told, finished = solved(chosen, start=plain.timetable)
    assert not [one for one in told if isinstance(one, Stage) and one.name == "first"]
    assert finished.status == "optimal"
    assert finished.timetable is not None
    logged = [
        f for f in judge(chosen.problem, finished.timetable, chosen.rules).findings if HOLIDAY.isoformat() in f.key
    ]
    assert [f.amount for f in logged] == [1]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (RuleSetting(id="daily_exercises", params={"eye": 2}), "眼保健操 0 次，应有"),
        (RuleSetting(id="lesson_length", params={"minutes": 39}), "按每节 39 分钟应为"),
    ],
)
def test_what_the_bell_schedule_breaks_is_told_before_any_search(setting: RuleSetting, words: str) -> None:
    bells = bells_without(PeriodKind.EYE_EXERCISES)
    generation = Generation(school(setting, bells=bells), Settings(workers=1, seconds=30, draft=False))
    assert any(words in one.reason.zh for one in generation.reasons)
    (finished,) = generation
    assert isinstance(finished, Finished)
    assert (finished.status, finished.timetable) == ("impossible", None)
    wish = setting.model_copy(update={"level": Level.SOFT})
    assert Generation(school(wish, bells=bells), ONE).reasons == ()


def test_rules_of_the_input_tell_the_solver_nothing() -> None:
    marked = [rule for rule in constraints.CATALOGUE if rule.judges_input or rule.planning]
    assert all(rule.judges_only for rule in marked)
    assert not [rule for rule in marked if rule.judges_input and rule.planning]
