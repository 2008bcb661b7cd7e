"""年级班级: classes, and below them the grades with their bell schedules."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass
from scheduler.domain.text import Text
from scheduler.io.imported import NoteKind
from scheduler.io.workbook.names import Names, class_numbers, grade_number
from scheduler.io.workbook.output import Block, Cell, Sheet, number, said
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import ID, Reading, Writing, identity, identity_cells, rows_of

TITLE = Text("Classes", "年级班级")
GRADES = Text("Grades", "年级")
COLUMNS = (
    column("name", "Class", "班级", "班级名称", "班", width=12),
    column("grade", "Grade", "年级", width=10, note=Text("empty: taken from the class name", "不填：按班级名称判断")),
    column("size", "Pupils", "人数", "学生数", width=8),
    column("class_teacher", "Class teacher", "班主任", "正班主任", width=12),
    column(
        "room", "Home room", "教室", "本班教室", width=12, note=Text("only if listed in Rooms", "“场地”表中有的才填")
    ),
    column("campus", "Campus", "校区", width=10),
    column(
        "leaves",
        "Divides into",
        "分成小组",
        "走班小组",
        width=20,
        note=Text("smallest groups for split lessons", "分组上课时的最小小组"),
    ),
    column("unavailable", "Closed times", "不排课时间", width=20, note=Text("e.g. Fri 6", "如：周五 6")),
    column("aliases", "Also called", "别名", width=14),
    ID,
)
GRADE_COLUMNS = (
    column("name", "Grade", "年级", "年级名称", width=12),
    column("number", "Year (1-12)", "第几年级", "序号", "年级序号", width=10),
    column("bell", "Bell schedule", "作息表", "作息", width=16),
    ID,
)
GRADE_NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "高一", "高二", "高三")


def grade_name(year: int, lang: str) -> str:
    """The name a grade gets where the workbook gives none."""
    if lang == "en":
        return f"Grade {year}"
    return GRADE_NAMES[year - 1] + ("年级" if year <= 9 else "")


def declare(parts: Sequence[Section], reading: Reading) -> tuple[list[Row], list[Row]]:
    """Rows of classes and of grades, their names made known."""
    class_rows = [r for s in parts[:1] for r in rows_of(s, COLUMNS, ("name",), reading.desk) if any(identity(r))]
    grade_rows = [r for s in parts[1:] for r in rows_of(s, GRADE_COLUMNS, ("name",), reading.desk) if any(identity(r))]
    for row in grade_rows:
        an_id, name = identity(row)
        row.place(f"grades[{an_id}]", "name")
        reading.names.grades.add(an_id, name)
    for row in class_rows:
        an_id, name = identity(row)
        row.place(f"classes[{an_id}]", "name")
        know_class(reading.names, an_id, name, *row.items("aliases"), leaves=row.items("leaves"))
    return class_rows, grade_rows


def know_class(names: Names, an_id: str, name: str, *words: str, leaves: Sequence[str] = ()) -> None:
    """Make a class findable, as a class and as a set of pupils."""
    names.classes.add(an_id, name or an_id, *words)
    names.sets.add(an_id, name or an_id, *words)
    for leaf in leaves or (an_id,):
        names.leaves.add(leaf)


def know_grade(reading: Reading, year: int) -> str:
    """A grade by its year; made known if nobody named it."""
    found = reading.names.grades.find(f"G{year}")
    if found:
        return found[0]
    name = grade_name(year, reading.desk.lang)
    reading.names.grades.add(name, name)
    return name


def read_grades(rows: Sequence[Row], reading: Reading, first_bell: str) -> tuple[Grade, ...]:
    """Grades in order: those listed, then those only the names of classes tell of."""
    out: dict[str, Grade] = {}
    for row in rows:
        an_id, name = identity(row)
        year = row.number_of("number", grade_number(name or an_id) or 0)
        bell = reading.names.bells.one(row, "bell") or first_bell
        grade = row.build(Grade, id=an_id, name=name, number=year, bell=bell)
        if an_id in out:
            row.fault("name", Text(f"grade {an_id[:40]} stands here twice", f"年级“{an_id[:40]}”重复"))
        elif grade is not None:
            out[an_id] = grade
    for an_id in reading.names.grades.ids:
        if an_id not in out:
            year = grade_number(an_id) or 0
            out[an_id] = Grade(id=an_id, name=an_id, number=min(year, 13), bell=first_bell)
    return tuple(out.values())


def read_classes(rows: Sequence[Row], reading: Reading) -> tuple[SchoolClass, ...]:
    """Classes in order."""
    names = reading.names
    out: dict[str, SchoolClass] = {}
    for row in rows:
        an_id, name = identity(row)
        grade = names.grades.one(row, "grade") if row.text("grade") else _grade_of(row, reading, name or an_id)
        made = row.build(
            SchoolClass,
            id=an_id,
            name=name,
            grade=grade or "?",
            size=row.number_of("size"),
            class_teacher=names.teachers.one(row, "class_teacher"),
            room=names.rooms.one(row, "room"),
            campus=names.campuses.one(row, "campus"),
            leaves=row.items("leaves"),
            unavailable=reading.ranges(row, "unavailable"),
            aliases=row.items("aliases"),
        )
        if an_id in out:
            row.fault("name", Text(f"class {an_id[:40]} stands here twice", f"班级“{an_id[:40]}”重复"))
        elif made is not None:
            out[an_id] = made
    return tuple(out.values())


def _grade_of(row: Row, reading: Reading, name: str) -> str:
    numbers = class_numbers(name)
    if numbers is None:
        row.fault(
            "grade",
            Text(f"which grade is class {name[:40]} in?", f"不清楚班级“{name[:40]}”属于哪个年级"),
            Text("fill the column Grade", "请填写“年级”列"),
        )
        return ""
    return know_grade(reading, numbers[0])


def bare_class(row_name: str, reading: Reading) -> SchoolClass | None:
    """A class known only by its name, for workbooks without a list of classes."""
    numbers = class_numbers(row_name)
    if numbers is None or not 1 <= numbers[0] <= 12 or len(row_name) > 100:
        return None
    grade = know_grade(reading, numbers[0])
    know_class(reading.names, row_name, row_name)
    return SchoolClass(id=row_name, name=row_name, grade=grade)


def note_classes(reading: Reading, count: int) -> None:
    """Say that the classes were taken from the 任课 sheet."""
    reading.desk.note(
        NoteKind.ASSUMED,
        Text(f"{count} classes and their grades are taken from sheet Teaching", f"{count} 个班及其年级取自“任课”表"),
        TITLE.to(reading.desk.lang),
    )


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet. The class teacher stands in 任课."""
    names = writing.names
    rows: list[list[Cell]] = []
    for c in problem.classes:
        name, an_id = identity_cells(c.id, c.name)
        rows.append(
            [
                name,
                writing.ref(names.grades, c.grade),
                number(c.size or None),
                "",
                writing.ref(names.rooms, c.room),
                writing.ref(names.campuses, c.campus),
                writing.list(c.leaves),
                writing.ranges(c.unavailable),
                writing.list(c.aliases),
                an_id,
            ]
        )
    grades: list[list[Cell]] = []
    for g in problem.grades:
        name, an_id = identity_cells(g.id, g.name)
        grades.append([name, g.number, said(writing.names.bells.word(g.bell)), an_id])
    columns = tuple(c for c in COLUMNS if c.id != "class_teacher")
    kept = [[cell for cell, c in zip(row, COLUMNS, strict=True) if c.id != "class_teacher"] for row in rows]
    return Sheet(TITLE, [Block(columns, kept), Block(GRADE_COLUMNS, grades, GRADES)])
