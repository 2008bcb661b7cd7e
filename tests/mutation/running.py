"""The mutants against the tests: one collected session; for each mutant a fork that stops at the first failure.

Which tests reach which function is measured first; a mutant meets those of its function, the quickest killers first.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.mutants import Mutant
from tests.mutation.transplant import loaded, transplant, transplant_tables

Order = list[tuple[int, float]]
"""Tests in the order in which they are tried, each with the seconds it has."""
MOST_TESTS = 250
"""Tests a mutant meets at most; with more some survivor might be killed, none would come up."""
SURVIVED, KILLED, IMPORT, TIMEOUT, UNREACHED = "survived", "killed", "killed on import", "timed out", "no test"
OF_ALL = ("tests/constraints", "tests/docs")
LEAST_SECONDS = 5.0
"""Processor time, beside twenty times what the test needs: a machine that is busy elsewhere kills no mutant."""
WAITING = 20
"""A mutant that only waits is stopped after so many times that by the clock."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant, and the test that killed it."""

    mutant: Mutant
    fate: str
    by: str = ""

    @property
    def dead(self) -> bool:
        """Whether a test noticed."""
        return self.fate in (KILLED, IMPORT, TIMEOUT)

    @property
    def told(self) -> str:
        """File, line and change."""
        why = f" ({self.fate})" if self.fate == UNREACHED else ""
        return f"{self.mutant.path}:{self.mutant.line}{why}\n  - {self.mutant.before}\n  + {self.mutant.after}"


@dataclass(frozen=True)
class Reach:
    """Seconds of each test, and by (file, function) the tests that enter it; (file, "") are those of any of it."""

    seconds: tuple[float, ...]
    tests: dict[tuple[str, str], tuple[int, ...]]


class Mutating:
    """A pytest plugin that, instead of running the tests once, runs them against every mutant."""

    def __init__(
        self,
        mutants: Iterable[Mutant],
        paths: Iterable[Path],
        processes: int,
        told: Callable[[str], None],
        kept: Callable[[Outcome], None],
    ):
        self.mutants, self.processes, self.told, self.kept = mutants, processes, told, kept
        self.files = {str(path.resolve()): str(path) for path in paths}
        self.outcomes: list[Outcome] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, then mutate; the session counts as passed."""
        self.items = session.items
        reach: Reach = _in_fork(self._reach)
        gc.freeze()
        self.told(f"{len(self.items)} tests, {sum(reach.seconds):.0f} s once through")
        killers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        running: dict[int, tuple[Mutant, int]] = {}
        for mutant in self.mutants:
            place = (str(mutant.path), mutant.function)
            tests = reach.tests.get(place, ())
            if not mutant.function:
                tests = (*tests, *(at for at in self._of_all(mutant.path.stem) if at not in tests))
            if not tests:
                self._note(Outcome(mutant, UNREACHED))
                continue
            while len(running) >= self.processes:
                self._collect(running, killers)
            own = {at for at in tests if self._is_of(at, mutant.path.stem)}
            order = sorted(tests, key=lambda at: (-killers[place][at], at not in own, reach.seconds[at]))[:MOST_TESTS]
            self._start(mutant, [(at, LEAST_SECONDS + 20 * reach.seconds[at]) for at in order], running)
        while running:
            self._collect(running, killers)
        return True

    def _of_all(self, stem: str) -> list[int]:
        """Tests that go through all rules, and those of one file: what they read of a class body is no function."""
        words = ((at, item.nodeid) for at, item in enumerate(self.items) if item.nodeid.startswith(OF_ALL))
        return [at for at, word in words if "[" not in word or self._is_of(at, stem)]

    def _is_of(self, at: int, stem: str) -> bool:
        """Whether a test is named after a file."""
        named = (f"[{stem}]", f"[{stem}.", f"[{stem}:", f"test_{stem}.py")
        return any(name in self.items[at].nodeid for name in named)

    # -- one mutant --------------------------------------------------------------------------------------

    def _start(self, mutant: Mutant, order: Order, running: dict[int, tuple[Mutant, int]]) -> None:
        reader, writer = os.pipe()
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            os.write(writer, self._tried(mutant, order).encode())
            os._exit(0)
        os.close(writer)
        running[pid] = (mutant, reader)

    def _tried(self, mutant: Mutant, order: Order) -> str:
        """The fate of a mutant, and the number of the test that killed it."""
        try:
            new = loaded(mutant.module, mutant.source)
        except BaseException:
            return IMPORT
        try:
            transplant(mutant.module, new)
        except BaseException as error:
            return f"failed: {error!r}"
        try:
            transplant_tables(mutant.module)
        except BaseException:
            return IMPORT
        for at, limit in order:
            signal.setitimer(signal.ITIMER_PROF, limit)
            signal.setitimer(signal.ITIMER_REAL, WAITING * limit)
            if not self._passes(at):
                return f"{KILLED}:{at}"
        return SURVIVED

    def _collect(self, running: dict[int, tuple[Mutant, int]], killers: dict[tuple[str, str], Counter[int]]) -> None:
        pid, status = os.wait()
        mutant, reader = running.pop(pid)
        with os.fdopen(reader) as pipe:
            fate, _, by = pipe.read().partition(":")
        if os.WIFSIGNALED(status):
            fate = TIMEOUT if os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM) else KILLED
        if fate not in (SURVIVED, KILLED, IMPORT, TIMEOUT):
            raise RuntimeError(f"{mutant.path}:{mutant.line}: {mutant.after}: {fate}{by}")
        if by:
            killers[str(mutant.path), mutant.function][int(by)] += 1
        self._note(Outcome(mutant, fate, self.items[int(by)].nodeid if by else ""))

    def _note(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.kept(outcome)
        if not outcome.dead:
            self.told(outcome.told)
        if len(self.outcomes) % 100 == 0:
            self.told(f"{len(self.outcomes)} mutants, {sum(not one.dead for one in self.outcomes)} survive")

    def _passes(self, at: int) -> bool:
        """Setting up, running and tearing down as pytest does, without its reports, which take longer than a test."""
        item = self.items[at]
        state = item.session._setupstate
        try:
            state.setup(item)
            item.runtest()
        except BaseException:
            return False
        finally:
            state.teardown_exact(None)
        return True

    # -- which tests reach what ----------------------------------------------------------------------------

    def _reach(self) -> Reach:
        entered: dict[int, tuple[str, str] | None] = {}
        known: list[Any] = []
        here: set[tuple[str, str]] = set()

        def note(frame: Any, event: str, arg: object) -> None:
            code = frame.f_code
            if id(code) not in entered:  # equal code of two files is told apart
                file = self.files.get(code.co_filename)
                entered[id(code)] = (file, code.co_qualname.partition(".<")[0]) if file else None
                known.append(code)
            if (place := entered[id(code)]) is not None:
                here.add(place)

        seconds = []
        tests: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, item in enumerate(self.items):
            here.clear()
            begin = time.perf_counter()
            sys.setprofile(note)
            passed = self._passes(at)
            sys.setprofile(None)
            seconds.append(time.perf_counter() - begin)
            if not passed:
                raise RuntimeError(f"fails without a mutant: {item.nodeid}")
            for place in here | {(file, "") for file, _ in here}:
                tests[place].append(at)
        return Reach(tuple(seconds), {place: tuple(found) for place, found in tests.items()})


def _in_fork(work: Callable[[], Any]) -> Any:
    """The work's result, made in a fork so that nothing of it stays in this process."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            result = work()
        except BaseException as error:
            result = error
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(result, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        result = pickle.load(pipe)
    os.waitpid(pid, 0)
    if isinstance(result, BaseException):
        raise result
    return result
