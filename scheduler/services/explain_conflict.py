"""A conflict: rules and people that leave no timetable, how that is shown, and whether each of them is needed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from scheduler.answers import Proven
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.engine.explain import Guarded, needed, reduced
from scheduler.engine.relaxation import BACKGROUND, Proof, Watch, prove
from scheduler.engine.relaxation.rows import BUILT
from scheduler.engine.settings import Settings
from scheduler.precheck import Shortage
from scheduler.rules.base import Rule
from scheduler.services.explain_counted import Count, Counting
from scheduler.services.explain_restrict import Guard, restricted
from scheduler.services.proof_words import told

WITNESS_SECONDS = 1.0
"""How long a timetable is looked for that keeps all of a conflict; mostly there is none, and that is seen at once."""
AGAIN_SECONDS = 10.0
"""How long a proof may be looked for again once a solve has left out a member."""
CORE_SECONDS = 15.0
"""How long the solver may look for a core."""
STEP_SECONDS = 5.0
"""How long one solve may take on the way from all rules to few."""


CLASH = ("class_clash", "teacher_clash", "room_clash")
"""Facts that say that somebody or something can be in one lesson at a time."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What clashes. `facts` are the clash rules and hours it stands on; `shortage` says it in numbers where counted.

    `confirmed`: without any one of the members the others leave a timetable.
    """

    members: tuple[Guard, ...]
    proof: Proven
    facts: tuple[Guard, ...] = ()
    shortage: Shortage | None = None
    others: tuple[Text, ...] = ()
    confirmed: bool = False
    count: Count | None = None


class Clock:
    """How much time is left, none once stopped; what runs is told of a stop."""

    def __init__(self, seconds: float) -> None:
        self.stop = threading.Event()
        self.seconds = seconds
        self.begin = time.monotonic()
        self._running: list[Callable[[], None]] = []

    def start(self) -> None:
        """The time runs from now on."""
        self.begin = time.monotonic()

    def until(self, seconds: float) -> None:
        """There are so many seconds from now on."""
        self.seconds = self.now() + seconds

    def now(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.begin

    def left(self) -> float:
        """Seconds left."""
        return 0.0 if self.stop.is_set() else max(0.0, self.seconds - self.now())

    def cancel(self) -> None:
        """End what runs."""
        self.stop.set()
        for ending in tuple(self._running):
            ending()

    @contextmanager
    def stopping(self, ending: Callable[[], None]) -> Iterator[None]:
        """What to call, from any thread, if all is stopped meanwhile."""
        self._running.append(ending)
        try:
            if self.stop.is_set():
                ending()
            yield
        finally:
            self._running.remove(ending)


def of_count(counting: Counting, count: Count, *, owners: bool = True) -> Conflict | None:
    """What a count needs; without `owners` the rules alone are as few as can be. None where that is not to be told."""
    red, rules = count.red, counting.rules
    named = [rule for rule in rules if rule.id in red.rules and rule.id in BACKGROUND]
    facts = [(rule.label, owner) for rule in named for owner in red.owners if owner in rule.owners(counting.problem)]
    needed_here = counting.members(count, owners=owners)
    if needed_here is None:
        return None
    members = needed_here or clashes(rules, facts)
    return Conflict(tuple(members), "flow" if count.deep else "counting", tuple(facts), red, count=count)


def of_proof(problem: Problem, rules: Sequence[Rule], proof: Proof) -> Conflict:
    """What a sum of rules needs, as far as it was made short."""
    known = {rule.label: rule for rule in rules}
    used = dict.fromkeys((row.origin[0], str(row.origin[1][0])) for row, _ in proof.parts if row.origin != BUILT)
    facts = [guard for guard in used if known[guard[0]].id in BACKGROUND]
    members = [guard for guard in used if guard not in set(facts)] or clashes(rules, facts)
    return Conflict(tuple(members), "lp", tuple(facts), told(problem, rules, proof, named=False))


def clashes(rules: Sequence[Rule], facts: Sequence[Guard]) -> list[Guard]:
    """Where nothing but facts clash: who would have to be in two lessons at once, as members."""
    ids = {rule.label: rule.id for rule in rules}
    return [guard for guard in facts if ids[guard[0]] in CLASH] or list(facts)


def of_search(problem: Problem, rules: Sequence[Rule], settings: Settings, clock: Clock) -> Conflict | None:
    """What a search finds by leaving out rules and solving again; None where it is not refuted twice in time."""
    if clock.left() <= 0:
        return None
    looking = Guarded(problem, rules, settings, clock.stop)
    every = list(looking.guards)

    def refuted(kept: list[Guard]) -> bool:
        return clock.left() > 0 and looking.look(kept, min(STEP_SECONDS, clock.left())).possible is False

    core = looking.core(every, min(clock.left() / 3, CORE_SECONDS))
    if core is not None and refuted(core):
        every = core
    else:
        if looking.look(every, clock.left() / 2).possible is not False:
            return None
    members = reduced(every, refuted)
    if not looking.refuted_twice(members, max(AGAIN_SECONDS, clock.left() / 4)):
        return None
    return Conflict(tuple(members), "core")


def confirmed(
    problem: Problem,
    rules: Sequence[Rule],
    conflict: Conflict,
    settings: Settings,
    clock: Clock,
    counting: Counting | None = None,
) -> Conflict | None:
    """The conflict with each member left out in turn: what is not needed goes, and what is left is refuted again.

    Where facts alone clash, the members are the persons who would have to be in two lessons at once. None where a
    solve finds a timetable in which they are all kept: then it was no conflict.
    """
    if not conflict.members:
        return _facts_alone(problem, rules, conflict, settings, clock) or conflict
    ids = {rule.label: rule.id for rule in rules}
    labels = {label for label, _ in conflict.members}
    of_facts = all(ids[label] in BACKGROUND for label in labels)
    inside = [rule for rule in rules if rule.label in labels or rule.id in BACKGROUND]
    loose = labels | {rule.label for rule in inside if rule.id in CLASH} if of_facts else set[str]()
    looking = Guarded(problem, inside, settings, clock.stop, loose)
    spoken = [guard for guard in conflict.members if guard in looking.context.guards]
    if len(spoken) < len(conflict.members):  # a rule that judges the input alone
        alone = len(conflict.members) == 1 and looking.look((), clock.left()).possible is True
        return replace(conflict, confirmed=alone)
    if looking.look(spoken, min(WITNESS_SECONDS, clock.left())).possible:
        return None
    found = needed(looking, spoken, clock.left)
    fewer = replace(conflict, members=tuple(found.members), confirmed=found.sure)
    if fewer.members == conflict.members:
        return fewer
    if not fewer.members:
        facts = None if of_facts else _facts_alone(problem, rules, conflict, settings, clock)
        return facts or replace(conflict, confirmed=False)
    return _shown_again(problem, rules, fewer, counting, looking) or replace(conflict, confirmed=False)


def _facts_alone(
    problem: Problem, rules: Sequence[Rule], conflict: Conflict, settings: Settings, clock: Clock
) -> Conflict | None:
    """What clashes where all rules were left out and there was still no timetable; None where it cannot be shown."""
    facts = restricted(problem, rules, ())
    proof = prove(problem, facts, Watch(AGAIN_SECONDS)).proof
    if proof is not None:
        plain = replace(of_proof(problem, rules, proof), others=conflict.others)
    else:
        looking = Guarded(problem, facts, settings, clock.stop, {rule.label for rule in facts if rule.id in CLASH})

        def refuted(kept: list[Guard]) -> bool:
            return clock.left() > 0 and looking.look(kept, min(STEP_SECONDS, clock.left())).possible is False

        every = list(looking.guards)
        members = reduced(every, refuted) if refuted(every) else []
        if not members or not looking.refuted_twice(members, AGAIN_SECONDS):
            return None
        plain = Conflict(tuple(members), "core", others=conflict.others)
    return confirmed(problem, rules, plain, settings, clock) if plain.members else None


def _shown_again(
    problem: Problem, rules: Sequence[Rule], fewer: Conflict, counting: Counting | None, looking: Guarded
) -> Conflict | None:
    """A smaller conflict with a proof of its own; None where none is found."""
    if counting is not None and fewer.count is not None and counting.refuted(fewer.count, fewer.members):
        return fewer
    if not any(rule.id in BACKGROUND and rule.label == fewer.members[0][0] for rule in rules):
        proof = prove(problem, restricted(problem, rules, fewer.members), Watch(AGAIN_SECONDS)).proof
        if proof is not None:
            again = of_proof(problem, rules, proof)
            return replace(fewer, proof="lp", facts=again.facts, shortage=again.shortage, count=None)
    if looking.refuted_twice(fewer.members, AGAIN_SECONDS):
        return replace(fewer, proof="core", count=None)
    return None
