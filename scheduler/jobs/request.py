"""What a job is asked, as the worker reads it: one JSON object in one line."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from scheduler.domain.base import Value
from scheduler.domain.moves import Weights
from scheduler.domain.scenario import Scenario, Weeks
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Event

CRASH = Text("The program made a mistake. Your data are unchanged.", "程序出错了，你的数据没有改变。")
Kind = Literal["solve", "explain", "whatif", "repair"]


class Request(Value):
    """What is wanted of the school: the fields a kind has no use for are ignored.

    `timetable` is where a solve begins, what a repair starts from, the base of a what-if. `ways` counts ways out of an
    explanation; `weeks`, `budget`, `weights`, `front` and `cover` are a repair's, see `services.replan.Repairing`.
    """

    kind: Kind = "solve"
    settings: Settings = Field(default_factory=Settings)
    timetable: Timetable | None = None
    scenario: Scenario | None = None
    week: int | None = Field(None, ge=1)
    ways: int = Field(3, ge=0, le=20)
    weeks: Weeks | None = None
    budget: int | None = Field(None, ge=0)
    weights: Weights = Weights()
    front: bool = False
    cover: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "whatif" and self.scenario is None:
            raise ValueError("a what-if needs a scenario")
        if self.kind == "repair" and self.timetable is None:
            raise ValueError("a repair needs a timetable")
        return self


class Task(Value):
    """A request and the school it is about: its document, and what is kept beside it."""

    request: Request
    document: dict[str, Any]
    beside: dict[str, Any] = Field(default_factory=dict)


class Counted(Event):
    """Before a search: why it cannot be done, where counting shows it. After one: where the rules add up to that."""

    event: Literal["counted"] = "counted"
    reasons: tuple[dict[str, Any], ...]


class Filled(Event):
    """What nobody teaches yet: `periods` lessons were given to these placeholders."""

    event: Literal["completed"] = "completed"
    periods: int
    placeholders: tuple[str, ...]


class Failed(Event):
    """The job could not be done. `words` are for the dean, `where` for who mends the program: files and lines only.

    `reason` is "faulty" (the school has faults, listed), "absent" (this program cannot answer such a question),
    "memory", or "crash".
    """

    event: Literal["failed"] = "failed"
    reason: Literal["faulty", "absent", "memory", "crash"]
    words: Text
    faults: tuple[dict[str, Any], ...] = ()
    kind: str = ""
    where: tuple[str, ...] = ()
