"""The short form of a school and of a timetable in the case files, made into the domain's values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part, PlanRow
from scheduler.domain.planning import (
    Activity,
    Attestation,
    Calendar,
    CalendarEntry,
    Exam,
    Homework,
    PublicItem,
    Taught,
)
from scheduler.domain.problem import Problem
from scheduler.domain.school import (
    Campus,
    Grade,
    Room,
    RoomPool,
    SchoolClass,
    StudentGroup,
    Subject,
    Teacher,
    TeacherGroup,
)
from scheduler.domain.time import WEEKDAYS, BellPeriod, BellSchedule, PeriodKind, TimeRange
from scheduler.domain.timetable import Lesson, Timetable

WORDS = {word: day for day, word in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), start=1)}
PLACE = re.compile(r"(?P<day>\w+) (?P<period>\d+)(?:x(?P<duration>\d+))?(?: @(?P<rooms>\S+))?")
SCHOOL_KEYS = {
    "days",
    "periods",
    "bells",
    "closed",
    "grades",
    "classes",
    "groups",
    "teachers",
    "subjects",
    "rooms",
    "pools",
}
SCHOOL_KEYS |= {"courses", "teacher_groups", "plan", "filed_plan", "campuses", "valid_from"}
SCHOOL_KEYS |= {"calendar", "activities", "homework", "exams", "publication", "attestations", "taught", "earlier"}


def only(content: Mapping[str, Any], known: set[str], where: str) -> None:
    """Raise where a mapping has other keys than the known ones."""
    if unknown := set(content) - known:
        raise ValueError(f"{where}: unknown keys {sorted(unknown)}")


def day_of(word: str | int) -> int:
    """`Tue` as 2."""
    return word if isinstance(word, int) else WORDS[word]


def spot_of(text: str) -> tuple[int, int]:
    """`Fri 6` as the sixth period of day 5."""
    day, period = text.split()
    return day_of(day), int(period)


def minute_of(word: str) -> int:
    """`08:30` as 510."""
    hours, minutes = word.split(":")
    return int(hours) * 60 + int(minutes)


def problem_of(school: Mapping[str, Any]) -> Problem:
    """The school."""
    only(school, SCHOOL_KEYS, "school")
    days = school.get("days", 5)
    closed = tuple(TimeRange(day=day, periods=(period,)) for day, period in map(spot_of, school.get("closed", ())))
    bells = [bell.model_copy(update={"closed": closed}) for bell in _bells(school, days)]
    grades = [Grade(id=i, **{"bell": bells[0].id, **f}) for i, f in _named(school.get("grades", ["G"]))]
    classes = [SchoolClass(id=i, **{"grade": grades[0].id, **_times(f)}) for i, f in _named(school.get("classes"))]
    courses = [_course(i, f) for i, f in _named(school.get("courses"))]
    teachers = dict(_named(school.get("teachers")))
    subjects = dict(_named(school.get("subjects")))
    for course in courses:
        subjects.setdefault(course.subject, {})
        for teacher in course.teachers:
            teachers.setdefault(teacher, {})
    filed = school.get("filed_plan")
    bare = Problem(
        day_names=tuple(WEEKDAYS[d].zh if d < 7 else f"第{d + 1}天" for d in range(days)),
        bells=tuple(bells),
        campuses=tuple(Campus(id=str(i)) for i in school.get("campuses", ())),
        grades=tuple(grades),
        classes=tuple(classes),
        groups=tuple(
            StudentGroup(id=str(i), **(_times(dict(found)) if isinstance(found, Mapping) else {"leaves": tuple(found)}))
            for i, found in school.get("groups", {}).items()
        ),
        teachers=tuple(Teacher(id=i, **_times(f)) for i, f in teachers.items()),
        teacher_groups=tuple(TeacherGroup(id=i, **f) for i, f in _named(school.get("teacher_groups"))),
        rooms=tuple(Room(id=i, **_times(f)) for i, f in _named(school.get("rooms"))),
        pools=tuple(
            RoomPool(id=i, **(found if isinstance(found, Mapping) else {"rooms": tuple(found)}))
            for i, found in school.get("pools", {}).items()
        ),
        subjects=tuple(Subject(id=i, **_times(f)) for i, f in subjects.items()),
        plan=tuple(PlanRow(**row) for row in school.get("plan", ())),
        filed_plan=None if filed is None else tuple(PlanRow(**row) for row in filed),
        courses=tuple(courses),
        valid_from=str(school.get("valid_from", "")),
    )
    return bare.model_copy(update=_beside(bare, school))


def _beside(problem: Problem, school: Mapping[str, Any]) -> dict[str, Any]:
    """The planning tables and records; `earlier` gives versions as {valid_from: timetable}."""
    out: dict[str, Any] = {
        "activities": tuple(Activity(**_ranges(one)) for one in school.get("activities", ())),
        "homework": tuple(Homework(**_dayed(one)) for one in school.get("homework", ())),
        "exams": tuple(Exam(**one) for one in school.get("exams", ())),
        "publication": tuple(
            PublicItem(item=item, says=str(said)) for item, said in school.get("publication", {}).items()
        ),
        "attestations": tuple(Attestation(**one) for one in school.get("attestations", ())),
        "taught": tuple(Taught(**_dayed(one)) for one in school.get("taught", ())),
        "earlier": tuple(
            timetable_of(problem, found).model_copy(update={"version": str(when), "valid_from": str(when)})
            for when, found in school.get("earlier", {}).items()
        ),
    }
    if "calendar" in school:
        given = dict(school["calendar"])
        entries = tuple(CalendarEntry(**_runs(one)) for one in given.pop("entries", ()))
        out["calendar"] = Calendar(**given, entries=entries)
    return out


def _dayed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """`day: Tue` as a number."""
    return {**fields, "day": day_of(fields["day"])} if "day" in fields else dict(fields)


def _runs(fields: Mapping[str, Any]) -> dict[str, Any]:
    """One `on` date for first and last, and `runs: Thu` as a number."""
    out = dict(fields)
    if "on" in out:
        out["first"] = out["last"] = out.pop("on")
    if "runs" in out:
        out["runs"] = day_of(out["runs"])
    return out


def _ranges(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Day words and clock times inside an activity's times as numbers."""
    times = [
        {**when, **{k: minute_of(when[k]) for k in ("start", "end") if k in when}, "day": day_of(when.get("day", 0))}
        for when in fields.get("times", ())
    ]
    return {**fields, "times": times}


def _named(things: Any) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(things, Mapping):
        return [(str(one), dict(fields or {})) for one, fields in things.items()]
    return [(str(one), {}) for one in things or ()]


def _times(fields: dict[str, Any]) -> dict[str, Any]:
    """Day words inside time ranges as numbers."""
    out = dict(fields)
    for key in {"unavailable", "preferred", "disliked", "forbidden"} & set(out):
        out[key] = [{**when, "day": day_of(when.get("day", 0))} for when in out[key]]
    return out


def _bells(school: Mapping[str, Any], days: int) -> list[BellSchedule]:
    if ("periods" in school) == ("bells" in school):
        raise ValueError("a school has either `periods` or `bells`")
    if "periods" in school:
        rows = tuple(BellPeriod() for _ in range(school["periods"]))
        return [BellSchedule(id="main", days=(rows,) * days)]
    out = []
    for bell, rows in school["bells"].items():
        by_day = rows if isinstance(rows, Mapping) else {"*": rows}
        numbered = {day: tuple(map(_row, found)) for day, found in by_day.items() if day != "*"}
        numbered = {day_of(day): found for day, found in numbered.items()}
        if beyond := set(numbered) - set(range(1, days + 1)):
            raise ValueError(f"bell {bell}: no such days {sorted(beyond)}")
        other = tuple(map(_row, by_day.get("*", ())))
        out.append(BellSchedule(id=bell, days=tuple(numbered.get(d, other) for d in range(1, days + 1))))
    return out


def _row(text: str) -> BellPeriod:
    """`08:30-09:10 lesson`, then `sport`, `occupies=field` or `name=…`; untimed without the times."""
    words = text.split()
    fields: dict[str, Any] = {}
    if "-" in words[0]:
        start, end = words.pop(0).split("-")
        fields = {"start": minute_of(start), "end": minute_of(end)}
    fields["kind"] = PeriodKind(words.pop(0))
    for word in words:
        key, _, value = word.partition("=")
        fields[key] = True if key == "sport" and not value else tuple(value.split(",")) if key == "occupies" else value
    return BellPeriod(**fields)


def _course(an_id: str, given: dict[str, Any]) -> Course:
    fields = _times(given)
    if fields.pop("meeting", False):
        fields = {"subject": "Meeting", "kind": CourseKind.MEETING, **fields}
    else:
        sets, _, subject = an_id.partition(" ")
        fields = {"sets": sets.split("+"), "subject": subject, **fields}
    if "lessons" in fields:
        fields["parts"] = _parts(str(fields.pop("lessons")))
    fields["fixed"] = [_fixed(one) for one in fields.get("fixed", ())]
    return Course(id=an_id, **fields)


def _parts(text: str) -> tuple[Part, ...]:
    """`2x2+1`: two doubles and a single."""
    terms = [term.split("x") for term in text.replace(" ", "").split("+")]
    return tuple(Part(count=int(term[0]), duration=int(term[1]) if len(term) > 1 else 1) for term in terms)


def _fixed(one: str | Mapping[str, Any]) -> FixedLesson:
    if not isinstance(one, str):
        return FixedLesson(**{**one, "day": day_of(one["day"])})
    found = _place(one)
    return FixedLesson(day=found["day"], period=found["period"], room="".join(found["rooms"]))


def _place(text: str) -> dict[str, Any]:
    """`Wed 1x2 @gym`: day, period, duration and rooms of a lesson."""
    found = PLACE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a place: {text!r}")
    rooms = tuple(found["rooms"].split("+")) if found["rooms"] else ()
    duration = int(found["duration"] or 1)
    return {"day": day_of(found["day"]), "period": int(found["period"]), "duration": duration, "rooms": rooms}


def timetable_of(problem: Problem, given: Mapping[str, Any]) -> Timetable:
    """The timetable: places by course id, foreign lessons in full, and `valid_from` (2026-10-12)."""
    lessons = []
    for an_id, places in given.items():
        if an_id == "valid_from":
            continue
        if an_id == "foreign":
            lessons += [Lesson(**{**one, "day": day_of(one["day"])}) for one in places]
            continue
        course = problem.index.courses[an_id]
        shared: dict[str, Any] = {
            "subject": course.subject,
            "sets": course.sets,
            "teachers": course.teachers,
            "weeks": course.weeks,
        }
        for place in map(_place, places):
            if unknown := set(place["rooms"]) - set(problem.index.rooms):
                raise ValueError(f"{an_id}: unknown rooms {sorted(unknown)}")
            lessons.append(Lesson(**shared, **place, course=an_id))
    return Timetable(lessons=tuple(lessons), valid_from=str(given.get("valid_from", "")))
