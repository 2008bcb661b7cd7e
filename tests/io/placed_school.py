"""A small school with everything a sheet must carry, and a hand-placed timetable of it."""

from __future__ import annotations

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from tests.case_school import problem_of, timetable_of

DAY = [
    "08:00-08:20 free",
    "08:30-09:10 lesson",
    "09:10-09:20 break",
    "09:20-10:00 lesson",
    "10:00-10:30 long_break sport",
    "10:30-11:10 lesson",
    "11:10-13:00 noon",
    "13:00-13:40 lesson",
]

SCHOOL = {
    "days": 3,
    "bells": {"main": {"*": DAY, "Mon": ["08:00-08:25 flag", *DAY[1:]], "Wed": DAY[:-1]}},
    "grades": {"G3": {"name": "三年级", "number": 3, "bell": "main"}},
    "classes": {
        "c1": {"name": "三(1)", "leaves": ["c1a", "c1b"], "class_teacher": "1001", "room": "own1"},
        "c2": {"name": "三(2)", "aliases": ["阳光班"]},
    },
    "groups": {"舞蹈组": ["c1a"], "合唱组": ["c1b", "c2"]},
    "teachers": {
        "1001": {"name": "王敏", "staff_no": "1001", "load_min": 4, "load_max": 6},
        "1002": {"name": "王敏", "staff_no": "1002"},
        "李红": {"aliases": ["小李"]},
        "=2+3": {"name": "=2+3"},
        "赵强": {},
        "孙丽": {},
    },
    "subjects": {
        "语文": {"short": "语", "family": "core", "core": True},
        "数学": {"short": "数", "family": "core", "core": True},
        "体育": {"short": "体", "family": "pe", "protected": True, "sport": True},
        "心理": {"short": "心"},
        "安全": {"short": "安", "factor": 80},
        "社团": {"short": "社"},
        "辅导": {"short": "辅"},
        "Meeting": {"name": "教研", "family": "meeting"},
    },
    "rooms": {"own1": {"name": "301"}, "field": {"name": "田径场", "places": 2}, "dance": {"name": "舞蹈室"}},
    "courses": {
        "c1 语文": {"teachers": ["1001"], "lessons": "1x2+1"},
        "c2 语文": {"teachers": ["1002"], "lessons": "3"},
        "c1 数学": {"teachers": ["李红"], "lessons": "2"},
        "c2 数学": {"teachers": ["=2+3"], "lessons": "2"},
        "c1+c2 体育": {"teachers": ["赵强"], "lessons": "1", "room": "field"},
        "c1 心理": {"teachers": ["孙丽"], "lessons": "1", "weeks": "odd"},
        "c1 安全": {"teachers": ["李红"], "lessons": "1", "weeks": "even"},
        "舞蹈组 社团": {"teachers": ["孙丽"], "lessons": "1", "room": "dance"},
        "合唱组 社团": {"teachers": ["赵强"], "lessons": "1"},
        "c2 辅导": {"teachers": ["孙丽"], "lessons": "1", "kind": "pull_out"},
        "语文教研": {"meeting": True, "teachers": ["1001", "1002"], "lessons": "1x2"},
    },
    "plan": [
        {"grade": "G3", "subject": "语文", "odd": 3, "even": 3},
        {"grade": "G3", "subject": "数学", "odd": 2, "even": 2},
        {"grade": "G3", "subject": "体育", "odd": 2, "even": 2},
    ],
}

PLACES = {
    "c1 语文": ["Mon 1x2 @own1", "Tue 1"],
    "c2 语文": ["Mon 1", "Mon 2", "Tue 1"],
    "c1 数学": ["Tue 2", "Wed 1"],
    "c2 数学": ["Tue 2", "Wed 1"],
    "c1+c2 体育": ["Mon 3 @field"],
    "c1 心理": ["Mon 4"],
    "c1 安全": ["Mon 4"],
    "舞蹈组 社团": ["Tue 4 @dance"],
    "合唱组 社团": ["Tue 4"],
    "c2 辅导": ["Tue 1"],
    "语文教研": ["Wed 2x2"],
}


def placed_school() -> tuple[Problem, Timetable]:
    """The school and its timetable."""
    problem = problem_of(SCHOOL).model_copy(update={"school": "育才小学", "term": "2026—2027学年第一学期"})
    lessons = timetable_of(problem, PLACES).lessons
    made_for = problem.fingerprint
    return problem, Timetable(lessons=lessons, version="V2", valid_from="2026-09-01", problem_fingerprint=made_for)


def bare(timetable: Timetable) -> list[Lesson]:
    """Lessons without the cells they were read from, in an order of their own."""
    lessons = [lesson.model_copy(update={"source": None}) for lesson in timetable.lessons]
    return sorted(lessons, key=lambda lesson: lesson.model_dump_json())
