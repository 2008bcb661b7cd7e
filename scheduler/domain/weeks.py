"""Weeks of the term in which teachers change: another version of the school's timetable each."""

from __future__ import annotations

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem

LAST = 60
"""No term has more weeks."""


def weeks_of(problem: Problem) -> range:
    """The weeks of the term, from 1; as many as any term has where no calendar says it."""
    return problem.calendar.weeks if problem.calendar is not None else range(1, LAST + 1)


def changes(problem: Problem) -> dict[int, tuple[Course, ...]]:
    """The weeks of the term from which some courses have other teachers, ascending, and these courses."""
    term = weeks_of(problem)
    weeks = sorted({one.week for course in problem.courses for one in course.later if one.week in term})
    changed = {
        week: tuple(c for c in problem.courses if teachers_in(c, week) != teachers_in(c, week - 1)) for week in weeks
    }
    return {week: courses for week, courses in changed.items() if courses}


def teachers_in(course: Course, week: int) -> tuple[str, ...]:
    """Who teaches a course in a week of the term."""
    return next((one.teachers for one in reversed(course.later) if one.week <= week), course.teachers)


def in_week(problem: Problem, week: int) -> Problem:
    """The school as it is in one week of the term: each course with that week's teachers, nobody taking over later.

    From week 2 on it is a version of its own: its name ends in the week (第1版-W9), and it is valid from the week's
    first day where the calendar tells it.
    """
    courses = tuple(
        c.model_copy(update={"teachers": teachers_in(c, week), "later": ()}) if c.later else c for c in problem.courses
    )
    days = problem.calendar.dates(week) if problem.calendar is not None else ()
    first = days[0].isoformat() if days else ""
    facts = {"valid_from": problem.valid_from or first}
    if week > 1:
        facts = {"version": "-".join(word for word in (problem.version[:190], f"W{week}") if word), "valid_from": first}
    return problem.model_copy(update={"courses": courses, **facts})
