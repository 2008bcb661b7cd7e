"""Check 6: fixed lessons do not collide, and none stands where it may not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scheduler.domain.curriculum import Course
from scheduler.domain.text import Text
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.beats import Period
from scheduler.precheck.facts import in_weeks
from scheduler.precheck.openings import Openings

CLASH = Text("{who} has {what} fixed at the same time ({when}).", "{who}在{when}同时有固定课：{what}。")
ROOM = Text(
    "{room}: {need} lessons fixed on {when}, places for {have}.",
    "{room}在{when}有 {need} 节固定课，只容得下 {have} 节。",
)
NO_PERIOD = Text(
    "{what} is fixed on {day} period {period}, which does not exist.", "{what}固定在{day}第 {period} 节，没有这一节。"
)
CLOSED = Text("{what} is fixed on {when}, when {who} is not available.", "{what}固定在{when}，但{who}这时不排课。")
BANNED = Text(
    "{what} is fixed on {when}, a period this subject may not have.", "{what}固定在{when}，这一节禁排该科目。"
)
MORE = Text("{what}: {need} fixed lessons, but {have} a week.", "{what}有 {need} 节固定课，每周却只有 {have} 节。")
MOVE = Text("Move one of the fixed lessons, or do not fix it.", "改动其中一节固定课，或取消固定。")
FITS = Text("{count} fixed lessons: none collides.", "{count} 节固定课互不冲突。")


def fixed(openings: Openings) -> Iterator[Shortage]:
    """Each fixed lesson against the grid, closed and banned times, places, and the others."""
    lessons = {c.id: found for c in openings.facts.problem.courses if (found := openings.fixed_periods(c))}
    wrong = False
    for course in openings.facts.problem.courses:
        if course.fixed and openings.facts.bound("fixed_lessons", course.id):
            for shortage in _alone(openings, course, lessons.get(course.id, [])):
                wrong = True
                yield shortage
    for shortage in (*_persons(openings), *_places(openings, lessons)):
        wrong = wrong or shortage.severity is Severity.RED
        yield shortage
    count = sum(len(found) for found in lessons.values())
    if count and not wrong:
        yield Shortage("fixed", Severity.GREEN, (), FITS.format(count=count), need=count, have=count)
    yield from _named_rooms(openings)


def _alone(openings: Openings, course: Course, periods: list[Period]) -> Iterator[Shortage]:
    facts, index = openings.facts, openings.facts.index
    what, bell = facts.names([course.id]), index.course_bell(course)
    spots = dict.fromkeys((one.day, one.period) for one in course.fixed)
    in_blocks = bool(facts.bound("block_pattern", course.id)) and len({p.duration for p in course.parts}) == 1
    most = course.lessons if in_blocks else course.periods
    if len(spots) > most and facts.bound("course_hours", course.id):
        reason = MORE.format(what=what, need=len(spots), have=most)
        yield _red(f"{course.id}/more", (course.id,), reason, ("fixed_lessons", "course_hours"), len(spots), most)
    for day, period in spots:
        if (day, period) not in facts.beats.periods[bell]:
            reason = NO_PERIOD.format(what=what, day=index.day_name(day), period=period)
            yield _red(f"{course.id}/{day}/{period}/none", (course.id,), reason, ("fixed_lessons",))
    banned = openings.banned(course, index.busy_leaves(course), bell)
    for one in periods:
        when, at = facts.beat_name(one.beat), f"{course.id}/{one.day}/{one.period}"
        for owner, ranges in openings.closed.times(course):
            if openings.closed.periods(ranges, course.weeks) & one.bit:
                reason = CLOSED.format(what=what, when=when, who=facts.names([owner]))
                yield _red(f"{at}/{owner}", (course.id, owner), reason, ("fixed_lessons", "unavailable"))
        if (one.day, one.period) in banned:
            reason = BANNED.format(what=what, when=when)
            yield _red(f"{at}/ban", (course.id, *course.sets), reason, ("fixed_lessons", "period_ban"))


def _persons(openings: Openings) -> Iterator[Shortage]:
    """Two fixed lessons of one person at once, or one during a meeting the person must attend."""
    facts, told = openings.facts, set[tuple[str, str]]()
    for person in dict.fromkeys((*openings.fixed, *openings.attended)):
        mine = openings.fixed.get(person, [])
        meetings = openings.attended.get(person, [])
        clash = "teacher_clash" if person in facts.index.teachers else "class_clash"
        pairs = [(a, b, clash) for a, b in combinations(mine, 2)]
        pairs += [(a, b, "group_meeting") for a in mine for b in meetings if a[0] != b[0]]
        for (one, mask, _, weeks), (two, other, _, others), rule in pairs:
            if one != two and mask & other and weeks.meets(others) and (one, two) not in told:
                told |= {(one, two), (two, one)}
                when = facts.slot_name(facts.beats.slot_at(mask & other))
                reason = CLASH.format(who=facts.names([person]), when=when, what=facts.names([one, two]))
                yield _red(f"{one}/{two}", (person, one, two), reason, ("fixed_lessons", rule), 2, 1)


def _places(openings: Openings, lessons: dict[str, list[Period]]) -> Iterator[Shortage]:
    """More fixed lessons than places at a time."""
    facts, courses = openings.facts, openings.facts.index.courses
    for need, rooms in facts.needs.items():
        inside = [c for c in lessons if openings.of[c].rooms and openings.of[c].rooms <= rooms]
        for weeks in facts.weeks:
            here: dict[int, list[str]] = {}
            for course in inside:
                for period in lessons[course] if courses[course].weeks.meets(weeks) else ():
                    here.setdefault(period.beat, []).append(course)
            for beat, those in here.items():
                if len(those) > (have := facts.places(rooms, beat, weeks)):
                    words = {"room": facts.names([need]), "when": facts.beat_name(beat)}
                    reason = in_weeks(ROOM.format(**words, need=len(those), have=have), weeks)
                    name = f"{need}/{beat.bit_length()}/{weeks}"
                    yield _red(name, (need, *those), reason, ("fixed_lessons", "room_capacity"), len(those), have)


def _named_rooms(openings: Openings) -> Iterator[Shortage]:
    """More lessons fixed into one named room than it holds: likely trouble, since rooms are named last."""
    facts, index = openings.facts, openings.facts.index
    for weeks in facts.weeks:
        here: dict[tuple[str, int], list[str]] = {}
        for course in facts.problem.courses:
            periods = facts.beats.periods[index.course_bell(course)]
            for one in course.fixed if course.weeks.meets(weeks) else ():
                if one.room in index.rooms and (one.day, one.period) in periods:
                    here.setdefault((one.room, periods[one.day, one.period].beat), []).append(course.id)
        for (room, beat), those in here.items():
            if len(those) > (have := facts.places(frozenset({room}), beat, weeks)):
                words = {"room": facts.names([room]), "when": facts.beat_name(beat), "need": len(those), "have": have}
                reason = in_weeks(ROOM.format(**words), weeks)
                name = f"fixed/{room}/{beat.bit_length()}/{weeks}"
                yield Shortage(name, Severity.YELLOW, (room, *those), reason, MOVE, len(those), have)


def _red(
    name: str, owners: tuple[str, ...], reason: Text, rules: tuple[str, ...], need: int = 1, have: int = 0
) -> Shortage:
    return Shortage(f"fixed/{name}", Severity.RED, owners, reason, MOVE, need, have, rules=rules)
