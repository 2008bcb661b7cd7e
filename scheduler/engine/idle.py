"""Which rules ask nothing of a school: whatever is placed, they are kept, so nothing changes without them.

The rules are posted once into a model that keeps what each of them asks. What no placement can break is not asked,
such as at most six lessons of five; shared literals are made once, so the same question has the same variables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from scheduler.domain.problem import Problem
from scheduler.engine.context import ModelContext, Terms, post_all
from scheduler.engine.session import no_collecting
from scheduler.rules.base import Key, Rule
from scheduler.rules.context import Literal


class Idle(NamedTuple):
    """Labels of rules that ask nothing; of variants those that ask nothing, and those that ask what their rule asks."""

    rules: frozenset[str]
    variants: frozenset[str]
    same: frozenset[str]


class _Asking(ModelContext):
    """The context of a search that also keeps what is asked under each label and key."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.asked: dict[str, dict[Key, tuple[Any, ...]]] = defaultdict(dict)

    def at_most(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        found = list(terms)
        vars_, coeffs, constant = self.model.weighed(found)
        if constant + sum(c for c in coeffs if c > 0) > limit:
            self.asked[rule.label][key] = ("most", vars_, coeffs, constant - limit)
        super().at_most(rule, key, found, limit)

    def at_least(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        found = list(terms)
        vars_, coeffs, constant = self.model.weighed(found)
        if constant + sum(c for c in coeffs if c < 0) < limit:
            self.asked[rule.label][key] = ("least", vars_, coeffs, constant - limit)
        super().at_least(rule, key, found, limit)

    def spread(self, rule: Rule, key: Key, a: Iterable[Literal], b: Iterable[Literal], limit: int) -> None:
        one, two = list(a), list(b)
        if one or two:
            self.asked[rule.label][key] = ("spread", tuple(one), tuple(two), limit)
        super().spread(rule, key, one, two, limit)

    def forbid(self, rule: Rule, key: Key, starts: Iterable[tuple[str, int, int, int]]) -> None:
        found = list(starts)
        super().forbid(rule, key, found)
        if found:
            self.asked[rule.label][key] = ("forbid", frozenset(found))


def idle(problem: Problem, rules: Sequence[Rule], variants: Mapping[str, Rule]) -> Idle:
    """Rules that ask nothing, of these; and how each variant (a name and a rule of the same kind) differs from its own.

    A variant's name begins with its rule's label and "~". Rules about rooms are never called idle: rooms are named
    after the search, or asked for before it. What a rule that asks nothing finds is the same in every timetable.
    """
    context = _Asking(problem)
    plain = {rule.label for rule in rules if not (rule.reads_rooms or rule.names_rooms)}
    known = {name: rule for name, rule in variants.items() if name.partition("~")[0] in plain}
    with no_collecting():
        post_all(context, rules)
        for name, rule in known.items():
            if not rule.judges_only:
                rule.model_copy(update={"instance": name}).post(context)
    asked = context.asked
    return Idle(
        frozenset(label for label in plain if not asked[label]),
        frozenset(name for name in known if not asked[name]),
        frozenset(name for name in known if asked[name] == asked[name.partition("~")[0]]),
    )
