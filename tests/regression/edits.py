"""Edits of a school and its timetable. A lesson is named by its course, day and period."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scheduler.domain.problem import Problem
from scheduler.domain.time import BellPeriod
from scheduler.domain.timetable import Lesson, Timetable

Edit = Callable[[Problem, Timetable], tuple[Problem, Timetable]]

# -- edits of the timetable ----------------------------------------------------------------------------------


def lesson(course: str, day: int, period: int, /, **changed: Any) -> Edit:
    """One lesson otherwise."""

    def edit(problem: Problem, timetable: Timetable) -> tuple[Problem, Timetable]:
        return problem, _with(timetable, course, day, period, lambda one: (one.model_copy(update=changed),))

    return edit


def gone(course: str, day: int, period: int) -> Edit:
    """One lesson left out."""
    return lambda problem, timetable: (problem, _with(timetable, course, day, period, lambda _: ()))


def split(course: str, day: int, period: int) -> Edit:
    """A double as two singles."""

    def halves(one: Lesson) -> tuple[Lesson, ...]:
        return tuple(one.model_copy(update={"duration": 1, "period": one.period + n}) for n in range(one.duration))

    return lambda problem, timetable: (problem, _with(timetable, course, day, period, halves))


def more(one: Lesson) -> Edit:
    """A lesson more."""
    return lambda problem, timetable: (problem, timetable.model_copy(update={"lessons": (*timetable.lessons, one)}))


def both(*edits: Edit) -> Edit:
    """Edits that make one wrong together."""

    def edit(problem: Problem, timetable: Timetable) -> tuple[Problem, Timetable]:
        for one in edits:
            problem, timetable = one(problem, timetable)
        return problem, timetable

    return edit


def _with(
    timetable: Timetable, course: str, day: int, period: int, made: Callable[[Lesson], tuple[Lesson, ...]]
) -> Timetable:
    (at,) = (n for n, x in enumerate(timetable.lessons) if (x.course, x.day, x.period) == (course, day, period))
    lessons = (*timetable.lessons[:at], *made(timetable.lessons[at]), *timetable.lessons[at + 1 :])
    return timetable.model_copy(update={"lessons": lessons})


# -- edits of the school -------------------------------------------------------------------------------------


def school(**changed: Callable[[Any], Any]) -> Edit:
    """The school with some fields made from what they were."""

    def edit(problem: Problem, timetable: Timetable) -> tuple[Problem, Timetable]:
        fields = {name: getattr(problem, name) for name in Problem.model_fields}
        return Problem(**fields | {name: made(fields[name]) for name, made in changed.items()}), timetable

    return edit


def thing(field: str, an_id: str, **changed: Any) -> Edit:
    """One teacher, room, class … otherwise; `item` and `name` identify where there is no id."""

    def made(things: tuple[Any, ...]) -> tuple[Any, ...]:
        named = lambda one: next(getattr(one, key) for key in ("id", "item", "name") if hasattr(one, key))  # noqa: E731
        assert [named(one) for one in things].count(an_id) == 1
        return tuple(one.model_copy(update=changed) if named(one) == an_id else one for one in things)

    return school(**{field: made})


def day_of(bell: str, day: int, rows: Callable[[list[BellPeriod]], list[BellPeriod]]) -> Edit:
    """One day of a bell schedule otherwise."""

    def made(bells: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            one.model_copy(
                update={"days": tuple(tuple(rows(list(d))) if n == day else d for n, d in enumerate(one.days, 1))}
            )
            if one.id == bell
            else one
            for one in bells
        )

    return school(bells=made)


def row(bell: str, day: int, at: int, **changed: Any) -> Edit:
    """One row of a day otherwise."""
    return day_of(bell, day, lambda rows: [*rows[:at], rows[at].model_copy(update=changed), *rows[at + 1 :]])


def earlier(course: str, day: int, period: int, /, **changed: Any) -> Edit:
    """A lesson of the version before otherwise."""
    return school(
        earlier=lambda versions: tuple(
            _with(one, course, day, period, lambda x: (x.model_copy(update=changed),)) for one in versions
        )
    )


def added(field: str, one: Any) -> Edit:
    """A row more in a table."""
    return school(**{field: lambda rows: (*rows, one)})
