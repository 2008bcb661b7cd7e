"""What the store gives back: frozen rows, and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scheduler.domain.text import Text

State = Literal["queued", "running", "stopping", "done", "failed", "interrupted", "cancelled"]
"""Of a job. The last four are ends: its last word came, its worker said why it cannot, its worker was gone without a
last word (killed, or the server with it), it was called off before it began."""
ENDED: tuple[State, ...] = ("done", "failed", "interrupted", "cancelled")
Kind = Literal["solve", "explain", "whatif", "repair"]


@dataclass(frozen=True, slots=True)
class Document:
    """One state of a school or of a timetable: its JSON, the version of its form, and its fingerprint.

    `beside` is what belongs to it but is no part of it: notes of the reading, locked lessons.
    """

    id: int
    schema_version: int
    fingerprint: str
    body: str
    beside: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school in the list. `revision` counts every change; times are seconds since 1970 (UTC)."""

    id: str
    name: str
    term: str
    classes: int
    teachers: int
    lessons: int
    fingerprint: str
    revision: int
    created: float
    changed: float
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a history: what was done, and when. `at` marks the one in force."""

    number: int
    said: Text
    made: float
    at: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a school that was given a name."""

    id: int
    name: str
    fingerprint: str
    made: float
    note: str


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """A timetable in the list: valid from `first_week` to `last_week` (生效周; None is the end of the term).

    `first_week` is None while it is not in force at all. `job` made it, `parent` is the timetable it came from,
    `fingerprint` that of the school it was made for; (relaxed, penalty) are points lost, None where not judged.
    """

    id: str
    school: str
    name: str
    first_week: int | None
    last_week: int | None
    job: str | None
    parent: str | None
    fingerprint: str
    lessons: int
    draft: bool
    relaxed: int | None
    penalty: int | None
    revision: int
    created: float
    changed: float
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job. `events` counts what it told so far, `position` is its place in the queue from 1 (None: not waiting).

    `reason` says more of its end: "killed", "server", "hard" (stopped hard), or a failure's kind. The values are those
    of the last event that named them; `timetable` says that one is kept.
    """

    id: str
    school: str
    kind: Kind
    state: State
    reason: str
    made: float
    started: float | None
    ended: float | None
    position: int | None
    events: int
    status: str
    relaxed: int | None
    penalty: int | None
    bound: int | None
    timetable: bool
    fingerprint: str

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a job as JSON, without its timetable; numbers count from 1."""

    number: int
    seconds: float
    event: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """A small named document beside a school, such as a scenario."""

    id: int
    kind: str
    name: str
    revision: int
    changed: float
    body: Mapping[str, Any]


class Outdated(Exception):
    """Somebody else has written since this was read; nothing was changed.

    `seen` is the revision that was read, `now` the one in the store.
    """

    words = Text(
        "Changed in the meantime in another window. Nothing of it was overwritten: load it again, or save yours "
        "under another name.",
        "在另一个窗口里已经改过。没有覆盖任何内容：请重新载入，或把你的内容另存。",
    )

    def __init__(self, seen: int, now: int) -> None:
        super().__init__(f"revision {seen} was read, the store has {now}")
        self.seen = seen
        self.now = now


class Missing(Exception):
    """The store has no such school, timetable, version or job (any more)."""

    words = Text("It is not in the store any more.", "已不在库中。")


class NameTaken(Exception):
    """A school has each name of a version or paper once."""

    words = Text("This name is already used here.", "这个名称已经用过了。")
