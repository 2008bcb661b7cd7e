"""How two settings of one rule become one: presets by the stricter value, a school's own setting by its word."""

from __future__ import annotations

from typing import Any

from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.text import Label, Text
from scheduler.rules.base import Rule

STRICTNESS = {Level.SOFT: 0, Level.RELAXABLE: 1, Level.HARD: 2}


def label_of(rule: type[Rule], name: str) -> Label:
    """The label of a setting; its name in the program where it has none."""
    field = rule.model_fields.get(name)
    found = (one for one in (field.metadata if field else ()) if isinstance(one, Label))
    return next(found, Label(name, name))


def level_of(rule: type[Rule], setting: RuleSetting) -> Level:
    """The level a setting asks for, the rule's own where it does not say."""
    return Level(setting.level or rule.model_fields["level"].default)


def value_of(rule: type[Rule], setting: RuleSetting, name: str) -> Any:
    """A setting's value, the rule's own where it is not set."""
    value = setting.params.get(name, rule.model_fields[name].default if name in rule.model_fields else None)
    return tuple(value) if isinstance(value, list) else value


def looser(rule: type[Rule], name: str, new: Any, old: Any) -> bool:
    """Whether a value asks less than another; an empty list names no limit, unless the rule's own names some."""
    stricter = label_of(rule, name).stricter
    if stricter == "union" and _nothing_is_nothing(rule, name):
        return not set(old) <= set(new)
    if stricter == "union":
        return bool(new) and (not old or not set(old) <= set(new))
    if new == old or stricter is None or old is None:
        return False
    if new is None:
        return True
    comparable = isinstance(new, int) and isinstance(old, int)
    return comparable and (new > old if stricter == "lower" else new < old)


def _nothing_is_nothing(rule: type[Rule], name: str) -> bool:
    """Whether an empty list of this setting asks for nothing; it asks for everything where it is the rule's own."""
    field = rule.model_fields[name]
    return field.is_required() or bool(field.get_default())


def strictest(rule: type[Rule], one: RuleSetting, other: RuleSetting) -> RuleSetting | None:
    """Two presets' settings as one, each value the stricter and its source named; None where they do not merge."""
    if one.scope != other.scope:
        return None
    params: dict[str, Any] = dict(one.params)
    kept: list[str] = []
    taken: list[str] = []
    for name in (*one.params, *(n for n in other.params if n not in one.params)):
        mine, theirs = value_of(rule, one, name), value_of(rule, other, name)
        stricter = label_of(rule, name).stricter
        if mine == theirs:
            params[name] = mine
        elif stricter == "union" and ((mine and theirs) or _nothing_is_nothing(rule, name)):
            params[name] = tuple(dict.fromkeys((*mine, *theirs)))
            kept += [name] if set(mine) - set(theirs) else []
            taken += [name] if set(theirs) - set(mine) else []
        elif stricter in (None, "union"):
            return None
        elif looser(rule, name, mine, theirs) or mine is None:
            params[name] = theirs
            taken.append(name)
        else:
            params[name] = mine
            kept.append(name)
    levels = level_of(rule, one), level_of(rule, other)
    level = max(levels, key=STRICTNESS.__getitem__)
    if levels[0] is not levels[1]:
        (kept if level is levels[0] else taken).append("level")
    weight = max(one.weight or 1, other.weight or 1)
    update = {"params": params, "level": level, "weight": weight, "source": _source(one, other, kept, taken)}
    return one.model_copy(update=update)


def _source(one: RuleSetting, other: RuleSetting, kept: list[str], taken: list[str]) -> str:
    """Whose word the stricter values are: of one, of the other, of both."""
    if kept and taken:
        return f"{one.source}；{'、'.join(taken)}：{other.source}"
    if kept or taken:
        return one.source if kept else other.source
    same = one.source.partition("：")[2] == other.source.partition("：")[2]
    return one.source if same else f"{one.source}；{other.source}"


def edited(base: RuleSetting, own: RuleSetting) -> RuleSetting:
    """A preset's setting with a school's own over it."""
    return base.model_copy(
        update={
            "level": own.level or base.level,
            "weight": base.weight if own.weight is None else own.weight,
            "scope": base.scope if own.scope.everyone else own.scope,
            "exceptions": (*base.exceptions, *own.exceptions),
            "params": {**base.params, **own.params},
            "source": "；".join(dict.fromkeys(filter(None, (base.source, own.source)))),
            "reason": own.reason,
        }
    )


def loosenings(rule: type[Rule], base: RuleSetting, own: RuleSetting) -> list[Text]:
    """In what a school's own setting asks less than the one it edits."""
    out = []
    if own.off:
        out.append(Text("switched off", "停用"))
    if own.level is not None and STRICTNESS[own.level] < STRICTNESS[level_of(rule, base)]:
        out.append(Text("a lower level", "降低级别"))
    for name in own.params:
        if looser(rule, name, value_of(rule, own, name), value_of(rule, base, name)):
            out.append(label_of(rule, name).text)
    if not own.scope.everyone and own.scope != base.scope:
        out.append(Text("fewer are bound", "缩小范围"))
    out.extend(Text("an exception", "例外") for one in own.exceptions if not one.reason)
    return out
