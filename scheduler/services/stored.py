"""Schools and timetables out of the store: documents of any age are brought up to today's form on their way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.io import json_file
from scheduler.io.imported import Imported, Note, NoteKind
from scheduler.services.load import School, prepare

if TYPE_CHECKING:  # a worker has no use for a database
    from scheduler.store.values import Document


def problem_of(document: Document) -> Problem:
    """The school in a document, its references unchecked."""
    return json_file.read_problem(document.body.encode())


def timetable_of(document: Document) -> Timetable:
    """The timetable in a document."""
    return json_file.read_timetable(document.body.encode())


def school_of(document: Document, scenario: Scenario | None = None, *, week: int | None = None) -> School:
    """The school in a document, its rules bound.

    Raises:
        FaultyInput: with every fault of its references and its rules, as `load` does for a file.
    """
    return prepare(imported(problem_of(document), document.beside), scenario, week=week)


def beside(read: Imported) -> dict[str, Any]:
    """What is kept with a school that was read: what was assumed, and which conditions no rule of ours can say."""
    notes = [
        {"kind": note.kind.value, "en": note.text.en, "zh": note.text.zh, "sheet": note.sheet, "cell": note.cell}
        for note in read.notes
    ]
    return {"notes": notes, "unknown": [list(one) for one in read.unknown]}


def imported(problem: Problem, kept: Mapping[str, Any]) -> Imported:
    """The school as it was read, from what `beside` kept."""
    notes = tuple(
        Note(NoteKind(note["kind"]), Text(note["en"], note["zh"]), note["sheet"], note["cell"])
        for note in kept.get("notes", ())
    )
    return Imported(problem, notes, tuple((str(kind), int(count)) for kind, count in kept.get("unknown", ())))
