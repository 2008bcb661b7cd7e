"""What ways out are derived from: a school, what clashes in it, and by how much it falls short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scheduler.domain.curriculum import Course
from scheduler.domain.policy import RuleException, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import RuleChanged
from scheduler.rules.base import Rule
from scheduler.services.explain_conflict import Conflict

WHY = "为排得出课表而放宽"
"""The reason printed with a rule that a way out loosens."""


@dataclass(frozen=True)
class Question:
    """A conflict of a school."""

    problem: Problem
    rules: tuple[Rule, ...]
    conflict: Conflict

    @cached_property
    def known(self) -> dict[str, Rule]:
        """Rules by label."""
        return {rule.label: rule for rule in self.rules}

    @property
    def short(self) -> int:
        """By how many lessons it falls short, at least 1."""
        shortage = self.conflict.shortage
        return max(1, shortage.missing) if shortage is not None else 1

    def members(self, *ids: str) -> Iterator[tuple[Rule, str]]:
        """Members of rules with these ids."""
        for label, owner in self.conflict.members:
            if self.known[label].id in ids:
                yield self.known[label], owner

    def bound(self, *ids: str) -> list[tuple[Rule, list[str]]]:
        """Each rule of the conflict (with one of these ids, where any is given) and its owners in it."""
        out: dict[str, list[str]] = {}
        for label, owner in self.conflict.members:
            if not ids or self.known[label].id in ids:
                out.setdefault(label, []).append(owner)
        return [(self.known[label], owners) for label, owners in out.items()]

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Every id the conflict speaks of."""
        shortage = self.conflict.shortage
        own = shortage.owners if shortage is not None else ()
        guards = (*self.conflict.members, *self.conflict.facts)
        return tuple(dict.fromkeys((*own, *(owner for _, owner in guards))))

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """Courses whose lessons are too many; those of the people it speaks of where no course is named."""
        index = self.problem.index
        counted = [owner for label, owner in self.conflict.facts if self.known[label].id == "every_lesson_placed"]
        own = self.conflict.shortage.owners if self.conflict.shortage is not None else ()
        named = [index.courses[one] for one in dict.fromkeys((*counted, *own)) if one in index.courses]
        if not named:
            people = [one for one in self.named if one in index.teachers or one in index.courses_of_pupil]
            taught = [(*index.courses_of_teacher.get(p, ()), *index.courses_of_pupil.get(p, ())) for p in people]
            named = [course for those in taught for course in those]
        return tuple({course.id: course for course in named if course.sets}.values())


def excepted(problem: Problem, rule: Rule, owners: Sequence[str], **params: Any) -> RuleChanged:
    """The rule with another value for some owners; without a value it does not hold for them."""
    name = (rule.id, rule.instance)
    own = next((one for one in problem.rules if (one.id, one.instance) == name), None)
    base = own if own is not None else RuleSetting(id=rule.id, instance=rule.instance)
    new = tuple(RuleException(who=owner, off=not params, params=params, reason=WHY) for owner in owners)
    update = {"exceptions": (*base.exceptions, *new), "reason": base.reason or WHY}
    return RuleChanged(setting=base.model_copy(update=update))


def valued(problem: Problem, rule: Rule, **params: Any) -> RuleChanged:
    """The rule with another value for all."""
    name = (rule.id, rule.instance)
    own = next((one for one in problem.rules if (one.id, one.instance) == name), None)
    base = own if own is not None else RuleSetting(id=rule.id, instance=rule.instance)
    return RuleChanged(setting=base.model_copy(update={"params": {**base.params, **params}, "reason": WHY}))


def off(problem: Problem, rule: Rule) -> RuleChanged:
    """The rule dropped for all."""
    own = next((one for one in problem.rules if (one.id, one.instance) == (rule.id, rule.instance)), None)
    base = own if own is not None else RuleSetting(id=rule.id, instance=rule.instance)
    return RuleChanged(setting=base.model_copy(update={"off": True, "reason": base.reason or WHY}))
