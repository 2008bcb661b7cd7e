"""Write a timetable where the dean wants it: .xlsx, .csv or .json by the name's ending, never half a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.io.results import write_results
from scheduler.io.timetable import write_csv, write_json
from scheduler.verify import Report

ENDINGS = (".xlsx", ".csv", ".json")


def check_outputs(paths: list[Path]) -> None:
    """Refuse endings nobody can write, before hours are spent on a solve.

    Raises:
        FaultyInput: naming every output that cannot be written.
    """
    wrong = [
        Fault(
            where=str(path),
            wrong=Text(
                f"cannot write a timetable as {path.suffix or 'a file without ending'}",
                f"不能写成 {path.suffix or '无扩展名'} 文件",
            ),
            right=Text("use a name ending in .xlsx, .csv or .json", "请用 .xlsx、.csv 或 .json 结尾的文件名"),
        )
        for path in paths
        if path.suffix.lower() not in ENDINGS
    ]
    if wrong:
        raise FaultyInput(wrong)


def write_all(problem: Problem, timetable: Timetable, report: Report, paths: list[Path], lang: Lang) -> None:
    """Write every output; each is complete or absent."""
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        match path.suffix.lower():
            case ".csv":
                write_csv(problem, timetable, path)
            case ".json":
                write_json(timetable, path)
            case _:
                write_results(problem, timetable, report, path, lang=lang, today=date.today())
