"""Courses row by row: 分组与合班 (groups, joint classes, pull-outs) and 其他课程 (what no matrix can say)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduler.domain.curriculum import Course, CourseKind, Later, Part
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.faults import SHOWN
from scheduler.io.workbook import plain, pupil_groups
from scheduler.io.workbook.cells import read_later, write_later
from scheduler.io.workbook.names import Names
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, said, yes
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of
from scheduler.io.workbook.teaching import weeks_told
from scheduler.io.workbook.times import weeks_of, weeks_word

TITLE = Text("Divisions", "分组与合班")
OTHER_TITLE = Text("Courses", "其他课程")
KIND_WORDS: dict[CourseKind, Text] = {
    CourseKind.LESSON: Text("lesson", "上课"),
    CourseKind.MEETING: Text("meeting", "会议"),
    CourseKind.PULL_OUT: Text("pull-out", "抽离"),
}
NOBODY = Text("none needed", "不需要")
_NOBODY = frozenset(plain.key(word) for word in (NOBODY.en, NOBODY.zh))
_KINDS = {plain.key(w): k for k, t in KIND_WORDS.items() for w in (t.en, t.zh, k.value)}
COLUMNS = (
    column(
        "sets",
        "Classes or groups",
        "班级或组",
        "班级",
        "上课对象",
        width=20,
        note=Text("several: joint lesson", "填多个即合班"),
    ),
    column("subject", "Subject", "科目", "学科", width=12),
    column(
        "teachers",
        "Teachers",
        "教师",
        "任课教师",
        width=18,
        note=Text("several: all are there; none needed: no teacher", "填多人即同时到场；“不需要”：没有教师"),
    ),
    column(
        "later",
        "Later teachers",
        "接任教师",
        "以后教师",
        width=18,
        note=Text("who takes over: Jones[9-14]/Smith[15-]", "第几周起由谁接：李红[9-14]/王敏[15-]"),
    ),
    column(
        "parts",
        "Lessons",
        "节数",
        "周节数",
        "课时",
        width=12,
        note=Text("3; or block 2×1 + 2: one double and two singles", "3；或 连2×1 + 2：一次两节连堂加两节单堂"),
    ),
    column(
        "kind",
        "Kind",
        "类型",
        width=10,
        choices=tuple(KIND_WORDS.values()),
        note=Text("pull-out: the class's own lesson goes on", "抽离：占教师和场地，不占班级"),
    ),
    column("weeks", "Weeks", "周次", width=8, choices=(Text("odd weeks", "单周"), Text("even weeks", "双周"))),
    column("room", "Room", "场地", "专用场地", width=14),
    column("own_room", "Own classroom will do", "可用本班教室", width=12, choices=YES_NO),
    column("bell", "Bell schedule", "作息表", width=12),
    column(
        "tags", "Tags", "标记", width=12, note=Text("marks that rules count by: laboratory", "规则按标记计数，如 实验")
    ),
    column("name", "Printed as", "打印名", "名称", width=14),
    column("id", "Course id", "课程编号", "编号", width=18),
)


def read_courses(section: Section, reading: Reading) -> tuple[list[Course], list[str]]:
    """The courses of a table, and all its ids in order where some rows only name a course told elsewhere."""
    out: list[Course] = []
    order: list[str] = []
    bare = False
    for row in rows_of(section, COLUMNS, ("subject",), reading.desk):
        if row.text("id") and not any(row.raw(c.id) for c in COLUMNS if c.id != "id"):
            order.append(row.text("id"))
            bare = True
            continue
        course = _course(row, reading)
        if course is not None:
            row.place(f"courses[{course.id}]", "id" if row.text("id") else "sets")
            out.append(course)
            order.append(course.id)
    return out, order if bare else []


def _course(row: Row, reading: Reading) -> Course | None:
    names = reading.names
    said_kind, weeks = row.raw("kind"), weeks_of(row.raw("weeks"))
    kind = _KINDS.get(plain.key(said_kind), CourseKind.LESSON) if said_kind else CourseKind.LESSON
    if said_kind and plain.key(said_kind) not in _KINDS:
        row.fault("kind", Text("write lesson, meeting or pull-out", "请填 上课、会议 或 抽离"))
    if weeks is None:
        row.fault("weeks", Text("write odd, even or nothing", "请填“单周”“双周”或不填"))
    parts = parts_of(row.raw("parts"))
    if parts is None:
        row.fault(
            "parts",
            Text("this is no number of lessons", "不是节数"),
            Text("write 3, or block 2×1 + 2", "写 3，或 连2×1 + 2"),
        )
        return None
    sets, subject = names.sets.many(row, "sets"), names.subjects.one(row, "subject")
    unstaffed = plain.key(row.raw("teachers")) in _NOBODY
    if not subject:
        if not row.raw("subject"):
            row.fault("subject", Text("the subject is missing", "缺少科目"))
        return None
    return row.build(
        Course,
        id=row.text("id") or f"{'+'.join(sets)}:{subject}",
        subject=subject,
        sets=sets,
        teachers=() if unstaffed else names.teachers.many(row, "teachers"),
        unstaffed=unstaffed,
        later=_later(row, reading),
        parts=parts,
        kind=kind,
        weeks=weeks or Weeks.ALL,
        room=names.places.one(row, "room"),
        room_strict=not row.truth("own_room"),
        bell=names.bells.one(row, "bell"),
        tags=row.items("tags"),
        name=row.text("name"),
    )


def _later(row: Row, reading: Reading) -> tuple[Later, ...]:
    """Who takes over in later weeks of the term."""
    if not row.raw("later"):
        return ()
    cell = read_later(row.raw("later"), reading.names.teachers.find)
    for name in cell.unknown:
        row.fault("later", *reading.names.teachers.unknown(name, guess=len(row.desk.faults) < SHOWN))
    weeks_told(cell, row, "later", reading)
    return cell.shares[0].later if cell.shares else ()


def parts_of(raw: str) -> tuple[Part, ...] | None:
    """`连2×1 + 2` as a double and two single lessons."""
    out: list[Part] = []
    for term in plain.key(raw).split("+"):
        found = re.fullmatch(r"(?:连|block)?(\d{1,2})[x×*](\d{1,2})次?", term)
        single = re.fullmatch(r"(\d{1,2})节?", term)
        if found and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 60:
            out.append(Part(duration=int(found[1]), count=int(found[2])))
        elif single and 1 <= int(single[1]) <= 60:
            out.append(Part(count=int(single[1])))
        else:
            return None
    return tuple(out)


def parts_word(parts: Sequence[Part], lang: str) -> Cell:
    """Parts as a cell."""
    block = "连" if lang == "zh" else "block "
    terms = [str(p.count) if p.duration == 1 else f"{block}{p.duration}×{p.count}" for p in parts]
    return parts[0].count if len(parts) == 1 and parts[0].duration == 1 else " + ".join(terms)


def course_cells(course: Course, writing: Writing) -> list[Cell]:
    """A course as a row."""
    names, lang = writing.names, writing.lang
    usual_id = f"{'+'.join(course.sets)}:{course.subject}"
    teachers = writing.refs(names.teachers, course.teachers)
    if plain.key(teachers) in _NOBODY:
        teachers = f'"{teachers}"'
    return [
        writing.refs(names.sets, course.sets),
        writing.ref(names.subjects, course.subject),
        NOBODY.to(lang) if course.unstaffed and not course.teachers else teachers,
        write_later(course.later, names.teachers.word),
        parts_word(course.parts, lang),
        KIND_WORDS[course.kind].to(lang),
        weeks_word(course.weeks, lang),
        writing.ref(names.places, course.room),
        "" if course.room_strict else yes(True, lang),
        writing.ref(names.bells, course.bell),
        writing.list(course.tags),
        said(course.name),
        said(course.id) if course.id != usual_id else "",
    ]


def write(problem: Problem, divided: Sequence[Course], writing: Writing) -> Sheet:
    """The sheet of groups and of courses for more or less than a class."""
    blocks = [Block(COLUMNS, [course_cells(c, writing) for c in divided])]
    if problem.groups:
        blocks.append(pupil_groups.block(problem, writing))
    return Sheet(TITLE, blocks)


def write_others(others: Sequence[Course], order: Sequence[str], writing: Writing) -> Sheet:
    """The sheet of all other courses; with an order, every course has a row, most of them the id alone."""
    told = {c.id: course_cells(c, writing) for c in others}
    bare: list[Cell] = [""] * (len(COLUMNS) - 1)
    rows = [told.get(an_id, [*bare, said(an_id)]) for an_id in order] if order else list(told.values())
    return Sheet(OTHER_TITLE, [Block(COLUMNS, rows)])


def know_courses(courses: Sequence[Course], names: Names) -> None:
    """Make courses findable by their ids and names."""
    for course in courses:
        names.courses.add(course.id, course.name)
