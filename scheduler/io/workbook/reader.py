"""Read a school from a workbook: every sheet, every fault, every assumption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from scheduler.domain import references
from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Scenario
from scheduler.domain.school import Family, SchoolClass, Subject
from scheduler.domain.text import FaultyInput, Lang, Text
from scheduler.io.faults import capped, validation_faults
from scheduler.io.imported import Imported, NoteKind
from scheduler.io.workbook import (
    bells,
    book,
    classes,
    courses,
    dates,
    fixed,
    plan,
    planning,
    pupil_groups,
    rooms,
    rules,
    scenarios,
    school,
    subject_columns,
    teachers,
    teaching,
    teams,
    term,
)
from scheduler.io.workbook.opening import open_book, read_bytes, titles
from scheduler.io.workbook.presets import preset_bells
from scheduler.io.workbook.sheets import Desk, Grid, Section
from scheduler.io.workbook.tables import Reading
from scheduler.io.workbook.times import Days
from scheduler.rules.info import RuleInfo

Sheets = dict[str, list[Section]]


def read_school(source: Path | str | bytes, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> Imported:
    """The school in a workbook; `lang` decides the names of what is assumed.

    Raises:
        FaultyInput: with every fault found, each at its sheet and cell.
    """
    opened = open_book(read_bytes(Path(source) if isinstance(source, str) else source))
    desk = Desk(lang)
    for cell in opened.unanswered:
        desk.note(
            NoteKind.LEFT_OUT,
            Text("a formula without a stored value reads as empty", "公式没有保存结果，按空白读取"),
            cell=cell,
        )
    return read_grids(opened.grids, desk, rule_infos)


def read_grids(grids: Sequence[Grid], desk: Desk, rule_infos: Sequence[RuleInfo] = ()) -> Imported:
    """The school in sheets of values.

    Raises:
        FaultyInput: with every fault found.
    """
    reading = Reading(desk, infos=rule_infos)
    sheets = book.find_sheets(grids, desk)
    if not sheets:
        desk.fault(
            titles(grids) or "file",
            "",
            Text("no sheet of this workbook is known", "没有认识的工作表"),
            Text("name the sheets Teaching, Plan …", "工作表请命名为“任课”“课程计划”等"),
        )
    elif "plan" not in sheets:
        _missing(desk, "plan")
    elif not {"teaching", "courses", "divisions"} & set(sheets):
        _missing(desk, "teaching")
    problem, found = None, []
    questions: tuple[Scenario, ...] = ()
    if not desk.faults:
        try:
            problem = _problem(sheets, reading)
            questions = scenarios.read(sheets.get("scenarios", ()), reading)
        except ValidationError as error:  # a name too long for its place that no cell was asked for
            found = validation_faults(error)
    found = [*desk.faults, *found]
    if problem is not None and not found:
        found = [desk.placed(fault) for fault in references.faults(problem)]
    if problem is None or found:
        raise FaultyInput(capped(found))
    return Imported(problem, tuple(desk.notes), scenarios=questions)


def _missing(desk: Desk, sheet: str) -> None:
    title = book.title_of(sheet)
    desk.fault(
        title.to(desk.lang),
        "",
        Text(f"the sheet {title.en} is missing", f"缺少工作表“{title.zh}”"),
        Text(f"add a sheet named {title.en}", f"请增加名为“{title.zh}”的工作表"),
    )


def _problem(sheets: Sheets, reading: Reading) -> Problem | None:
    names, desk = reading.names, reading.desk
    facts = school.read(sheets.get("school", ()), reading)
    days = facts["day_names"]
    reading.days = Days.of(days if isinstance(days, tuple) else ())
    reading.school_year = dates.school_year(str(facts.get("term", "")))
    class_rows, grade_rows = classes.declare(sheets.get("classes", ()), reading)
    room_rows, pool_rows = rooms.declare(sheets.get("rooms", ()), reading)
    matrix = plan.declare(sheets.get("plan", ()), reading)
    term.read(sheets.get("calendar", ()), reading)
    filed = plan.declare(sheets["filed"], reading, filed=True) if "filed" in sheets else None
    taught = teaching.declare(sheets.get("teaching", ()), reading)
    bare = _bare_classes(taught, reading) if not class_rows else []
    teacher_rows = teachers.declare(sheets.get("teachers", ()), reading)
    _more_teachers(taught, bool(teacher_rows), reading)
    team_rows = teams.declare(sheets.get("teams", ()), reading)
    schedules = bells.read(sheets.get("bells", ()), reading)
    reading.spans = bells.spans(schedules[:1])
    groups_of_pupils = pupil_groups.declare(sheets.get("divisions", ()), reading)
    school_classes = tuple(bare) or classes.read_classes(class_rows, reading)
    grades = classes.read_grades(grade_rows, reading, schedules[0].id if schedules else "-")
    if not schedules:
        schedules, grades = preset_bells(grades, len(reading.days.names))
        for bell in schedules:
            names.bells.add(bell.id, bell.name)
        reading.spans = bells.spans(schedules[:1])
        told = "、".join(b.id for b in schedules)
        text = Text(f"bell schedules from a preset: {told}", f"作息采用预设：{told}")
        desk.note(NoteKind.ASSUMED, text, bells.TITLE.to(desk.lang))
    reading.longest = bells.longest(schedules)
    all_rooms, pools = rooms.read(room_rows, pool_rows, reading)
    subjects = subject_columns.read_subjects(matrix.rows, reading)
    rows = plan.read(matrix, reading)
    cells = teaching.read(taught, {c.id: c.grade for c in school_classes}, rows, reading)
    divided, _ = _rows(sheets.get("divisions", ())[:1], reading)
    groups, meetings = teams.read(team_rows, reading)
    others, order = _rows(sheets.get("courses", ())[:1], reading)
    every = _in_order((*cells.courses, *divided, *meetings, *others), order, reading)
    courses.know_courses(every, names)
    times = fixed.read(sheets.get("fixed", ()), every, {c.id: c.grade for c in school_classes}, reading)
    every = tuple(
        c.model_copy(update={"fixed": (*c.fixed, *times.fixed[c.id])}) if c.id in times.fixed else c for c in every
    )
    every = fixed.with_times(fixed.with_times(every, times.forbidden, "forbidden"), times.wished, "preferred")
    duties = teachers.read_duties(sheets.get("duty", ()), reading)
    staff = teachers.read(teacher_rows, duties, reading)
    staff = fixed.with_times(staff, times.teachers, "unavailable")
    staff = fixed.with_times(staff, times.teacher_wishes, "preferred")
    staff = fixed.with_times(staff, times.teacher_dislikes, "disliked")
    presets, settings = rules.read(sheets.get("rules"), sheets.get("rule_rows", ()), reading)
    filed_rows = plan.read(filed, reading) if filed is not None else None
    planned = planning.read(sheets, rows, reading)
    if desk.faults:
        return None
    known = {s.id for s in subjects}
    added = tuple(Subject(id=s, name=s, family=Family.MEETING) for s in names.subjects.ids if s not in known)
    headed = tuple(
        c.model_copy(update={"class_teacher": cells.heads.get(c.id, c.class_teacher)}) for c in school_classes
    )
    return Problem.model_validate(
        {
            **facts,
            "bells": schedules,
            "grades": grades,
            "classes": fixed.with_times(headed, times.classes, "unavailable"),
            "groups": groups_of_pupils,
            "teachers": staff,
            "teacher_groups": groups,
            "rooms": fixed.with_times(all_rooms, times.rooms, "unavailable"),
            "pools": pools,
            "subjects": fixed.with_times((*subjects, *added), times.subjects, "unavailable"),
            "plan": rows,
            "filed_plan": filed_rows,
            "courses": every,
            "presets": presets,
            "rules": settings,
            **planned,
        }
    )


def _bare_classes(taught: teaching.Matrix, reading: Reading) -> list[SchoolClass]:
    found: dict[str, SchoolClass] = {}
    for row in taught.rows:
        word = row.text("class")
        known = not word or reading.names.classes.find(word)
        made = None if known else classes.bare_class(word, reading)
        if made is not None:
            row.place(f"classes[{word}]", "class")
            found[word] = made
    if found:
        classes.note_classes(reading, len(found))
    return list(found.values())


def _more_teachers(taught: teaching.Matrix, listed: bool, reading: Reading) -> None:
    """Placeholders become persons; without a list of teachers (or with an empty one) every name in a cell does."""
    count = 0
    for name in teaching.names_in(taught, placeholders_only=listed):
        if not reading.names.teachers.find(name):
            teachers.know(reading.names, name, name)
            count += 1
    if count and not listed:
        reading.desk.note(
            NoteKind.ASSUMED,
            Text(f"{count} teachers are taken from sheet Teaching", f"{count} 位教师取自“任课”表"),
            teachers.TITLE.to(reading.desk.lang),
        )


def _rows(parts: Sequence[Section], reading: Reading) -> tuple[list[Course], list[str]]:
    return courses.read_courses(parts[0], reading) if parts else ([], [])


def _in_order(found: Sequence[Course], order: list[str], reading: Reading) -> tuple[Course, ...]:
    """Courses in the order the last sheet lists, the rest as they come; two of one id are a fault."""
    by_id: dict[str, Course] = {}
    for course in found:
        if course.id in by_id:
            sheet, cell = reading.desk.places.get(f"courses[{course.id}]", ("", ""))
            text = Text(f"course {course.id[:60]} stands twice", f"课程“{course.id[:60]}”重复")
            reading.desk.fault(sheet, cell, text, Text("give one another course id", "请给其中一门另填课程编号"))
        by_id[course.id] = course
    for an_id in order:
        if an_id not in by_id:
            reading.desk.fault(
                book.title_of("courses").to(reading.desk.lang),
                "",
                Text(f"no sheet tells of course {an_id[:60]}", f"没有课程“{an_id[:60]}”"),
            )
    return tuple(by_id[i] for i in dict.fromkeys((*order, *by_id)) if i in by_id)
