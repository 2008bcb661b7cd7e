"""Prover: the hard rules added up beside a search that finds nothing, in a thread of its own."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from scheduler.engine.relaxation import Proof, Watch, prove
from scheduler.engine.session import Session

PATIENCE_SECONDS = 5.0
"""How long a search may look for its first timetable by itself."""
LONGER_SECONDS = 20.0
"""What a proof may take beyond the time of the run: a reason is worth it."""


class Prover:
    """Begins when patience ends, or when told to; `is_set`, read like an event, says that the search may stop."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._found = threading.Event()
        self._begin = threading.Event()
        self._watch = Watch(session.settings.seconds + LONGER_SECONDS)
        self._proof: Proof | None = None
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="prover", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._begin.set()
        self._end()

    def is_set(self) -> bool:
        """Whether the run was stopped, or a proof says that there is nothing to search for."""
        return self.session.stop.is_set() or self._found.is_set()

    @property
    def proven(self) -> bool:
        """Whether there is a proof; it may still be getting shorter."""
        return self._found.is_set()

    def begin(self) -> None:
        """Do not wait for patience to end."""
        self._begin.set()

    def proof(self, seconds: float) -> Proof | None:
        """The proof, begun now if not yet, waited for so long; the run's own stop ends the wait."""
        self.begin()
        until = self._watch.now() + seconds
        while self._thread.is_alive() and not self.session.stop.is_set() and self._watch.now() < until:
            self._thread.join(0.05)
        self._end()
        if self._failure is not None:
            raise self._failure
        return self._proof

    def _end(self) -> None:
        """Cancel until it has ended."""
        self._watch.cancel()
        while self._thread.is_alive():
            self._thread.join(0.05)
            self._watch.cancel()

    def _work(self) -> None:
        self._begin.wait(PATIENCE_SECONDS)
        if self._watch.cancelled:
            return
        try:
            self._proof = prove(self.session.problem, self.session.rules, self._watch, self._found.set).proof
        except BaseException as failure:
            self._failure = failure
