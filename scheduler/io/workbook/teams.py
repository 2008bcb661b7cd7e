"""教师组与会议: groups of teachers, and the meeting of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import GroupKind, TeacherGroup
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import Block, Cell, Sheet, number, said
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import ID, Reading, Writing, identity, identity_cells, rows_of
from scheduler.io.workbook.times import periods_word, weeks_of, weeks_word

TITLE = Text("Groups", "教师组与会议")
KIND_WORDS: dict[GroupKind, Text] = {
    GroupKind.RESEARCH: Text("research", "教研组"),
    GroupKind.PREPARATION: Text("preparation", "备课组"),
    GroupKind.YEAR: Text("year", "年级组"),
    GroupKind.LEADERS: Text("leaders", "行政会"),
    GroupKind.PARTY: Text("party", "党支部"),
    GroupKind.DISTRICT: Text("district", "区教研"),
}
_KINDS = {plain.key(w): k for k, t in KIND_WORDS.items() for w in (t.en, t.zh, k.value)}
Every = Literal["week", "fortnight", "month"]
EVERY_WORDS: dict[Every, Text] = {
    "week": Text("week", "每周"),
    "fortnight": Text("fortnight", "双周一次"),
    "month": Text("month", "每月"),
}
_EVERY: dict[str, Every] = {plain.key(w): k for k, t in EVERY_WORDS.items() for w in (t.en, t.zh)}
_EVERY |= {"隔周": "fortnight", "两周一次": "fortnight", "双周": "fortnight", "weekly": "week", "monthly": "month"}
OPEN = Text("open", "待定")
_OPEN = frozenset(("待定", "待模型选", "open", "tbd"))
COLUMNS = (
    column("name", "Group", "组名", "名称", width=18),
    column("kind", "Kind", "类别", "类型", width=10, choices=tuple(KIND_WORDS.values())),
    column("members", "Members", "成员", "组员", width=40),
    column("exempt", "May be absent", "可缺席人", width=16),
    column("subject", "Meeting of", "会议科目", "会议", width=12, note=Text("e.g. Research", "如 教研活动")),
    column(
        "time",
        "Time",
        "时间",
        "活动时间",
        width=14,
        note=Text("e.g. Tue 5-6; open: to be found; empty: no meeting", "如 周二 5-6；待定：由系统安排；不填：不开会"),
    ),
    column("length", "Lessons", "节数", width=8),
    column("weeks", "Weeks", "周次", width=8, choices=(Text("odd weeks", "单周"), Text("even weeks", "双周"))),
    column("every", "Every", "频次", width=10, choices=tuple(EVERY_WORDS.values())),
    column("room", "Room", "场地", width=12),
    column("bell", "Bell schedule", "作息表", width=12),
    column(
        "common_free", "Common free lessons", "共同空课节数", width=12, note=Text("for joint preparation", "集体备课用")
    ),
    column(
        "meeting", "Course id", "会议课程", width=14, note=Text("only for a shared meeting", "几个组共用一个会议时填")
    ),
    ID,
)


def declare(parts: Sequence[Section], reading: Reading) -> list[Row]:
    """Rows of groups, their names made known."""
    rows = [r for s in parts[:1] for r in rows_of(s, COLUMNS, ("name", "members"), reading.desk) if any(identity(r))]
    for row in rows:
        an_id, name = identity(row)
        row.place(f"teacher_groups[{an_id}]", "name")
        reading.names.teams.add(an_id, name)
    return rows


def read(rows: Sequence[Row], reading: Reading) -> tuple[tuple[TeacherGroup, ...], tuple[Course, ...]]:
    """Groups, and the meetings the sheet tells in full."""
    groups: dict[str, TeacherGroup] = {}
    courses: list[Course] = []
    for row in rows:
        an_id, name = identity(row)
        members = reading.names.teachers.many(row, "members")
        exempt = reading.names.teachers.many(row, "exempt")
        meeting = row.text("meeting")
        if not meeting and (row.raw("time") or row.raw("length")):
            present = tuple(m for m in members if m not in exempt)
            made = _meeting(row, an_id, name, present, reading)
            if made is not None:
                row.place(f"courses[{made.id}]", "time")
                courses.append(made)
                meeting = made.id
        group = row.build(
            TeacherGroup,
            id=an_id,
            name=name,
            kind=_word(row, "kind", _KINDS, GroupKind.RESEARCH),
            members=members,
            exempt=exempt,
            meeting=meeting,
            every=_word(row, "every", _EVERY, "week"),
            common_free=row.number_of("common_free"),
        )
        if an_id in groups:
            row.fault("name", Text(f"group {an_id[:40]} stands here twice", f"教师组“{an_id[:40]}”重复"))
        elif group is not None:
            groups[an_id] = group
    return tuple(groups.values()), tuple(courses)


def _word(row: Row, column: str, known: dict[str, GroupKind] | dict[str, Every], default: str) -> object:
    raw = row.raw(column)
    found = known.get(plain.key(raw))
    if raw and found is None:
        row.fault(column, Text(f"“{raw[:20]}” is not known here", f"“{raw[:20]}”不是可选项"))
    return found or default


def _meeting(row: Row, group: str, name: str, present: tuple[str, ...], reading: Reading) -> Course | None:
    raw = row.raw("time")
    fixed: tuple[FixedLesson, ...] = ()
    length = row.whole("length", None)
    weeks = weeks_of(row.raw("weeks"))
    if weeks is None:
        row.fault("weeks", Text("write odd, even or nothing", "请填“单周”“双周”或不填"))
    if raw and plain.key(raw) not in _OPEN:
        found = reading.ranges(row, "time")
        if len(found) != 1 or not found[0].day or not found[0].periods:
            row.fault(
                "time",
                Text("a meeting has one time", "会议时间应为一个时段"),
                Text("write e.g. Tue 5-6, or open", "写法如 周二 5-6，或“待定”"),
            )
            return None
        fixed = (FixedLesson(day=found[0].day, period=max(1, min(40, found[0].periods[0]))),)
        length = length or len(found[0].periods)
    subject = reading.names.subjects.one(row, "subject") or _any_meeting_subject(reading)
    if not subject:
        row.fault("subject", Text("the meeting's subject is missing", "缺少会议科目"))
        return None
    if length is not None and not 1 <= length <= 12:
        row.fault("length", Text("a meeting has 1 to 12 periods", "会议为 1 至 12 节"))
        return None
    return row.build(
        Course,
        id=f"{group}:{subject}",
        subject=subject,
        teachers=present,
        parts=(Part(duration=length or 1, count=1),),
        kind=CourseKind.MEETING,
        weeks=weeks or Weeks.ALL,
        room=reading.names.places.one(row, "room"),
        bell=reading.names.bells.one(row, "bell"),
        fixed=fixed,
        name=name,
    )


def _any_meeting_subject(reading: Reading) -> str:
    """教研活动; made known (and so added to the subjects) where no subject is called so."""
    word = "教研活动" if reading.desk.lang == "zh" else "Research"
    found = reading.names.subjects.find(word)
    if not found:
        reading.names.subjects.add(word, word)
        reading.desk.note(NoteKind.ASSUMED, Text("meetings are of subject Research", "会议科目为“教研活动”"))
        return word
    return found[0] if len(found) == 1 else ""


def _told(group: TeacherGroup, meeting: Course | None) -> bool:
    """Whether the sheet's own columns say the whole meeting."""
    if meeting is None or len(meeting.parts) != 1 or meeting.parts[0].count != 1 or len(meeting.fixed) > 1:
        return False
    if any(f.room for f in meeting.fixed) or meeting.forbidden or meeting.preferred:
        return False
    usual = Course(
        id=f"{group.id}:{meeting.subject}",
        subject=meeting.subject,
        teachers=tuple(m for m in group.members if m not in group.exempt),
        parts=meeting.parts,
        kind=CourseKind.MEETING,
        weeks=meeting.weeks,
        room=meeting.room,
        bell=meeting.bell,
        fixed=meeting.fixed,
        name=group.name,
    )
    return usual == meeting


def told_meetings(problem: Problem) -> dict[str, Course]:
    """Meetings this sheet tells in full, by group."""
    courses = {c.id: c for c in problem.courses}
    found = {g.id: courses.get(g.meeting) for g in problem.teacher_groups}
    return {g.id: m for g in problem.teacher_groups if _told(g, m := found[g.id]) and m is not None}


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    names, lang, told = writing.names, writing.lang, told_meetings(problem)
    rows: list[list[Cell]] = []
    for group in problem.teacher_groups:
        name, an_id = identity_cells(group.id, group.name)
        meeting = told.get(group.id)
        head: list[Cell] = [
            name,
            KIND_WORDS[group.kind].to(lang),
            writing.refs(names.teachers, group.members),
            writing.refs(names.teachers, group.exempt),
        ]
        middle: list[Cell] = [""] * 4
        room = bell = ""
        if meeting is not None:
            length = meeting.parts[0].duration
            time = OPEN.to(lang)
            if meeting.fixed:
                at = meeting.fixed[0]
                periods = tuple(range(at.period, at.period + length))
                time = f"{writing.day(at.day)} {periods_word(periods)}"
            middle = [writing.ref(names.subjects, meeting.subject), time, length, weeks_word(meeting.weeks, lang)]
            room, bell = writing.ref(names.places, meeting.room), writing.ref(names.bells, meeting.bell)
        every = EVERY_WORDS[group.every].to(lang)
        shared = said(group.meeting) if meeting is None else ""
        rows.append([*head, *middle, every, room, bell, number(group.common_free or None), shared, an_id])
    return Sheet(TITLE, [Block(COLUMNS, rows)])
