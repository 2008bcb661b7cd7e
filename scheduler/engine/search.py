"""Run: a school and its rules in, a stream of events out, each timetable better than the last and judged.

Hard rules first (feasibility jump finds the first timetable in well under a second), then one plain solve of the
full model from a completed hint.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.draft import draft
from scheduler.engine.first import first_timetable, take_start
from scheduler.engine.improve import improve
from scheduler.engine.relaxation import Proof
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.engine.steady import steady
from scheduler.events import Event, Finished, Reason, Stage, Status
from scheduler.rules.base import Rule
from scheduler.verify import judge

DRAFT_SECONDS = 10.0


class Run:
    """One solve. Iterate it once; `cancel()` from any thread ends it and keeps the best so far.

    Rules of planning tables and records are left out: no timetable changes what they say.

    `impossible` says that counting has already proven it, so only a draft is sought. `strict` raises
    ModelCheckMismatch where model and judge disagree; otherwise such a timetable is dropped and the run ends with
    reason "mismatch".
    """

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        settings: Settings | None = None,
        *,
        start: Timetable | None = None,
        impossible: bool = False,
        strict: bool = False,
    ) -> None:
        self.start = start
        self.impossible = impossible
        kept = [rule for rule in rules if not rule.planning]
        self._session = Session(problem, kept, settings or Settings(), strict=strict)

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
        if self.impossible:
            yield from self._finish("impossible")
            return
        if self.start is not None:
            yield from take_start(session, self.start)
        if session.standing.report is None:
            status = yield from first_timetable(session, self.start)
            if session.standing.report is None:
                yield from self._finish(*status)
                return
        yield from improve(session)
        yield from steady(session)
        if session.standing.proven and not session.mismatch:
            yield from self._finish("optimal")
        else:
            yield from self._finish("feasible", session.reason())

    def _finish(self, status: Status, reason: Reason = "") -> Iterator[Event]:
        session, standing = self._session, self._session.standing
        timetable, report, complete = standing.timetable, standing.report, standing.report
        if timetable is None and session.settings.draft and not session.stop.is_set():
            yield Stage(seconds=session.now(), name="draft")
            limit = min(DRAFT_SECONDS, max(2.0, session.settings.seconds / 4))
            timetable = draft(session.problem, session.rules, session.stop, session.parameters(limit))
            report = judge(session.problem, timetable, session.rules) if timetable is not None else None
        yield Finished(
            seconds=session.now(),
            status=status,
            reason=reason,
            timetable=timetable,
            draft=timetable is not None and complete is None,
            relaxed=complete.relaxed if complete else None,
            relaxed_bound=standing.relaxed_bound,
            penalty=complete.penalty if complete else None,
            bound=standing.bound,
            first_seconds=standing.first,
            build_seconds=session.build,
            lessons=sum(course.lessons for course in session.problem.courses),
            placed=len(timetable.lessons) if timetable else 0,
            findings=sum(1 for f in report.findings if f.amount) if report else 0,
            report=report,
        )
