"""What each cell of a view says once a lesson is picked up: state, points, reason, and which lessons would move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypedDict

from scheduler.domain.text import Text
from scheduler.domain.timetable import Lesson
from scheduler.services.places import Place
from scheduler.ui.grid.school import key_of
from scheduler.ui.grid.table import Table
from scheduler.ui.grid.weeks import Who, bell_of

State = Literal["free", "costs", "blocked", "here", "same"]

STATES: Mapping[str, Text] = {
    "free": Text("fits", "可放"),
    "costs": Text("loses points", "要扣分"),
    "blocked": Text("not here", "不可放"),
    "here": Text("stands here", "现在的位置"),
    "same": Text("the same lesson", "同一门课"),
}
SWAP = Text("others move too", "要与别的课对调")
WITH = Text("{lesson} goes to {time}", "{lesson} 换到 {time}")
NO_CHANGE = Text("nothing would change", "换了也一样")
HELD = Text("{lesson} is locked.", "{lesson} 已锁定。")
NO_LOSS = Text("no points lost", "不扣分")
GAIN = Text("saves {n}", "少扣 {n} 分")
LOSS = Text("costs {n}", "多扣 {n} 分")
ORDER: tuple[State, ...] = ("here", "free", "costs", "same", "blocked")
SHUT: tuple[State, ...] = ("here", "same", "blocked")
"""Where a drop changes nothing."""
MOST_REASONS = 3


class Slot(TypedDict):
    """A cell while a lesson is held: state, points as shown (signed), reason, ids of cards that would move too.

    A swap that loses points is as yellow as any other place that does; it has another sign.
    """

    s: State
    t: str
    why: str
    others: list[str]


Found = dict[str, tuple[Place, Slot]]
"""By cell: the place a drop there means, and what is shown."""


def slots(table: Table, who: Who, lesson: Lesson, places: Iterable[Place]) -> Found:
    """Every cell of a view in which a lesson could be asked for; of several places in one cell the best is meant."""
    out: Found = {}
    for place in places:
        shown = slot(table, lesson, place)
        for key in keys(table, who, lesson, place.day, place.period):
            if key not in out or ORDER.index(shown["s"]) < ORDER.index(out[key][1]["s"]):
                out[key] = place, shown
    return out


def keys(table: Table, who: Who, lesson: Lesson, day: int, period: int) -> Iterator[str]:
    """The cells that a time of the lesson's own schedule is in a view."""
    index, timeline = table.problem.index, table.problem.timeline
    own = index.bell_of(lesson.sets, lesson.bell, lesson.course)

    def rows(bell: str) -> Sequence[int]:
        return [period] if bell == own else timeline.periods_at(bell, timeline.covered(own, day, period))

    if who.kind != "school":
        yield from (f"{day}.{row}" for row in rows(bell_of(table, who).id))
        return
    homes = {home.id for leaf in index.leaves(lesson.sets) if (home := index.class_of(leaf)) is not None}
    for at, home in enumerate(table.problem.classes):
        if home.id in homes:
            yield from (key_of(at, day, row) for row in rows(index.bell_of_pupil(home.id).id))


def slot(table: Table, lesson: Lesson, place: Place) -> Slot:
    """What one place says."""
    lessons = table.timetable.lessons
    others = [move for move in place.moves if move.lesson < len(lessons) and lessons[move.lesson] is not lesson]
    held = [lessons[move.lesson] for move in others if table.sign(lessons[move.lesson])]
    if (place.day, place.period) == (lesson.day, lesson.period):
        return {"s": "here", "t": "", "why": "", "others": []}
    if place.state == "blocked" or held:
        reasons = [HELD.format(lesson=table.words(one)) for one in held] or list(place.reasons)
        return {"s": "blocked", "t": "", "why": reasoned(table, reasons), "others": []}
    if same(lessons, place):
        return {"s": "same", "t": "", "why": table.say(NO_CHANGE), "others": []}
    chain = [
        table.say(WITH, lesson=table.words(lessons[one.lesson]), time=table.time(one.day, one.period)) for one in others
    ]
    told = [part for part in (*chain, reasoned(table, place.reasons)) if part] or [worth(table, place.points)]
    said = table.say(Text("; ", "；")).join(told)
    state: State = "costs" if place.points > (0, 0) else "free"
    return {"s": state, "t": signed(place.points), "why": said, "others": [f"n{one.lesson}" for one in others]}


def same(lessons: Sequence[Lesson], place: Place) -> bool:
    """Whether lessons of one course would merely change places with each other."""
    if any(move.lesson >= len(lessons) for move in place.moves) or len(place.moves) < 2:
        return False
    before = [(x.course or x, x.sets, x.duration, x.weeks, x.day, x.period) for x in _moving(lessons, place)]
    after = [
        (x.course or x, x.sets, x.duration, x.weeks, move.day, move.period)
        for x, move in zip(_moving(lessons, place), place.moves, strict=True)
    ]
    return sorted(map(str, before)) == sorted(map(str, after))


def _moving(lessons: Sequence[Lesson], place: Place) -> list[Lesson]:
    return [lessons[move.lesson] for move in place.moves]


def reasoned(table: Table, reasons: Sequence[Text]) -> str:
    """The first reasons in a row."""
    shown = [table.say(reason) for reason in reasons[:MOST_REASONS]]
    return " ".join([*shown, "…"] if len(reasons) > MOST_REASONS else shown)


def signed(points: tuple[int, int]) -> str:
    """Points lost in all with their sign; nothing where none are lost or won."""
    total = sum(points)
    return f"{total:+d}".replace("-", "−") if total else ""


def worth(table: Table, points: tuple[int, int]) -> str:
    """Points in words."""
    total = sum(points)
    if not total:
        return table.say(NO_LOSS)
    return table.say(LOSS, n=total) if total > 0 else table.say(GAIN, n=-total)
