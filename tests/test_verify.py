"""Reports of the judge: sums by level, what is beside the timetable, what changed, who was judged."""

from __future__ import annotations

from typing import Any

from constraints.class_clash import ClassClash
from constraints.daily_activity import DailyActivity
from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.homework_cap import HomeworkCap
from constraints.teacher_gaps import TeacherGaps
from scheduler.domain.policy import Level, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Verdict
from scheduler.verify import Diff, judge
from tests.case_school import problem_of, timetable_of

SCHOOL: dict[str, Any] = {
    "days": 2,
    "periods": 6,
    "classes": ["1A", "1B"],
    "courses": {
        "1A Maths": {"teachers": ["Li"], "lessons": 3},
        "1B Maths": {"teachers": ["Li"], "lessons": 1},
        "1B PE": {"teachers": ["Wu"], "lessons": 2},
    },
}
PLACED = {"1A Maths": ["Mon 1", "Mon 4", "Tue 2"], "1B PE": ["Tue 2", "Tue 6"]}
GAPS = ("teacher_gaps", ("Li", 1, Weeks.ALL))
WAITS = ("teacher_gaps", ("Wu", 2, Weeks.ALL))
MISSING = ("every_lesson_placed", ("1B Maths", Weeks.ALL))


def school(**more: Any) -> Problem:
    return problem_of({**SCHOOL, **more})


def table(problem: Problem, **more: Any) -> Timetable:
    return timetable_of(problem, {**PLACED, **more})


def test_each_level_is_summed_by_itself_and_the_wishes_by_weight() -> None:
    problem = school()
    sums = {Level.HARD: (4, 0, 0), Level.RELAXABLE: (1, 21, 0), Level.SOFT: (1, 0, 21)}
    for level, (broken, relaxed, penalty) in sums.items():
        report = judge(problem, table(problem), [EveryLessonPlaced(), TeacherGaps(level=level, weight=7)])
        assert (report.broken, report.relaxed, report.penalty) == (broken, relaxed, penalty)
        assert report.value == (relaxed, penalty)
        assert [one.amount for one in report.rules] == [1, 3]
        assert report.amounts() == {MISSING: 1, GAPS: 1, WAITS: 2}
        assert [(one.instance, one.key) for one in report.findings] == [MISSING, GAPS, WAITS]
        assert report.placed == 5


def test_a_timetable_keeps_its_hard_rules_where_only_others_are_broken() -> None:
    problem = school()
    assert not judge(problem, table(problem), [TeacherGaps(level=Level.HARD)]).keeps_hard_rules
    assert judge(problem, table(problem), [TeacherGaps(), ClassClash()]).keeps_hard_rules


def test_the_verdict_of_a_rule_is_its_gravest() -> None:
    problem = school()
    report = judge(
        problem, table(problem), [TeacherGaps(level=Level.HARD), TeacherGaps(), DailyActivity(), ClassClash()]
    )
    assert [one.verdict for one in report.rules] == [Verdict.BROKEN, Verdict.NOTICE, Verdict.NOT_CHECKED, None]
    timed = {"bells": {"untimed": {"*": ["lesson"]}, "timed": {"*": ["08:30-09:10 lesson"]}}}
    grades = {"A": {"bell": "untimed"}, "B": {"bell": "timed"}}
    classes = {"1A": {"grade": "A"}, "1B": {"grade": "B"}}
    both = problem_of({**timed, "days": 1, "grades": grades, "classes": classes})
    found = judge(both, Timetable(), [DailyActivity()]).rules[0]
    assert {one.verdict for one in found.findings} == {Verdict.NOT_CHECKED, Verdict.BROKEN}
    assert found.verdict is Verdict.BROKEN


def test_what_is_planned_stands_beside_what_the_timetable_answers_for() -> None:
    problem = school(homework=[{"sets": "1A", "subject": "Maths", "day": "Mon", "minutes": 75}])
    report = judge(problem, table(problem), [HomeworkCap(), TeacherGaps(weight=2), EveryLessonPlaced()])
    assert (report.broken, report.penalty) == (16, 6)
    assert [one.rule.id for one in report.of_timetable.rules] == ["teacher_gaps", "every_lesson_placed"]
    assert [one.rule.id for one in report.beside.rules] == ["homework_cap"]
    assert (report.of_timetable.broken, report.of_timetable.penalty, report.of_timetable.placed) == (1, 6, 5)
    assert (report.beside.broken, report.beside.penalty, report.beside.placed) == (15, 0, 5)


def test_a_difference_names_every_amount_that_changed_and_the_change_of_value() -> None:
    problem = school()
    rules = [EveryLessonPlaced(), TeacherGaps(weight=3), ClassClash()]
    before = judge(problem, table(problem), rules)
    after = judge(problem, table(problem, **{"1A Maths": ["Mon 1", "Mon 5", "Tue 2"], "1B Maths": ["Tue 5"]}), rules)
    lost = ("teacher_gaps", ("Li", 2, Weeks.ALL))
    assert before.diff(after) == Diff({MISSING: (1, 0), GAPS: (1, 2), lost: (0, 1)}, 0, 6)
    assert after.diff(before) == Diff({MISSING: (0, 1), GAPS: (2, 1), lost: (1, 0)}, 0, -6)
    assert list(after.diff(before).changed) == [MISSING, GAPS, lost]
    relaxable = [TeacherGaps(level=Level.RELAXABLE, weight=5)]
    tables = table(problem), table(problem, **{"1A Maths": []})
    assert judge(problem, tables[0], relaxable).diff(judge(problem, tables[1], relaxable)) == Diff(
        {GAPS: (1, 0)}, -5, 0
    )


def test_a_weeks_amount_counts_in_both_weeks_of_a_cycle_of_two() -> None:
    courses = {**SCHOOL["courses"], "1A Art": {"teachers": ["Zhou"], "lessons": 1, "weeks": "odd"}}
    problem = school(courses=courses)
    report = judge(problem, table(problem), [EveryLessonPlaced(), TeacherGaps()])
    odd = ("every_lesson_placed", ("1A Art", Weeks.ODD))
    assert report.amounts() == {MISSING: 2, odd: 1, GAPS: 2, WAITS: 4}
    assert (report.broken, report.penalty) == (3, 6)
    assert [len(one.lessons) for one in report.rules[1].findings] == [2, 2]
    assert all(one.facts and one.verdict is Verdict.NOTICE for one in report.rules[1].findings)


def test_a_focus_judges_some_and_evidence_is_gathered_only_when_asked_for() -> None:
    problem = school()
    rules = [TeacherGaps(), EveryLessonPlaced()]
    assert set(judge(problem, table(problem), rules, focus=["Wu"]).amounts()) == {WAITS}
    bells = {"main": {"*": ["08:30-09:10 lesson"]}}
    timed = problem_of({"days": 2, "bells": bells, "classes": ["1A", "1B"], "courses": {"1A PE": {"lessons": 1}}})
    plain, full = (judge(timed, Timetable(), [DailyActivity()], evidence=asked).rules[0] for asked in (False, True))
    assert (plain.judged, plain.evidence) == (0, ())
    assert (full.judged, len(full.evidence)) == (2, 4)


def test_a_scope_of_subjects_narrows_what_is_measured_not_which_pupils() -> None:
    problem = school()
    clash = ClassClash(scope=Scope(subjects=("PE",)))
    assert judge(problem, table(problem), [clash], evidence=True).rules[0].judged == 2
    some = ClassClash(scope=Scope(subjects=("PE",), classes=("1A",)))
    assert judge(problem, table(problem), [some], evidence=True).rules[0].judged == 1
    gaps = TeacherGaps(scope=Scope(teachers=("Wu",)))
    assert judge(problem, table(problem), [gaps], evidence=True).rules[0].judged == 1
