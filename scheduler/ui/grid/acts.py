"""What is done in the grid: pick up, place, put down, lock, take out, ask, undo, redo. Old moves are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scheduler.domain.text import Text
from scheduler.ui import state
from scheduler.ui.grid.component import Act
from scheduler.ui.grid.desk import NOTHING, Desk
from scheduler.ui.grid.edits import BY_HAND, Change, kept, place, spots_in, take_out, told_beside, turned
from scheduler.ui.grid.edits import LOCKED as LOCKED_ONES
from scheduler.ui.grid.slots import SHUT

STALE = Text(
    "The timetable has changed meanwhile: this is the newest. Please do it again.",
    "课表刚刚变了，现在显示的是最新的，请再做一次。",
)
UNDONE = Text("Undone: {what}", "已撤销：{what}")
REDONE = Text("Done again: {what}", "已重做：{what}")
LOCKED = Text("Locked: {what}", "已锁定：{what}")
UNLOCKED = Text("Unlocked: {what}", "已解锁：{what}")


def answer(desk: Desk, act: Act) -> None:
    """Do it, and say what was done or why not."""
    desk.session.answer = act.get("n", 0)
    if act.get("rev") != desk.rev:
        desk.session.forget()
        desk.session.hint = STALE
        return
    done = ACTS.get(act.get("do", ""))
    if done is not None:
        done(desk, act)


def _pick(desk: Desk, act: Act) -> None:
    lesson = desk.table.lesson(act.get("lesson", ""))
    desk.session.forget()
    if lesson is None:
        return
    refused = kept(desk.table, lesson)
    desk.session.picked = act["lesson"]
    desk.session.hint = refused or NOTHING


def _put(desk: Desk, _: Act) -> None:
    desk.session.forget()
    desk.session.hint = NOTHING


def _place(desk: Desk, act: Act) -> None:
    lesson_id = act.get("lesson", "")
    lesson = desk.table.lesson(lesson_id)
    if lesson is None:
        return
    if (refused := kept(desk.table, lesson)) is not None:
        desk.session.hint = refused
        return
    found = desk.slots(lesson_id).get(act.get("cell", ""))
    if found is None or found[1]["s"] in SHUT:
        desk.session.picked = lesson_id
        desk.session.hint = Text(found[1]["why"], found[1]["why"]) if found else NOTHING
        return
    made = place(desk.table, desk.board(lesson_id), lesson, found[0])
    _change(desk, made)


def _park(desk: Desk, act: Act) -> None:
    if desk.table.lesson(act.get("lesson", "")) is not None and act["lesson"].startswith("n"):
        _change(desk, take_out(desk.table, act["lesson"]))


def _lock(desk: Desk, act: Act) -> None:
    lesson = desk.table.lesson(act.get("lesson", ""))
    if lesson is None or not act["lesson"].startswith("n") or desk.table.sign(lesson) == "pin":
        return
    locks = turned(desk.table.locked, lesson)
    told = LOCKED if len(locks) > len(desk.table.locked) else UNLOCKED
    what = told.format(what=desk.table.words(lesson))
    beside = told_beside(desk.kept.beside, **{LOCKED_ONES: locks})
    _told(desk, state.change_timetable(desk.kept.value, what, desk.kept.revision, beside), what)


def _why(desk: Desk, act: Act) -> None:
    desk.session.picked = act.get("lesson")
    desk.session.asked = True


def _undo(desk: Desk, _: Act) -> None:
    _step(desk, desk.kept.undo, state.undo_timetable, UNDONE)


def _redo(desk: Desk, _: Act) -> None:
    _step(desk, desk.kept.redo, state.redo_timetable, REDONE)


def _step(desk: Desk, what: Text | None, go: Callable[[], None], told: Text) -> None:
    if what is None:
        return
    go()
    desk.session.forget()
    desk.session.hint = told.format(what=what)


def _change(desk: Desk, made: Change) -> None:
    if made.timetable is None:
        desk.session.hint = made.what
        return
    beside = None
    if made.put is not None:
        by_hand = spots_in(desk.kept.beside, BY_HAND, made.timetable) | {made.put}
        beside = told_beside(desk.kept.beside, **{BY_HAND: by_hand})
    _told(desk, state.change_timetable(made.timetable, made.what, desk.kept.revision, beside), made.what)


def _told(desk: Desk, done: bool, what: Text) -> None:
    desk.session.forget()
    desk.session.hint = what if done else STALE


ACTS: Mapping[str, Callable[[Desk, Act], None]] = {
    "pick": _pick,
    "put": _put,
    "place": _place,
    "park": _park,
    "lock": _lock,
    "why": _why,
    "undo": _undo,
    "redo": _redo,
}
