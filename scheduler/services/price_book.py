"""What rules cost, told from looks at the school with one of them changed.

A change only loosens: its best value is never worse than the base's, and what bounds it bounds the base too. What a
look finds better may still be the search's gain and not the rule's. So the base is looked at again for the same time,
and what it gains is the noise that a fall must exceed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scheduler.answers import Priced, Prices, Sure
from scheduler.events import Status
from scheduler.services.load import School
from scheduler.services.prices import Found, Points
from scheduler.services.questions import AGAIN, Question, changed
from scheduler.verify import Report, judge


class Book:
    """The base, what was found for each question, and the prices that follow; a price told may change later.

    Where a question's timetable keeps the base's own rules and is better, it is the base from then on. `noise` is the
    most by which any one look has bettered the base, None until the base itself has been looked at again; it is
    nothing where the base is proven best.
    """

    def __init__(self, school: School, base: Found) -> None:
        self.school = school
        self.base = base
        self.noise: Points | None = None
        self._found: dict[Question, Found] = {}
        self._told: dict[Question, Priced] = {}
        self._kept: dict[Question, Points] = {}
        if base.proven or base.value is None:
            self.noise = 0, 0

    def take(self, question: Question, found: Found, seconds: float) -> Iterator[Priced]:
        """Note what was found; the prices that are new or other now."""
        if question != AGAIN:
            self._found[question] = found
        self._rebase(question, found)
        yield from self._news(seconds)

    def constant(self, question: Question, seconds: float) -> Priced:
        """The price where all timetables lose the same points by the change: what it takes from the base's."""
        relaxed, penalty = own = self.own(question)
        sure: Sure = "free" if own == (0, 0) else "exactly"
        exact = (relaxed, relaxed), (penalty, penalty)
        self._told[question] = told = _priced(question, seconds, self.base.status, sure, *exact, own=own, fall=own)
        return told

    def failed(self, question: Question, why: str, seconds: float) -> Priced:
        """A question without an answer."""
        self._told[question] = told = _priced(question, seconds, "unknown", "unknown", failure=why)
        return told

    def end(self, seconds: float, *, interrupted: bool = False) -> Iterator[Priced | Prices]:
        """What still waited for a second look at the base, then the shares of each kind."""
        if self.noise is None:  # it never came: no fall exceeds the noise
            self.noise = self.base.value
        yield from self._news(seconds)
        sure = [one.sure for one in self._told.values() if not one.failure]
        yield Prices(
            seconds=seconds,
            status=self.base.status,
            base=self.base.value,
            relaxed_bound=self.base.relaxed_bound,
            bound=self.base.bound,
            noise=self.noise[1] if self.noise else 0,
            free=sure.count("free"),
            exactly=sure.count("exactly"),
            at_least=sure.count("at least"),
            unknown=sure.count("unknown"),
            failed=len(self._told) - len(sure),
            interrupted=interrupted,
        )

    def sure(self, question: Question) -> Sure | None:
        """What may be said of a question so far."""
        told = self._told.get(question)
        return told.sure if told is not None and not told.failure else None

    def as_dropped(self, question: Question, *, asks_nothing: bool) -> bool:
        """Whether a step is known by its rule dropped: that is free, or so loose a rule asks nothing either.

        Its price is told with the next that are.
        """
        dropped = Question(question.rule, "dropped")
        if dropped not in self._found or not (self.sure(dropped) == "free" or asks_nothing):
            return False
        if self.own(question) != self.own(dropped):
            return False
        self._found[question] = self._found[dropped]
        return True

    def own(self, question: Question) -> Points:
        """What the base itself loses by the change: the points of the rule alone."""
        if self.base.timetable is None or self.base.value is None:
            return 0, 0
        if question not in self._kept:
            self._kept[question] = self._judged(self.base, question).value
        relaxed, penalty = self._kept[question]
        return self.base.value[0] - relaxed, self.base.value[1] - penalty

    def _kept_by(self, found: Found) -> Points | None:
        """The value of a timetable found with a change where it keeps the hard rules without it."""
        if found.timetable is None:
            return None
        report = self._judged(found, AGAIN)
        return report.value if report.keeps_hard_rules else None

    def _judged(self, found: Found, question: Question) -> Report:
        assert found.timetable is not None
        rules = [rule for rule in changed(self.school.rules, question) if not rule.planning]
        return judge(self.school.problem, found.timetable, rules)

    def _rebase(self, question: Question, found: Found) -> None:
        """A better base, a better bound, and with them the noise."""
        base = self.base
        value = found.value if question == AGAIN else self._kept_by(found)
        if value is not None and base.value is not None and value < base.value:
            base = replace(base, value=value, timetable=found.timetable)
            self._kept.clear()
        base = replace(base, relaxed_bound=max(base.relaxed_bound, found.relaxed_bound))
        alike = base.value is not None and found.value is not None and base.value[0] == found.value[0]
        if alike and found.bound is not None and base.value is not None and base.value[0] == base.relaxed_bound:
            base = replace(base, bound=max(base.bound or 0, found.bound))
        if base.proven:
            base = replace(base, status="optimal")
        before, self.base = self.base.value, base
        if base.proven:
            self.noise = 0, 0
        elif before is not None and base.value is not None and (self.noise or question == AGAIN):
            gains, known = (before[0] - base.value[0], before[1] - base.value[1]), self.noise or (0, 0)
            self.noise = max(known[0], gains[0]), max(known[1], gains[1])

    def _news(self, seconds: float) -> Iterator[Priced]:
        """Prices that are new, or other than told; those that depend on the noise wait for it."""
        for question, found in self._found.items():
            price = self._freed(question, found) if self.base.value is None else self._price(question, found)
            told = self._told.get(question)
            if price is not None and (told is None or price != told.model_copy(update={"seconds": 0.0})):
                self._told[question] = price.model_copy(update={"seconds": seconds})
                yield self._told[question]

    def _price(self, question: Question, found: Found) -> Priced | None:
        base, own = self.base, self.own(question)
        assert base.value is not None
        kept = base.value[0] - own[0], base.value[1] - own[1]
        value = min(found.value or kept, kept)
        fall = base.value[0] - value[0], base.value[1] - value[1]
        relaxed = max(0, base.relaxed_bound - value[0]), base.value[0] - found.relaxed_bound
        points: tuple[int, int | None] = 0, None
        if base.value[0] == base.relaxed_bound and value[0] == found.relaxed_bound:
            least, most = (base.bound or 0) - value[1], base.value[1] - (found.bound or 0)
            points = max(0, least) if relaxed == (0, 0) else least, most
        if relaxed[0] == relaxed[1] and points[0] == points[1]:
            sure: Sure = "free" if relaxed == points == (0, 0) else "exactly"
        elif self.noise is None:
            return None
        elif fall[0] > 0:
            relaxed = max(relaxed[0], fall[0] - self.noise[0]), relaxed[1]
            sure = "at least" if relaxed[0] > 0 else "unknown"
        else:
            points = max(points[0], fall[1] - self.noise[1]), points[1]
            sure = "at least" if points[0] > 0 else "unknown"
        more = {"fall": fall, "noise": self.noise[1] if self.noise else 0}
        return _priced(question, 0.0, found.status, sure, relaxed, points, own=own, **more)

    def _freed(self, question: Question, found: Found) -> Priced:
        """A school without a timetable: whether it has one with the change."""
        there = found.value is not None
        frees = there and self.base.status == "impossible"
        sure: Sure = "exactly" if frees else "free" if found.status == "impossible" else "unknown"
        return _priced(question, 0.0, found.status, sure, frees=frees)


def _priced(
    question: Question,
    seconds: float,
    status: Status,
    sure: Sure,
    relaxed: tuple[int, int | None] = (0, None),
    points: tuple[int, int | None] = (0, None),
    **more: Any,
) -> Priced:
    assert question.change != "again"
    return Priced(
        seconds=seconds,
        rule=question.rule,
        change=question.change,
        setting=question.setting,
        value=question.value,
        status=status,
        relaxed_least=relaxed[0],
        relaxed_most=relaxed[1],
        least=points[0],
        most=points[1],
        sure=sure,
        **more,
    )
