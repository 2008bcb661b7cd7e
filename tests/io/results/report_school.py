"""A school of three classes, wholly in one language, whose reports can be counted by hand.

Monday has four lesson periods, Tuesday four, Wednesday three; noon comes after the third.

          Mon 1   2     3     4    | Tue 1   2     3     4     | Wed 1   2     3
    3A    ann   cat/f dan   eve(o) | ann   dan   cat/h eve/s   | ann   dan   -
    3B    dan   ann   cat/h -      | dan   ann   eve   cat/f   | dan   ann   eve(e)
    4A    ben   ben   fay/f -      | ben   ben   -     -       | ben   fay/f -

cat and fay teach PE in the field (f: two places, none when it rains, then the hall) or in the hall (h, one place);
eve teaches art in the studio (s) or in the classroom, and a club in odd or in even weeks. Ann and Ben meet on Wednesday
in period 3. Fay is on duty on Tuesday from 07:50 to 08:20.
"""

from __future__ import annotations

from datetime import date

from scheduler.domain.planning import (
    Activity,
    ActivityKind,
    Attestation,
    Calendar,
    Exam,
    Homework,
    PublicItem,
    Taught,
    TaughtState,
)
from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang, Text
from scheduler.domain.timetable import Timetable
from tests.case_school import problem_of, timetable_of
from tests.io.placed_school import DAY

WORDS = {
    "3A": Text("3A", "三(1)"),
    "3B": Text("3B", "三(2)"),
    "4A": Text("4A", "四(1)"),
    "G3": Text("Grade 3", "三年级"),
    "G4": Text("Grade 4", "四年级"),
    "ann": Text("Ann Abbott", "王敏"),
    "ben": Text("Ben Cooper", "李红"),
    "cat": Text("Cat Davies", "赵强"),
    "dan": Text("Dan Elliott", "孙丽"),
    "eve": Text("Eve Foster", "周舟"),
    "fay": Text("Fay Grant", "吴越"),
    "Meeting": Text("Meeting", "教研"),
    "read": Text("Reading", "语文"),
    "maths": Text("Maths", "数学"),
    "pe": Text("PE", "体育"),
    "art": Text("Art", "美术"),
    "club": Text("Club", "社团"),
    "field": Text("Field", "操场"),
    "hall": Text("Hall", "体育馆"),
    "studio": Text("Studio", "美术室"),
    "sport": Text("Sport places", "体育场地"),
    "readers": Text("Reading group", "语文教研组"),
}

SCHOOL = {
    "days": 3,
    "bells": {"main": {"*": DAY, "Mon": ["08:00-08:25 flag", *DAY[1:]], "Wed": DAY[:-1]}},
    "grades": {"G3": {"number": 3, "bell": "main"}, "G4": {"number": 4, "bell": "main"}},
    "classes": {
        "3A": {"grade": "G3", "class_teacher": "ann", "size": 40},
        "3B": {"grade": "G3", "class_teacher": "dan"},
        "4A": {"grade": "G4"},
    },
    "teachers": {
        "ann": {"subjects": ["read"], "load_min": 7, "load_max": 9, "reduction": 1},
        "ben": {"subjects": ["read", "maths"], "load_max": 4},
        "cat": {},
        "dan": {},
        "eve": {},
        "fay": {"unavailable": [{"day": "Tue", "start": 470, "end": 500, "reason": "值守："}]},
    },
    "teacher_groups": {"readers": {"members": ["ann", "ben"], "meeting": "readers Meeting"}},
    "subjects": {
        "read": {"family": "core", "core": True},
        "maths": {"family": "core", "core": True},
        "pe": {"family": "pe", "protected": True, "sport": True},
        "art": {"family": "arts", "protected": True},
        "club": {"factor": 80},
        "Meeting": {"family": "meeting"},
    },
    "rooms": {
        "field": {"places": 2, "wet_places": 0, "wet_instead": "hall"},
        "hall": {"places": 1},
        "studio": {"unavailable": [{"day": "Mon", "periods": [1]}]},
    },
    "pools": {"sport": ["field", "hall"]},
    "courses": {
        "3A read": {"teachers": ["ann"], "lessons": "3"},
        "3B read": {"teachers": ["ann"], "lessons": "3"},
        "3A maths": {"teachers": ["dan"], "lessons": "3"},
        "3B maths": {"teachers": ["dan"], "lessons": "3"},
        "4A read": {"teachers": ["ben"], "lessons": "1x2+1"},
        "4A maths": {"teachers": ["ben"], "lessons": "2"},
        "3A pe": {"teachers": ["cat"], "lessons": "2", "room": "sport"},
        "3B pe": {"teachers": ["cat"], "lessons": "2", "room": "sport"},
        "4A pe": {"teachers": ["fay"], "lessons": "2", "room": "sport"},
        "3A art": {"teachers": ["eve"], "lessons": "1", "room": "studio"},
        "3B art": {"teachers": ["eve"], "lessons": "1", "room": "studio", "room_strict": False},
        "3A club": {"teachers": ["eve"], "lessons": "1", "weeks": "odd"},
        "3B club": {"teachers": ["eve"], "lessons": "1", "weeks": "even"},
        "readers Meeting": {"meeting": True, "subject": "Meeting", "teachers": ["ann", "ben"], "lessons": "1"},
    },
}

PLACES = {
    "3A read": ["Mon 1", "Tue 1", "Wed 1"],
    "3B read": ["Mon 2", "Tue 2", "Wed 2"],
    "3A maths": ["Mon 3", "Tue 2", "Wed 2"],
    "3B maths": ["Mon 1", "Tue 1", "Wed 1"],
    "4A read": ["Mon 1x2", "Tue 1"],
    "4A maths": ["Tue 2", "Wed 1"],
    "3A pe": ["Mon 2 @field", "Tue 3 @hall"],
    "3B pe": ["Mon 3 @hall", "Tue 4 @field"],
    "4A pe": ["Mon 3 @field", "Wed 2 @field"],
    "3A art": ["Tue 4 @studio"],
    "3B art": ["Tue 3"],
    "3A club": ["Mon 4"],
    "3B club": ["Wed 3"],
    "readers Meeting": ["Wed 3"],
}


def report_school(lang: Lang) -> tuple[Problem, Timetable]:
    """The school and its timetable, every name in one language."""
    bare = problem_of(SCHOOL)

    def named(field: str) -> tuple[object, ...]:
        return tuple(one.model_copy(update={"name": WORDS[one.id].to(lang)}) for one in getattr(bare, field))

    fields = ("grades", "classes", "teachers", "teacher_groups", "subjects", "rooms", "pools")
    meeting = WORDS["Meeting"].to(lang)
    courses = tuple(one if one.sets else one.model_copy(update={"name": meeting}) for one in bare.courses)
    told = {"school": Text("Hill School", "育才小学").to(lang), "term": Text("Autumn", "第一学期").to(lang)}
    problem = bare.model_copy(update={**{field: named(field) for field in fields}, **told, "courses": courses})
    lessons = timetable_of(problem, PLACES).lessons
    return problem, Timetable(lessons=lessons, version="V2", valid_from="2026-09-01")


def recorded_school(lang: Lang) -> tuple[Problem, Timetable]:
    """The same with a term, plans, records, people who answer for duties, and an earlier version.

    Since then 3A's PE of Monday stood in period 1 and 4A's lessons of maths on two other days: 3 lessons moved.
    """
    problem, timetable = report_school(lang)

    def say(en: str, zh: str) -> str:
        return Text(en, zh).to(lang)

    earlier = [
        one.model_copy(update={"day": 1, "period": 1})
        if one.course == "3A pe" and one.day == 1
        else one.model_copy(update={"day": 3, "period": one.day})
        if one.course == "4A maths"
        else one
        for one in timetable.lessons
    ]
    told = say(
        "Told to all teachers in the first week, and again at the meeting in October",
        "开学第一周告知全体教师，十月会上再次强调，并写入校务会纪要",
    )
    return problem.model_copy(
        update={
            "calendar": Calendar(first=date(2026, 8, 31), last=date(2027, 1, 22)),
            "earlier": (Timetable(lessons=tuple(earlier), version="V1", valid_from="2026-08-31"),),
            "attestations": (
                Attestation(
                    item="no-ranking", owner=WORDS["ann"].to(lang), confirmed=True, on=date(2026, 9, 1), note=told
                ),
                Attestation(item="textbook-list", owner=WORDS["ben"].to(lang)),
                Attestation(item="no-grade-retention", confirmed=False),
            ),
            "publication": (PublicItem(item="head", says=WORDS["ann"].to(lang)),),
            "activities": (
                Activity(name=say("Running", "长跑"), kind=ActivityKind.CULTURE, place=WORDS["field"].to(lang)),
            ),
            "homework": (
                Homework(sets="3A", subject="read", minutes=30),
                Homework(sets="3A", subject="maths", minutes=40),
            ),
            "exams": (Exam(grade="G3", subject="read", name=say("Final", "期末")),),
            "taught": tuple(
                Taught(
                    on=date(2026, 9, 7), period=period, sets="3A", planned=due, taught=taught, teacher=who, state=state
                )
                for period, due, taught, who, state in (
                    (1, "read", "read", "ann", TaughtState.NORMAL),
                    (2, "pe", "maths", "dan", TaughtState.TAKEN),
                    (3, "maths", "read", "ann", TaughtState.NORMAL),
                )
            ),
        }
    ), timetable
