"""A hand-edited copy of our own workbook: which cells differ from its data sheet, and the timetable they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.domain.text import LANGS, Lang, Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.cell import CellReader, Said
from scheduler.io.timetable.grid import Cell, Writer, class_cells
from scheduler.io.timetable.layouts import Entry
from scheduler.io.timetable.names import clean
from scheduler.io.workbook.plain import key

NEW = 1_000_000
"""Order of lessons that only a changed cell names: after all others."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else than the data sheet."""

    entry: Entry
    was: str
    said: tuple[Said, ...]


def edited(desk: Desk, base: Sequence[Atom], sheets: Sequence[tuple[Sequence[Entry], bool]], lang: Lang) -> list[Atom]:
    """The data sheet's lessons with the changes of other sheets (entries, short names) over them, first sheet first."""
    problem = desk.names.problem
    lessons = [_lesson(atom) for atom in base]
    cells = class_cells(problem, Timetable(lessons=tuple(lessons)))
    changes: dict[Cell, Change] = {}
    sources: dict[int, str] = {}
    for entries, short in sheets:
        for change in _changes(desk, entries, lessons, cells, sources, short=short, lang=lang):
            place = (change.entry.home, change.entry.day, change.entry.period)
            if place not in changes:
                changes[place] = change
                _tell(desk, change)
            elif key(changes[place].entry.text) != key(change.entry.text):
                said = Text(
                    "the cell was changed on two sheets; this one is not used", "两张表都改了这一格，本表的改动未采用"
                )
                desk.note(said, change.entry.sheet, change.entry.cell)
    return _applied(desk, base, lessons, cells, changes, sources)


def _lesson(atom: Atom) -> Lesson:
    return Lesson(
        subject=atom.subject,
        sets=atom.sets,
        teachers=atom.teachers or (),
        day=atom.day,
        period=atom.period,
        duration=atom.duration,
        weeks=atom.weeks,
        rooms=atom.rooms,
        course=atom.course,
        bell=atom.bell,
    )


def _changes(
    desk: Desk,
    entries: Sequence[Entry],
    lessons: Sequence[Lesson],
    cells: dict[Cell, list[int]],
    sources: dict[int, str],
    *,
    short: bool,
    lang: Lang,
) -> list[Change]:
    langs = sorted(LANGS, key=lambda one: one != lang)
    writers = [Writer(desk.names, one, short=short, groups=3 if short else 6) for one in langs]
    reader = CellReader(desk)
    out = []
    for entry in entries:
        here = [lessons[at] for at in cells.get((entry.home, entry.day, entry.period), ())]
        for at in cells.get((entry.home, entry.day, entry.period), ()):
            sources.setdefault(at, f"{entry.sheet}!{entry.cell}")
        expected = [writer.cell(entry.home, here) for writer in writers]
        if key(entry.text) in map(key, expected):
            continue
        said = reader.read(entry.text, entry.sheet, entry.cell)
        left = list(here)
        for one in said:
            hit = next((lesson for lesson in left if _same(desk, entry.home, lesson, one)), None)
            if hit is not None:
                left.remove(hit)
        if left or len(said) != len(here):
            out.append(Change(entry, expected[0], tuple(said)))
    return out


def _same(desk: Desk, home: str, lesson: Lesson, said: Said) -> bool:
    """Whether a cell's words mean this lesson; a bare subject means whichever lesson of it stands there."""
    if lesson.subject != said.subject or lesson.weeks is not said.weeks:
        return False
    leaves = desk.names.problem.index.leaves
    if said.sets is not None and set(leaves(said.sets)) != set(leaves(lesson.sets)):
        return False
    if said.teachers is None:
        return not said.rooms or said.rooms == lesson.rooms
    known = desk.names.problem.index.classes.get(home)
    own = (known.room,) if known and known.room else ()
    return set(said.teachers) == set(lesson.teachers) and said.rooms in (
        (lesson.rooms,) if lesson.rooms != own else (own, ())
    )


def _tell(desk: Desk, change: Change) -> None:
    entry, index = change.entry, desk.names.problem.index
    none = Text("nothing", "空")
    facts = {
        "who": desk.names.pupils(entry.home),
        "day": index.day_name(entry.day),
        "period": entry.period,
        "was": clean(change.was) or none,
        "now": clean(entry.text)[:80] or none,
    }
    said = Text(
        "changed cell: {who} {day} period {period}: was {was}, now {now}",
        "改动：{who} {day}第{period}节，原为 {was}，现为 {now}",
    )
    desk.note(said.format(**facts), entry.sheet, entry.cell)


def _applied(
    desk: Desk,
    base: Sequence[Atom],
    lessons: Sequence[Lesson],
    cells: dict[Cell, list[int]],
    changes: dict[Cell, Change],
    sources: dict[int, str],
) -> list[Atom]:
    shown: dict[int, list[Cell]] = defaultdict(list)
    for place, found in cells.items():
        for at in found:
            shown[at].append(place)
    left: dict[Cell, list[Said]] = {place: list(change.said) for place, change in changes.items()}
    out: list[Atom] = []
    for at, atom in enumerate(base):
        placed = replace(atom, source=sources.get(at, atom.source))
        if not any(place in changes for place in shown[at]):
            out.append(placed)
            continue
        kept: set[int] = set()
        for place in shown[at]:
            if place not in changes:
                kept.add(place[2])
                continue
            hit = next((one for one in left[place] if _same(desk, place[0], lessons[at], one)), None)
            if hit is not None:
                left[place].remove(hit)
                kept.add(place[2])
        out += _kept(placed, kept, {place[2] for place in shown[at]})
    for place, said in left.items():
        entry = changes[place].entry
        for one in said:
            out.append(
                Atom(
                    subject=one.subject,
                    sets=one.sets or (entry.home,),
                    day=entry.day,
                    period=entry.period,
                    weeks=one.weeks,
                    teachers=one.teachers,
                    rooms=one.rooms,
                    source=f"{entry.sheet}!{entry.cell}",
                    order=NEW + len(out),
                )
            )
    return out


def _kept(atom: Atom, kept: set[int], shown: set[int]) -> list[Atom]:
    """What is left of a lesson of which only some periods are still shown."""
    if kept == shown:
        return [atom]
    if not kept:
        return []
    own = set(range(atom.period, atom.period + atom.duration))
    if not shown <= own:  # shown in another schedule's periods: it stays or goes as a whole
        return [atom]
    out: list[Atom] = []
    for period in sorted(kept):
        if out and out[-1].period + out[-1].duration == period:
            out[-1] = replace(out[-1], duration=out[-1].duration + 1)
        else:
            out.append(replace(atom, period=period, duration=1))
    return out
