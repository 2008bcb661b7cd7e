"""What became of each mutant, kept line by line, so that a stopped run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.running import Outcome

Name = tuple[str, str, int, str, str]
"""A mutant: its file, a digest of that file as it was, line, what stood there, what stands there now."""


def name(mutant: Mutant) -> Name:
    """How a mutant is known in a later run."""
    digest = sha256(mutant.path.read_bytes()).hexdigest()[:16]
    return str(mutant.path), digest, mutant.line, mutant.before, mutant.after


class Kept:
    """The outcomes in a file of JSON lines; of several of one mutant the last counts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fates: dict[Name, tuple[str, str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            file, digest, at, before, after, fate, by = json.loads(line)
            self.fates[file, digest, at, before, after] = (fate, by)

    def add(self, outcome: Outcome) -> None:
        """Keep what became of a mutant."""
        one = name(outcome.mutant)
        self.fates[one] = (outcome.fate, outcome.by)
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("a", encoding="utf-8") as out:
            out.write(json.dumps([*one, outcome.fate, outcome.by], ensure_ascii=False) + "\n")

    def outcomes(self, mutants: Iterable[Mutant]) -> Iterator[Outcome]:
        """What became of those of the mutants that were tried."""
        for mutant in mutants:
            if (fate := self.fates.get(name(mutant))) is not None:
                yield Outcome(mutant, *fate)
