"""What leaves as a file: made when the button is pressed, named as a dean would name it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from scheduler.domain.text import Lang
from scheduler.domain.timetable import Timetable
from scheduler.io.results.book import Write, write_results
from scheduler.services.load import School, rule_infos
from scheduler.services.output import write_all
from scheduler.verify import Report


def name(words: str) -> str:
    """A file's name every system takes."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", words).strip("_.") or "qingke"


def workbook(
    school: School, timetable: Timetable, report: Report, lang: Lang, only: Sequence[Write] | None = None
) -> bytes:
    """The results as a workbook, all sheets or some."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "timetable.xlsx"
        today, infos = date.today(), rule_infos()
        write_results(school.problem, timetable, report, path, lang=lang, today=today, rules=infos, only=only)
        return path.read_bytes()


def other(school: School, timetable: Timetable, report: Report, lang: Lang, ending: str) -> bytes:
    """The timetable as .csv, .json or .fet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"timetable{ending}"
        write_all(school.problem, timetable, report, [path], lang)
        return path.read_bytes()
