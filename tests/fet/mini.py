"""Tiny schools as FET files, written in a line or two: what the tests read, and what the stored files are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scheduler.domain.policy import RuleSetting
from scheduler.io import Imported
from scheduler.io.fet.read import read_fet

HERE = Path(__file__).parent
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri")
DAY = ("1st", "2nd", "3rd", "4th", "5th", "6th")


def fields(**said: object) -> str:
    """`<Name>value</Name>` for each field; a list repeats it."""
    out = ""
    for name, value in said.items():
        for one in value if isinstance(value, list) else [value]:
            out += f"<{name}>{one}</{name}>"
    return out


def asks(kind: str, weight: float = 100, active: str = "true", **said: object) -> str:
    """One constraint."""
    inside = fields(Weight_Percentage=f"{weight:g}", **said, Active=active, Comments="")
    return f"<Constraint{kind}>{inside}</Constraint{kind}>\n"


def at(kind: str, tag: str, day: str, hour: str, times: str, weight: float = 100, **said: Any) -> str:
    """A constraint that lists times, written as `Mon 1st, Tue 2nd`."""
    pairs = [one.split() for one in times.split(",")]
    listed = "".join(f"<{tag}>{fields(**{day: d, hour: h})}</{tag}>" for d, h in pairs)
    listed = fields(**{f"Number_of_{tag}s": len(pairs)}) + listed
    return asks(kind, weight, **said).replace("<Active>", listed + "<Active>", 1)


def away(kind: str, times: str, weight: float = 100, **who: Any) -> str:
    """Someone or something is not available."""
    return at(f"{kind}NotAvailableTimes", "Not_Available_Time", "Day", "Hour", times, weight, **who)


def starts(kind: str, times: str, weight: float = 100, **which: Any) -> str:
    """A constraint with preferred starting times."""
    day, hour = "Preferred_Starting_Day", "Preferred_Starting_Hour"
    return at(kind, "Preferred_Starting_Time", day, hour, times, weight, **which)


def slots(kind: str, times: str, weight: float = 100, **which: Any) -> str:
    """A constraint with preferred time slots."""
    return at(kind, "Preferred_Time_Slot", "Preferred_Day", "Preferred_Hour", times, weight, **which)


def selected(kind: str, times: str, weight: float = 100, **which: Any) -> str:
    """A constraint with selected time slots."""
    return at(kind, "Selected_Time_Slot", "Selected_Day", "Selected_Hour", times, weight, **which)


def filtered(teacher: str = "", students: str = "", subject: str = "", tag: str = "", **more: object) -> dict[str, Any]:
    """The filter of a constraint on many activities."""
    names = {"Teacher_Name": teacher, "Students_Name": students, "Subject_Name": subject, "Activity_Tag_Name": tag}
    return {**names, **more}


def activity(
    an_id: int, subject: str, who: str = "", sets: str = "", *, long: int = 1, group: int = 0, **more: object
) -> str:
    """One activity; teachers and sets of students separated by +."""
    teachers, students = ([one for one in word.split("+") if one] for word in (who, sets))
    said: dict[str, object] = {
        "Teacher": teachers,
        "Subject": subject,
        "Activity_Tag": [],
        "Students": students,
        "Duration": long,
        "Total_Duration": long,
        "Id": an_id,
        "Activity_Group_Id": group,
        "Active": "true",
        "Comments": "",
    }
    return f"<Activity>{fields(**{**said, **more})}</Activity>\n"


def named(tag: str, names: Iterable[str]) -> str:
    """A list of things that have no more than a name."""
    return "".join(f"<{tag}>{fields(Name=name, Comments='')}</{tag}>\n" for name in names)


def year(name: str, groups: dict[str, Sequence[str]] | None = None, size: int = 0) -> str:
    """A year with its groups, each with its subgroups."""
    out = fields(Name=name, Number_of_Students=size, Comments="")
    for group, inside in (groups or {}).items():
        subs = "".join(f"<Subgroup>{fields(Name=s, Number_of_Students=0, Comments='')}</Subgroup>" for s in inside)
        out += f"<Group>{fields(Name=group, Number_of_Students=0, Comments='')}{subs}</Group>"
    return f"<Year>{out}</Year>\n"


def room(name: str, seats: int = 30000, building: str = "", sets: Sequence[Sequence[str]] = ()) -> str:
    """A room; with sets of real rooms a virtual one."""
    out = fields(Name=name, Building=building, Capacity=seats, Virtual="true" if sets else "false")
    if sets:
        out += fields(Number_of_Sets_of_Real_Rooms=len(sets))
        for one in sets:
            out += (
                f"<Set_of_Real_Rooms>{fields(Number_of_Real_Rooms=len(one), Real_Room=list(one))}</Set_of_Real_Rooms>"
            )
    return f"<Room>{out}{fields(Comments='')}</Room>\n"


def school(
    activities: Sequence[str],
    time: Sequence[str] = (),
    space: Sequence[str] = (),
    *,
    years: Sequence[str] = (),
    teachers: Sequence[str] = ("Ann", "Ben", "Cai"),
    subjects: Sequence[str] = ("Maths", "Music", "Sport"),
    tags: Sequence[str] = (),
    rooms: Sequence[str] = (),
    buildings: Sequence[str] = (),
    days: Sequence[str] = WEEK,
    hours: Sequence[str] = DAY,
    version: str = "6.8.5",
    mode: str = "Official",
) -> bytes:
    """A whole file. Years are 7A and 7B where none are given."""
    basic = (asks("BasicCompulsoryTime"), asks("BasicCompulsorySpace"))
    lists = {
        "Days": fields(Number_of_Days=len(days)) + named("Day", days),
        "Hours": fields(Number_of_Hours=len(hours)) + named("Hour", hours),
        "Subjects": named("Subject", subjects),
        "Activity_Tags": named("Activity_Tag", tags),
        "Teachers": named("Teacher", teachers),
        "Students": "".join(years or (year("7A"), year("7B"))),
        "Activities": "".join(activities),
        "Buildings": named("Building", buildings),
        "Rooms": "".join(rooms),
        "Time_Constraints": basic[0] + "".join(time),
        "Space_Constraints": basic[1] + "".join(space),
    }
    head = (f"<Mode>{mode}</Mode>\n" if mode else "") + "<Institution_Name>Small school</Institution_Name>\n"
    inside = "".join(f"<{name}_List>\n{content}</{name}_List>\n" for name, content in lists.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<fet version="{version}">\n{head}{inside}</fet>\n'.encode()


def read(*parts: Sequence[str], **more: Sequence[str] | str) -> Imported:
    """The school of a whole file written here."""
    return read_fet(school(*parts, **more))  # type: ignore[arg-type]


def rules(imported: Imported) -> dict[str, RuleSetting]:
    """Its rule settings by instance."""
    return {rule.instance: rule for rule in imported.problem.rules}


def rows(imported: Imported, instance: str) -> list[dict[str, object]]:
    """The rows of one of its settings."""
    found = rules(imported)[instance].params["rows"]
    assert isinstance(found, list)
    return found


def stored(name: str) -> Imported:
    """A file that stands beside this one."""
    return read_fet(HERE / f"{name}.fet")
