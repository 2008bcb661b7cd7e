"""The results workbook: all sheets, written beside the target and put in its place when complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang
from scheduler.domain.timetable import Timetable
from scheduler.io.results.base import Results
from scheduler.io.results.classes import write_classes
from scheduler.io.results.compliance import write_compliance
from scheduler.io.results.data import write_data
from scheduler.io.results.evidence import write_evidence
from scheduler.io.results.facility import write_facility
from scheduler.io.results.fairness import write_fairness
from scheduler.io.results.free import write_free
from scheduler.io.results.master import write_master
from scheduler.io.results.missing import write_missing
from scheduler.io.results.patrol import write_patrol
from scheduler.io.results.principal import write_principal
from scheduler.io.results.rooms import write_rooms
from scheduler.io.results.signing import write_signing
from scheduler.io.results.sport_places import write_sport_places
from scheduler.io.results.statistics import write_statistics
from scheduler.io.results.teachers import write_teachers
from scheduler.io.results.wet_weather import write_wet_weather
from scheduler.rules.info import RuleInfo
from scheduler.verify import Report

Write = Callable[[Results], object]
SHEETS: tuple[Write, ...] = (
    write_master,
    write_classes,
    write_teachers,
    write_rooms,
    write_sport_places,
    write_wet_weather,
    write_free,
    write_patrol,
    write_signing,
    write_statistics,
    write_fairness,
    write_facility,
    write_principal,
    write_compliance,
    write_evidence,
    write_missing,
    write_data,
)
"""In the order of the tabs."""

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},  # column widths count in its digits
}


def write_results(
    problem: Problem,
    timetable: Timetable,
    report: Report,
    path: Path,
    *,
    lang: Lang,
    today: date,
    rules: Sequence[RuleInfo] = (),
    only: Sequence[Write] | None = None,
) -> None:
    """Write a timetable and its report as one workbook; the file appears complete or not at all.

    `rules` gives names to rules that are switched off and so have no part in the report. `only` some of the sheets
    are written where they are named.
    """
    beside = path.with_name(f"{path.name}.part")
    try:
        with xlsxwriter.Workbook(str(beside), OPTIONS) as book:
            made = datetime(today.year, today.month, today.day, tzinfo=UTC).replace(tzinfo=None)
            book.set_properties({"title": f"{problem.school} {problem.term}".strip(), "created": made})
            results = Results(book, problem, timetable, report, lang, today, rules)
            for write in SHEETS if only is None else only:
                write(results)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
