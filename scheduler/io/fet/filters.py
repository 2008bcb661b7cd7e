"""Which activities a constraint's filter means: by teacher, students, subject, tag, length, place in a split."""

from __future__ import annotations

from scheduler.domain.text import Text
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.desk import Activity
from scheduler.io.fet.xml import said


def matching(asked: Asked) -> list[str]:
    """Ids of the activities that meet every filter the constraint fills; students match who shares pupils."""
    desk = asked.desk
    faults = len(desk.faults)
    named = {}
    for field, known, what in (
        ("Teacher_Name", desk.teachers, Text("teacher", "教师")),
        ("Subject_Name", desk.subjects, Text("subject", "科目")),
        ("Activity_Tag_Name", desk.tags, Text("activity tag", "标记")),
    ):
        name = asked.raw(field)
        named[field] = desk.find(known, name, what, asked.where) if name.strip() else None
    students = asked.raw("Students_Name")
    leaves = (
        desk.find(desk.leaves, students, Text("set of students", "学生组"), asked.where) if students.strip() else None
    )
    duration = _number(asked, "Duration")
    component = _number(asked, "Component_Number")
    if len(desk.faults) > faults:
        return []

    def meets(one: Activity) -> bool:
        return (
            (named["Teacher_Name"] is None or named["Teacher_Name"] in one.teachers)
            and (named["Subject_Name"] is None or named["Subject_Name"] == one.subject)
            and (named["Activity_Tag_Name"] is None or named["Activity_Tag_Name"] in one.tags)
            and (leaves is None or not one.leaves.isdisjoint(leaves))
            and (duration is None or duration == one.duration)
            and (component is None or component == one.component)
        )

    return [an_id for an_id, one in desk.activities.items() if meets(one)]


def _number(asked: Asked, field: str) -> int | None:
    """A number to filter by, None where the constraint does not."""
    return asked.number_in(field, least=1) if said(asked.element, field) else None
