"""Write a school as a workbook, in the order a dean works, to be edited and read again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Lang, Text
from scheduler.io.workbook import (
    bells,
    classes,
    courses,
    fixed_sheet,
    plain,
    plan_sheet,
    planning,
    rooms,
    rule_rows_sheet,
    rules,
    scenarios,
    school,
    teachers,
    teaching,
    teams,
    xlsx,
)
from scheduler.io.workbook.names import Names
from scheduler.io.workbook.output import Sheet
from scheduler.io.workbook.tables import Writing
from scheduler.io.workbook.times import Days
from scheduler.rules.info import RuleInfo


def write_school(problem: Problem, path: Path | str, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> None:
    """Write the workbook; the file is complete or as it was before.

    Raises:
        FaultyInput: where a text of the problem cannot stand in a cell.
    """
    sheets = sheets_of(problem, lang, rule_infos)
    unfit = [
        Fault(
            s.title.to(lang),
            Text("a text is too long or has control characters", "有文字过长或含控制字符"),
            sheet=s.title.to(lang),
            cell=plain.cell_name(r, c),
        )
        for s in sheets
        for r, row in enumerate(s.rows(lang), start=1)
        for c, value in enumerate(row)
        if isinstance(value, str) and (len(value) > plain.TOO_LONG or plain.unprintable(value.replace("\n", "")))
    ]
    if unfit:
        raise FaultyInput(unfit)
    save(sheets, Path(path), lang)


def save(sheets: Sequence[Sheet], path: Path, lang: Lang) -> None:
    """Write beside the target, then put it in place."""
    handle, beside = tempfile.mkstemp(suffix=".xlsx", prefix=".", dir=path.parent)
    os.close(handle)
    try:
        xlsx.write_sheets(sheets, Path(beside), lang)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def sheets_of(problem: Problem, lang: Lang, infos: Sequence[RuleInfo] = (), *, template: bool = False) -> list[Sheet]:
    """Every sheet in the dean's order; the last ones only where they are needed, or in a template."""
    writing = Writing(lang, names_of(problem), Days.of(problem.day_names), bells.longest(problem.bells))
    told, others = teaching.split_courses(problem)
    met = {c.id for c in teams.told_meetings(problem).values()}
    others = [c for c in others if c.id not in met]
    divided = [c for c in others if c.sets and not _one_class(c.sets, problem)]
    other = [c for c in others if c.sets == () or _one_class(c.sets, problem)]
    order = _order(problem, [c.id for c in divided], [c.id for c in other])
    splits = [rule_rows_sheet.split(rule, writing) for rule in problem.rules]
    rows = [rule_rows_sheet.write(splits, infos)] if template or any(one.lines for one in splits) else []
    sheets = [
        school.write(problem, writing),
        bells.write(problem, writing),
        classes.write(problem, writing),
        plan_sheet.write(problem, writing),
        teaching.write(problem, told, writing),
        teachers.write(problem, writing),
        rooms.write(problem, writing),
        teams.write(problem, writing),
        rules.write(problem, splits, infos, writing),
        *rows,
        fixed_sheet.write(problem, met, writing),
        courses.write(problem, divided, writing),
        teachers.write_duties(problem, writing),
    ]
    if problem.filed_plan is not None:
        sheets.append(plan_sheet.write_filed(problem, writing))
    if other or order:
        sheets.append(courses.write_others(other, order, writing))
    questions = [scenarios.write()] if template else []
    return [*sheets, *planning.write(problem, infos, writing, template=template), *questions]


def _one_class(sets: tuple[str, ...], problem: Problem) -> bool:
    return len(sets) == 1 and sets[0] in problem.index.classes


def _order(problem: Problem, divided: list[str], other: list[str]) -> list[str]:
    """The courses' order where reading the sheets one after another would give another; else nothing."""
    in_plan: dict[str, list[str]] = {}
    for row in problem.plan:
        in_plan.setdefault(row.grade, []).append(row.subject)
    cells: dict[tuple[str, str], list[str]] = {}
    aside = {*divided, *other, *(c.id for c in teams.told_meetings(problem).values())}
    for c in problem.courses:
        if c.id not in aside:
            cells.setdefault((c.sets[0], c.subject), []).append(c.id)
    subjects = [s.id for s in problem.subjects]
    natural = [
        an_id
        for c in problem.classes
        for subject in dict.fromkeys((*in_plan.get(c.grade, ()), *subjects))
        for an_id in cells.get((c.id, subject), ())
    ]
    meetings = [c.id for c in teams.told_meetings(problem).values()]
    wanted = [c.id for c in problem.courses]
    return [] if [*natural, *divided, *meetings, *other] == wanted else wanted


def names_of(problem: Problem) -> Names:
    """Every name as the reader will know it."""
    names = Names()
    for bell in problem.bells:
        names.bells.add(bell.id, bell.name)
    for campus in problem.campuses:
        names.campuses.add(campus.id, campus.name)
    for grade in problem.grades:
        names.grades.add(grade.id, grade.name)
    for c in problem.classes:
        classes.know_class(names, c.id, c.name, *c.aliases, leaves=c.leaves)
    for room in problem.rooms:
        names.rooms.add(room.id, room.name)
        names.places.add(room.id, room.name)
    for pool in problem.pools:
        names.places.add(pool.id, pool.name)
    for s in problem.subjects:
        names.subjects.add(s.id, s.name or s.id, s.short, *s.aliases)
    for t in problem.teachers:
        teachers.know(names, t.id, t.name, t.staff_no, t.aliases)
    for group in problem.groups:
        names.sets.add(group.id, group.name or group.id)
    for team in problem.teacher_groups:
        names.teams.add(team.id, team.name)
    courses.know_courses(problem.courses, names)
    return names
