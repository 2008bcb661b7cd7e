"""Context on CP-SAT: what rules say becomes variables, constraints and remembered amounts.

Level and weight are decided here once: a hard rule's limit is a constraint, another's is an amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, TimeRange, Weeks
from scheduler.engine.model import NOTHING, Amount, Model
from scheduler.rules.base import Key, Rule, times
from scheduler.rules.context import FALSE, TRUE, Literal, Start

Terms = Iterable[Literal | tuple[Literal, int]]
Candidate = tuple[int, int, int, int, tuple[Moment, ...]]


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount a rule named: level, weight per cycle, and how the model computes it."""

    level: Level
    weight: int
    amount: Amount


class UpperLiteral(ValueError):
    """A literal that is only an upper estimate was used where an exact one is needed."""


class ModelContext:
    """The Context protocol on CP-SAT. `soften` turns named lower limits into amounts (drafts)."""

    def __init__(self, problem: Problem, *, soften: dict[str, int] | None = None) -> None:
        self._problem = problem
        self.index = problem.index
        self.model = Model()
        self.measured: dict[tuple[str, Key], Measured] = {}
        self.posted: set[str] = set()
        self.soften = soften or {}
        self._removed: set[tuple[str, int, int, int]] = set()
        self._starts: dict[str, list[Start]] = {}
        self._teacher_days: dict[tuple[str, int], list[Start]] = defaultdict(list)
        self._pupil_days: dict[tuple[str, int], list[Start]] = defaultdict(list)
        self._cover: dict[tuple[str, Moment], list[Start]] = defaultdict(list)
        self._candidates: dict[tuple[str, int], list[tuple[int, int, tuple[Moment, ...]]]] = {}
        self._either: dict[frozenset[Literal], Literal] = {}
        self._upper: set[Literal] = set()
        self._busy: dict[tuple[str, int, Weeks, bool], list[Literal]] = {}
        self._made = False

    # -- who ---------------------------------------------------------------------------------------------

    @property
    def problem(self) -> Problem:
        """The school."""
        return self._problem

    @property
    def days(self) -> Sequence[int]:
        """Day numbers from 1."""
        return self._problem.days

    def has(self, owner: str) -> bool:  # noqa: ARG002
        """Every owner's lessons may move: the model holds the whole school."""
        return True

    def strangers(self, kind: Owners) -> tuple[str, ...]:  # noqa: ARG002
        """None: only the school's own courses are placed."""
        return ()

    def weeks(self, owner: str) -> tuple[Weeks, ...]:
        """(ALL,) or (ODD, EVEN)."""
        return (Weeks.ODD, Weeks.EVEN) if owner in self.index.parity_owners else (Weeks.ALL,)

    def hits(self, ranges: tuple[TimeRange, ...], moments: tuple[Moment, ...], weeks: Weeks) -> bool:
        """Whether a placement falls into some time ranges."""
        return self.index.hits(ranges, moments, weeks)

    # -- placements --------------------------------------------------------------------------------------

    def _spots(self, bell: str, duration: int) -> list[tuple[int, int, tuple[Moment, ...]]]:
        if (bell, duration) not in self._candidates:
            schedule, covered = self.index.bells[bell], self._problem.timeline.covered
            self._candidates[bell, duration] = [
                (day, period, moments)
                for day in range(1, len(schedule.days) + 1)
                for period in range(1, schedule.periods(day) + 1)
                if (moments := covered(bell, day, period, duration))
            ]
        return self._candidates[bell, duration]

    def _lessons(self, course: str) -> list[tuple[int, int]]:
        """(part number, duration); lessons nobody keeps apart (no pupils, no teacher) are parts of their own."""
        known = self.index.courses[course]
        if known.teachers or self.index.busy_leaves(known):
            return [(number, part.duration) for number, part in enumerate(known.parts)]
        singles = [part.duration for part in known.parts for _ in range(part.count)]
        return list(enumerate(singles))

    def candidates(self, course: str) -> Sequence[Candidate]:
        """(part, day, period, duration, moments) of every placement the bells allow."""
        bell = self.index.course_bell(self.index.courses[course])
        return [
            (number, day, period, duration, moments)
            for number, duration in self._lessons(course)
            for day, period, moments in self._spots(bell, duration)
        ]

    def make_starts(self) -> None:
        """Create the variables of every placement not removed; once, before the model is finished."""
        if self._made:
            return
        self._made = True
        new, removed = self.model.new_bool, self._removed
        for course in self._problem.courses:
            leaves = self.index.busy_leaves(course)
            people = (*dict.fromkeys(course.teachers), *leaves)
            mine = self._starts[course.id] = []
            for part, day, period, duration, moments in self.candidates(course.id):
                if (course.id, part, day, period) in removed:
                    continue
                start = Start(course.id, part, day, period, duration, course.weeks, moments, new())
                mine.append(start)
                for person in people:
                    for moment in moments:
                        self._cover[person, moment].append(start)
                for teacher in dict.fromkeys(course.teachers):
                    self._teacher_days[teacher, day].append(start)
                for leaf in leaves:
                    self._pupil_days[leaf, day].append(start)

    def starts(self, course: str, day: int | None = None) -> Sequence[Start]:
        """Every allowed placement of the course's lessons."""
        self.make_starts()
        found = self._starts[course]
        return found if day is None else [s for s in found if s.day == day]

    def covering(self, owner: str, moment: Moment, weeks: Weeks) -> Sequence[Start]:
        """Placements that occupy a teacher or leaf at a moment."""
        self.make_starts()
        return _in_weeks(self._cover.get((owner, moment), ()), weeks)

    def pupil_starts(self, leaf: str, day: int | None, weeks: Weeks, subject: str | None = None) -> Sequence[Start]:
        """Placements that occupy a leaf, by day and subject."""
        self.make_starts()
        days = self.days if day is None else (day,)
        found = [s for d in days for s in self._pupil_days.get((leaf, d), ())]
        if subject is not None:
            courses = self.index.courses
            found = [s for s in found if courses[s.course].subject == subject]
        return _in_weeks(found, weeks)

    def teacher_starts(self, teacher: str, day: int | None, weeks: Weeks) -> Sequence[Start]:
        """Placements that occupy a teacher, meetings included."""
        self.make_starts()
        days = self.days if day is None else (day,)
        return _in_weeks([s for d in days for s in self._teacher_days.get((teacher, d), ())], weeks)

    # -- yes/no of a time --------------------------------------------------------------------------------

    def busy_periods(self, teacher: str, day: int, weeks: Weeks, *, meetings: bool = True) -> list[Literal]:
        """For each period of the home schedule: does the teacher have a lesson then? Exact."""
        key = (teacher, day, weeks, meetings)
        if key not in self._busy:
            home = self.index.home_bell(teacher)
            moments_of, courses = self._problem.timeline.covered, self.index.courses
            out = []
            for period in range(1, home.periods(day) + 1):
                found = dict.fromkeys(
                    start.literal
                    for moment in moments_of(home.id, day, period)
                    for start in self.covering(teacher, moment, weeks)
                    if meetings or courses[start.course].sets
                )
                out.append(self.any_of(found))
            self._busy[key] = out
        return self._busy[key]

    def any_of(self, literals: Iterable[Literal], *, upper: bool = False) -> Literal:
        """True iff one is; with `upper`, at least true then."""
        found = frozenset(literals)
        if FALSE in found:
            found -= {FALSE}
        if TRUE in found:
            return TRUE
        if len(found) <= 1:
            return next(iter(found), FALSE)
        if found in self._either:
            return self._either[found]
        either = self.model.new_bool()
        ordered = sorted(found)
        self.model.none_unless(either, ordered)
        if upper or not self._upper.isdisjoint(found):
            self._upper.add(either)
        else:
            self.model.clause([*ordered, -either - 1])
            self._either[found] = either
        return either

    def any_until(self, literals: Sequence[Literal], *, upper: bool = False) -> list[Literal]:
        """Entry p: one of the literals 0…p is true."""
        out: list[Literal] = []
        for literal in literals:
            out.append(self.any_of((out[-1] if out else FALSE, literal), upper=upper))
        return out

    def any_from(self, literals: Sequence[Literal], *, upper: bool = False) -> list[Literal]:
        """Entry p: one of the literals p…end is true."""
        return self.any_until(list(literals)[::-1], upper=upper)[::-1]

    def both(self, a: Literal, b: Literal, *, unless: Literal = FALSE) -> Literal:
        """At least true when a and b are and `unless` is not."""
        if FALSE in (a, b) or unless in (TRUE, a, b):
            return FALSE
        needed = [x for x in (a, b) if x != TRUE]
        if unless != FALSE:
            needed.append(-unless - 1)
        if len(needed) <= 1:
            return needed[0] if needed else TRUE
        both = self.model.new_bool()
        self.model.clause([*(-x - 1 for x in needed), both])
        self._upper.add(both)
        return both

    def negated(self, literal: Literal) -> Literal:
        """The opposite."""
        if literal in self._upper:
            raise UpperLiteral("an upper literal has no exact opposite")
        return -literal - 1

    # -- what rules ask ----------------------------------------------------------------------------------

    def _note(self, rule: Rule, key: Key, amount: Amount) -> None:
        name = (rule.label, key)
        if name in self.measured:
            raise ValueError(f"{rule.label} posts {key} twice")
        weight = rule.weight * times(key, self.index.cycle)
        self.measured[name] = Measured(rule.level, weight, amount)

    def forbid(self, rule: Rule, key: Key, starts: Iterable[tuple[str, int, int, int]]) -> None:
        """No lesson at these starts; hard ones are removed while nothing has been built on them."""
        found = list(starts)
        if rule.level is Level.HARD and not self._made:
            self._removed.update(found)
            self._note(rule, key, NOTHING)
            return
        wanted = set(found)
        literals = [
            s.literal
            for course in dict.fromkeys(course for course, *_ in found)
            for s in self.starts(course)
            if (s.course, s.part, s.day, s.period) in wanted
        ]
        self.at_most(rule, key, literals, 0)

    def at_most(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        """The sum may not exceed `limit`; the amount is what exceeds it."""
        vars_, coeffs, constant = self.model.weighed(terms)
        if rule.level is Level.HARD:
            self.model.bound(vars_, coeffs, None, limit - constant)
            if not vars_ and constant > limit:
                self.model.contradiction()
            self._note(rule, key, NOTHING)
            return
        self._note(rule, key, self._excess(vars_, coeffs, constant - limit))

    def at_least(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        """The sum must reach `limit`; the amount is what is missing."""
        found = list(terms)
        if self._upper and any((t[0] if isinstance(t, tuple) else t) in self._upper for t in found):
            raise UpperLiteral(f"{rule.label} needs exact literals")
        vars_, coeffs, constant = self.model.weighed(found)
        price = self.soften.get(rule.label, self.soften.get("*", 0)) if rule.level is Level.HARD else 0
        if rule.level is Level.HARD and not price:
            self.model.bound(vars_, coeffs, limit - constant, None)
            if not vars_ and constant < limit:
                self.model.contradiction()
            self._note(rule, key, NOTHING)
            return
        amount = self._excess(vars_, tuple(-c for c in coeffs), limit - constant)
        if price:
            self.measured[rule.label, key] = Measured(Level.HARD, price * times(key, self.index.cycle), amount)
        else:
            self._note(rule, key, amount)

    def spread(self, rule: Rule, key: Key, a: Iterable[Literal], b: Iterable[Literal], limit: int) -> None:
        """Two sums may differ by at most `limit`; the amount is what exceeds it."""
        vars_, coeffs, constant = self.model.weighed([*((x, 1) for x in a), *((x, -1) for x in b)])
        if rule.level is Level.HARD:
            self.model.bound(vars_, coeffs, -limit - constant, limit - constant)
            if not vars_ and abs(constant) > limit:
                self.model.contradiction()
            self._note(rule, key, NOTHING)
            return
        most = max(constant + sum(c for c in coeffs if c > 0), -(constant + sum(c for c in coeffs if c < 0))) - limit
        if most <= 0:
            self._note(rule, key, NOTHING)
            return
        over = self.model.new_int(most)
        self.model.bound((*vars_, over), (*coeffs, -1), None, limit - constant)
        self.model.bound((*vars_, over), (*coeffs, 1), -limit - constant, None)
        self._note(rule, key, Amount((over,), (1,)))

    def _excess(self, vars_: tuple[int, ...], coeffs: tuple[int, ...], constant: int) -> Amount:
        """max(0, Σ coeff × var + constant) as an expression, with a variable of its own only where needed."""
        least = constant + sum(c for c in coeffs if c < 0)
        most = constant + sum(c for c in coeffs if c > 0)
        if most <= 0:
            return NOTHING
        if least >= 0:
            return Amount(vars_, coeffs, constant)
        if most == 1 and all(abs(c) == 1 for c in coeffs):
            over = self.model.new_bool()
            self.model.clause([*(-v - 1 if c > 0 else v for v, c in zip(vars_, coeffs, strict=True)), over])
            return Amount((over,), (1,))
        over = self.model.new_int(most)
        self.model.bound((*vars_, over), (*coeffs, -1), None, -constant)
        return Amount((over,), (1,))

    # -- for the search ----------------------------------------------------------------------------------

    def settle(self, rules: Sequence[Rule]) -> None:
        """Where a hard rule fixes every lesson of a course, no other start is created."""
        for rule in rules:
            if rule.id != "fixed_lessons" or rule.level is not Level.HARD or self.soften:
                continue
            for course in self._problem.courses:
                if len(course.fixed) != course.lessons or rule.at(self._problem, course.id) is None:
                    continue
                fixed = {(f.day, f.period) for f in course.fixed}
                elsewhere = ((c[0], c[1], c[2]) for c in self.candidates(course.id) if (c[1], c[2]) not in fixed)
                self._removed.update((course.id, *spot) for spot in elsewhere)

    def keep_counts(self) -> None:
        """No part of a course has more lessons than it has: three singles do not make a double and a single."""
        for course in self._problem.courses:
            by_part: dict[int, list[Literal]] = {}
            for start in self.starts(course.id):
                by_part.setdefault(start.part, []).append(start.literal)
            apart = len(self._lessons(course.id)) == len(course.parts)
            for part, literals in by_part.items():
                self.model.bound(tuple(literals), (1,) * len(literals), None, course.parts[part].count if apart else 1)

    def fill_full_grids(self) -> None:
        """A pupil whose lessons fill the week has exactly one at every moment: said outright, it propagates."""
        self.make_starts()
        for leaf in self.index.pupils:
            courses = self.index.courses_of_pupil[leaf]
            bell = self.index.bell_of_pupil(leaf)
            if any(c.weeks is not Weeks.ALL or self.index.course_bell(c) != bell.id for c in courses):
                continue
            slots = sum(bell.periods(day) for day in range(1, len(bell.days) + 1))
            if slots != sum(c.periods for c in courses) or slots == 0:
                continue
            for day in range(1, len(bell.days) + 1):
                for period in range(1, bell.periods(day) + 1):
                    moment = self._problem.timeline.covered(bell.id, day, period)[0]
                    vars_, coeffs, _ = self.model.weighed(s.literal for s in self._cover.get((leaf, moment), ()))
                    self.model.bound(vars_, coeffs, 1, None)
                    if not vars_:
                        self.model.contradiction()

    def amounts(self, level: Level) -> list[tuple[int, Amount]]:
        """(weight, amount) of every measured amount of a level."""
        return [(m.weight, m.amount) for m in self.measured.values() if m.level is level and m.amount is not NOTHING]

    def placed(self, solution: Sequence[int]) -> list[Start]:
        """The starts that are true in a solution."""
        return [s for found in self._starts.values() for s in found if solution[s.literal]]


def _in_weeks(starts: Iterable[Start], weeks: Weeks) -> Sequence[Start]:
    if weeks is Weeks.ALL:
        return list(starts)
    return [start for start in starts if start.weeks.meets(weeks)]


def post_all(context: ModelContext, rules: Sequence[Rule]) -> None:
    """Post rules: those that prune starts first, hard before others, then the rest in order."""

    def turn(rule: Rule) -> tuple[bool, bool]:
        return (not rule.prunes, rule.level is not Level.HARD)

    context.settle(rules)
    for rule in sorted(rules, key=turn):
        if not rule.judges_only:
            rule.post(context)
            context.posted.add(rule.label)
