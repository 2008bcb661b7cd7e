"""Curriculum plans: weekly lessons of each subject in each grade, and the subjects themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.school import Family, Subject

Table = Mapping[str, tuple[int, ...]]
"""Subject → weekly lessons, grade by grade."""

MORALS, CHINESE, WRITING, MATHS, ENGLISH = "道德与法治", "语文", "书法", "数学", "英语"
SCIENCE, COMPUTING, PE, SPORT, MUSIC, ART = "科学", "信息科技", "体育与健康", "体育活动", "音乐", "美术"
LABOUR, PRACTICE, CLASS_MEETING, LOCAL = "劳动", "综合实践活动", "班队会", "校本课程"
MIND, SAFETY, CLUBS, SUPPORT = "心理健康", "安全教育", "社团活动", "资源教室辅导"
HISTORY, GEOGRAPHY, BIOLOGY, PHYSICS, CHEMISTRY = "历史", "地理", "生物", "物理", "化学"
RESEARCH, LEADERS = "教研活动", "行政会"

GRADES = tuple(f"{number}年级" for number in (*"一二三四五六七八九", "高一", "高二", "高三"))
NUMERALS = "一二三四五六七八九"

PRIMARY: Table = {
    MORALS: (2, 2, 2, 2, 2, 2),
    CHINESE: (8, 8, 6, 6, 5, 5),
    WRITING: (0, 0, 1, 1, 1, 1),
    MATHS: (4, 4, 4, 4, 5, 5),
    ENGLISH: (0, 0, 2, 2, 3, 3),
    SCIENCE: (1, 1, 2, 2, 2, 2),
    COMPUTING: (0, 0, 1, 1, 1, 1),
    PE: (4, 4, 3, 3, 3, 3),
    SPORT: (0, 0, 0, 0, 0, 0),
    MUSIC: (2, 2, 2, 2, 2, 2),
    ART: (2, 2, 2, 2, 2, 2),
    LABOUR: (1, 1, 1, 1, 1, 1),
    PRACTICE: (1, 1, 1, 1, 1, 1),
    CLASS_MEETING: (1, 1, 1, 1, 1, 1),
    LOCAL: (0, 0, 2, 2, 1, 1),
}
"""26 lessons in grades 1 and 2 (where 校本 pays for 班队会), 30 in grades 3 to 6."""

PRIMARY_DAILY_PE: Table = {
    **PRIMARY,
    CHINESE: (7, 7, 6, 6, 5, 5),
    MATHS: (4, 4, 4, 4, 4, 4),
    SPORT: (1, 1, 2, 2, 2, 2),
    LOCAL: (0, 0, 0, 0, 0, 0),
}
"""A sport lesson on each day: paid by 校本 first, then by the one lesson the school names; 综合实践 stays."""

JUNIOR: Table = {
    MORALS: (2, 2, 2),
    CHINESE: (5, 5, 5),
    MATHS: (4, 5, 5),
    ENGLISH: (4, 4, 4),
    HISTORY: (2, 2, 2),
    GEOGRAPHY: (2, 2, 0),
    BIOLOGY: (3, 2, 0),
    PHYSICS: (0, 2, 3),
    CHEMISTRY: (0, 0, 3),
    COMPUTING: (1, 1, 0),
    PE: (3, 3, 3),
    SPORT: (0, 0, 0),
    MUSIC: (1, 1, 1),
    ART: (1, 1, 1),
    LABOUR: (1, 1, 1),
    PRACTICE: (1, 1, 1),
    CLASS_MEETING: (1, 1, 1),
    LOCAL: (3, 1, 2),
}
"""34 lessons in each of grades 7 to 9."""

JUNIOR_DAILY_PE: Table = {**JUNIOR, MATHS: (4, 4, 5), SPORT: (2, 2, 2), LOCAL: (1, 0, 0)}

SENIOR: Table = {
    MORALS: (2, 2, 2),
    CHINESE: (4, 4, 5),
    MATHS: (4, 4, 5),
    ENGLISH: (4, 4, 5),
    HISTORY: (2, 4, 4),
    GEOGRAPHY: (2, 2, 2),
    BIOLOGY: (2, 2, 2),
    PHYSICS: (3, 4, 4),
    CHEMISTRY: (2, 3, 3),
    COMPUTING: (1, 1, 0),
    PE: (3, 3, 3),
    MUSIC: (1, 1, 0),
    ART: (1, 1, 0),
    LABOUR: (1, 1, 1),
    PRACTICE: (1, 1, 1),
    CLASS_MEETING: (1, 1, 1),
}
"""34 lessons in each of grades 10 to 12; from grade 11 physics and history are two options at the same time."""

SUBJECTS: tuple[Subject, ...] = (
    Subject(id=MORALS, short="道", family=Family.HUMANITIES),
    Subject(id=CHINESE, short="语", family=Family.CORE, core=True),
    Subject(id=WRITING, short="书", family=Family.CORE, counted_in=CHINESE),
    Subject(id=MATHS, short="数", family=Family.CORE, core=True),
    Subject(id=ENGLISH, short="英", family=Family.LANGUAGE, core=True),
    Subject(id=SCIENCE, short="科", family=Family.SCIENCE),
    Subject(id=BIOLOGY, short="生", family=Family.SCIENCE),
    Subject(id=PHYSICS, short="物", family=Family.SCIENCE),
    Subject(id=CHEMISTRY, short="化", family=Family.SCIENCE),
    Subject(id=HISTORY, short="史", family=Family.HUMANITIES),
    Subject(id=GEOGRAPHY, short="地", family=Family.HUMANITIES),
    Subject(id=COMPUTING, short="信", family=Family.SCIENCE, protected=True),
    Subject(id=PE, short="体", family=Family.PE, protected=True, sport=True),
    Subject(id=SPORT, short="体活", family=Family.PE, protected=True, sport=True, counted_in=LOCAL),
    Subject(id=MUSIC, short="音", family=Family.ARTS, protected=True),
    Subject(id=ART, short="美", family=Family.ARTS, protected=True),
    Subject(id=LABOUR, short="劳", family=Family.PRACTICE, protected=True),
    Subject(id=PRACTICE, short="综", family=Family.PRACTICE, protected=True),
    Subject(id=CLASS_MEETING, short="班", family=Family.PRACTICE),
    Subject(id=LOCAL, short="校", family=Family.SCHOOL),
    Subject(id=MIND, short="心", family=Family.SCHOOL, protected=True, counted_in=LOCAL),
    Subject(id=SAFETY, short="安", family=Family.SCHOOL, counted_in=LOCAL),
    Subject(id=CLUBS, short="社", family=Family.SCHOOL, extension=True, counted_in=LOCAL),
    Subject(id=SUPPORT, short="资", family=Family.SCHOOL),
    Subject(id=RESEARCH, short="研", family=Family.MEETING),
    Subject(id=LEADERS, short="政", family=Family.MEETING),
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What the lessons of a subject need: a room or pool and whether it must be that; doubles in some grades."""

    rooms: Mapping[str, tuple[str, bool]]
    room_grades: Mapping[str, frozenset[int]]
    doubles: Mapping[str, frozenset[int]]


def plan_rows(table: Table, first_grade: int, needs: Needs, pays: Mapping[str, tuple[str, ...]]) -> tuple[PlanRow, ...]:
    """Plan rows of a table whose first column is grade `first_grade`; `pays` names the paying row per grade."""
    rows: list[PlanRow] = []
    for column in range(len(next(iter(table.values())))):
        grade = first_grade + column
        for subject, weekly in table.items():
            if not (lessons := weekly[column]):
                continue
            room, strict = needs.rooms.get(subject, ("", True))
            if grade not in needs.room_grades.get(subject, frozenset({grade})):
                room, strict = "", True
            rows.append(
                PlanRow(
                    grade=GRADES[grade - 1],
                    subject=subject,
                    odd=lessons,
                    even=lessons,
                    counted_in=pays[subject][column] if subject in pays else "",
                    room=room,
                    room_strict=strict,
                    doubles=1 if grade in needs.doubles.get(subject, frozenset()) else 0,
                )
            )
    return tuple(rows)


def used_subjects(*used: str) -> tuple[Subject, ...]:
    """The subjects named, in the order of the catalogue, each once; what pays for them included."""
    wanted = set(used)
    wanted |= {s.counted_in for s in SUBJECTS if s.id in wanted}
    return tuple(s for s in SUBJECTS if s.id in wanted)
