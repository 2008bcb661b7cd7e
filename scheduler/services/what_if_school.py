"""The school of a scenario: changed, cross-checked and bound with the same care as the input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import constraints
from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.scenario import RuleChanged, RuleLevel, Scenario, apply
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.timetable import Timetable
from scheduler.domain.weeks import in_week
from scheduler.rules.base import Rule
from scheduler.services.assign import whole
from scheduler.services.load import School
from scheduler.verify import judge

MOST_NAMED = 6
OTHER_SCHOOL = Text("this is a timetable of another school", "这是另一所学校的课表")
HOLES = Text("{n} lessons are missing: {who}", "少 {n} 节课：{who}")


@dataclass(frozen=True, slots=True)
class Pair:
    """The school before and after a scenario's changes, as it is solved: placeholders for what nobody teaches.

    Of a dated scenario both are the school in its first week.
    """

    before: School
    after: School


def changed(school: School, scenario: Scenario) -> Pair:
    """A school before and after a scenario.

    Raises:
        FaultyInput: with every fault of the scenario, and of the school it would make.
    """
    term = school.term or school.problem
    week = scenario.weeks.first if scenario.weeks is not None else None
    try:
        problem = apply(term if week is not None else school.problem, scenario)
        before = school if week is None else _at(school, term, week)
        found = [*_unknown_rules(before, scenario), *faults(problem)]
        rules: Sequence[Rule] = ()
        try:
            rules = constraints.bind(problem)
        except FaultyInput as error:
            found += error.faults
        if found:
            raise FaultyInput(found)
    except FaultyInput as error:
        name = scenario.name or "scenario"
        raise FaultyInput([replace(f, where=f"{name}: {f.where}") for f in error.faults]) from None
    after = replace(school, problem=problem, rules=tuple(rules), term=None)
    return Pair(whole(replace(before, term=None))[0], whole(after)[0])


def _at(school: School, term: Problem, week: int) -> School:
    problem = in_week(term, week) if week in _weeks(term) else term
    return replace(school, problem=problem, rules=tuple(constraints.bind(problem)), term=term)


def _weeks(term: Problem) -> range:
    from scheduler.domain.weeks import weeks_of

    return weeks_of(term)


def _unknown_rules(school: School, scenario: Scenario) -> Iterator[Fault]:
    """Rules that are to be priced or dropped, but that the school does not keep."""
    kept = {rule.label: rule for rule in school.rules}
    named = {(r.id, r.instance) for r in school.problem.rules}
    for number, patch in enumerate(scenario.patches):
        match patch:
            case RuleLevel(id=an_id, instance=instance):
                pass
            case RuleChanged(setting=setting) if setting.off:
                an_id, instance = setting.id, setting.instance
            case _:
                continue
        known = (instance or an_id) in kept or (an_id, instance) in named
        known |= any((p.setting.id, p.setting.instance) == (an_id, instance) for p in _set_before(scenario, number))
        if not known:
            alike = [label for label, rule in kept.items() if rule.id == an_id][:MOST_NAMED]
            wrong = Text(f"the school keeps no rule {instance or an_id}", f"学校没有启用规则 {instance or an_id}")
            right = Text(f"write one of: {', '.join(alike)}", f"可写：{'、'.join(alike)}") if alike else Text("", "")
            yield Fault(f"patches[{number}]", wrong, right)


def _set_before(scenario: Scenario, number: int) -> Iterator[RuleChanged]:
    return (patch for patch in scenario.patches[:number] if isinstance(patch, RuleChanged) and not patch.setting.off)


def checked_base(school: School, base: Timetable, where: str = "TIMETABLE") -> Timetable:
    """A timetable that scenarios may start from: this school's, with every lesson placed.

    Raises:
        FaultyInput: where it is of another school or has holes.
    """
    index = school.problem.index
    sets = {*index.classes, *index.groups, *index.pupils}
    strange = [x for x in base.lessons if not (x.course in index.courses or (x.sets and set(x.sets) <= sets))]
    mine = [x for x in base.lessons if x.sets]
    if not mine or 2 * len(strange) > len(base.lessons):
        right = Text("give the timetable this school is taught by", "请给出本校正在执行的课表")
        raise FaultyInput([Fault(where, OTHER_SCHOOL, right)])
    placed = [rule for rule in school.rules if rule.id == "every_lesson_placed"]
    report = judge(school.problem, base, placed)
    holes = [finding for finding in report.findings if finding.amount]
    if holes or base.draft:
        names = [index.title(str(finding.key[0])) for finding in holes[:MOST_NAMED]]
        more = ["…"] if len(holes) > MOST_NAMED else []
        who = Text(", ".join([*names, *more]), "、".join([*names, *more]))
        wrong = HOLES.format(n=sum(finding.amount for finding in holes), who=who)
        right = Text("complete it first (`qingke solve --start`)", "请先排完整（qingke solve --start）")
        raise FaultyInput([Fault(where, wrong, right)])
    return base
