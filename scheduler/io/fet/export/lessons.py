"""Each lesson as an activity; a lesson of odd weeks and one of even weeks share one where they can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.text import Text, same
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.fet.export.book import Activity, Book, Node
from scheduler.io.fet.tags import BETWEEN


@dataclass(frozen=True, slots=True)
class _Unit:
    """One lesson to be had, and where a timetable has it."""

    course: Course
    duration: int
    lesson: Lesson | None

    def alike(self, leaves: frozenset[str]) -> Hashable:
        """What two lessons of alternating weeks must have in common to share one activity."""
        place = None if self.lesson is None else (self.lesson.day, self.lesson.period)
        return (leaves, self.duration, place)


def activities(book: Book, timetable: Timetable | None) -> Node:
    """The list of activities; `book` learns them."""
    units = list(_units(book, timetable))
    weekly = [[unit] for unit in units if unit.course.weeks is Weeks.ALL]
    for number, pair in enumerate([*weekly, *_pairs(book, units)], start=1):
        lessons = tuple(unit.lesson for unit in pair if unit.lesson is not None)
        found = Activity(number, tuple(unit.course for unit in pair), pair[0].duration, lessons)
        book.activities.append(found)
        for course in found.courses:
            book.of_course.setdefault(course.id, []).append(found.id)
    _tell(book)
    return ("Activities_List", [_node(book, activity) for activity in book.activities])


def _units(book: Book, timetable: Timetable | None) -> Iterator[_Unit]:
    placed: dict[tuple[str | None, int], list[Lesson]] = defaultdict(list)
    for lesson in timetable.lessons if timetable else ():
        placed[lesson.course, lesson.duration].append(lesson)
    for course in book.problem.courses:
        for part in course.parts:
            for _ in range(part.count):
                waiting = placed[course.id, part.duration]
                yield _Unit(course, part.duration, waiting.pop(0) if waiting else None)


def _pairs(book: Book, units: list[_Unit]) -> list[list[_Unit]]:
    """Lessons of odd weeks, each with one of even weeks for the same pupils where there is one, and the others."""
    index = book.problem.index
    out: list[list[_Unit]] = []
    waiting: dict[Hashable, list[list[_Unit]]] = defaultdict(list)
    for unit in units:
        if unit.course.weeks is Weeks.ALL:
            continue
        mark = unit.alike(frozenset(index.busy_leaves(unit.course)))
        other = Weeks.EVEN if unit.course.weeks is Weeks.ODD else Weeks.ODD
        if index.busy_leaves(unit.course) and waiting[other, mark]:
            waiting[other, mark].pop(0).append(unit)
        else:
            out.append([unit])
            waiting[unit.course.weeks, mark].append(out[-1])
    return out


def _node(book: Book, activity: Activity) -> Node:
    first = activity.courses[0]
    courses = activity.courses
    parts = book.of_course[first.id] if len(courses) == 1 else [activity.id]
    total = sum(book.activities[an_id - 1].duration for an_id in parts)
    pulled = first.kind is CourseKind.PULL_OUT
    teachers = dict.fromkeys(teacher for course in courses for teacher in course.teachers)
    sets = () if pulled else dict.fromkeys(one for course in courses for one in course.sets)
    tags = dict.fromkeys(tag for course in courses for tag in course.tags)
    return (
        "Activity",
        (
            *(("Teacher", book.teachers[teacher]) for teacher in teachers),
            ("Subject", _subject(book, courses)),
            *(("Activity_Tag", book.tags[tag]) for tag in tags),
            *(("Students", book.sets[one]) for one in sets),
            ("Duration", activity.duration),
            ("Total_Duration", total),
            ("Id", activity.id),
            ("Activity_Group_Id", parts[0] if len(parts) > 1 else 0),
            ("Active", "true"),
            ("Comments", BETWEEN.join(course.id for course in courses)),
        ),
    )


def _subject(book: Book, courses: tuple[Course, ...]) -> str:
    """A subject's name; of two that alternate both, as a subject of its own."""
    ids = list(dict.fromkeys(course.subject for course in courses))
    if len(ids) == 1:
        return book.subjects[ids[0]]
    both = "/".join(ids)
    if both not in book.subjects.names:
        book.subjects.add(both, "/".join(book.subjects[one] for one in ids))
    return book.subjects[both]


def _tell(book: Book) -> None:
    courses = book.problem.courses
    alternating = [course for course in courses if course.weeks is not Weeks.ALL]
    pulled = [course for course in courses if course.kind is CourseKind.PULL_OUT]
    later = [course for course in courses if course.later]
    for found, text in (
        (
            alternating,
            Text(
                "FET has no odd and even weeks: {n} courses ({who}) are written as weekly, two that alternate as one",
                "FET 没有单双周：{n} 门课（{who}）按每周写出，一单一双合为一个活动",
            ),
        ),
        (
            pulled,
            Text(
                "{n} pull-outs ({who}) are written without pupils",
                "{n} 门抽离课（{who}）不写学生",
            ),
        ),
        (
            later,
            Text(
                "teachers who take over later in the term are left out ({n} courses: {who})",
                "学期中接手的教师没有写出（{n} 门课：{who}）",
            ),
        ),
    ):
        if found:
            shown = "、".join(book.problem.index.title(course.id) for course in found[:4])
            book.note(text, n=len(found), who=same(shown + ("…" if len(found) > 4 else "")))
