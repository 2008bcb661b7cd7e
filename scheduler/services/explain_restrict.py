"""A school's rules with only some of them in force for only some owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from scheduler.domain.policy import Level, RuleException
from scheduler.domain.problem import Problem
from scheduler.engine.relaxation import BACKGROUND
from scheduler.rules.base import Rule

Guard = tuple[str, str]
"""(label of a rule, owner)"""


def is_fact(rule: Rule) -> bool:
    """Whether the rule is a fact of every timetable: no conflict names it, every conflict stands on it."""
    return rule.id in BACKGROUND


def guards_of(problem: Problem, rules: Sequence[Rule], ids: Collection[str]) -> list[Guard]:
    """What the hard ones of these rules, those with these ids, ask of whom; without the facts."""
    return [
        (rule.label, owner)
        for rule in rules
        if rule.level is Level.HARD and rule.id in ids and not is_fact(rule)
        for owner in dict.fromkeys(rule.owners(problem))
    ]


def restricted(problem: Problem, rules: Sequence[Rule], kept: Collection[Guard]) -> list[Rule]:
    """The facts, and of the other rules only what is kept."""
    owners: dict[str, set[str]] = defaultdict(set)
    for label, owner in kept:
        owners[label].add(owner)
    out: list[Rule] = []
    for rule in rules:
        if is_fact(rule):
            out.append(rule)
        elif rule.label in owners:
            others = [o for o in dict.fromkeys(rule.owners(problem)) if o not in owners[rule.label]]
            off = tuple(RuleException(who=owner, off=True) for owner in others)
            out.append(rule.model_copy(update={"exceptions": (*rule.exceptions, *off)}) if off else rule)
    return out
