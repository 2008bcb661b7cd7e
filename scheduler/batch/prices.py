"""A sweep over the rules of a school: what each of them costs, asked side by side and told as it comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace

from scheduler.batch.processes import Processes
from scheduler.batch.running import Failure, Task, run_all
from scheduler.domain.timetable import Timetable
from scheduler.engine.idle import Idle, idle
from scheduler.engine.settings import Settings
from scheduler.engine.starts import restated
from scheduler.events import Event, Finished
from scheduler.services.assign import whole
from scheduler.services.generate import Generation
from scheduler.services.load import School
from scheduler.services.price_book import Book
from scheduler.services.prices import Found, found_of, look
from scheduler.services.questions import AGAIN, Question, is_hard, questions, variant
from scheduler.services.versions import near
from scheduler.verify import judge

LATE_SECONDS = 60.0
"""What a look may take beyond its time: a big model, its building and its last step."""
BASE_TIMES = 4
"""How much longer than a look the base is searched for."""


class Sweep:
    """Prices of all rules; iterate it once for events, the last `Prices`. `cancel()` keeps what is done.

    `settings` holds for each look: its seconds, its seed; its workers are how many looks run side by side, each with
    one worker. First the base is made as good as all workers can in four times that time: prices of a timetable that
    any search betters mean nothing. `base` is the timetable to begin at; `serves` says whether it is one of the
    school's own that keeps its hard rules.
    """

    def __init__(
        self, school: School, base: Timetable | None, settings: Settings, *, executor: Executor | None = None
    ) -> None:
        school, _ = whole(school)
        self.school = near(school, base) if base is not None and school.term is not None else school
        self.base = base
        self.settings = settings
        self._rules = [rule for rule in self.school.rules if not rule.planning]
        self._executor = executor
        self._stop = threading.Event()
        self._search: Generation | None = None

    def cancel(self) -> None:
        """Begin nothing more, stop what runs, and keep what is done."""
        self._stop.set()
        if self._search is not None:
            self._search.cancel()

    def __iter__(self) -> Iterator[Event]:
        begin = time.perf_counter()
        base = yield from self._made()
        book = Book(self.school, base)
        asked, silent = self._asked(book)
        for question in asked:
            if question.rule in silent.rules or question.name in silent.same:
                yield book.constant(question, time.perf_counter() - begin)
        asked = [question for question in asked if book.sure(question) is None]
        by_name = {question.name: question for question in (*asked, AGAIN)}
        executor = self._executor or Processes(self.settings.workers)
        try:
            tasks = self._tasks(book, asked, silent)
            for task, found in run_all(tasks, executor, at_once=self.settings.workers, stop=self._stop):
                now, question = time.perf_counter() - begin, by_name[task.name]
                if not isinstance(found, Failure):
                    yield from book.take(question, found, now)
                elif question != AGAIN and found.kind != "stopped":
                    yield book.failed(question, found.words.en, now)
        finally:
            if self._executor is None:
                executor.shutdown(wait=False)
        yield from book.end(time.perf_counter() - begin, interrupted=self._stop.is_set())

    @property
    def serves(self) -> bool:
        """Whether the given timetable is one of the school's that keeps its hard rules."""
        problem, given = self.school.problem, self.base
        found = () if given is None else restated(problem, given)
        return any(judge(problem, timetable, self._rules).keeps_hard_rules for timetable in found)

    def _made(self) -> Generator[Event, None, Found]:
        """The base, as good as it gets in some time; without one given the rest follows for what is found."""
        seconds = min(BASE_TIMES * self.settings.seconds, 86400)
        settings = self.settings.model_copy(update={"draft": False, "polish": True, "seconds": seconds})
        self._search = search = Generation(replace(self.school, term=None), settings, start=self.base)
        found = Found("unknown")
        if self._stop.is_set():
            search.cancel()
        for event in search:
            if isinstance(event, Finished):
                found = found_of(event)
            else:
                yield event
        return found

    def _asked(self, book: Book) -> tuple[list[Question], Idle]:
        """The questions, where there is no timetable only those of hard rules, and what needs no search."""
        asked = [q for q in questions(self._rules) if book.base.value is not None or is_hard(self._rules, q)]
        if book.base.value is None:
            return asked, Idle(frozenset(), frozenset(), frozenset())
        by_label = {rule.label: rule for rule in self._rules}
        variants = {q.name: variant(by_label[q.rule], q) for q in asked if q.change == "step"}
        return asked, idle(self.school.problem, self._rules, variants)

    def _tasks(self, book: Book, asked: Sequence[Question], silent: Idle) -> Iterator[Task]:
        """The base again; each rule dropped, the dearest first; then the steps that are not as good as that."""
        one = self.settings.model_copy(update={"workers": 1})

        def task(question: Question, settings: Settings) -> Task:
            base = book.base.timetable or self.base
            given = (self.school, base, question, settings)
            return Task(question.name, look, given, heeds=True, seconds=one.seconds + LATE_SECONDS)

        if book.noise is None:
            yield task(AGAIN, one.model_copy(update={"seed": (one.seed + 1) % 2**31}))
        for question in sorted((q for q in asked if q.change == "dropped"), key=book.own, reverse=True):
            yield task(question, one)
        for question in asked:
            if question.change == "step" and not book.as_dropped(
                question, asks_nothing=question.name in silent.variants
            ):
                yield task(question, one)
