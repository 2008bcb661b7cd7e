"""A school's presets and settings as rule objects, or every fault in them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from constraints.merging import edited, loosenings, strictest
from constraints.presets import PRESETS, STRUCTURE, settings
from constraints.setting_faults import bad_level, bad_values, unknown, unknown_names, where
from constraints.shorthand import filled
from constraints.structural import weakened
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Text, joined
from scheduler.rules.base import Rule

Chosen = dict[tuple[str, str], RuleSetting]
"""(rule, instance) → its setting."""

NAME_IT = Text("give each an instance name of its own", "请给每条不同的实例名")


def bind(problem: Problem, catalogue: Sequence[type[Rule]]) -> tuple[Rule, ...]:
    """The rules a school keeps, in the order of the catalogue; FaultyInput lists everything wrong at once."""
    faults: list[Fault] = []
    known = {rule.id: rule for rule in catalogue}
    chosen = _of_presets(problem, known, faults)
    keys = Counter((own.id, own.instance) for own in problem.rules)
    for own in problem.rules:
        if own.id not in known:
            faults.append(unknown(where(own), Text("rule", "规则"), own.id, known))
        elif keys[own.id, own.instance] == 1:
            _lay_over(problem, known[own.id], own, chosen, faults)
    labels = Counter(one.instance or one.id for one in chosen.values())
    twice = {*(key[1] or key[0] for key, n in keys.items() if n > 1), *(name for name, n in labels.items() if n > 1)}
    for name in sorted(twice):
        faults.append(Fault(f"rules: {name}", Text(f"two rules are called {name}", f"有两条规则都叫 {name}"), NAME_IT))
    rules: list[Rule] = []
    for rule in catalogue:
        for setting in chosen.values():
            if setting.id == rule.id:
                rules.extend(_built(rule, setting, faults))
    if faults:
        raise FaultyInput(faults)
    return tuple(rules)


def _of_presets(problem: Problem, known: Mapping[str, type[Rule]], faults: list[Fault]) -> Chosen:
    """What the presets ask together: of one rule instance the stricter value, side by side what cannot be compared.

    They are taken in their own order, so that the school's order of naming them changes nothing.
    """
    chosen: Chosen = {(one.id, one.instance): one for one in STRUCTURE}
    presets = {preset.id: preset for preset in PRESETS}
    for name in problem.presets:
        if name not in presets:
            faults.append(unknown("presets", Text("preset", "预设"), name, presets))
    for name in (one for one in presets if one in problem.presets):
        for setting in settings(presets[name], problem):
            key = (setting.id, setting.instance)
            both = strictest(known[setting.id], chosen[key], setting) if key in chosen else setting
            if both is None:
                both = setting.model_copy(update={"instance": f"{setting.instance or setting.id}@{name}"})
            chosen[both.id, both.instance] = both
    return chosen


def _lay_over(problem: Problem, rule: type[Rule], own: RuleSetting, chosen: Chosen, faults: list[Fault]) -> None:
    """Lay a school's own setting over what the presets ask, and note what is wrong with it."""
    key = (own.id, own.instance)
    own, empty = filled(problem, own)
    for names in empty:
        faults.append(Fault(where(own), Text(f"nothing in the school is {names}", f"学校里没有 {names}")))
    faults.extend(unknown_names(problem, own))
    base = chosen.get(key)
    if fixed := weakened(rule, own):
        faults.extend(fixed)
        return
    faults.extend(bad_level(rule, own))
    loose = loosenings(rule, base, own) if base is not None else []
    if loose and not own.reason:
        wrong = Text("loosens “{name}” without a reason: {what}", "放宽“{name}”而没有理由：{what}")
        right = Text("write the reason; it is printed", "请填写理由，理由会随规则打印")
        faults.append(Fault(where(own), wrong.format(name=rule.name, what=joined(loose)), right))
    if own.off:
        chosen.pop(key, None)
    else:
        chosen[key] = own if base is None else edited(base, own)


def _built(rule: type[Rule], setting: RuleSetting, faults: list[Fault]) -> Iterator[Rule]:
    given: dict[str, Any] = {
        "instance": setting.instance,
        "scope": setting.scope,
        "exceptions": setting.exceptions,
        "provenance": setting.source,
        "reason": setting.reason,
    }
    given |= {k: v for k, v in (("level", setting.level), ("weight", setting.weight)) if v is not None}
    built = _tried(rule, where(setting), given, setting.params, faults)
    if built is None:
        return
    for exception in setting.exceptions:
        _tried(rule, f"{where(setting)}, {exception.who}", given, {**setting.params, **exception.params}, faults)
    yield built


def _tried(
    rule: type[Rule], place: str, given: Mapping[str, Any], params: Mapping[str, Any], faults: list[Fault]
) -> Rule | None:
    """The rule with these settings; None, and the faults noted, where it has no such settings or values."""
    own = [name for name in rule.model_fields if name not in Rule.model_fields]
    strange = [name for name in params if name not in own]
    for name in strange:
        faults.append(unknown(place, Text("setting", "设置项"), name, own))
    try:
        built = rule.model_validate({**{k: v for k, v in params.items() if k in own}, **given})
    except ValidationError as error:
        faults.extend(bad_values(rule, place, params, error))
        return None
    return None if strange else built
