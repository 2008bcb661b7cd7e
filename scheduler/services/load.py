"""Load a school: read, cross-check, bind its rules; every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import constraints
from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.scenario import apply
from scheduler.domain.text import FaultyInput
from scheduler.io import Imported, read_problem
from scheduler.rules.base import Rule
from scheduler.rules.info import RuleInfo, info_of
from scheduler.services.scenario import read_scenario


@dataclass(frozen=True, slots=True)
class School:
    """A school ready to be solved or judged."""

    problem: Problem
    rules: tuple[Rule, ...]
    imported: Imported


def rule_infos() -> tuple[RuleInfo, ...]:
    """What files and pages need to know of every rule of the catalogue."""
    return tuple(info_of(rule) for rule in constraints.CATALOGUE)


def load(path: Path, scenario: Path | None = None) -> School:
    """Read a workbook, a JSON document or a directory of CSV; make the changes of a scenario.

    Raises:
        FaultyInput: with every fault of the input, its references and its rules.
    """
    imported = read_problem(path, rule_infos=rule_infos())
    problem = imported.problem
    if scenario is not None:
        problem = apply(problem, read_scenario(scenario))
    found = list(faults(problem))
    rules: Sequence[Rule] = ()
    try:
        rules = constraints.bind(problem)
    except FaultyInput as error:
        found.extend(error.faults)
    if found:
        raise FaultyInput(found)
    return School(problem, tuple(rules), imported)
