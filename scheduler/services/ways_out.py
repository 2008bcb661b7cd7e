"""Ways out of a conflict: changes derived from its members, each tried by timetabling the changed school."""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

import constraints
from scheduler.answers import WayOut
from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.scenario import Change, MeetingMoved, Patch, RuleChanged, Scenario, TeacherComes, apply
from scheduler.domain.scenario_base import Claim
from scheduler.domain.text import FaultyInput, Text
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Event, Finished, Improved, Stage
from scheduler.services.explain_conflict import Clock, Conflict, of_proof
from scheduler.services.explain_counted import Counting
from scheduler.services.explain_find import counted
from scheduler.services.load import School
from scheduler.services.ways_counted import COUNTED, counted_words
from scheduler.services.ways_people import hours, teachers
from scheduler.services.ways_places import fixed, meetings, places, times
from scheduler.services.ways_question import Question
from scheduler.services.ways_rules import bells, loosened
from scheduler.verify import judge

TRY_SECONDS = 6.0
"""How long one way out may be tried."""
MOST_STEPS = 4
"""How many changes one way out may consist of."""
OFTEN = 8
"""After so many tries in vain another kind comes first."""
WIDE = 5
"""Rules loosened for more than so many are tried only after the others of the kind."""
BRANCHES = 3
"""How many further changes are tried where one leaves something that clashes."""
SOURCES = (places, meetings, fixed, times, teachers, hours, loosened, bells)
"""Where ways out come from."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a way out: a timetable, or what clashes then, or neither."""

    timetable: Timetable | None = None
    conflict: Conflict | None = None
    school: School | None = None


@dataclass(order=True, slots=True)
class Waiting:
    """A way out that waits to be tried, the cheapest first; `steps` are the changes it was put together from."""

    rank: tuple[int, ...]
    number: int
    way: WayOut = field(compare=False)
    steps: tuple[WayOut, ...] = field(compare=False)


def candidates(school: School, conflict: Conflict) -> Iterator[WayOut]:
    """Changes that take away from what clashes; none of them tried."""
    question = Question(school.problem, school.rules, conflict)
    for source in SOURCES:
        yield from source(question)


def ways_out(
    school: School, conflict: Conflict, settings: Settings, clock: Clock, wanted: int
) -> Generator[Event, None, tuple[WayOut, ...]]:
    """As many ways out as wanted, distinct in kind as far as there are, cheapest first; each verified."""
    yield Stage(seconds=clock.now(), name="ways")
    number, found = count(), list[WayOut]()
    queues: dict[str, list[Waiting]] = {}
    for way in sorted(candidates(school, conflict), key=lambda way: way.cost):
        wide = way.rules > WIDE
        heapq.heappush(queues.setdefault(way.kind, []), Waiting((int(wide), *way.cost), next(number), way, (way,)))
    tries = dict.fromkeys(queues, 0)

    def turn(kind: str) -> tuple[int, int]:
        """Kinds with fewer ways found come first, in turn; one that was tried often in vain waits."""
        return sum(way.kind == kind for way in found) + tries[kind] // OFTEN, tries[kind]

    while len(found) < wanted and clock.left() > 0 and any(queues.values()):
        kind = min((kind for kind in queues if queues[kind]), key=turn)
        waiting = heapq.heappop(queues[kind])
        tries[kind] += 1
        if any(covers(waiting.way, known) for known in found):
            continue
        tried = _tried(school, waiting.way.patches, settings, clock)
        if tried.timetable is not None:
            found.append(_settled(school, waiting.way, tried.timetable))
        elif tried.conflict is not None and tried.school is not None and len(waiting.steps) < MOST_STEPS:
            for more in _further(tried.school, tried.conflict, waiting.way.kind):
                steps = (*waiting.steps, more)
                both = combined(school.problem, steps)
                heapq.heappush(queues[kind], Waiting((len(steps), *both.cost), next(number), both, steps))
    return tuple(sorted(found, key=lambda way: way.cost))


def covers(way: WayOut, known: WayOut) -> bool:
    """Whether a way out changes all that another one changes, so that it is no other way."""
    return all(any(_within(one, other) for other in way.patches) for one in known.patches)


def _within(one: Patch, other: Patch) -> bool:
    """Whether one change is a part of another: a number changed further, a rule loosened for more."""
    if isinstance(one, COUNTED):
        return one.claims == other.claims
    if isinstance(one, RuleChanged) and isinstance(other, RuleChanged):
        mine, theirs = one.setting, other.setting
        same = (mine.id, mine.instance) == (theirs.id, theirs.instance)
        fewer = set(map(str, mine.exceptions)) <= set(map(str, theirs.exceptions)) and not mine.off
        return same and (theirs.off or (fewer and mine.params.items() <= theirs.params.items()))
    if isinstance(one, TeacherComes) and isinstance(other, TeacherComes):
        return one.teacher == other.teacher and _spots(one) <= _spots(other)
    return one == other


def _spots(comes: TeacherComes) -> set[tuple[int, int]]:
    return {(one.day, period) for one in comes.times for period in one.periods}


def _further(school: School, conflict: Conflict, kind: str) -> list[WayOut]:
    """Next changes: the cheapest of each kind, the same kind first, a few."""
    found: dict[str, WayOut] = {}
    for way in sorted(candidates(school, conflict), key=lambda way: (way.kind != kind, way.cost)):
        found.setdefault(way.kind, way)
    return list(found.values())[:BRANCHES]


def combined(problem: Problem, steps: Sequence[WayOut]) -> WayOut:
    """Changes one after another as one; of two that decide the same thing the later stands, which knows the earlier."""
    counts: dict[tuple[Claim, ...], Patch] = {}
    others: dict[object, Patch] = {}
    words: list[Text] = []
    for step in steps:
        if all(isinstance(patch, COUNTED) for patch in step.patches):
            counts.update({patch.claims: patch for patch in step.patches})
        else:
            others.update({patch.claims or str(patch): patch for patch in step.patches})
            words.append(step.words)
    told = [*([counted_words(problem, counts.values())] if counts else []), *words]
    return WayOut(
        kind=steps[0].kind,
        words=Text("; and ".join(text.en for text in told), "；并且".join(text.zh for text in told)),
        patches=(*counts.values(), *others.values()),
        lessons=sum(step.lessons for step in steps),
        rules=sum(step.rules for step in steps),
        people=sum(step.people for step in steps),
        places=sum(step.places for step in steps),
    )


def changed(school: School, patches: Sequence[Patch]) -> School | None:
    """The school after some changes; None where they do not fit it."""
    try:
        problem = apply(school.problem, Scenario(patches=tuple(patches)))
        if list(faults(problem)):
            return None
        return replace(school, problem=problem, rules=tuple(constraints.bind(problem)))
    except FaultyInput:
        return None


def _tried(school: School, patches: Sequence[Patch], settings: Settings, clock: Clock) -> Tried:
    """Make the changes and look for a timetable, judged by the rules as they are then."""
    new = changed(school, patches)
    if new is None:
        return Tried()
    left = counted(new, Counting(new.problem, new.rules), quick=True)
    if left is not None:
        return Tried(conflict=left, school=new)
    seconds = max(0.1, min(TRY_SECONDS, clock.left()))
    run = Run(new.problem, new.rules, settings.model_copy(update={"seconds": seconds, "draft": False}))
    found: Timetable | None = None
    with clock.stopping(run.cancel):
        for event in run:
            if isinstance(event, Improved):
                found = event.timetable
                run.cancel()
            elif isinstance(event, Finished) and event.status == "impossible" and run.proof is not None:
                return Tried(conflict=of_proof(new.problem, new.rules, run.proof), school=new)
    if found is None or not judge(new.problem, found, new.rules).keeps_hard_rules:
        return Tried(school=new)
    return Tried(found, school=new)


def _settled(school: School, way: WayOut, timetable: Timetable) -> WayOut:
    """The way out as it was tried: a moved meeting says where it stands then."""
    index, told = school.problem.index, list[Text]()
    for patch in way.patches:
        mine = _moved(patch)
        for lesson in timetable.lessons if mine else ():
            if lesson.course == mine:
                day = index.day_name(lesson.day)
                told.append(Text(f"e.g. {day.en} period {lesson.period}", f"例如{day.zh}第{lesson.period}节"))
    if not told:
        return way.model_copy(update={"verified": True})
    words = Text("{way} ({told})", "{way}（{told}）").format(way=way.words, told=told[0])
    return way.model_copy(update={"verified": True, "words": words})


def _moved(patch: Change) -> str:
    return patch.meeting if isinstance(patch, MeetingMoved) else ""
