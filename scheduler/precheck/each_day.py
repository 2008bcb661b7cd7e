"""Check 4: what every class must have on a day fits into that day's places, teachers and periods."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.text import Text, same
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.beats import bits
from scheduler.precheck.facts import MANY, in_weeks
from scheduler.precheck.flow import Demand, Excess, excess
from scheduler.precheck.minimums import Minimum, Minimums, subject_words
from scheduler.precheck.openings import Opening, Openings
from scheduler.precheck.room_places import multiplied
from scheduler.precheck.teacher_load import day_limits

SHORT = Text(
    "{day}: only {how}{unit} = {have} {what} lessons are possible, but {who} need {need}.",
    "{day}能上{what}的只有 {how}{unit} = {have}，但{who}要上 {need} 节。",
)
BY_CLASS = Text(
    "{day}: only {how}{unit} = {have} {what} lessons are possible, but there are {need} classes.",
    "{day}能上{what}的只有 {how}{unit} = {have}，但有 {need} 个班。",
)
TEACHER = Text(
    "{day}: {teacher} must teach {need} lessons of {what}, but can teach {have}.",
    "{day}{teacher}必须上 {need} 节{what}，但最多只能上 {have} 节。",
)
HELP = Text(
    "Add places or teachers, open a banned or closed period, move the meeting, or teach classes together.",
    "增加场地或教师，放开禁排的节次，挪开教研时间，或合班上课。",
)
FITS = Text("What must be on each day fits into it.", "每天必有的课，当天的场地和教师都够。")
PLACES, STAFF, NEITHER = Text(" places", " 块场地"), Text(" teachers", " 位教师"), Text("", "")


def each_day(openings: Openings) -> Iterator[Shortage]:
    """Each day's minimum against rooms × periods, free teachers × periods, and each teacher's own day."""
    facts = openings.facts
    wrong = counted = False
    for weeks in facts.weeks:
        minimums = Minimums.shared(openings, weeks)
        for day in facts.problem.days:
            wanted = list(minimums.of_day(day))
            counted = counted or bool(wanted)
            for shortage in _of_day(openings, day, wanted, weeks):
                wrong = True
                yield shortage
    if counted and not wrong:
        yield Shortage("each_day", Severity.GREEN, (), FITS)


def _of_day(openings: Openings, day: int, wanted: list[Minimum], weeks: Weeks) -> Iterator[Shortage]:
    facts = openings.facts
    needs = [(_shared_need(minimum), minimum) for minimum in wanted]
    told: set[tuple[str, ...]] = set()
    for need, rooms in facts.needs.items():
        inside = apart([m for rooms_of, m in needs if rooms_of and rooms_of <= rooms])
        if inside and (red := _against(openings, day, need, rooms, inside, weeks)) is not None:
            told.update(m.subjects for m in inside)
            yield red
    for subjects in dict.fromkeys(minimum.subjects for minimum in wanted):
        inside = apart([minimum for minimum in wanted if minimum.subjects == subjects])
        red = None if subjects in told else _against(openings, day, "", frozenset(), inside, weeks)
        if red is not None:
            yield red
    yield from _teachers(openings, day, apart(wanted), weeks)


def apart(minimums: list[Minimum]) -> list[Minimum]:
    """Minimums that share no course, so that their lessons can be added up."""
    out, taken = [], set[str]()
    for minimum in minimums:
        ids = {one.course.id for one in minimum.courses}
        if taken.isdisjoint(ids):
            taken |= ids
            out.append(minimum)
    return out


def _shared_need(minimum: Minimum) -> frozenset[str]:
    """All rooms the courses could use; empty where one of them takes no counted place."""
    rooms = [one.rooms for one in minimum.courses]
    return frozenset().union(*rooms) if all(rooms) else frozenset()


def _against(
    openings: Openings, day: int, need: str, rooms: frozenset[str], inside: list[Minimum], weeks: Weeks
) -> Shortage | None:
    facts, here = openings.facts, openings.facts.beats.on_day[day]
    demands = []
    for minimum in inside:
        mask = 0
        for one in minimum.courses:
            mask |= one.open & here
        one_at_a_time = bool(facts.bound("class_clash", minimum.leaf))
        demands.append(Demand(minimum.amount, mask, 1 if one_at_a_time else minimum.amount))
    courses = {one.course.id: one for minimum in inside for one in minimum.courses}
    others = _fixed_others(openings, rooms, courses, weeks) if rooms else {}
    limits: dict[int, tuple[int, int]] = {}

    def capacity(beat: int) -> int:
        places = facts.places(rooms, beat, weeks) - others.get(beat, 0) if rooms else MANY
        limits[beat] = max(0, places), at_once(courses, beat)
        return min(limits[beat])

    over = excess(demands, capacity)
    return None if over is None else _red(openings, day, need, [inside[at] for at in over.demands], over, limits, weeks)


def at_once(courses: dict[str, Opening], beat: int) -> int:
    """Most lessons of these courses that teachers can hold at a beat."""
    teachers, free = set[str](), 0
    for one in courses.values():
        if not one.open & beat:
            continue
        teachers.update(one.teachers)
        free += 0 if one.teachers else 1 if one.alone else MANY
    return len(teachers) + free


def _fixed_others(
    openings: Openings, rooms: frozenset[str], courses: dict[str, Opening], weeks: Weeks
) -> dict[int, int]:
    """Places that fixed lessons of other courses surely take, by beat."""
    out: dict[int, int] = {}
    for one in openings.of.values():
        if (
            one.fixed
            and one.rooms
            and one.rooms <= rooms
            and one.course.id not in courses
            and one.course.weeks.meets(weeks)
        ):
            for beat in one.fixed:
                out[beat] = out.get(beat, 0) + 1
    return out


def _red(
    openings: Openings,
    day: int,
    need: str,
    those: list[Minimum],
    over: Excess,
    limits: dict[int, tuple[int, int]],
    weeks: Weeks,
) -> Shortage:
    facts = openings.facts
    here = [limits[beat] for beat in bits(over.beats)]
    counts = [min(both) for both in here]
    by_room = bool(need) and all(places <= staff for places, staff in here)
    by_staff = all(staff < places for places, staff in here)
    unit = PLACES if by_room else STAFF if by_staff else NEITHER
    plain = bool(counts) and sum(counts) == over.have
    subjects = tuple(dict.fromkeys(s for minimum in those for s in minimum.subjects))
    leaves = tuple(dict.fromkeys(minimum.leaf for minimum in those))
    words = {
        "day": facts.index.day_name(day),
        "what": subject_words(facts, subjects),
        "how": multiplied(counts) if plain else same(over.have),
        "unit": unit if plain else NEITHER,
        "have": over.have,
        "need": over.need,
        "who": facts.names(leaves, most=3),
    }
    each_once = all(minimum.amount == 1 for minimum in those) and all(leaf in facts.index.classes for leaf in leaves)
    used = {rule for minimum in those for rule in minimum.rules}
    taken = {rule for minimum in those for one in (*minimum.courses, *minimum.closed) for rule in one.rules}
    taken |= {"class_clash"} if any(minimum.amount > 1 for minimum in those) else set()
    taken |= {"room_capacity"} if need else set()
    taken |= set() if by_room else {"teacher_clash"}
    return Shortage(
        f"each_day/{day}/{need or '+'.join(subjects)}/{weeks}",
        Severity.RED,
        (*((need,) if need else ()), *leaves),
        in_weeks((BY_CLASS if each_once else SHORT).format(**words), weeks),
        HELP,
        over.need,
        over.have,
        {"day": day, "periods": len(counts), "each": max(counts, default=0), "weeks": weeks},
        ("every_lesson_placed", *sorted(used), *sorted(taken - used)),
    )


def _teachers(openings: Openings, day: int, wanted: list[Minimum], weeks: Weeks) -> Iterator[Shortage]:
    """Lessons a teacher must hold on a day, against the day's open periods and limits."""
    facts, here = openings.facts, openings.facts.beats.on_day[day]
    by_teacher: dict[str, list[Minimum]] = {}
    for minimum in wanted:
        shared = [set(one.teachers) for one in minimum.courses]
        for teacher in sorted(set.intersection(*shared)) if shared else ():
            by_teacher.setdefault(teacher, []).append(minimum)
    for teacher, those in by_teacher.items():
        need, mask = sum(minimum.amount for minimum in those), 0
        for minimum in those:
            for one in minimum.courses:
                mask |= one.open & here
        if need * 3 < mask.bit_count() and not facts.used("teacher_daily_load"):
            continue
        teaching = [o for o in openings.of_teacher[teacher] if o.course.sets and o.course.weeks.meets(weeks)]
        limits, named = day_limits(facts, teacher, mask, teaching, weeks)
        if need > (have := limits[day]):
            subjects = tuple(dict.fromkeys(s for minimum in those for s in minimum.subjects))
            words = {"day": facts.index.day_name(day), "teacher": facts.names([teacher]), "need": need, "have": have}
            used = {rule for minimum in those for rule in minimum.rules}
            used |= {rule for minimum in those for one in (*minimum.courses, *minimum.closed) for rule in one.rules}
            yield Shortage(
                f"each_day/{day}/{teacher}/{weeks}",
                Severity.RED,
                (teacher, *(minimum.leaf for minimum in those)),
                in_weeks(TEACHER.format(**words, what=subject_words(facts, subjects)), weeks),
                HELP,
                need,
                have,
                {"day": day, "weeks": weeks},
                tuple(dict.fromkeys(("every_lesson_placed", "teacher_clash", *sorted(used), *named))),
            )
