"""Check 3: the lessons that need certain rooms fit into their places over the week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.text import Text, same
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.beats import bits
from scheduler.precheck.facts import in_weeks
from scheduler.precheck.flow import excess
from scheduler.precheck.openings import Opening, Openings

TIGHT = 95
"""Percent of a need's places in use from which it is called tight."""

SHORT = Text(
    "{room}: {need} lessons a week ({subjects}), but only {how} = {have} places.",
    "{room}：每周 {need} 节（{subjects}），只排得下 {how} = {have} 节。",
)
CLOSE = Text(
    "{room}: {need} of {have} places a week are taken; little can be moved.",
    "{room}：每周 {have} 个位置用掉 {need} 个，几乎没有余地。",
)
HELP = Text(
    "Add a room or places, allow the own classroom when it is full, or open closed periods.",
    "增加场地，允许排不下时在本班教室上，或放开不排的节次。",
)
FITS = Text("{count} kinds of rooms: their places suffice over the week.", "{count} 类场地：一周的位置够用。")


def room_places(openings: Openings) -> Iterator[Shortage]:
    """Each counted room need: lessons against places × open periods."""
    facts = openings.facts
    wrong = False
    for weeks in facts.weeks:
        for need, rooms in facts.needs.items():
            mine = needing(openings, rooms, weeks)
            if not mine:
                continue
            total, mask = sum(one.need for one in mine), 0
            for one in mine:
                mask |= one.open
            have = sum(facts.places(rooms, beat, weeks) for beat in bits(mask))
            asked = [(one, demand) for one in mine for demand in one.demands()]
            over = excess([demand for _, demand in asked], lambda beat: facts.places(rooms, beat, weeks))  # noqa: B023
            if total > have or over is not None:
                wrong = True
                if total <= have and over is not None:
                    mine = list(dict.fromkeys(asked[at][0] for at in over.demands))
                    total, have, mask = over.need, over.have, over.beats
                yield _short(openings, need, rooms, mine, (total, have, mask), weeks)
            elif total * 100 >= have * TIGHT:
                told = in_weeks(CLOSE.format(room=facts.names([need]), need=total, have=have), weeks)
                yield Shortage(f"room_places/{need}/tight/{weeks}", Severity.YELLOW, (need,), told, HELP, total, have)
    if facts.needs and not wrong:
        yield Shortage("room_places", Severity.GREEN, tuple(facts.needs), FITS.format(count=len(facts.needs)))


def needing(openings: Openings, rooms: frozenset[str], weeks: Weeks) -> list[Opening]:
    """Courses of a week whose lessons surely take one of these places."""
    return [
        one
        for one in openings.of.values()
        if one.rooms and one.need and one.rooms <= rooms and one.course.weeks.meets(weeks)
    ]


def multiplied(counts: list[int]) -> Text:
    """Places per period as a product where they are alike, else as a sum."""
    if len(set(counts)) == 1:
        return Text(f"{len(counts)} periods × {counts[0]}", f"{len(counts)} 节 × {counts[0]}")
    return same("+".join(str(count) for count in counts)) if len(counts) <= 8 else same(f"Σ {len(counts)}")


def _short(
    openings: Openings,
    need: str,
    rooms: frozenset[str],
    mine: list[Opening],
    numbers: tuple[int, int, int],
    weeks: Weeks,
) -> Shortage:
    facts = openings.facts
    total, have, mask = numbers
    counts = [facts.places(rooms, beat, weeks) for beat in bits(mask)]
    subjects = facts.names(list(dict.fromkeys(one.course.subject for one in mine)))
    how = multiplied(counts) if sum(counts) == have else same(have)
    reason = SHORT.format(room=facts.names([need]), need=total, subjects=subjects, how=how, have=have)
    taken = sorted({rule for one in mine for rule in one.rules} - {"room_capacity"})
    return Shortage(
        f"room_places/{need}/{weeks}",
        Severity.RED,
        (need, *(one.course.id for one in mine)),
        in_weeks(reason, weeks),
        HELP,
        total,
        have,
        {"periods": len(counts), "places": max(counts, default=0), "weeks": weeks},
        ("every_lesson_placed", "room_capacity", *taken),
    )
