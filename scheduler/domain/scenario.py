"""What if: a scenario is a named list of typed changes to a school; applying one gives a new school."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from scheduler.domain.base import Name, Value
from scheduler.domain.problem import Problem
from scheduler.domain.scenario_base import Change, Claim
from scheduler.domain.scenario_comes import TeacherComes
from scheduler.domain.scenario_lessons import ClassAdded, CourseParts, LessonFixed, PlanChanged
from scheduler.domain.scenario_meetings import MeetingAdded, MeetingDropped, MeetingMoved
from scheduler.domain.scenario_people import TeacherAway, TeacherDays, TeacherLeaves, TeacherReplaced
from scheduler.domain.scenario_places import RoomAdded, RoomClosed, RoomPlaces
from scheduler.domain.scenario_rules import RuleChanged, RuleLevel
from scheduler.domain.scenario_times import BellsChanged, BellsShifted, BreaksLengthened, CalendarChanged
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.weeks import LAST, in_week, weeks_of

__all__ = [
    "PATCHES",
    "BellsChanged",
    "BellsShifted",
    "BreaksLengthened",
    "CalendarChanged",
    "Change",
    "ClassAdded",
    "CourseParts",
    "LessonFixed",
    "MeetingAdded",
    "MeetingDropped",
    "MeetingMoved",
    "Patch",
    "PlanChanged",
    "RoomAdded",
    "RoomClosed",
    "RoomPlaces",
    "RuleChanged",
    "RuleLevel",
    "Scenario",
    "TeacherAway",
    "TeacherComes",
    "TeacherDays",
    "TeacherLeaves",
    "TeacherReplaced",
    "Weeks",
    "apply",
]

PATCHES: tuple[type[Change], ...] = (
    TeacherAway,
    TeacherComes,
    TeacherDays,
    TeacherReplaced,
    TeacherLeaves,
    RoomClosed,
    RoomPlaces,
    RoomAdded,
    CourseParts,
    PlanChanged,
    ClassAdded,
    LessonFixed,
    MeetingMoved,
    MeetingAdded,
    MeetingDropped,
    RuleChanged,
    RuleLevel,
    BellsChanged,
    BellsShifted,
    BreaksLengthened,
    CalendarChanged,
)
"""Every kind of change, in the order of the manual."""

Patch = Annotated[
    TeacherAway
    | TeacherComes
    | TeacherDays
    | TeacherReplaced
    | TeacherLeaves
    | RoomClosed
    | RoomPlaces
    | RoomAdded
    | CourseParts
    | PlanChanged
    | ClassAdded
    | LessonFixed
    | MeetingMoved
    | MeetingAdded
    | MeetingDropped
    | RuleChanged
    | RuleLevel
    | BellsChanged
    | BellsShifted
    | BreaksLengthened
    | CalendarChanged,
    Field(discriminator="kind"),
]


class Weeks(Value):
    """Weeks of the term, `first` and `last` included."""

    first: int = Field(ge=1, le=LAST)
    last: int = Field(ge=1, le=LAST)


class Scenario(Value):
    """A named list of changes, made in order; with `weeks` for these weeks of the term only.

    A dated scenario is another version of the timetable for its weeks; the rest of the term stays as it is.
    """

    name: Name = ""
    patches: tuple[Patch, ...] = Field(min_length=1, max_length=1000)
    weeks: Weeks | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_weeks(cls, given: object) -> object:
        """`weeks: 6`, `weeks: [6, 7]` and `weeks: 6-7` say the same as first and last."""
        if not isinstance(given, dict) or "weeks" not in given:
            return given
        weeks = given["weeks"]
        if isinstance(weeks, str):
            first, _, last = weeks.replace("–", "-").partition("-")
            weeks = [int(w) if w.strip().isdigit() else w for w in (first, last or first)]
        if isinstance(weeks, int) and not isinstance(weeks, bool):
            weeks = [weeks, weeks]
        if isinstance(weeks, list) and len(weeks) == 2:
            weeks = {"first": weeks[0], "last": weeks[1]}
        return {**given, "weeks": weeks}


def apply(problem: Problem, scenario: Scenario) -> Problem:
    """The school after the changes; the school given stays as it is. Of a dated scenario, as it is in its first week.

    Raises:
        FaultyInput: naming everything the changes say of what the school does not have, and where they contradict.
    """
    faults = list(_weeks(problem, scenario))
    if scenario.weeks is not None and not faults:
        problem = in_week(problem, scenario.weeks.first)
    for number, patch in enumerate(scenario.patches):
        found = [Fault(f"patches[{number}].{w.field}", w.wrong, w.right) for w in patch.wrong(problem)]
        faults += found
        if not found:
            problem = patch.applied(problem)
    faults += _contradictions(scenario)
    if faults:
        raise FaultyInput(faults)
    return problem


def _weeks(problem: Problem, scenario: Scenario) -> Iterator[Fault]:
    weeks = scenario.weeks
    if weeks is None:
        return
    term = weeks_of(problem)
    for field, week in (("first", weeks.first), ("last", weeks.last)):
        if week not in term:
            wrong = Text(f"the term has no week {week}", f"学期没有第 {week} 周")
            right = Text(f"it has weeks 1 to {term[-1]}", f"为第 1 至 {term[-1]} 周")
            yield Fault(f"weeks.{field}", wrong, right)
    if weeks.last < weeks.first:
        yield Fault("weeks", Text("the last week comes before the first", "结束周早于开始周"))
    for course in problem.courses:
        for one in course.later:
            if weeks.first < one.week <= weeks.last:
                wrong = Text(
                    f"in week {one.week} the teachers of {course.id} change", f"第 {one.week} 周 {course.id} 换教师"
                )
                right = Text(
                    f"write two scenarios, up to week {one.week - 1} and from week {one.week}",
                    f"请分成两个方案：到第 {one.week - 1} 周，从第 {one.week} 周起",
                )
                yield Fault("weeks", wrong, right)
                return


def _contradictions(scenario: Scenario) -> Iterator[Fault]:
    """Two changes that decide the same thing, and those that need what another one ends."""
    decided: dict[Claim, int] = {}
    ended = {claim: number for number, patch in enumerate(scenario.patches) for claim in patch.ends}
    right = Text("keep one of the two", "请只留一项")
    for number, patch in enumerate(scenario.patches):
        where = f"patches[{number}]"
        for claim in patch.claims:
            other = decided.setdefault(claim, number)
            if other != number:
                told = Text("contradicts patches[{n}]: both decide on {what}", "与 patches[{n}] 矛盾：都改了“{what}”")
                yield Fault(where, told.format(n=other, what=_named(claim)), right)
        for claim in patch.needs:
            if ended.get(claim, number) != number:
                told = Text("needs {what}, whom patches[{n}] takes away", "用到“{what}”，但 patches[{n}] 已去掉")
                yield Fault(where, told.format(n=ended[claim], what=_named(claim)), right)


def _named(claim: Claim) -> str:
    return " · ".join(part for part in claim[1:] if part)
