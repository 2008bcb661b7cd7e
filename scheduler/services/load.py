"""Load a school: read, cross-check, bind its rules; every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import constraints
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.scenario import Scenario, apply
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.weeks import in_week, weeks_of
from scheduler.io import Imported, Note, read_problem
from scheduler.rules.base import Rule
from scheduler.rules.info import RuleInfo, info_of
from scheduler.services.scenario import read_scenario


@dataclass(frozen=True, slots=True)
class School:
    """A school ready to be solved or judged."""

    problem: Problem
    rules: tuple[Rule, ...]
    imported: Imported
    term: Problem | None = None
    """The school of the whole term, where `problem` is that of one week."""


def rule_infos() -> tuple[RuleInfo, ...]:
    """What files and pages need to know of every rule of the catalogue."""
    return tuple(info_of(rule) for rule in constraints.CATALOGUE)


def also(school: School, setting: RuleSetting) -> School:
    """The school under one rule more, unless its own rules or presets speak of that rule."""
    if setting.id in {*(rule.id for rule in school.rules), *(rule.id for rule in school.problem.rules)}:
        return school
    wanted = school.problem.model_copy(update={"rules": (*school.problem.rules, setting)})
    return replace(school, rules=tuple(constraints.bind(wanted)))


def load(path: Path, scenario: Path | None = None, *, week: int | None = None) -> School:
    """Read a workbook, a JSON document or a directory of CSV; make the changes of a scenario; choose a week.

    Raises:
        FaultyInput: with every fault of the input, its references and its rules.
    """
    imported = read_problem(path, rule_infos=rule_infos())
    return prepare(imported, None if scenario is None else read_scenario(scenario), week=week)


def opened(problem: Problem, notes: tuple[Note, ...] = ()) -> School:
    """A school that is no file (any more) with its rules.

    Raises:
        FaultyInput: with every fault of its references and its rules.
    """
    return prepare(Imported(problem, notes))


def prepare(imported: Imported, scenario: Scenario | None = None, *, week: int | None = None) -> School:
    """Make the changes of a scenario in a school that was read, choose a week, bind its rules.

    Raises:
        FaultyInput: with every fault of its references and its rules.
    """
    problem = imported.problem
    if scenario is not None:
        problem = apply(problem, scenario)
    found = list(faults(problem))
    term = problem
    if week is not None and week not in (weeks := weeks_of(problem)):
        right = Text(f"it has weeks 1 to {weeks[-1]}", f"为第 1 至 {weeks[-1]} 周")
        found.append(Fault("--week", Text(f"the term has no week {week}", f"学期没有第 {week} 周"), right))
    elif week is not None:
        problem = in_week(problem, week)
    rules: Sequence[Rule] = ()
    try:
        rules = constraints.bind(problem)
    except FaultyInput as error:
        found.extend(error.faults)
    if found:
        raise FaultyInput(found)
    return School(problem, tuple(rules), imported, None if week is None else term)
