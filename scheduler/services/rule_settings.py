"""The rules of a school as a form shows them: what the presets ask, what the school says, what is then in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import constraints
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput
from scheduler.rules.base import Rule
from scheduler.rules.info import RuleInfo
from scheduler.services.load import rule_infos

SHARED = frozenset(Rule.model_fields)


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule (or one of its instances): `preset` is what the presets alone ask, `now` what is in force.

    `own` is the school's setting; `differs` are the settings in which `now` is another than `preset`.
    """

    info: RuleInfo
    instance: str = ""
    preset: Rule | None = None
    now: Rule | None = None
    own: RuleSetting | None = None
    differs: tuple[str, ...] = field(default=())

    @property
    def label(self) -> str:
        """What tells it apart from every other."""
        return self.instance or self.info.id


def standings(problem: Problem) -> tuple[Standing, ...]:
    """Every rule of the catalogue, in force or not, in the order of reports.

    Raises:
        FaultyInput: where the school's own settings are wrong.
    """
    before = _by_label(problem.model_copy(update={"rules": ()}))
    after = _by_label(problem)
    own = {(one.id, one.instance): one for one in problem.rules}
    out: list[Standing] = []
    for info in rule_infos():
        names = [key for key in (*before, *after, *own) if key[0] == info.id]
        for key in dict.fromkeys(names) or {(info.id, ""): None}:
            preset, now = before.get(key), after.get(key)
            out.append(Standing(info, key[1], preset, now, own.get(key), _differs(preset, now)))
    return tuple(out)


def values(rule: Rule | None, info: RuleInfo) -> dict[str, Any]:
    """Level, weight and settings of a rule; of one not in force those it would have."""
    if rule is None:
        return {"level": info.level, "weight": info.weight, **{s.id: s.default for s in info.settings}}
    return {"level": rule.level, "weight": rule.weight, **{s.id: getattr(rule, s.id) for s in info.settings}}


def setting_of(standing: Standing, wanted: Mapping[str, Any], **said: Any) -> RuleSetting | None:
    """The shortest setting that makes the rule so: only what differs from the presets; None where nothing does.

    `wanted` holds level, weight and settings; `said` may hold off, scope, exceptions, source and reason.
    """
    base = values(standing.preset, standing.info)
    params = {k: v for k, v in wanted.items() if k not in ("level", "weight") and v != base.get(k)}
    level = wanted["level"] if wanted["level"] != base["level"] else None
    weight = wanted["weight"] if wanted["weight"] != base["weight"] else None
    told = {k: v for k, v in said.items() if v}
    if standing.preset is not None:
        told = {k: v for k, v in told.items() if k not in ("scope",) or v != standing.preset.scope}
        nothing = not params and level is None and weight is None
        if nothing and not (told.keys() - {"source", "reason"}):
            return None
    level = Level(level) if level is not None else None
    return RuleSetting(
        id=standing.info.id, instance=standing.instance, level=level, weight=weight, params=params, **told
    )


def with_setting(problem: Problem, standing: Standing, own: RuleSetting | None) -> Problem:
    """The school with this word about the rule (None: as the presets ask).

    Raises:
        FaultyInput: where it cannot be in force so, such as a preset loosened without a reason.
    """
    key = (standing.info.id, standing.instance)
    others = tuple(one for one in problem.rules if (one.id, one.instance) != key)
    at = next((n for n, one in enumerate(problem.rules) if (one.id, one.instance) == key), len(others))
    rules = others if own is None else (*others[:at], own, *others[at:])
    changed = problem.model_copy(update={"rules": rules})
    constraints.bind(changed)
    return changed


def with_presets(problem: Problem, presets: tuple[str, ...]) -> Problem:
    """The school under other presets.

    Raises:
        FaultyInput: where its own settings do not fit them.
    """
    changed = problem.model_copy(update={"presets": presets})
    constraints.bind(changed)
    return changed


def fitting_presets() -> tuple[Any, ...]:
    """Every preset: id, name, about."""
    return constraints.presets.PRESETS


def _by_label(problem: Problem) -> dict[tuple[str, str], Rule]:
    return {(rule.id, rule.instance): rule for rule in constraints.bind(problem)}


def _differs(preset: Rule | None, now: Rule | None) -> tuple[str, ...]:
    if preset is None or now is None:
        return () if preset is now else ("on",)
    names = [n for n in type(now).model_fields if n not in SHARED or n in ("level", "weight", "scope", "exceptions")]
    return tuple(name for name in names if getattr(preset, name) != getattr(now, name))


__all__ = [
    "FaultyInput",
    "Standing",
    "fitting_presets",
    "setting_of",
    "standings",
    "values",
    "with_presets",
    "with_setting",
]
