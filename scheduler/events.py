"""What a solve tells while it runs; one JSON object a line, the same for screens, pipes and tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.verify import Report

Status = Literal["optimal", "feasible", "impossible", "unknown"]
Reason = Literal["", "time", "unconfirmed", "stopped", "mismatch"]


class Event(BaseModel):
    """One thing that happened, `seconds` after the start of the run."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    seconds: float


class Built(Event):
    """The full model stands."""

    event: Literal["built"] = "built"
    build_seconds: float
    variables: int
    constraints: int
    lessons: int


class Stage(Event):
    """The search turns to something else: the first timetable, relaxable rules, quality, rooms, a draft.

    An explanation counts, looks for a first timetable or a proof, leaves out rule by rule, and tries ways out.
    A repair looks near what changed, then for fewer moves in the whole school, and confirms that there are none.
    """

    event: Literal["stage"] = "stage"
    name: Literal[
        "first",
        "elastic",
        "relaxed",
        "penalty",
        "rooms",
        "confirm",
        "proof",
        "draft",
        "counting",
        "conflict",
        "ways",
        "near",
        "moves",
        "fewest",
    ]


class Improved(Event):
    """A better timetable, judged; value = (relaxed, penalty), the judge's."""

    event: Literal["improved"] = "improved"
    timetable: Timetable = Field(repr=False)
    relaxed: int
    penalty: int


class BoundMoved(Event):
    """No timetable can be better than this; the penalty's bound is None until relaxed is proven."""

    event: Literal["bound"] = "bound"
    relaxed_bound: int
    bound: int | None


class Finished(Event):
    """The last event. `draft` is the best incomplete timetable where no complete one is to be had.

    `findings` counts findings that matter (amount above 0); `placed` and `lessons` count lessons, a block once.
    """

    event: Literal["finished"] = "finished"
    status: Status
    reason: Reason = ""
    timetable: Timetable | None = Field(None, repr=False)
    draft: bool = False
    relaxed: int | None = None
    relaxed_bound: int = 0
    penalty: int | None = None
    bound: int | None = None
    first_seconds: float | None = None
    build_seconds: float = 0.0
    lessons: int = 0
    placed: int = 0
    findings: int = 0
    report: Report | None = Field(None, exclude=True, repr=False)

    @property
    def gap(self) -> float | None:
        """(penalty − bound) / max(1, penalty); None where there is no bound yet."""
        if self.penalty is None or self.bound is None:
            return None
        return (self.penalty - self.bound) / max(1, self.penalty)


AnyEvent = Annotated[Built | Stage | Improved | BoundMoved | Finished, Field(discriminator="event")]

STAGES: Mapping[str, Text] = {
    "first": Text("looking for a first complete timetable", "正在找第一份完整的课表"),
    "relaxed": Text("keeping as many of the relaxable rules as possible", "尽量遵守可放宽的规定"),
    "penalty": Text("improving", "正在改进"),
    "rooms": Text("settling rooms", "正在固定教室"),
    "elastic": Text("starting from a timetable that breaks some rules", "先排出违反部分规定的课表，再逐步改正"),
    "confirm": Text("checking again that it really cannot be done", "再核对一遍是否真的排不出来"),
    "proof": Text("adding up the rules to say why", "正在把各条规定加起来算，找出原因"),
    "draft": Text("making the best draft", "正在排一份最好的草稿"),
    "counting": Text("counting", "正在清点"),
    "conflict": Text("leaving out one rule after another", "正在逐条去掉规定，看缺了哪一条就排得出来"),
    "ways": Text("trying ways out", "正在试出路"),
    "near": Text("looking near the lessons that cannot stay", "先在受影响的课附近找"),
    "moves": Text("looking for fewer moves in the whole school", "在全校范围找动得更少的"),
    "fewest": Text("checking again that nothing moves fewer", "再核对一遍是否已经最少"),
}
"""What the search does in each stage, as people are told."""
