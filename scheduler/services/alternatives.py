"""Several good timetables that really differ in what the dean says must differ, none much worse than the first."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from scheduler.answers import Alternative
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.timetable import Timetable, distance
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Event, Finished
from scheduler.io import Note
from scheduler.io.timetable import read_timetable
from scheduler.services.assign import whole
from scheduler.services.compare import compare
from scheduler.services.differs import Differ, Differs, differing
from scheduler.services.generate import Generation
from scheduler.services.load import School
from scheduler.verify import judge

LEAST_LOSS = 5
"""Points that an alternative may always lose: less is not seen in a school."""


class Alternatives:
    """Timetables beside a base; iterate for events, the last of each alternative an `Alternative`; `cancel()` ends it.

    Without a base one is made first, and its `Finished` event told. Each solve has its share of the seconds. `loss`
    is how many points more than the base an alternative may lose (None: a twentieth of them, at least five). Where
    none differs enough no further one is sought.
    """

    def __init__(
        self,
        school: School,
        settings: Settings,
        *,
        base: Timetable | Path | None = None,
        count: int = 3,
        differ: Differ | None = None,
        loss: int | None = None,
    ) -> None:
        self.settings = settings.model_copy(
            update={"seconds": settings.seconds / (count + (base is None)), "draft": False}
        )
        self.school, self.completed = whole(school)
        self.notes: tuple[Note, ...] = ()
        if isinstance(base, Path):
            read = read_timetable(base, self.school.problem)
            base, self.notes = read.timetable, tuple(read.notes)
        self.base, self.count, self.loss = base, count, loss
        self.differ = differ or Differ()
        self._check()
        self._running: Run | Generation | None = None
        self._stopped = False

    @property
    def least(self) -> int:
        """In how many units each alternative differs from each other."""
        return self.differ.least or max(1, self.differ.units(self.school.problem) // 10)

    def cancel(self) -> None:
        """Stop soon; the alternatives found so far stand."""
        self._stopped = True
        if self._running is not None:
            self._running.cancel()

    def __iter__(self) -> Iterator[Event]:
        begin = time.perf_counter()
        base = self.base
        if base is None:
            self._running = generation = Generation(self.school, self.settings)
            for event in generation:
                yield event
                base = event.timetable if isinstance(event, Finished) and not event.draft else base
        found = [] if base is None else [base]
        while found and len(found) <= self.count and not self._stopped:
            rule = Differs(what=self.differ, others=tuple(found), least=self.least)
            self._running = run = Run(
                self.school.problem, (*self.school.rules, rule), self.settings, start=self._hint(found[-1])
            )
            if self._stopped:
                run.cancel()
            finished: Finished | None = None
            for event in run:
                if isinstance(event, Finished):
                    finished = event
                else:
                    yield event
            assert finished is not None
            told = self._told(found, finished, time.perf_counter() - begin)
            yield told
            if told.timetable is None:
                return
            found.append(told.timetable)

    def _hint(self, last: Timetable) -> Timetable | None:
        """Where several searches run, one begins near the last timetable.

        A single one would only try to mend it: at 36 classes none after 30 seconds, without it one after 10.
        """
        return last if self.settings.workers > 1 else None

    def _told(self, found: Sequence[Timetable], finished: Finished, seconds: float) -> Alternative:
        """What a solve has found beside those there are."""
        problem, rules, number, what = self.school.problem, self.school.rules, len(found), self.differ.what
        bare = Alternative(
            seconds=seconds,
            number=number,
            status=finished.status,
            reason=finished.reason,
            what=what,
            bound=finished.bound,
        )
        timetable = finished.timetable
        if timetable is None:
            return bare
        kept = [rule for rule in rules if not rule.planning]
        base, here = judge(problem, found[0], kept), judge(problem, timetable, kept)
        loss = here.penalty - base.penalty
        allowed = max(LEAST_LOSS, base.penalty // 20) if self.loss is None else self.loss
        return bare.model_copy(
            update={
                "differs": min(differing(problem, self.differ, other, timetable) for other in found),
                "moved": distance(found[0], timetable),
                "value": here.value,
                "loss": loss,
                "allowed": here.relaxed <= base.relaxed and loss <= allowed,
                "changes": compare(problem, rules, found[0], timetable),
                "timetable": timetable,
            }
        )

    def _check(self) -> None:
        """Refuse what cannot be asked.

        Raises:
            FaultyInput: where a name is unknown, more is to differ than there is, or the base breaks hard rules.
        """
        problem, faults = self.school.problem, []
        index = problem.index
        known = {"classes": (index.classes, index.groups), "teachers": (index.teachers,), "subjects": (index.subjects,)}
        for field, books in known.items():
            for name in getattr(self.differ, field):
                if not any(name in book for book in books):
                    wrong = Text(f"the school has no “{name}”", f"学校里没有“{name}”")
                    faults.append(Fault(f"differ.{field}", wrong))
        units = 0 if faults else self.differ.units(problem)
        if not faults and self.least > units:
            wrong = Text(f"{self.least} are to differ, there are {units}", f"要求差 {self.least}，一共只有 {units}")
            faults.append(Fault("differ.least", wrong, Text(f"at most {units}", f"最多 {units}")))
        if self.base is not None:
            report = judge(problem, self.base, [rule for rule in self.school.rules if not rule.planning])
            if not report.keeps_hard_rules:
                wrong = Text(
                    f"the timetable breaks hard rules ({report.broken} units)",
                    f"课表违反硬性规定（{report.broken} 处）",
                )
                right = Text("see `qingke verify`, and repair it first", "请先用 qingke verify 查看并改好")
                faults.append(Fault("TIMETABLE", wrong, right))
        if faults:
            raise FaultyInput(faults)
