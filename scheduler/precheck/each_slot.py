"""Check 5: at each time the classes that must be in session find teachers who are not in a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.domain.text import Text, same
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import MANY, Facts, in_weeks
from scheduler.precheck.matching import Seats, seat
from scheduler.precheck.openings import Opening, Openings

SHORT = Text(
    "{when}: {need} classes must be in lessons, but free teachers can take {have} of them ({who}).",
    "{when}有 {need} 个班必须上课，但能给它们上课又不开会的教师只够 {have} 个班（{who}）。",
)
NOBODY = Text(
    "{when}: {who} must be in lessons, but no lesson of theirs can be then.",
    "{when}{who}必须上课，但没有一节课能排在这时。",
)
HELP = Text(
    "Move the meeting or let some members teach, open closed times of teachers, or give the classes a free period.",
    "挪开会议或让部分教师上课，放开教师的不排课时间，或让这些班这一节不上课。",
)
FITS = Text(
    "Tightest time {when}: {need} classes in session, free teachers for {have} ({by}).",
    "最紧的是{when}：{need} 个班上课，能上课的教师够 {have} 个班（{by}）。",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Leaves that some lesson at the time may hold together; they need at least one lesson."""

    leaves: tuple[str, ...]
    courses: tuple[Opening, ...]


def each_slot(openings: Openings) -> Iterator[Shortage]:
    """Each beat: a matching of classes in session to free teachers and places."""
    facts = openings.facts
    wrong, shared = False, any(len(one.leaves) > 1 for one in openings.of.values())
    tightest: tuple[int, int, int, Weeks, Seats] | None = None
    for weeks in facts.weeks:
        must = full_leaves(openings, weeks)
        taught = {leaf: _taught(openings.of_leaf[leaf], weeks) for leaf in must}
        known: dict[tuple[object, ...], tuple[list[Unit], Seats]] = {}
        for moment in range(len(facts.beats.all)):
            beat = 1 << moment
            key = _signature(openings, must, beat, weeks)
            here = [] if key in known else [leaf for leaf, mask in must.items() if mask & beat]
            if here:
                present = {leaf: [one for one in taught[leaf] if one.open & beat] for leaf in here}
                units = _units(present) if shared else [Unit((leaf,), tuple(those)) for leaf, those in present.items()]
                known[key] = units, seat(*_edges(facts, units, beat, weeks))
                if lost := known[key][1].lost:
                    wrong = True
                    yield _red(openings, beat, [units[at] for at in lost], known[key][1], weeks)
            if key in known and not wrong:
                units, seats = known[key]
                slack = seats.most - len(units)
                settled = all(beat in one.fixed for unit in units for one in unit.courses)
                if not settled and (tightest is None or slack < tightest[0]):
                    tightest = slack, beat, len(units), weeks, seats
    if tightest is not None and not wrong:
        _, beat, need, weeks, seats = tightest
        yield _green(facts, beat, need, seats, weeks)


def full_leaves(openings: Openings, weeks: Weeks) -> dict[str, int]:
    """Leaves with as many lessons as open beats: all of these beats must be taught."""
    out: dict[str, int] = {}
    for leaf, found in openings.of_leaf.items():
        need, mask = 0, 0
        for one in found:
            if one.course.weeks.meets(weeks):
                need += one.need
                mask |= one.open
        if need and need == mask.bit_count() and openings.facts.bound("class_clash", leaf):
            out[leaf] = mask
    return out


def _signature(openings: Openings, must: dict[str, int], beat: int, weeks: Weeks) -> tuple[object, ...]:
    """Beats alike in this are alike in everything the matching sees."""
    facts = openings.facts
    places = tuple(facts.places(rooms, beat, weeks) for rooms in facts.needs.values())
    held = tuple(bool(mask & beat) for mask in (*dict.fromkeys(must.values()), *openings.shapes))
    return held, places


def _units(present: dict[str, list[Opening]]) -> list[Unit]:
    """Leaves with their possible lessons, together where a lesson holds several of them."""
    root = {leaf: leaf for leaf in present}

    def find(leaf: str) -> str:
        while root[leaf] != leaf:
            leaf = root[leaf]
        return leaf

    courses = {one.course.id: one for mine in present.values() for one in mine}
    for one in (one for one in courses.values() if len(one.leaves) > 1):
        together = [leaf for leaf in one.leaves if leaf in present]
        for other in together[1:]:
            root[find(other)] = find(together[0])
    members: dict[str, list[str]] = {}
    for leaf in present:
        members.setdefault(find(leaf), []).append(leaf)
    taught: dict[str, list[Opening]] = {}
    for one in courses.values():
        first = next(leaf for leaf in one.leaves if leaf in present)
        taught.setdefault(find(first), []).append(one)
    return [Unit(tuple(mine), tuple(taught.get(top, ()))) for top, mine in members.items()]


def _taught(found: list[Opening], weeks: Weeks) -> list[Opening]:
    return [one for one in found if one.need and one.course.weeks.meets(weeks)]


def _edges(
    facts: Facts, units: list[Unit], beat: int, weeks: Weeks
) -> tuple[list[dict[str, None] | None], dict[str, dict[str, None]], dict[str, int]]:
    """Per unit its possible teachers (None: it needs none), per teacher the room needs, per need its places."""
    wanted: list[dict[str, None] | None] = []
    needs_of: dict[str, dict[str, None]] = {}
    named = {rooms: need for need, rooms in facts.needs.items()}
    for unit in units:
        mine: dict[str, None] = {}
        free = False
        for one in unit.courses:
            need = named.get(one.rooms, "") if one.rooms else ""
            free = free or not one.teachers
            for teacher in one.teachers:
                mine[teacher] = None
                if teacher in needs_of:
                    needs_of[teacher][need] = None
                else:
                    needs_of[teacher] = {need: None}
        wanted.append(None if free else mine)
    places = {need: facts.places(rooms, beat, weeks) for need, rooms in facts.needs.items()}
    return wanted, needs_of, {**places, "": MANY}


def _red(openings: Openings, beat: int, those: list[Unit], seats: Seats, weeks: Weeks) -> Shortage:
    facts = openings.facts
    classes = list(dict.fromkeys(home.id for u in those for leaf in u.leaves if (home := facts.index.class_of(leaf))))
    teachers = sorted({t for u in those for one in u.courses for t in one.teachers})
    need, have = len(those), seats.lost_have
    who = facts.names(teachers) if teachers else facts.names(classes)
    words = {"when": facts.beat_name(beat), "need": need, "have": have, "who": who}
    taken = {r for u in those for leaf in u.leaves for one in openings.of_leaf[leaf] for r in one.rules}
    places = {"room_capacity"} if any(o.rooms for u in those for o in u.courses) else set()
    return Shortage(
        f"each_slot/{beat.bit_length()}/{weeks}",
        Severity.RED,
        (*classes, *teachers),
        in_weeks((SHORT if teachers else NOBODY).format(**words), weeks),
        HELP,
        need,
        have,
        {"day": facts.beats.slot(beat).day, "period": facts.beats.slot(beat).period, "weeks": weeks},
        ("every_lesson_placed", "class_clash", "teacher_clash", *sorted(taken | places)),
    )


def _green(facts: Facts, beat: int, need: int, seats: Seats, weeks: Weeks) -> Shortage:
    counts: dict[str, int] = {}
    for teacher in seats.teachers:
        known = facts.index.teachers.get(teacher)
        subjects = known.subjects if known is not None and known.subjects else ()
        taught = [one.subject for one in facts.index.courses_of_teacher.get(teacher, ())]
        main = next(iter(subjects), max(taught, key=taught.count, default=""))
        counts[main] = counts.get(main, 0) + 1
    by = same(" ".join(f"{facts.index.title(s)}{n}" for s, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))))
    have = min(seats.most, MANY)
    words = {"when": facts.beat_name(beat), "need": need, "have": have if have < MANY else need, "by": by}
    told = in_weeks(FITS.format(**words), weeks)
    slot = facts.beats.slot(beat)
    return Shortage(
        "each_slot",
        Severity.GREEN,
        (),
        told,
        need=need,
        have=have,
        facts={"day": slot.day, "period": slot.period, **counts},
    )
