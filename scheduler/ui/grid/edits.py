"""Changes by hand: what a drop, a lock, a lesson taken out make of the timetable, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from constraints.fixed_lessons import FixedLessons
from scheduler.domain.curriculum import FixedLesson
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import LessonFixed, Scenario, apply
from scheduler.domain.text import Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.timetable.grid import MARK
from scheduler.rules.base import Rule
from scheduler.services.places import Board, Place
from scheduler.ui.grid.parking import NOWHERE, waiting, without
from scheduler.ui.grid.table import Spot, Table, spot_of

LOCKED, BY_HAND = "locked", "by_hand"
"""Names under which lessons are told beside a timetable: those that stay, those a person has put where they are."""

MOVED = Text("{lesson}: {old} → {new}", "{lesson}：{old} → {new}")
TAKEN_OUT = Text("{lesson} taken out", "移出：{lesson}")
PUT_IN = Text("{lesson} → {new}", "{lesson} → {new}")
SWAPPED = Text(" ({n} lessons moved)", "（共移动 {n} 节）")
OF_NO_COURSE = Text(
    "{lesson} belongs to no course of the school: it can be moved, but not taken out.",
    "{lesson} 不属于学校的任课表：可以移动，不能移出。",
)
HELD = Text("{lesson} is locked: unlock it first.", "{lesson} 已锁定，请先解锁。")
FIXED = Text("{lesson} is fixed by the school's file.", "{lesson} 是学校固定的课。")


class Change(NamedTuple):
    """A new timetable and what was done, for undo; without a timetable `what` says why nothing was.

    `put` is the lesson that was put somewhere, as it stands now.
    """

    timetable: Timetable | None
    what: Text
    put: Spot | None = None


def board_for(problem: Problem, rules: Sequence[Rule], table: Table, lesson_id: str = "") -> Board:
    """The board of a timetable in which locked lessons stay; a lesson to be placed, if one is meant, is its last."""
    held, bound = with_locks(problem, rules, table)
    parked = table.lesson(lesson_id) if lesson_id.startswith("p") else None
    return Board(held, bound, table.timetable if parked is None else waiting(table.timetable, parked))


def with_locks(problem: Problem, rules: Sequence[Rule], table: Table) -> tuple[Problem, Sequence[Rule]]:
    """The school in which every locked lesson is a fixed one."""
    patches = locks(table)
    if not patches:
        return problem, rules
    known = any(isinstance(rule, FixedLessons) for rule in rules)
    return apply(problem, Scenario(patches=patches)), rules if known else (*rules, FixedLessons())


def locks(table: Table, also: frozenset[Spot] = frozenset()) -> tuple[LessonFixed, ...]:
    """Locked lessons, and others that shall stay, as changes to the school."""
    courses = table.problem.index.courses
    return tuple(
        LessonFixed(course=one.course, at=FixedLesson(day=one.day, period=one.period))
        for one in table.timetable.lessons
        if one.course in courses and (table.sign(one) == "lock" or (spot_of(one) in also and table.sign(one) != "pin"))
    )


def place(table: Table, board: Board, lesson: Lesson, chosen: Place) -> Change:
    """Put a lesson where it was dropped, with all who move on for it."""
    new = _time(table, chosen.day, chosen.period)
    if lesson.period == NOWHERE:
        what = PUT_IN.format(lesson=_words(table, lesson), new=new)
    else:
        what = MOVED.format(lesson=_words(table, lesson), old=_time(table, lesson.day, lesson.period), new=new)
    if len(chosen.moves) > 1:
        more = SWAPPED.format(n=len(chosen.moves))
        what = Text(what.en + more.en, what.zh + more.zh)
    stands = lesson.model_copy(update={"day": chosen.day, "period": chosen.period})
    return Change(board.move(chosen.moves), what, spot_of(stands))


def take_out(table: Table, lesson_id: str) -> Change:
    """Take a lesson out of the timetable; it waits in the parking lot, which is what its course still lacks."""
    lesson = table.lesson(lesson_id)
    assert lesson is not None  # asked before
    words = _words(table, lesson)
    if (refused := kept(table, lesson)) is not None:
        return Change(None, refused)
    if lesson.course not in table.problem.index.courses:
        return Change(None, OF_NO_COURSE.format(lesson=words))
    return Change(without(table.timetable, int(lesson_id[1:])), TAKEN_OUT.format(lesson=words))


def kept(table: Table, lesson: Lesson) -> Text | None:
    """Why a lesson may not be moved, None where it may."""
    told = {"lock": HELD, "pin": FIXED}.get(table.sign(lesson))
    return told.format(lesson=_words(table, lesson)) if told is not None else None


def spots_in(beside: Mapping[str, Any], name: str, timetable: Timetable) -> frozenset[Spot]:
    """Lessons told beside a timetable (`LOCKED`, `BY_HAND`), those that still stand there."""
    told = frozenset((str(what), tuple(sets), day, period) for what, sets, day, period in beside.get(name, ()))
    return still_there(told, timetable)


def told_beside(beside: Mapping[str, Any], **spots: Iterable[Spot]) -> dict[str, Any]:
    """What is kept beside a timetable, with some lessons told anew."""
    return {**beside, **{name: sorted([*one] for one in found) for name, found in spots.items()}}


def turned(locked: frozenset[Spot], lesson: Lesson) -> frozenset[Spot]:
    """The locks with that of one lesson turned."""
    return locked ^ {spot_of(lesson)}


def still_there(locked: frozenset[Spot], timetable: Timetable) -> frozenset[Spot]:
    """Locks whose lesson stands where it was locked."""
    return locked & {spot_of(lesson) for lesson in timetable.lessons}


def _words(table: Table, lesson: Lesson) -> Text:
    """Who and what, in both languages."""

    def said(lang: str) -> str:
        other = table if table.lang == lang else Table(table.problem, table.timetable, "zh" if lang == "zh" else "en")
        return f"{other.pupils(lesson)} {other.subject(lesson).replace(MARK, '')}".strip()

    return Text(said("en"), said("zh"))


def _time(table: Table, day: int, period: int) -> Text:
    name = table.problem.index.day_name(day)
    return Text(f"{name.en} period {period}", f"{name.zh}第{period}节")
