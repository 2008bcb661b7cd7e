"""Who and where: grades, classes and their groups, teachers and theirs, rooms, subjects."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from scheduler.domain.base import Id, Name, Value
from scheduler.domain.time import TimeRange


class Campus(Value):
    """A site of the school; lessons on two sites need travel between them."""

    id: Id
    name: Name = ""


class Grade(Value):
    """A year of pupils and the bell schedule it follows; `number` 1-12 selects per-grade figures."""

    id: Id
    name: Name = ""
    number: int = Field(0, ge=0, le=13)
    bell: Id


class SchoolClass(Value):
    """A class of a grade. `leaves` names the smallest groups it divides into; none means it never divides."""

    id: Id
    name: Name = ""
    grade: Id
    size: int = Field(0, ge=0, le=1000)
    class_teacher: str = ""
    room: str = ""
    campus: str = ""
    leaves: tuple[Id, ...] = ()
    unavailable: tuple[TimeRange, ...] = ()
    aliases: tuple[Name, ...] = ()


class StudentGroup(Value):
    """A set of pupils that has lessons of its own: leaves of one or of several classes."""

    id: Id
    name: Name = ""
    leaves: tuple[Id, ...]
    unavailable: tuple[TimeRange, ...] = ()


class Teacher(Value):
    """A teacher; `id` is the staff number if given, else the name.

    `subjects` are those the teacher is qualified for, `also` those taught beside (兼任); loads are weekly
    lessons after weighting (折算), None where not set; `reduction` is taken off the norm for duties.
    """

    id: Id
    name: Name = ""
    staff_no: Name = ""
    subjects: tuple[Id, ...] = ()
    also: tuple[Id, ...] = ()
    kind: Name = ""
    duty: Name = ""
    reduction: int = Field(0, ge=0, le=100)
    load_min: int | None = Field(None, ge=0, le=200)
    load_max: int | None = Field(None, ge=0, le=200)
    day_max: int | None = Field(None, ge=0, le=30)
    campus: str = ""
    placeholder: bool = False
    unavailable: tuple[TimeRange, ...] = ()
    preferred: tuple[TimeRange, ...] = ()
    disliked: tuple[TimeRange, ...] = ()
    aliases: tuple[Name, ...] = ()


class GroupKind(StrEnum):
    """What a teachers' group is for."""

    RESEARCH = "research"
    PREPARATION = "preparation"
    YEAR = "year"
    LEADERS = "leaders"
    PARTY = "party"
    DISTRICT = "district"


class TeacherGroup(Value):
    """Teachers who meet. `meeting` is the course that is their meeting; `exempt` may miss it.

    `common_free` is how many free periods a week all members must share (集体备课), 0 for none.
    """

    id: Id
    name: Name = ""
    kind: GroupKind = GroupKind.RESEARCH
    members: tuple[Id, ...] = ()
    exempt: tuple[Id, ...] = ()
    meeting: str = ""
    every: Literal["week", "fortnight", "month"] = "week"
    common_free: int = Field(0, ge=0, le=40)


class Room(Value):
    """A room or a field; `places` is how many lessons it holds at once, `seats` 0 where unknown.

    A room that `combines` sets of rooms is a virtual one: whoever is in it also takes one room of each set, all of
    them different. Its own `places` say how many lessons may be in it at once, if real rooms suffice.
    """

    id: Id
    name: Name = ""
    places: int = Field(1, ge=0, le=200)
    seats: int = Field(0, ge=0, le=10000)
    campus: str = ""
    unavailable: tuple[TimeRange, ...] = ()
    wet_places: int | None = Field(None, ge=0, le=200)
    wet_instead: str = ""
    combines: tuple[tuple[Id, ...], ...] = ()


class RoomPool(Value):
    """Rooms that serve the same need (the two art rooms; every PE place). A room is also a pool of itself."""

    id: Id
    name: Name = ""
    rooms: tuple[Id, ...]
    campus: str = ""


class Family(StrEnum):
    """Subject families: the colour on every sheet and page."""

    CORE = "core"
    LANGUAGE = "language"
    SCIENCE = "science"
    HUMANITIES = "humanities"
    PE = "pe"
    ARTS = "arts"
    PRACTICE = "practice"
    SCHOOL = "school"
    MEETING = "meeting"


class Subject(Value):
    """A subject. `protected` lessons may not be taken over; `core` subjects are those that might take them.

    `sport` lessons are activity minutes, `extension` lessons are only when a rule counts 拓展; `factor` is the
    weighting of one lesson in percent; `counted_in` is the plan row that pays for it.
    """

    id: Id
    name: Name = ""
    short: Name = ""
    family: Family = Family.SCHOOL
    protected: bool = False
    core: bool = False
    sport: bool = False
    extension: bool = False
    factor: int = Field(100, ge=0, le=1000)
    counted_in: str = ""
    unavailable: tuple[TimeRange, ...] = ()
    aliases: tuple[Name, ...] = ()
