"""Check 9: what is forbidden, fixed and closed leaves every course enough times."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.text import Text
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.openings import Opening, Openings, Spot

FEW = Text(
    "{who}: {need} periods a week, but only {have} times are left for them.",
    "{who}每周 {need} 节，去掉不排课时间和固定课后只剩 {have} 个时段。",
)
BLOCKS = Text(
    "{who}: {need} blocks of {length} periods, but only {have} fit where it may stand.",
    "{who}有 {need} 次 {length} 节连堂，可排的地方只放得下 {have} 次。",
)
HELP = Text(
    "Open a closed time of the class, the teacher or the course, or move a fixed lesson.",
    "放开班级、教师或课程的不排课时间，或改动固定课。",
)
FITS = Text("{count} courses: each has times enough.", "{count} 门课：每门可排的时段都够。")


def starts(openings: Openings) -> Iterator[Shortage]:
    """Each course alone: its periods against its open times, its blocks against possible starts."""
    wrong = False
    for one in openings.of.values():
        if not one.need or not one.alone:
            continue
        if one.need > (have := one.open.bit_count()):
            wrong = True
            yield _red(openings, one, FEW, one.need, have, 1)
            continue
        for length, spots in one.blocks:
            count = sum(part.count for part in one.course.parts if part.duration == length)
            if count > (fitting := most_blocks(spots, length)):
                wrong = True
                yield _red(openings, one, BLOCKS, count, fitting, length)
    if openings.of and not wrong:
        yield Shortage("starts", Severity.GREEN, (), FITS.format(count=len(openings.of)))


def most_blocks(spots: tuple[Spot, ...], length: int) -> int:
    """Most blocks that fit beside each other, each starting at one of the spots (in order)."""
    count, day, free_from = 0, 0, 0
    for spot in spots:
        if spot[0] != day or spot[1] >= free_from:
            count, day, free_from = count + 1, spot[0], spot[1] + length
    return count


def _red(openings: Openings, one: Opening, told: Text, need: int, have: int, length: int) -> Shortage:
    facts = openings.facts
    who = facts.names([one.course.id])
    together = "class_clash" if any(facts.bound("class_clash", leaf) for leaf in one.leaves) else "teacher_clash"
    named = ("block_pattern",) if length > 1 else ()
    rules = tuple(dict.fromkeys(("every_lesson_placed", together, *named, *sorted(one.rules))))
    return Shortage(
        f"starts/{one.course.id}/{length}",
        Severity.RED,
        (one.course.id, *one.course.sets, *one.course.teachers),
        told.format(who=who, need=need, have=have, length=length),
        HELP,
        need,
        have,
        {"length": length, "weeks": one.course.weeks},
        rules,
    )
