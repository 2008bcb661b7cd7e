"""Activities as read, and as courses of one lesson each; who has one, and which are switched off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.domain.curriculum import Course, CourseKind, Part
from scheduler.domain.text import Text
from scheduler.io.fet.desk import Activity, Desk
from scheduler.io.fet.names import NAME_LENGTH, clean
from scheduler.io.fet.xml import Element, active, children, said
from scheduler.io.imported import NoteKind

PATH = "Activities_List/Activity"
LONGEST = 12
"""Periods of the longest lesson a course can have."""


def activity_ids(root: Element) -> Iterator[str]:
    """Ids of all activities as written."""
    yield from (said(element, "Id") for element in children(root, PATH))


def periods_of_sets(root: Element) -> Counter[str]:
    """How many periods active activities name each set of pupils."""
    used: Counter[str] = Counter()
    for element in children(root, PATH):
        if active(element):
            for one in element.iterfind("Students"):
                used[one.text or ""] += _whole(said(element, "Duration")) or 1
    return used


def read_activities(root: Element, desk: Desk) -> None:
    """Every active activity; faults name the activity's Id."""
    seen: set[str] = set()
    parts: Counter[str] = Counter()
    for number, element in enumerate(children(root, PATH), start=1):
        an_id = said(element, "Id")
        where = f"Activity {an_id}" if an_id else f"{PATH}[{number}]"
        if _whole(an_id) is None or an_id in seen:
            wrong = Text("two activities have this Id", "有两个活动的 Id 相同") if an_id in seen else _NO_ID
            desk.fault(where, wrong, Text("save the file anew in FET", "请用 FET 重新保存"))
            continue
        seen.add(an_id)
        split = said(element, "Activity_Group_Id")
        parts[split] += 1
        if not active(element):
            desk.inactive.add(an_id)
            continue
        component = parts[split] if split not in ("", "0") else 1
        if (read := _read(element, an_id, where, component, desk)) is None:
            desk.broken.add(an_id)
        else:
            desk.activities[an_id] = read
    if desk.inactive:
        text = Text("activities switched off in the file: {n}", "文件中停用的活动：{n} 个").format(n=len(desk.inactive))
        desk.note(text, NoteKind.LEFT_OUT)


_NO_ID = Text("its Id is no whole number", "Id 不是整数")


def _whole(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None


def _read(element: Element, an_id: str, where: str, component: int, desk: Desk) -> Activity | None:
    """One activity, None where it is faulty."""
    faults = len(desk.faults)
    duration = _whole(said(element, "Duration")) or 0
    if not 1 <= duration <= min(LONGEST, len(desk.hours)):
        wrong = Text("its Duration is {n}", "时长为 {n}").format(n=said(element, "Duration")[:20] or "?")
        most = min(LONGEST, len(desk.hours))
        desk.fault(where, wrong, Text(f"a whole number from 1 to {most}", f"1 到 {most} 的整数"))

    def named(tag: str) -> list[str]:
        return list(dict.fromkeys(one.text or "" for one in element.iterfind(tag)))

    subject = desk.find(desk.subjects, element.findtext("Subject") or "", Text("subject", "科目"), where)
    teachers = [desk.find(desk.teachers, name, Text("teacher", "教师"), where) for name in named("Teacher")]
    tags = [desk.find(desk.tags, name, Text("activity tag", "标记"), where) for name in named("Activity_Tag") if name]
    sets = named("Students")
    leaves = [desk.find(desk.leaves, name, Text("set of students", "学生组"), where) for name in sets]
    if len(desk.faults) > faults:
        return None
    return Activity(
        id=an_id,
        subject=subject or "",
        teachers=tuple(dict.fromkeys(one for one in teachers if one)),
        sets=tuple(desk.leaves.name(name) for name in sets),
        tags=tuple(one for one in tags if one),
        duration=duration,
        component=component,
        size=_whole(said(element, "Number_Of_Students")),
        leaves=frozenset(leaf for found in leaves for leaf in found or ()),
    )


def course_of(activity: Activity, desk: Desk, title: str, need: tuple[str, bool]) -> Course:
    """An activity as a course with one lesson; `need` is a room's or pool's id, and whether it must be there."""
    return Course(
        id=activity.id,
        subject=activity.subject,
        sets=tuple(dict.fromkeys(one for name in activity.sets if (one := desk.sets.find(name)) is not None)),
        teachers=activity.teachers,
        parts=(Part(duration=activity.duration),),
        kind=CourseKind.LESSON if activity.sets else CourseKind.MEETING,
        room=need[0],
        room_strict=need[1],
        tags=activity.tags,
        unstaffed=not activity.teachers,
        name=clean(" ".join((title, *map(clean, activity.sets))))[:NAME_LENGTH].rstrip(),
    )
