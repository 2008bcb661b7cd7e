"""`qingke places`: every place of one lesson, what it costs there, who would have to move on. Needs no solver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scheduler.cli.console import DONE, Talk
from scheduler.cli.report import say_notes, say_school
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.timetable import Lesson
from scheduler.services.find_lesson import lessons_at
from scheduler.services.judging import judge_file
from scheduler.services.load import load
from scheduler.services.places import Board, Move, Place, State

STATES: dict[State, tuple[Text, str]] = {
    "free": (Text("free", "可以"), "green"),
    "costs": (Text("costs {points}", "扣分 {points}"), "yellow"),
    "swap": (Text("by a swap, {points}", "换课可以，{points}"), "cyan"),
    "blocked": (Text("not possible", "不行"), "red"),
}
HERE = Text("{what} stands on {when}.", "{what} 排在{when}。")
BEST = Text("Best other place: {when}, {points}.", "换到别处最好是{when}，{points}。")
NONE = Text("There is no other place.", "没有别的位置。")
LINE = Text("  {when}: {state}", "  {when}：{state}")
GOES = Text("      {what}: {before} → {after}{rooms}", "      {what}：{before} → {after}{rooms}")


def run_places(
    path: Path, timetable: Path, who: str, day: str, period: str, talk: Talk, *, chains: int, week: int | None
) -> int:
    """Show all places of the lessons somebody has at a time; returns the exit code."""
    judged = judge_file(load(path, week=week), timetable)
    problem = judged.school.problem
    lessons = lessons_at(problem, judged.timetable, who, day, period)
    say_school(talk, problem)
    say_notes(talk, (*judged.school.imported.notes, *judged.notes))
    board = Board(problem, judged.school.rules, judged.timetable)
    for at in lessons:
        _show(talk, board, at, chains)
    return DONE


def _show(talk: Talk, board: Board, at: int, chains: int) -> None:
    problem, lesson = board.problem, board.lessons[at]
    when = (lesson.day, lesson.period)
    talk.say(HERE, "bold", what=_title(problem, lesson), when=when_words(problem, *when))
    places = board.places(at, chains=chains)
    for place in places:
        talk.event(**_place_event(talk, board, place))
        if (place.day, place.period) == when:
            continue
        state, style = STATES[place.state]
        told = state.format(points=points_words(place.points))
        talk.say(LINE, style, when=when_words(problem, place.day, place.period), state=told)
        for reason in place.reasons:
            talk.say(Text("      {why}", "      {why}"), "dim", why=reason)
        for move in place.moves[1:] if place.state == "swap" else ():
            talk.say(GOES, "", **_move_words(board, move))
    why = board.why_here(at, chains=chains, places=places)
    if why.best is None:
        talk.say(NONE, "bold")
    else:
        best = when_words(problem, why.best.day, why.best.period)
        talk.say(BEST, "bold", when=best, points=points_words(why.best.points))
    talk.event(
        event="places",
        **_lesson_event(lesson, at),
        chains=chains,
        best=None if why.best is None else [why.best.day, why.best.period],
        **{state: sum(place.state == state for place in places) for state in STATES},
    )


def when_words(problem: Problem, day: int, period: int) -> Text:
    """A day and a period in words."""
    name = problem.index.day_name(day)
    return Text(f"{name.en} period {period}", f"{name.zh}第{period}节")


def points_words(points: tuple[int, int]) -> Text:
    """Points lost (or won, where negative) of relaxable and of soft rules."""
    relaxed, penalty = points
    told = [Text(f"{penalty:+d} points", f"{penalty:+d} 分")] if penalty or not relaxed else []
    if relaxed:
        told.insert(0, Text(f"{relaxed:+d} of relaxable rules", f"可放宽的规定 {relaxed:+d} 分"))
    return joined(told)


def _title(problem: Problem, lesson: Lesson) -> Text:
    title = problem.index.title
    who = "+".join(map(title, lesson.teachers))
    return same(f"{title(lesson.course or lesson.subject)}{f' ({who})' if who else ''}")


def _move_words(board: Board, move: Move) -> dict[str, Any]:
    lesson = board.lessons[move.lesson]
    rooms = [same(board.problem.index.title(room)) for room in move.rooms]
    return {
        "what": _title(board.problem, lesson),
        "before": when_words(board.problem, lesson.day, lesson.period),
        "after": when_words(board.problem, move.day, move.period),
        "rooms": Text(" ({rooms})", "（{rooms}）").format(rooms=joined(rooms)) if rooms else "",
    }


def _lesson_event(lesson: Lesson, at: int) -> dict[str, Any]:
    return {
        "lesson": at,
        "course": lesson.course or "",
        "subject": lesson.subject,
        "classes": list(lesson.sets),
        "teachers": list(lesson.teachers),
        "day": lesson.day,
        "period": lesson.period,
    }


def _place_event(talk: Talk, board: Board, place: Place) -> dict[str, Any]:
    return {
        "event": "place",
        "day": place.day,
        "period": place.period,
        "state": place.state,
        "relaxed": place.points[0],
        "penalty": place.points[1],
        "reasons": [reason.to(talk.lang) for reason in place.reasons],
        "moves": [
            {
                **_lesson_event(board.lessons[move.lesson], move.lesson),
                "to": [move.day, move.period],
                "rooms": list(move.rooms),
            }
            for move in place.moves
        ],
    }
