"""Compare two timetable files of a school, and write what was found as a workbook, a page or JSON."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scheduler.answers import Changes, Compared, Moved, Worth
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, Lang, Text
from scheduler.io.imported import Note
from scheduler.io.plain_report import Cell, Table, write_report
from scheduler.io.timetable import read_timetable
from scheduler.rules.base import Rule
from scheduler.services.assign import whole
from scheduler.services.compare import compare
from scheduler.services.load import School
from scheduler.services.output import check_outputs, unwritten
from scheduler.services.records import Reads
from scheduler.verify import judge
from scheduler.words import rule_title

ENDINGS = (".xlsx", ".html", ".json")
TITLE = Text("Two timetables compared", "两份课表对照")
LESSONS = (
    Text("Moved lessons", "挪动的课"),
    (
        Text("Lesson", "课"),
        Text("Subject", "科目"),
        Text("Classes", "班级"),
        Text("Teachers", "教师"),
        Text("Before", "原来"),
        Text("After", "现在"),
    ),
)
RULES = (
    Text("Rule by rule", "逐条规则"),
    (
        Text("Rule", "规则"),
        Text("Unit", "单位"),
        Text("Before", "原来"),
        Text("After", "现在"),
        Text("Points", "分"),
    ),
)
PEOPLE = (Text("Better or worse off", "谁变好谁变差"), (Text("Who", "谁"), Text("Now", "现在")))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The school as judged, what was noticed while reading, and the two timetables compared."""

    school: School
    notes: tuple[Note, ...]
    compared: Compared


def compare_files(school: School, before: Path, after: Path) -> Comparison:
    """Read two timetables of a school and compare them.

    Raises:
        FaultyInput: with every fault of both files.
    """
    begin = time.perf_counter()
    school, _ = whole(school)
    reads = Reads()
    read = [reads.read(partial(read_timetable, path, school.problem), path.name) for path in (before, after)]
    reads.end()
    old, new = (one.timetable for one in read if one is not None)
    kept = [rule for rule in school.rules if not rule.planning]
    worth = []
    for timetable in (old, new):
        report = judge(school.problem, timetable, kept)
        worth.append(Worth(broken=report.broken, relaxed=report.relaxed, penalty=report.penalty))
    compared = Compared(
        seconds=time.perf_counter() - begin,
        before=worth[0],
        after=worth[1],
        changes=compare(school.problem, school.rules, old, new),
    )
    notes = tuple(note for one in read if one is not None for note in one.notes)
    return Comparison(school, notes, compared)


def check_report_paths(paths: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Refuse reports that cannot be written, before any work is done.

    Raises:
        FaultyInput: naming every one of them.
    """
    check_outputs(paths, inputs, endings=ENDINGS)


def write_comparison(found: Comparison, paths: Sequence[Path], lang: Lang) -> list[Fault]:
    """Write a comparison; a fault for each file that could not be written."""
    wrong = []
    for path in paths:
        try:
            if path.suffix.lower() == ".json":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(found.compared.model_dump_json(indent=1) + "\n", encoding="utf-8")
            else:
                tables = changes_tables(found.school.problem, found.school.rules, found.compared.changes)
                write_report(TITLE, tables, path, lang)
        except OSError as error:
            wrong.append(unwritten(path, error))
    return wrong


def changes_tables(problem: Problem, rules: Sequence[Rule], changes: Changes) -> list[Table]:
    """What has changed as tables: lessons, rules, people."""
    known = {rule.label: rule for rule in rules}
    lines = [(known[one.rule], one) for one in changes.rules if one.rule in known]
    rows = tuple((rule_title(problem, r), r.unit, one.before, one.after, one.points) for r, one in lines)
    off = [(changes.better, Text("better off", "改善")), (changes.worse, Text("worse off", "变差"))]
    people = tuple((problem.index.title(who), word) for ids, word in off for who in ids)
    lessons = tuple(_lesson(problem, one) for one in changes.lessons)
    return [Table(*LESSONS, lessons), Table(*RULES, rows), Table(*PEOPLE, people)]


def _lesson(problem: Problem, moved: Moved) -> tuple[Cell, ...]:
    title = problem.index.title
    spots = (moved.before, moved.after)
    times = [None if spot is None else _when(problem, *spot) for spot in spots]
    classes, teachers = ("+".join(map(title, ids)) for ids in (moved.classes, moved.teachers))
    return title(moved.course), title(moved.subject), classes, teachers, *times


def _when(problem: Problem, day: int, period: int) -> Text:
    name = problem.index.day_name(day)
    return Text(f"{name.en} period {period}", f"{name.zh}第{period}节")
