from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.domain.curriculum import CourseKind, Part
from scheduler.domain.time import PeriodKind, TimeRange, Weeks
from scheduler.rules.base import Finding, Verdict
from tests.casebook import Case, build, load_cases, matches

TEXT = """
rule: teacher_gaps
cases:
- name: a small school
  settings: {exceptions: [{who: Wang, off: true}]}
  school:
    days: 2
    bells:
      main:
        "*": ["08:30-09:10 lesson", "09:10-09:40 long_break sport occupies=field"]
        2: ["08:00-08:40 lesson"]
    classes: [1A, 1B]
    rooms: [field]
    courses:
      1A+1B Maths: {teachers: [Wang], lessons: "2x2+1", weeks: odd}
      staff: {meeting: true, teachers: [Li], lessons: 1}
  timetable:
    1A+1B Maths: ["Tue 1x2 @field"]
  expect:
  - {owner: Wang, day: Mon, amount: 1, also: [odd]}
  - {owner: Wang, amount: 2}
  not_checked: 1
"""


MORE = """
rule: allowed_times
cases:
- name: the rest of the short form
  settings: {times: [Tue 1], rows: [{courses: [1A Maths], rooms: [lab], times: [Mon 1, Tue 2]}]}
  school:
    days: 2
    periods: 2
    closed: [Tue 2]
    classes: {1A: {leaves: [1Ax, 1Ay]}}
    groups: {strong: [1Ax], other: {leaves: [1Ay], unavailable: [{day: Mon}]}}
    rooms: {lab: {}, shed: {}, both: {combines: [[lab, shed], [shed]]}}
    courses:
      1A Maths: {teachers: [Wang], lessons: 1, tags: [outdoors]}
  expect: []
"""


def read(tmp_path: Path, text: str) -> Case:
    path = tmp_path / "teacher_gaps.yml"
    path.write_text(text, encoding="utf-8")
    return load_cases(path)[0]


def found(*keys_and_amounts) -> list[Finding]:
    kept = [Finding("teacher_gaps", key, Verdict.NOTICE, amount) for key, amount in keys_and_amounts]
    return [*kept, Finding("teacher_gaps", ("Li", Weeks.ALL), Verdict.NOT_CHECKED, 0)]


EXPECTED = (("Wang", 1, Weeks.ODD), 1), (("Wang", 1, Weeks.EVEN), 2)


def test_the_short_form_becomes_a_school_and_a_timetable(tmp_path):
    problem, timetable = build(read(tmp_path, TEXT))
    maths, staff = problem.courses
    assert (maths.sets, maths.subject, maths.weeks) == (("1A", "1B"), "Maths", Weeks.ODD)
    assert maths.parts == (Part(count=2, duration=2), Part(count=1, duration=1))
    assert (staff.sets, staff.subject, staff.kind) == ((), "Meeting", CourseKind.MEETING)
    assert [len(day) for day in problem.bells[0].days] == [2, 1]
    row = problem.bells[0].days[0][1]
    assert (row.kind, row.start, row.end, row.sport, row.occupies) == (
        PeriodKind.LONG_BREAK,
        550,
        580,
        True,
        ("field",),
    )
    (lesson,) = timetable.lessons
    assert (lesson.day, lesson.period, lesson.duration, lesson.rooms) == (2, 1, 2, ("field",))
    assert (lesson.weeks, lesson.course) == (Weeks.ODD, "1A+1B Maths")


def test_times_closed_periods_groups_away_tags_and_virtual_rooms_have_short_forms(tmp_path):
    case = read(tmp_path, MORE)
    problem, _ = build(case)
    assert case.settings["times"] == ((2, 1),)
    assert case.settings["rows"][0]["times"] == ((1, 1), (2, 2))
    assert problem.bells[0].closed == (TimeRange(day=2, periods=(2,)),)
    assert [(group.leaves, group.unavailable) for group in problem.groups] == [
        (("1Ax",), ()),
        (("1Ay",), (TimeRange(day=1),)),
    ]
    assert problem.courses[0].tags == ("outdoors",)
    assert problem.rooms[2].combines == (("lab", "shed"), ("shed",))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("times: [Tue 1]", "times: [Tuesday 1]"),
        ("rows: [{courses: [1A Maths]", "rows: [{courses: [1A Moths]"),
        ("rooms: [lab]", "rooms: [lob]"),
        ("[lab, shed]", "[lab, shad]"),
        ("closed: [Tue 2]", "closed: [Tue]"),
        ("1A+1B Maths: {", "1A+1C Maths: {"),
        ("who: Wang", "who: Wong"),
        ("occupies=field", "occupies=pitch"),
        ("1x2 @field", "1x2 @pitch"),
        ("Tue 1x2", "Tuesday 1x2"),
        ("days: 2", "days: 1"),
        ("days: 2", "day: 2"),
        ("1A+1B Maths: [", "1A Maths: ["),
        ("not_checked: 1", "unchecked: 1"),
        ("- {owner: Wang, amount: 2}", "- {owner: Wang, amount: 2, amount: 3}"),
    ],
)
def test_a_slip_in_a_case_raises(tmp_path, right, wrong):
    text = TEXT if right in TEXT else MORE
    assert right in text
    with pytest.raises((ValueError, KeyError)):
        build(read(tmp_path, text.replace(right, wrong)))


def test_findings_as_expected_have_no_problems(tmp_path):
    assert matches(read(tmp_path, TEXT), found(*EXPECTED)) == []


@pytest.mark.parametrize(
    "findings",
    [
        found(),
        found(EXPECTED[0]),
        found(*EXPECTED, (("Li", 1, Weeks.ODD), 1)),
        found((("Wang", 1, Weeks.ODD), 3), EXPECTED[1]),
        found((("Wang", 2, Weeks.ODD), 1), EXPECTED[1]),
        found((("Wang", 1, Weeks.ALL), 1), EXPECTED[1]),
        found(*EXPECTED)[:-1],
        found(*EXPECTED, (("Wang", 2, Weeks.ODD), 0)),
        found((("Wang", 1, Weeks.ODD), 1), (("Wang", 1, Weeks.ODD), 2)),
        found(EXPECTED[0], (("Wang", 1), 2)),
        [*found(*EXPECTED), Finding("teacher_gaps", ("Li", Weeks.ALL), Verdict.ASK, 0)],
    ],
)
def test_any_other_findings_are_reported(tmp_path, findings):
    assert matches(read(tmp_path, TEXT), findings)
