"""What if: a school and its timetable, a scenario; the answer as an event after those of the solve it needed."""

from __future__ import annotations

import time
from collections.abc import Iterator

from scheduler.answers import Answered, How, Member, Repaired
from scheduler.domain.scenario import Scenario
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Timetable
from scheduler.domain.weeks import weeks_of
from scheduler.engine.settings import Settings
from scheduler.events import Event, Finished, Reason, Status
from scheduler.precheck import Shortage, precheck
from scheduler.services.compare import compare
from scheduler.services.generate import Generation, given
from scheduler.services.load import School
from scheduler.services.replan import Repairing
from scheduler.services.what_if_bells import decides, options
from scheduler.services.what_if_figures import figures
from scheduler.services.what_if_people import blocks, heirs, substitutes
from scheduler.services.what_if_school import Pair, changed, checked_base
from scheduler.services.what_if_words import words_of
from scheduler.verify import Report, judge


class Answering:
    """One answer. Iterate it once: events of the solve where one is needed, the last an `Answered`.

    `base` is the timetable the school is taught by; without one nothing is said of moves. What the bell schedule and
    the calendar decide alone is answered without a solve. `cancel()` ends it with what is known by then.

    Raises:
        FaultyInput: at once, with every fault of the scenario and of the timetable.
    """

    def __init__(self, school: School, base: Timetable | None, scenario: Scenario, settings: Settings) -> None:
        self.scenario = scenario
        self.settings = settings.model_copy(update={"draft": False})
        self.schools: Pair = changed(school, scenario)
        self.base = None if base is None else checked_base(self.schools.before, base)
        self._running: Generation | Repairing | None = None
        self._stopped = False

    def cancel(self) -> None:
        """Stop soon and tell what is known."""
        self._stopped = True
        if self._running is not None:
            self._running.cancel()

    def __iter__(self) -> Iterator[Event]:
        began = time.perf_counter()
        before, after = self.schools.before, self.schools.after
        if decides(before, after, self.scenario):
            counted = precheck(after.problem, after.rules, relaxable=False)
            reasons = (*counted.reds, *given(after, counted))
            if reasons:
                yield self._answer(began, "impossible", "bells", reasons=reasons)
                return
            if self.base is None:
                yield self._answer(began, "unknown", "bells")
                return
            if self._kept(after, self.base).of_timetable.keeps_hard_rules:
                yield self._answer(began, "feasible", "bells", timetable=self.base, moved=0)
                return
        yield from self._solve(began)

    def _solve(self, began: float) -> Iterator[Event]:
        """From the timetable of before, the one that moves fewest lessons; without it, the best to be found."""
        after = self.schools.after
        solve: Generation | Repairing = Generation(after, self.settings)
        if self.base is not None:
            solve = Repairing(after, self.base, self.settings)
        self._running = solve
        if self._stopped:
            solve.cancel()
        for event in solve:
            if not isinstance(event, Finished | Repaired):
                yield event
                continue
            reasons = (solve.reasons or solve.proven) if event.status == "impossible" else ()
            counted = bool(reasons) and all(one.proof == "counting" for one in reasons)
            how: How = "" if event.status == "unknown" else "counting" if counted else "solved"
            repaired = isinstance(event, Repaired)
            yield self._answer(
                began,
                event.status,
                how,
                reason=event.reason,
                reasons=reasons,
                timetable=None if isinstance(event, Finished) and event.draft else event.timetable,
                relaxed_bound=0 if repaired else event.relaxed_bound,
                bound=None if repaired else event.bound,
                moved=event.lessons if isinstance(event, Repaired) else None,
                moved_bound=event.moved_bound if isinstance(event, Repaired) else 0,
            )

    def _kept(self, school: School, timetable: Timetable) -> Report:
        return judge(school.problem, timetable, school.rules)

    def _answer(
        self,
        began: float,
        status: Status,
        how: How,
        *,
        reason: Reason = "",
        reasons: tuple[Shortage, ...] = (),
        timetable: Timetable | None = None,
        relaxed_bound: int = 0,
        bound: int | None = None,
        moved: int | None = None,
        moved_bound: int = 0,
    ) -> Answered:
        before, after = self.schools.before, self.schools.after
        old, new, changes = None, None, None
        if self.base is not None:
            old = self._kept(before, self.base).of_timetable
        if timetable is not None:
            new = self._kept(after, timetable).of_timetable
        if self.base is not None and timetable is not None:
            becomes = after.problem, after.rules
            changes = compare(before.problem, before.rules, self.base, timetable, becomes=becomes)
        calendar = before.problem.calendar
        weeks = self.scenario.weeks
        back = calendar.dates(weeks.last + 1) if calendar is not None and weeks is not None else ()
        ends = weeks is not None and weeks.last == weeks_of(before.problem)[-1]
        people = {t.id for t in after.problem.teachers} - {t.id for t in before.problem.teachers}
        places = {r.id for r in after.problem.rooms} - {r.id for r in before.problem.rooms}
        facts = Answered(
            seconds=time.perf_counter() - began,
            scenario=self.scenario.name,
            status=status,
            reason=reason,
            how=how,
            weeks=None if weeks is None else (weeks.first, weeks.last),
            returns="" if ends else back[0].isoformat() if back else "later",
            people=len(people),
            rooms=len(places),
            lessons=_periods(after) - _periods(before),
            moved=moved,
            moved_bound=moved_bound,
            before=None if old is None else old.value,
            value=None if new is None else new.value,
            relaxed_bound=relaxed_bound,
            bound=bound,
            changes=changes,
            figures=figures(before, after, self.base, timetable),
            heirs=heirs(before.problem, after.problem),
            substitutes=substitutes(before, self.base, self.scenario),
            blocks=blocks(after, self.base, self.scenario),
            options=options(after, self.base),
            conflict=tuple(_member(one) for one in reasons),
            timetable=timetable,
        )
        return facts.model_copy(update={"words": words_of(facts, before, after, reasons)})


def needs_base(school: School, scenario: Scenario) -> bool:
    """Whether the answer compares timetables: all but what bells and calendar decide alone."""
    pair = changed(school, scenario)
    return not decides(pair.before, pair.after, scenario)


def answer(school: School, base: Timetable | None, scenario: Scenario, settings: Settings) -> Answered:
    """The answer alone.

    Raises:
        FaultyInput: with every fault of the scenario and of the timetable.
    """
    events = list(Answering(school, base, scenario, settings))
    last = events[-1]
    assert isinstance(last, Answered)
    return last


def _periods(school: School) -> int:
    """Periods a week with pupils, those of odd or even weeks counted half."""
    courses = (course for course in school.problem.courses if course.sets)
    return sum(course.periods * (2 if course.weeks is Weeks.ALL else 1) for course in courses) // 2


def _member(shortage: Shortage) -> Member:
    """A counted reason as a part of the conflict."""
    numbers = {"need": shortage.need} if shortage.need else {}
    rule = shortage.rules[0] if shortage.rules else ""
    owner = shortage.owners[0] if shortage.owners else ""
    return Member(rule=rule, owner=owner, numbers=numbers, words=shortage.reason)
