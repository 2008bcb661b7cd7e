"""Reports of answers where the dean wants them: .xlsx and .html; of a single scenario its timetable too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError

from scheduler.answers import Answered
from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Fault, FaultyInput, Lang, Text
from scheduler.io.answers import Answer, write_html, write_xlsx
from scheduler.io.timetable import write_csv, write_json
from scheduler.services.load import School
from scheduler.services.output import check_outputs, unwritten
from scheduler.services.what_if_school import changed
from scheduler.words import rule_title

REPORTS = (".xlsx", ".html")
TABLES = (".json", ".csv")
ONE = Text("only the timetable of one scenario can be written", "只有单个方案才能写出课表")


def check_report_outputs(paths: Sequence[Path], inputs: Sequence[Path | None], scenarios: int) -> None:
    """Refuse what cannot be written before anything is solved.

    Raises:
        FaultyInput: naming every output that cannot be written.
    """
    faults: list[Fault] = []
    try:
        check_outputs(paths, inputs, endings=(*REPORTS, *TABLES))
    except FaultyInput as error:
        faults += error.faults
    if scenarios != 1:
        right = Text("name a report (.xlsx, .html) or one scenario", "请写报告（.xlsx、.html），或只给一个方案")
        faults += [Fault(str(path), ONE, right) for path in paths if path.suffix.lower() in TABLES]
    if faults:
        raise FaultyInput(faults)


def reported(school: School, scenario: Scenario, answered: Answered) -> Answer:
    """An answer with the names its report needs."""
    pair = changed(school, scenario)
    rules = {rule.label: rule_title(one.problem, rule) for one in (pair.before, pair.after) for rule in one.rules}
    return Answer(answered, pair.after.problem, rules)


def write_reports(
    school: School, scenarios: Sequence[Scenario], answers: Sequence[Answered], paths: Sequence[Path], lang: Lang
) -> tuple[list[Path], list[Fault]]:
    """Write every output of the answers there are; what was written, and a fault for what could not be."""
    written: list[Path] = []
    wrong: list[Fault] = []
    if not paths or not answers:
        return written, wrong
    shown = [reported(school, scenario, one) for scenario, one in zip(scenarios, answers, strict=False)]
    for path in paths:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if _write(shown, path, lang):
                written.append(path)
        except (OSError, XlsxFileError) as error:
            wrong.append(unwritten(path, error))
    return written, wrong


def _write(answers: Sequence[Answer], path: Path, lang: Lang) -> bool:
    """Write one output; False where there is no timetable to write."""
    ending, today = path.suffix.lower(), date.today()
    timetable = answers[0].answered.timetable
    if ending == ".html":
        write_html(answers, path, lang=lang, today=today)
    elif ending == ".xlsx":
        write_xlsx(answers, path, lang=lang, today=today)
    elif timetable is None:
        return False
    elif ending == ".json":
        write_json(timetable, path)
    else:
        write_csv(answers[0].problem, timetable, path)
    return True
