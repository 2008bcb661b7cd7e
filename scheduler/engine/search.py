"""Run: a school and its rules in, a stream of events out, each timetable better than the last and judged.

Hard rules first (feasibility jump finds the first timetable in well under a second), then one plain solve of the
full model from a completed hint.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.agree import ModelCheckMismatch, disagreements
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.model import Amount
from scheduler.engine.rooms import name_rooms
from scheduler.engine.settings import Settings
from scheduler.engine.stream import Bound, Done, Found, stream
from scheduler.events import BoundMoved, Built, Event, Finished, Improved, Reason, Stage, Status
from scheduler.rules.base import Rule
from scheduler.rules.context import Start
from scheduler.verify import Report, judge

CONFIRM_SECONDS = 10.0
RELAXED_SHARE = 0.2
DRAFT_SECONDS = 10.0
DRAFT_PRICES = {"every_lesson_placed": 1000, "fixed_lessons": 100, "*": 1}


class Run:
    """One solve. Iterate it once; `cancel()` from any thread ends it and keeps the best so far.

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
        self.problem = problem
        self.rules = tuple(rules)
        self.settings = settings or Settings()
        self.start = start
        self.impossible = impossible
        self.strict = strict
        self._stop = threading.Event()
        self._begin = 0.0
        self._best: tuple[Timetable, Report] | None = None
        self._first: float | None = None
        self._build = 0.0
        self._relaxed_bound = 0
        self._bound: int | None = None
        self._mismatch = False
        self._crowds: list[list[int]] = []

    def cancel(self) -> None:
        """Stop soon and keep the best timetable found."""
        self._stop.set()

    def __iter__(self) -> Iterator[Event]:
        self._begin = time.perf_counter()
        if self.impossible:
            yield from self._finish("impossible")
            return
        if self.start is not None:
            yield from self._take_start(self.start)
        if self._best is None:
            status = yield from self._first_timetable()
            if self._best is None:
                yield from self._finish(*status)
                return
        yield from self._improve()
        best = self._best[1]
        proven = best.relaxed == self._relaxed_bound and best.penalty == self._bound
        reason: Reason = "mismatch" if self._mismatch else "stopped" if self._stop.is_set() else "time"
        yield from self._finish("optimal" if proven else "feasible", "" if proven else reason)

    # -- time --------------------------------------------------------------------------------------------

    def _now(self) -> float:
        return time.perf_counter() - self._begin

    def _left(self) -> float:
        return max(0.0, self.settings.seconds - self._now())

    def _parameters(self, seconds: float, **more: Any) -> dict[str, Any]:
        out: dict[str, Any] = {
            "num_workers": self.settings.workers,
            "random_seed": self.settings.seed,
            "max_time_in_seconds": max(0.01, seconds),
            **more,
        }
        if self.settings.workers == 1:
            out["interleave_search"] = True
        if self.settings.max_steps is not None:
            out["max_deterministic_time"] = float(self.settings.max_steps)
        return out

    # -- timetables --------------------------------------------------------------------------------------

    def _accept(self, context: ModelContext, solution: Sequence[int], *, exact: Level | None = None) -> Iterator[Event]:
        """Name rooms, judge, compare with the model, keep if better."""
        starts = context.placed(solution)
        naming = name_rooms(self.problem, starts)
        if naming.crowd:
            self._crowds.append([-starts[at].literal - 1 for at in naming.crowd])
            return
        timetable = as_timetable(self.problem, starts, naming.rooms)
        report = judge(self.problem, timetable, self.rules)
        wrong = disagreements(context, solution, report, exact=exact)
        if wrong:
            if self.strict:
                raise ModelCheckMismatch("; ".join(wrong[:10]))
            self._mismatch = True
            self._stop.set()
            return
        if self._best is None or report.value < self._best[1].value:
            self._keep(timetable, report)
            yield self._improved()

    def _keep(self, timetable: Timetable, report: Report) -> None:
        self._best = (timetable, report)
        if self._first is None:
            self._first = self._now()

    def _improved(self) -> Improved:
        assert self._best is not None
        timetable, report = self._best
        return Improved(seconds=self._now(), timetable=timetable, relaxed=report.relaxed, penalty=report.penalty)

    def _take_start(self, start: Timetable) -> Iterator[Event]:
        """A given timetable that keeps every hard rule is the first one."""
        report = judge(self.problem, start, self.rules)
        if report.keeps_hard_rules and all(lesson.course is not None for lesson in start.lessons):
            self._keep(start, report)
            yield self._improved()

    def _first_timetable(self) -> Generator[Event, None, tuple[Status, Reason]]:
        """The hard rules alone, stopped at the first solution. Returns (status, reason) where there is none."""
        yield Stage(seconds=self._now(), name="first")
        context = self._context([rule for rule in self.rules if rule.level is Level.HARD])
        if self.start is not None:
            hint_starts(context, self.start)
        took = 0.0
        while self._best is None and not self._stop.is_set() and self._left() > 0:
            status = cp_model.UNKNOWN
            for message in stream(
                context.model, self._stop, **self._parameters(self._left(), stop_after_first_solution=True)
            ):
                if isinstance(message, Found) and self._best is None:
                    yield from self._accept(context, message.solution)
                elif isinstance(message, Done):
                    status, took = cp_model.CpSolverStatus(message.status), message.seconds
            if status == cp_model.INFEASIBLE:
                return (yield from self._confirm(context, took))
            if status == cp_model.UNKNOWN:
                break
            self._part_crowds(context)
        reason: Reason = "mismatch" if self._mismatch else "stopped" if self._stop.is_set() else "time"
        return "unknown", reason

    def _part_crowds(self, context: ModelContext) -> None:
        """Lessons that cannot all have rooms on one day may not all stand there again. Only between solves."""
        for crowd in self._crowds:
            context.model.clause(crowd)
        self._crowds.clear()

    def _confirm(self, context: ModelContext, took: float) -> Generator[Event, None, tuple[Status, Reason]]:
        """A second run with other settings: CP-SAT's word alone is not enough (or-tools issues 5274, 5295)."""
        yield Stage(seconds=self._now(), name="confirm")
        status = cp_model.UNKNOWN
        limit = max(CONFIRM_SECONDS, 5 * took)
        more = {"cp_model_presolve": False, "random_seed": self.settings.seed + 1}
        for message in stream(context.model, self._stop, **{**self._parameters(limit), **more}):
            if isinstance(message, Found) and self._best is None:
                yield from self._accept(context, message.solution)
            elif isinstance(message, Done):
                status = cp_model.CpSolverStatus(message.status)
        return ("impossible", "") if status == cp_model.INFEASIBLE else ("unknown", "unconfirmed")

    def _context(self, rules: Sequence[Rule]) -> ModelContext:
        context = ModelContext(self.problem)
        post_all(context, rules)
        context.keep_counts()
        context.fill_full_grids()
        context.model.finish()
        return context

    # -- quality -----------------------------------------------------------------------------------------

    def _improve(self) -> Iterator[Event]:
        if self._stop.is_set() or self._left() <= 0:
            return
        built = time.perf_counter()
        context = self._context(self.rules)
        self._build = time.perf_counter() - built
        yield Built(
            seconds=self._now(),
            build_seconds=self._build,
            variables=len(context.model.proto.variables),
            constraints=len(context.model.proto.constraints),
            lessons=sum(course.lessons for course in self.problem.courses),
        )
        relaxed, penalty = context.amounts(Level.RELAXABLE), context.amounts(Level.SOFT)
        relaxed.append((1, Amount((), (), self._given(context, Level.RELAXABLE))))
        penalty.append((1, Amount((), (), self._given(context, Level.SOFT))))
        if not any(amount.vars for _, amount in relaxed):
            self._relaxed_bound = context.model.total(relaxed)[2]
        else:
            yield from self._stage("relaxed", context, relaxed, self._left() * RELAXED_SHARE)
            assert self._best is not None
            vars_, coeffs, constant = context.model.total(relaxed)
            add_upper_bound(context, vars_, coeffs, self._best[1].relaxed - constant)
        yield from self._stage("penalty", context, penalty, self._left())

    def _given(self, context: ModelContext, level: Level) -> int:
        """Weighted amounts no placement changes, such as a bell schedule's: part of every timetable's value."""
        assert self._best is not None
        weights = {rule.label: rule.weight for rule in self.rules if rule.level is level}
        return sum(
            weights[f.instance] * f.amount
            for f in self._best[1].findings
            if f.instance in weights and (f.instance, f.key) not in context.measured
        )

    def _stage(
        self, name: Any, context: ModelContext, amounts: list[tuple[int, Any]], seconds: float
    ) -> Iterator[Event]:
        """Minimise one level's amounts from the best timetable so far."""
        if self._stop.is_set() or seconds <= 0 or self._best is None:
            return
        yield Stage(seconds=self._now(), name=name)
        context.model.minimise(amounts)
        complete_hint(context, self._best[0], self._parameters(min(seconds, 20.0)))
        last: list[int] | None = None
        end = threading.Event()
        for message in stream(context.model, _Either(self._stop, end), **self._parameters(seconds)):
            if isinstance(message, Found):
                last = message.solution
                yield from self._accept(context, message.solution)
                if name == "relaxed" and self._best[1].relaxed == 0:
                    end.set()
            elif isinstance(message, Bound):
                yield from self._raise_bound(name, message.value)
            else:
                yield from self._raise_bound(name, message.bound)
                if message.status == cp_model.OPTIMAL and last is not None and name == "penalty":
                    yield from self._accept(context, last, exact=Level.SOFT)

    def _raise_bound(self, name: str, value: int) -> Iterator[Event]:
        assert self._best is not None
        report = self._best[1]
        if name == "relaxed":
            if value <= self._relaxed_bound:
                return
            self._relaxed_bound = min(value, report.relaxed)
        else:
            if report.relaxed != self._relaxed_bound:
                return
            value = min(max(0, value), report.penalty)
            if self._bound is not None and value <= self._bound:
                return
            self._bound = value
        yield BoundMoved(seconds=self._now(), relaxed_bound=self._relaxed_bound, bound=self._bound)

    # -- the end -----------------------------------------------------------------------------------------

    def _finish(self, status: Status, reason: Reason = "") -> Iterator[Event]:
        draft = False
        if self._best is None and self.settings.draft and not self._stop.is_set() and not self._mismatch:
            yield from self._seek_draft()
            draft = self._best is not None
        timetable, report = self._best or (None, None)
        complete = report if not draft else None
        yield Finished(
            seconds=self._now(),
            status=status,
            reason=reason,
            timetable=timetable,
            draft=draft,
            relaxed=complete.relaxed if complete else None,
            relaxed_bound=self._relaxed_bound,
            penalty=complete.penalty if complete else None,
            bound=self._bound,
            first_seconds=None if draft else self._first,
            build_seconds=self._build,
            lessons=sum(course.lessons for course in self.problem.courses),
            placed=len(timetable.lessons) if timetable else 0,
            findings=sum(1 for f in report.findings if f.amount) if report else 0,
            report=report,
        )

    def _seek_draft(self) -> Iterator[Event]:
        """The most lessons that can stand without a clash; lower limits of hard rules become prices."""
        yield Stage(seconds=self._now(), name="draft")
        context = ModelContext(self.problem, soften=DRAFT_PRICES)
        post_all(context, [rule for rule in self.rules if rule.level is Level.HARD])
        context.keep_counts()
        context.model.minimise(context.amounts(Level.HARD))
        limit = min(DRAFT_SECONDS, max(2.0, self.settings.seconds / 4))
        best: list[int] | None = None
        for message in stream(context.model, self._stop, **self._parameters(limit)):
            if isinstance(message, Found):
                best = message.solution
        if best is None:
            return
        starts = context.placed(best)
        rooms = name_rooms(self.problem, starts).rooms
        timetable = as_timetable(self.problem, starts, rooms).model_copy(update={"draft": True})
        self._keep(timetable, judge(self.problem, timetable, self.rules))


class _Either(threading.Event):
    """Set when either of two events is."""

    def __init__(self, a: threading.Event, b: threading.Event) -> None:
        super().__init__()
        self._events = (a, b)

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._events)


def as_timetable(problem: Problem, starts: Sequence[Start], rooms: dict[int, str]) -> Timetable:
    """Placements as lessons, in the order of courses, days and periods."""
    courses = problem.index.courses
    lessons = []
    for at, start in enumerate(starts):
        course = courses[start.course]
        lessons.append(
            Lesson(
                subject=course.subject,
                sets=course.sets,
                teachers=course.teachers,
                day=start.day,
                period=start.period,
                duration=start.duration,
                weeks=course.weeks,
                rooms=(rooms[at],) if at in rooms else (),
                course=course.id,
                bell=course.bell,
            )
        )
    return Timetable(
        lessons=tuple(lessons),
        version=problem.version,
        valid_from=problem.valid_from,
        problem_fingerprint=problem.fingerprint,
    )


def hint_starts(context: ModelContext, timetable: Timetable) -> None:
    """Hint where a timetable's lessons stand."""
    spots = {(x.course, x.day, x.period, x.duration) for x in timetable.lessons}
    hint = context.model.proto.solution_hint
    hint.vars.clear()
    hint.values.clear()
    for course in context.index.courses:
        for s in context.starts(course):
            hint.vars.append(s.literal)
            hint.values.append(int((s.course, s.day, s.period, s.duration) in spots))


def complete_hint(context: ModelContext, timetable: Timetable, parameters: dict[str, Any]) -> None:
    """Hint every variable: a hint on placements alone is not taken as a solution, so fix them and solve once."""
    hint_starts(context, timetable)
    solution: list[int] | None = None
    once = {**parameters, "fix_variables_to_their_hinted_value": True}
    for message in stream(context.model, threading.Event(), **once):
        if isinstance(message, Found):
            solution = message.solution
    hint = context.model.proto.solution_hint
    hint.vars.clear()
    hint.values.clear()
    if solution is not None:
        hint.vars.extend(range(len(solution)))
        hint.values.extend(solution)


def add_upper_bound(context: ModelContext, vars_: Sequence[int], coeffs: Sequence[int], high: int) -> None:
    """Σ coeff × var ≤ high, added to a finished model."""
    linear = context.model.proto.constraints.add().linear
    linear.vars.extend(vars_)
    linear.coeffs.extend(coeffs)
    linear.domain.extend([-(2**40), high])
