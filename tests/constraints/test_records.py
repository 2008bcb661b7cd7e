"""Which version of the timetable held when, and how much of it the patrol saw."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from constraints.follow_timetable import FollowTimetable
from constraints.records import in_force, versions
from scheduler.domain.view import View
from scheduler.rules.base import Verdict
from scheduler.verify import judge
from tests.case_school import problem_of, timetable_of

TERM = {"first": "2026-09-02", "last": "2026-10-16"}
SCHOOL: dict[str, Any] = {
    "periods": 4,
    "classes": ["1A", "1B"],
    "subjects": {"PE": {"protected": True}, "Maths": {"core": True}},
    "courses": {name: {"teachers": ["Li"], "lessons": 2} for name in ("1A PE", "1A Maths", "1B PE")},
}
OLD = {"1A PE": ["Mon 1", "Tue 1"]}
NEW = {"1A PE": ["Mon 2", "Tue 2"], "1A Maths": ["Mon 1", "Fri 1"], "1B PE": ["Wed 3"]}


def view_of(timetable: dict[str, Any], **beside: Any) -> View:
    problem = problem_of({**SCHOOL, **beside})
    return View(problem, timetable_of(problem, timetable))


def held(view: View, on: str) -> int | None:
    """The number of lessons of the version in force on a date, which tells the versions apart."""
    found = in_force(versions(view), date.fromisoformat(on))
    return None if found is None else len(found.lessons)


@pytest.mark.parametrize("said", ["2026-09-14", "第3周", " 第 3 周", "week 3", "Week 3"])
def test_a_version_may_begin_on_a_date_or_with_a_week_of_the_term(said: str) -> None:
    view = view_of({**NEW, "valid_from": said}, calendar=TERM, earlier={"第1周": OLD})
    assert (held(view, "2026-08-30"), held(view, "2026-08-31"), held(view, "2026-09-13")) == (None, 2, 2)
    assert held(view, "2026-09-14") == 5


@pytest.mark.parametrize("said", ["", "soon", "week x", "2026-13-01"])
def test_a_version_whose_beginning_nobody_can_read_holds_always_or_never(said: str) -> None:
    alone = view_of({**NEW, "valid_from": said}, calendar=TERM)
    assert held(alone, "2020-01-01") == 5
    follows = view_of({**NEW, "valid_from": said}, calendar=TERM, earlier={"2026-09-02": OLD})
    assert held(follows, "2030-01-01") == 2


def test_a_week_without_a_calendar_is_no_date() -> None:
    assert held(view_of({**NEW, "valid_from": "第3周"}, earlier={"2026-09-02": OLD}), "2026-12-01") == 2


def test_of_two_versions_of_one_date_the_later_told_holds() -> None:
    view = view_of({**NEW, "valid_from": "2026-09-02"}, earlier={"2026-09-02": OLD})
    assert held(view, "2026-09-02") == 5


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ({"on": "2026-09-01", "period": 1, "sets": "1A", "taught": "PE"}, "2026-09-01"),
        ({"week": 2, "day": "Mon", "period": 1, "sets": "1A", "taught": "PE"}, "第2周周一"),
    ],
)
def test_what_cannot_be_compared_with_any_version_is_not_checked(line: dict[str, Any], when: str) -> None:
    view = view_of({**NEW, "valid_from": "2026-09-14"}, earlier={"2026-09-07": OLD}, taught=[line, line])
    (finding,) = judge(view.problem, view.timetable, [FollowTimetable()]).findings
    assert (finding.verdict, finding.key[0]) == (Verdict.NOT_CHECKED, "1A")
    assert when in finding.facts["missing"].zh


def test_the_share_seen_is_told_of_each_class_and_of_all_and_never_extrapolated() -> None:
    seen = [
        {"on": "2026-09-07", "period": 1, "sets": "1A", "taught": "PE"},
        {"on": "2026-09-07", "period": 1, "sets": "1A", "taught": "Maths", "teacher": "Li"},
        {"on": "2026-09-15", "period": 2, "sets": "1A", "taught": "PE"},
        {"on": "2026-09-16", "period": 4, "sets": "1A"},
    ]
    calendar = {**TERM, "entries": [{"on": "2026-09-18", "kind": "holiday"}]}
    view = view_of({**NEW, "valid_from": "2026-09-14"}, calendar=calendar, earlier={"第1周": OLD}, taught=seen)
    (report,) = judge(view.problem, view.timetable, [FollowTimetable()], evidence=True).rules
    assert list(report.evidence) == [
        {"class": "1A", "seen": 2, "due": 2 + 3, "as_planned": 1},
        {"class": "1B", "seen": 0, "due": 1, "as_planned": 0},
        {"class": report.evidence[2]["class"], "seen": 2, "due": 6, "as_planned": 1},
    ]


def test_swaps_without_a_slip_are_counted_by_teacher_and_subject() -> None:
    line = {"period": 1, "sets": "1A", "taught": "PE", "teacher": "Li"}
    seen = [{**line, "on": f"2026-09-{day:02d}"} for day in (14, 18, 21)]
    seen.append({**line, "on": "2026-09-28", "approval": "4"})
    view = view_of(NEW, taught=seen)
    (report,) = judge(view.problem, view.timetable, [FollowTimetable()], evidence=True).rules
    assert report.evidence[-1] == {"teacher": "Li", "subject": "PE", "unapproved": 3}
