"""What a what-if question is asked with: which file is the timetable, which are scenarios, which names the school's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.timetable import Timetable
from scheduler.io import Note
from scheduler.io.timetable import read_timetable
from scheduler.services.assign import whole
from scheduler.services.load import School
from scheduler.services.scenario import holds_scenarios, read_scenarios
from scheduler.services.what_if_school import changed, checked_base


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the timetable the school is taught by, if given, and scenarios; notes on how it was read."""

    base: Timetable | None
    scenarios: tuple[Scenario, ...]
    notes: tuple[Note, ...] = ()


def asked(school: School, words: Sequence[str], own: Sequence[Scenario] = ()) -> Asked:
    """Files and names after the school: one may be a timetable, the others are scenario files or names of its own.

    `own` are the scenarios of the school's workbook; without a scenario among the words all of them are meant.

    Raises:
        FaultyInput: with every fault of every file, and of what each scenario would make of the school.
    """
    faults: list[Fault] = []
    tables: list[Path] = []
    scenarios: list[Scenario] = []
    named = {one.name: one for one in own}
    for word in words:
        path = Path(word)
        try:
            if word in named:
                scenarios.append(named[word])
            elif not path.is_file():
                faults.append(_missing(word, list(named)))
            elif holds_scenarios(path):
                scenarios += read_scenarios(path)
            else:
                tables.append(path)
        except FaultyInput as error:
            faults += error.faults
    if len(tables) > 1:
        wrong = Text("only one timetable can be the base", "只能有一份原课表")
        faults.append(
            Fault(str(tables[1]), wrong, Text("name one timetable and scenarios", "请只给一份课表和若干方案"))
        )
    if not scenarios and not faults:
        scenarios = list(own)
    if not scenarios and not faults:
        right = Text("name a scenario file, or fill in the sheet Scenarios", "请给出方案文件，或在工作簿“方案”表中填写")
        faults.append(Fault("SCENARIO", Text("there is no scenario", "没有方案"), right))
    base, notes = _base(school, tables, faults)
    for scenario in scenarios:
        try:
            pair = changed(school, scenario)
            if base is not None:
                checked_base(pair.before, base, str(tables[0]))
        except FaultyInput as error:
            faults += [fault for fault in error.faults if fault not in faults]
    if faults:
        raise FaultyInput(faults)
    return Asked(base, tuple(scenarios), notes)


def _base(school: School, tables: Sequence[Path], faults: list[Fault]) -> tuple[Timetable | None, tuple[Note, ...]]:
    if not tables:
        return None, ()
    try:
        read = read_timetable(tables[0], whole(school)[0].problem)
    except FaultyInput as error:
        faults += error.faults
        return None, ()
    return read.timetable, read.notes


def _missing(word: str, names: Sequence[str]) -> Fault:
    wrong = Text("there is no such file, nor a scenario of this name", "没有这个文件，也没有叫这个名字的方案")
    shown = list(names)[:8]
    right = Text(f"scenarios: {', '.join(shown)}", f"方案有：{'、'.join(shown)}") if shown else Text("", "")
    return Fault(word[:200], wrong, right)
