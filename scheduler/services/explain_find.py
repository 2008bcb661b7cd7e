"""The ladder: count, match, add up, search; each step only where the one before has found nothing."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from scheduler.domain.timetable import Timetable
from scheduler.engine.relaxation import Proof, Watch, prove
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Event, Finished, Improved, Reason, Stage
from scheduler.precheck import Precheck
from scheduler.services.explain_conflict import Clock, Conflict, confirmed, of_count, of_proof, of_search
from scheduler.services.explain_counted import Count, Counting
from scheduler.services.generate import given
from scheduler.services.load import School

FIRST_SECONDS = 3.0
"""How long a first timetable is looked for before the rules are added up."""
PROOF_SECONDS = 20.0
"""How long rules may be added up."""
COUNTS = 3
"""Of how many counts that fall short the smallest conflict is taken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the school has a timetable (judged), has none, or neither is known; and what clashes."""

    status: Literal["feasible", "impossible", "unknown"]
    conflict: Conflict | None = None
    reason: Reason = ""
    timetable: Timetable | None = None


Found = Generator[Event, None, Outcome]


def find(school: School, settings: Settings, clock: Clock, counting: Counting) -> Found:
    """Why a school has no timetable, or one it has, each member of what clashes left out once."""
    yield Stage(seconds=clock.now(), name="counting")
    conflict = counted(school, counting)
    outcome = Outcome("impossible", conflict) if conflict is not None else (yield from beyond(school, settings, clock))
    for _ in range(2):
        if outcome.conflict is None:
            return outcome
        yield Stage(seconds=clock.now(), name="conflict")
        sure = confirmed(school.problem, school.rules, outcome.conflict, settings, clock, counting)
        if sure is not None:
            return replace(outcome, conflict=sure)
        outcome = yield from beyond(school, settings, clock)
    return replace(outcome, conflict=None)


def beyond(school: School, settings: Settings, clock: Clock) -> Found:
    """What counts do not show: a first timetable, all rules added up, rules left out one after another."""
    outcome = yield from _searched(school, settings, clock, min(FIRST_SECONDS, clock.left()))
    if outcome.status == "unknown" and clock.left() > 0:
        yield Stage(seconds=clock.now(), name="proof")
        if (proof := _added_up(school, clock)) is not None:
            return Outcome("impossible", of_proof(school.problem, school.rules, proof))
        outcome = yield from _searched(school, settings, clock, clock.left() / 2)
    if outcome.status == "feasible" or outcome.conflict is not None or clock.left() <= 0:
        return outcome
    deeper = yield from _left_out(school, settings, clock)
    return deeper if deeper.conflict is not None else outcome


def counted(school: School, counting: Counting, *, quick: bool = False) -> Conflict | None:
    """The smallest conflict of those that a few counts show, and what else falls short; `quick`: the first, roughly."""
    reds = list(counting.reds())
    told = [count.red.reason for count in reds]
    own: list[Conflict] = []
    for shortage in given(school, Precheck(tuple(count.red for count in reds))):
        label = shortage.id.split("/")[1]
        own.append(Conflict(((label, shortage.owners[0]),), "counting", (), shortage))
        told.append(shortage.reason)
    if quick and own:
        own = [_all_of_one_rule(own)]
    several = _different(reds, 1 if quick else COUNTS)
    counts = [of_count(counting, count, owners=not quick) for count in several] if not own else []
    chosen = own[:1] or [one for one in counts if one is not None]
    if not chosen:
        return None
    best = min(chosen, key=lambda one: (len({label for label, _ in one.members}), len(one.members)))
    others = tuple(text for text in told if best.shortage is None or text != best.shortage.reason)
    return replace(best, others=others)


def _all_of_one_rule(found: list[Conflict]) -> Conflict:
    """What the input itself breaks, everyone of whom one rule says so at once."""
    label = found[0].members[0][0]
    members = tuple(dict.fromkeys(one.members[0] for one in found if one.members[0][0] == label))
    shortage = found[0].shortage
    if shortage is not None:
        shortage = replace(shortage, need=len(members), have=0)
    return replace(found[0], members=members, shortage=shortage)


def _different(reds: list[Count], most: int) -> list[Count]:
    """The one with the fewest people of each check, of a few checks in their order."""
    groups: dict[str, list[Count]] = {}
    for count in reds:
        groups.setdefault(count.red.id.split("/")[0], []).append(count)
    return [min(group, key=lambda count: len(count.red.owners)) for group in islice(groups.values(), most)]


def _searched(school: School, settings: Settings, clock: Clock, seconds: float) -> Found:
    """Look for a first timetable; the search itself adds up rules where it finds none."""
    wanted = settings.model_copy(update={"seconds": max(0.1, seconds), "draft": False})
    run = Run(school.problem, school.rules, wanted)
    found: Timetable | None = None
    status: Outcome = Outcome("unknown", reason="time")
    with clock.stopping(run.cancel):
        for event in run:
            if isinstance(event, Stage):
                yield event
            elif isinstance(event, Improved):
                found = event.timetable
                run.cancel()
            elif isinstance(event, Finished) and found is None:
                status = _ended(school, event, run.proof)
    return Outcome("feasible", timetable=found) if found is not None else status


def _ended(school: School, event: Finished, proof: Proof | None) -> Outcome:
    if event.status != "impossible":
        return Outcome("unknown", reason=event.reason)
    return Outcome("impossible", of_proof(school.problem, school.rules, proof) if proof is not None else None)


def _added_up(school: School, clock: Clock) -> Proof | None:
    watch = Watch(min(PROOF_SECONDS, clock.left()))
    with clock.stopping(watch.cancel):
        return prove(school.problem, school.rules, watch).proof


def _left_out(school: School, settings: Settings, clock: Clock) -> Found:
    """Solve again and again with fewer rules."""
    yield Stage(seconds=clock.now(), name="conflict")
    conflict = of_search(school.problem, school.rules, settings, clock)
    return Outcome("unknown") if conflict is None else Outcome("impossible", conflict)
