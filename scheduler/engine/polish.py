"""A timetable made better part by part: what a large school gains by in seconds, where a whole search still begins.

Part of the lessons is let go, the others are held, and what loses no more points is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from random import Random

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.hints import complete_hint
from scheduler.engine.lns import STEPS, Part, Weighing, Whole
from scheduler.engine.model import Amount
from scheduler.engine.neighbourhoods import Neighbourhoods
from scheduler.engine.session import Session
from scheduler.events import Event

GIVE_UP = 25
"""After so many parts without a better one it ends."""
HINT_SECONDS = 20.0


def polish(session: Session, context: ModelContext, amounts: Sequence[tuple[int, Amount]]) -> Iterator[Event]:
    """Better timetables from the best so far, until time is up or no part gives one."""
    ended = False
    while not ended and not session.stop.is_set() and session.left() > 0:
        assert session.standing.timetable is not None
        hinting = session.parameters(min(session.left(), HINT_SECONDS))
        complete_hint(context, session.standing.timetable, session.stop, hinting)
        solution = list(context.model.proto.solution_hint.values)
        if len(solution) != len(context.model.proto.variables):
            return
        ended = True
        for found in _better(session, context, amounts, solution):
            yield from session.accept(context, found)
            if session.crowds:
                ended = False
                break
        if session.crowds:
            session.part(context)


def _better(
    session: Session, context: ModelContext, amounts: Sequence[tuple[int, Amount]], solution: Sequence[int]
) -> Iterator[list[int]]:
    """Solutions that lose fewer and fewer points of these amounts; as many parts at a time as there are workers."""
    context.model.proto.clear_objective()
    random, workers = Random(session.settings.seed), session.settings.workers
    whole, around = Whole(context), Neighbourhoods(context, Level.SOFT, random)
    weighing = Weighing(*context.model.total(amounts))
    now, value, idle = list(solution), weighing.value(solution), 0
    running: set[Future[Part]] = set()
    with ThreadPoolExecutor(workers, thread_name_prefix="part") as pool:
        while value > 0 and idle < GIVE_UP and not session.stop.is_set() and session.left() > 0:
            while len(running) < workers:
                running.add(pool.submit(whole.search, around.draw(now), now, weighing, random.randrange(2**31)))
            done, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for part in (future.result() for future in done):
                idle += 1
                around.resize(part.steps / STEPS if part.done else 1.0)
                costs = value + 1 if part.found is None else weighing.value(part.found)
                if part.found is None or costs > value or (costs == value and part.base is not now):
                    continue
                gained, now, value = costs < value, part.found, costs
                if gained:
                    idle = 0
                    yield now
