"""What a school prints of a timetable, one workbook each: parts of the whole results workbook."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.text import Text
from scheduler.io.results.book import Write
from scheduler.io.results.classes import write_classes
from scheduler.io.results.compliance import write_compliance
from scheduler.io.results.evidence import write_evidence
from scheduler.io.results.fairness import write_fairness
from scheduler.io.results.free import write_free
from scheduler.io.results.master import write_master
from scheduler.io.results.patrol import write_patrol
from scheduler.io.results.principal import write_principal
from scheduler.io.results.rooms import write_rooms
from scheduler.io.results.signing import write_signing
from scheduler.io.results.sport_places import write_sport_places
from scheduler.io.results.statistics import write_statistics
from scheduler.io.results.teachers import write_teachers
from scheduler.io.results.wet_weather import write_wet_weather


@dataclass(frozen=True, slots=True)
class Print:
    """Something to hand out: what it is, what is to be known of it, and the sheets it is made of."""

    id: str
    name: Text
    about: Text
    sheets: tuple[Write, ...]


PRINTS: tuple[Print, ...] = (
    Print(
        "master",
        Text("Whole school", "总课表"),
        Text("A3, classes down, days across", "A3，全校一张"),
        (write_master,),
    ),
    Print(
        "classes",
        Text("Class wall charts", "班级墙贴"),
        Text("with clock times", "带钟点，每班一页"),
        (write_classes,),
    ),
    Print(
        "teachers",
        Text("Teachers' slips", "教师课表小条"),
        Text("8 to a page, to cut", "每页 8 张，可裁开"),
        (write_teachers,),
    ),
    Print(
        "rooms",
        Text("Rooms and sport places", "场地使用表"),
        Text("rooms, sport places, rain", "教室、体育分区、雨天"),
        (write_rooms, write_sport_places, write_wet_weather),
    ),
    Print("free", Text("Free teachers", "空课教师一览"), Text("who is free when", "每节课谁有空"), (write_free,)),
    Print("patrol", Text("Patrol form", "巡课表"), Text("with tick boxes", "带勾选框"), (write_patrol,)),
    Print(
        "signing",
        Text("Signing list", "任课核对签字表"),
        Text("every teacher signs", "教师逐人签字"),
        (write_signing,),
    ),
    Print(
        "principal",
        Text("Page for the principal", "校长一页"),
        Text("with fairness and loads", "含公平性和工作量"),
        (write_principal, write_statistics, write_fairness),
    ),
    Print(
        "compliance",
        Text("Compliance report", "合规报告"),
        Text("rule by rule, with evidence", "逐条规定，附依据"),
        (write_compliance, write_evidence),
    ),
)
"""In the order in which they are asked for."""
