"""Repair: after a change the timetable that moves least, from the lessons touched outwards, proven on the whole school.

Near first: what cannot stay and the lessons of the same persons, all others held, then one step further; that finds
it in a moment. The whole school then shows that no timetable moves less, and last comes quality at that many moves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence

from ortools.sat.python import cp_model

from scheduler.answers import Point, Repaired
from scheduler.domain.moves import StandIn, Weights, covered
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable, distance
from scheduler.engine.first import confirmed
from scheduler.engine.improve import improve
from scheduler.engine.prover import Prover
from scheduler.engine.relaxation import Proof
from scheduler.engine.repair_moves import fewer_excluded, fewest, none_either_way
from scheduler.engine.repair_near import around, touched
from scheduler.engine.repair_session import RepairSession
from scheduler.engine.settings import Settings
from scheduler.engine.standing import Standing
from scheduler.events import Event, Reason, Stage, Status
from scheduler.rules.base import Rule
from scheduler.verify import judge

NEAR_SECONDS = 2.0
"""How long each look near the lessons touched may take."""
MOVES_SHARE = 0.6
"""How much of the time the whole school may take for fewer moves; the rest goes to quality."""


class Repair:
    """One repair of an old timetable. Iterate it once, the last event is `Repaired`; `cancel()` keeps the best so far.

    The lessons of the timetable are those of the school's courses. `budget` is what moves may cost for the sake of
    quality, where that is more than the fewest cost; `steps` are further points of moves against quality, each by how
    much more than the fewest its moves may cost. `doomed` is asked, where nothing was found near, whether counting
    proves that there is no timetable. `stand_ins` may take lessons at their old places; where some do, the timetable
    is not searched further for quality. `strict` raises ModelCheckMismatch where model and judge disagree.
    """

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        old: Timetable,
        settings: Settings | None = None,
        *,
        weights: Weights | None = None,
        budget: int | None = None,
        steps: Sequence[int] = (),
        stand_ins: Sequence[StandIn] = (),
        doomed: Callable[[], bool] | None = None,
        strict: bool = False,
    ) -> None:
        kept = [rule for rule in rules if not rule.planning]
        self.budget = budget
        self.steps = tuple(steps)
        self.stand_ins = tuple(stand_ins)
        self._doomed = doomed or (lambda: False)
        self._session = RepairSession(
            problem, kept, settings or Settings(), old, weights or Weights(), stand_ins=stand_ins, strict=strict
        )
        self._hard = [rule for rule in kept if rule.level is Level.HARD]
        self._front: list[Point] = []

    def cancel(self) -> None:
        """Stop soon and keep the best timetable found."""
        self._session.stop.set()

    @property
    def proof(self) -> Proof | None:
        """Once the run has ended as impossible: why, where the rules add up to that."""
        return self._session.proof

    def __iter__(self) -> Iterator[Event]:
        session = self._session
        session.begin = time.perf_counter()
        yield from self._near()
        none: tuple[Status, Reason] = ("unknown", session.reason())
        if session.moved is None and not session.stop.is_set() and self._doomed():
            none = "impossible", ""
        elif not session.stop.is_set() and session.moved != session.moved_bound:
            none = yield from self._whole()
        if session.standing.timetable is None:
            yield Repaired(seconds=session.now(), status=none[0], reason=none[1], moved_bound=session.moved_bound)
            return
        if not self._covers():
            session.stand_ins = ()  # nobody stands in: then it need not be possible when it comes to quality
            yield from self._quality()
        yield self._ended()

    def _covers(self) -> list[StandIn]:
        """Who stands in in the timetable that stands."""
        timetable = self._session.standing.timetable
        return [] if timetable is None else covered(self._session.problem, timetable, self._session.stand_ins)

    def _near(self) -> Iterator[Event]:
        """What cannot stay and the lessons of the same persons, then those of theirs."""
        session = self._session
        start = touched(session.problem, session.rules, session.old)
        if not start:
            report = judge(session.problem, session.old, session.rules)
            yield session.keep((session.old, report))
            return
        free = around(session.problem, start)
        for reach in (free, around(session.problem, free)):
            if session.stop.is_set() or len(reach) == len(session.problem.courses):
                return
            yield Stage(seconds=session.now(), name="near")
            session.free = reach
            context = session.context(self._hard)
            yield from fewest(session, context, NEAR_SECONDS)
            session.free = None
            if session.standing.report is not None:
                return

    def _whole(self) -> Generator[Event, None, tuple[Status, Reason]]:
        """Fewer moves anywhere, until there are none. Returns how it ended where there is no timetable."""
        session = self._session
        yield Stage(seconds=session.now(), name="moves")
        seconds = session.left() * MOVES_SHARE if session.moved is not None else session.left()
        session.most = None if session.moved is None else session.moved - 1
        context = session.context(self._hard)
        session.most = None
        end = session.now() + seconds
        status = yield from fewest(session, context, seconds)
        if session.moved is None:
            if status == cp_model.INFEASIBLE and session.stand_ins:
                return (yield from none_either_way(session, context, end - session.now()))
            if status == cp_model.INFEASIBLE:
                with Prover(session) as prover:
                    return (yield from confirmed(session, context, prover, session.now()))
            return "unknown", session.reason()
        if status in (cp_model.INFEASIBLE, cp_model.OPTIMAL) and session.certain:
            yield Stage(seconds=session.now(), name="fewest")
            yield from fewer_excluded(session, context, end - session.now())
        return "feasible", session.reason()

    def _quality(self) -> Iterator[Event]:
        """The best timetable for what moves may cost, then for more."""
        session = self._session
        assert session.moved is not None
        least = session.moved
        limits = [max(least, self.budget or 0), *(least + more for more in self.steps)]
        limits = sorted(set(limits)) if self.steps else limits
        for at, most in enumerate(limits):
            if session.stop.is_set() or session.left() <= 0:
                break
            session.most = most
            session.until = session.now() + session.left() / (len(limits) - at)
            yield from improve(session)
            session.until = None
            if self.steps:
                yield self._point(most)
                timetable, report = session.standing.timetable, session.standing.report
                session.standing = Standing()
                session.standing.timetable, session.standing.report = timetable, report

    def _point(self, most: int) -> Point:
        session, standing = self._session, self._session.standing
        assert standing.timetable is not None
        assert standing.report is not None
        point = Point(
            seconds=session.now(),
            most=most,
            moved=session.cost(standing.timetable),
            lessons=distance(session.old, standing.timetable),
            value=standing.report.value,
            relaxed_bound=standing.relaxed_bound,
            bound=standing.bound,
            timetable=standing.timetable,
        )
        self._front.append(point)
        return point

    def _ended(self) -> Repaired:
        session, standing = self._session, self._session.standing
        timetable, report = standing.timetable, standing.report
        if self._front:
            timetable, report = self._front[0].timetable, None
        assert timetable is not None
        report = report or judge(session.problem, timetable, session.rules)
        moved = session.cost(timetable)
        proven = session.moved == session.moved_bound and not session.mismatch
        if self.budget is not None and session.moved is not None and self.budget > session.moved:
            proven = proven and standing.proven
        first = self._front[0] if self._front else standing
        return Repaired(
            seconds=session.now(),
            status="optimal" if proven else "feasible",
            reason="" if proven else session.reason(),
            moved=moved,
            moved_bound=session.moved_bound,
            lessons=distance(session.old, timetable),
            value=report.value,
            relaxed_bound=first.relaxed_bound,
            bound=first.bound,
            budget=self.budget,
            covers=len(covered(session.problem, timetable, self.stand_ins)),
            front=tuple(self._front),
            timetable=timetable,
        )
