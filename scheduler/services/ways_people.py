"""Ways out by lessons and people: a class given to another teacher, a lesson less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.answers import WayOut
from scheduler.domain.curriculum import Course, Part
from scheduler.domain.problem import Problem
from scheduler.domain.reassign import NORM, candidates, size
from scheduler.domain.scenario import CourseParts, TeacherReplaced
from scheduler.domain.text import Text
from scheduler.services.proof_words import names
from scheduler.services.ways_counted import counted_words
from scheduler.services.ways_question import Question

GIVEN = Text("{what} ({n} lessons a week) taught by {by} instead of {who}", "{what}（每周 {n} 节）由{who}改为{by}上")
MOST_TEACHERS = 3
"""For so many of the teachers in question somebody else is looked for."""
DIFFERENT = 3
"""From so many courses on lessons are taken, one way out each."""
COLLEAGUES = 2
"""How many colleagues are tried for each."""


def teachers(question: Question) -> Iterator[WayOut]:
    """Lessons of a teacher who has too many, to a colleague with hours to spare, or to one more person."""
    problem, index = question.problem, question.problem.index
    for teacher in [one for one in question.named if one in index.teachers][:MOST_TEACHERS]:
        mine = [course for course in question.courses if teacher in course.teachers]
        mine = mine or [course for course in index.courses_of_teacher.get(teacher, ()) if course.sets]
        given = _enough(mine, question.short)
        if not given:
            continue
        ids = tuple(course.id for course in given)
        periods = sum(course.periods for course in given)
        need = sum(size(problem, course) for course in given)
        able = [c for c in candidates(problem, teacher) if set(ids) <= set(c.courses) and c.spare(NORM) >= need]
        words = Text(
            "{what} ({n} lessons a week) taught by {by} instead of {who}", "{what}（每周 {n} 节）由{who}改为{by}上"
        )
        facts = {"what": names(problem, ids, 3, "门课"), "n": periods, "who": index.title(teacher)}
        for colleague in able[:COLLEAGUES]:
            by = TeacherReplaced(teacher=teacher, by=colleague.teacher, courses=ids)
            told = words.format(**facts, by=index.title(colleague.teacher))
            yield WayOut(kind="teacher", words=told, patches=(by,))
        name = _new(problem, index.title(given[0].subject))
        by = TeacherReplaced(teacher=teacher, by=name, courses=ids)
        told = words.format(**facts, by=Text("one more teacher", "另请的教师"))
        yield WayOut(kind="teacher", words=told, patches=(by,), people=periods)


def _enough(courses: Sequence[Course], periods: int) -> list[Course]:
    """The smallest course that takes enough away, else as many of the largest as do."""
    one = min((c for c in courses if c.periods >= periods), key=lambda c: c.periods, default=None)
    if one is not None:
        return [one]
    out: list[Course] = []
    for course in sorted(courses, key=lambda c: -c.periods):
        if sum(c.periods for c in out) < periods:
            out.append(course)
    return out


def _new(problem: Problem, subject: str) -> str:
    """A name nobody has."""
    number = 1
    while f"{subject}教师（新增{number}）" in problem.index.teachers:
        number += 1
    return f"{subject}教师（新增{number}）"


def hours(question: Question) -> Iterator[WayOut]:
    """Lessons less, as many as are too many: of those that have most, of subjects that are not protected first."""
    subjects = question.problem.index.subjects

    def order(course: Course) -> tuple[bool, int]:
        subject = subjects.get(course.subject)
        return subject is not None and subject.protected, -course.lessons

    found = sorted((course for course in question.courses if course.lessons > 1 and not course.fixed), key=order)
    for first in range(min(DIFFERENT, len(found))):
        chosen = _lessened([*found[first:], *found[:first]], question.short)
        if not chosen:
            return
        patches = tuple(CourseParts(course=course.id, parts=course.parts) for course in chosen)
        before = sum(question.problem.index.courses[course.id].periods for course in chosen)
        words = counted_words(question.problem, patches)
        less = before - sum(course.periods for course in chosen)
        yield WayOut(kind="hours", words=words, patches=patches, lessons=less)


def _lessened(courses: Sequence[Course], periods: int) -> list[Course]:
    """So many periods less, a lesson of each course in turn; nothing where that is not to be had."""
    now = {course.id: course for course in courses}
    changed: dict[str, Course] = {}
    left = periods
    while left > 0:
        able = [name for name, course in now.items() if course.lessons > 1]
        if not able:
            return []
        for name in able:
            if left > 0:
                parts = _fewer(now[name].parts)
                changed[name] = now[name].model_copy(update={"parts": parts})
                left -= now[name].periods - changed[name].periods
                now[name] = changed[name]
    return list(changed.values())


def _fewer(parts: Sequence[Part]) -> tuple[Part, ...]:
    """One lesson less, the shortest."""
    short = min(range(len(parts)), key=lambda at: parts[at].duration)
    rest = parts[short].count - 1
    fewer = [parts[short].model_copy(update={"count": rest})] if rest else []
    return (*parts[:short], *fewer, *parts[short + 1 :])
