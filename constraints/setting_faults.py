"""What is wrong with one rule setting, in school words: names nobody has, values out of range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from constraints.merging import label_of
from constraints.shorthand import SUBJECT_LISTS
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, Text, joined, same
from scheduler.rules.base import Rule

LEVELS = {
    Level.HARD: Text("must", "必须"),
    Level.RELAXABLE: Text("should", "尽量必须"),
    Level.SOFT: Text("wish", "尽量"),
}
"""The levels as the rules sheet calls them."""


def where(setting: RuleSetting) -> str:
    """Where a fault of this setting stands."""
    return f"rules: {setting.instance or setting.id}"


def unknown(place: str, what: Text, name: str, known: Iterable[str]) -> Fault:
    """A name that nothing has, with the likeliest meant."""
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    wrong = Text("no {what} is called {name}", "没有名为“{name}”的{what}").format(what=what, name=name)
    right = Text("perhaps {0}", "是否为 {0}").format(joined([same(one) for one in near])) if near else Text("", "")
    return Fault(place, wrong, right)


def unknown_names(problem: Problem, setting: RuleSetting) -> list[Fault]:
    """Names in a setting's scope, exceptions and lists of subjects that the school does not know."""
    index, scope = problem.index, setting.scope
    groups = {*index.groups, *(group.id for group in problem.teacher_groups)}
    pupils = {*index.classes, *index.pupils, *index.groups}
    anyone = {*pupils, *groups, *index.teachers, *index.grades, *index.subjects, *index.courses}
    asked: list[tuple[Text, Iterable[str], Iterable[str]]] = [
        (Text("grade", "年级"), scope.grades, index.grades),
        (Text("class", "班级"), scope.classes, pupils),
        (Text("teacher", "教师"), scope.teachers, index.teachers),
        (Text("group", "组"), scope.groups, groups),
        (Text("subject", "科目"), scope.subjects, index.subjects),
        (Text("one", "对象"), (e.who for e in setting.exceptions), {*anyone, *index.rooms, *index.pools}),
    ]
    for params in (setting.params, *(exception.params for exception in setting.exceptions)):
        for name in sorted(SUBJECT_LISTS.intersection(params)):
            listed = params[name] if isinstance(params[name], (list, tuple)) else ()
            asked.append((Text("subject", "科目"), map(str, listed), index.subjects))
        lists = (
            ("courses", Text("course", "任课"), index.courses),
            ("teachers", Text("teacher", "教师"), index.teachers),
            ("rooms", Text("room", "场地"), index.rooms),
        )
        for name, what, known in lists:
            listed = params.get(name)
            names = map(str, listed) if isinstance(listed, (list, tuple)) else ()
            asked.append((what, (*names, *_in_rows(params, name)), known))
    place = where(setting)
    return [unknown(place, what, name, known) for what, names, known in asked for name in names if name not in known]


def _in_rows(params: Mapping[str, Any], name: str) -> Iterable[str]:
    """What the rows of a setting list under a name, each once."""
    rows = params.get("rows")
    every = rows if isinstance(rows, (list, tuple)) else ()
    lists = (row.get(name) if isinstance(row, Mapping) else getattr(row, name, None) for row in every)
    return dict.fromkeys(str(one) for listed in lists if isinstance(listed, (list, tuple)) for one in listed)


def bad_level(rule: type[Rule], setting: RuleSetting) -> list[Fault]:
    """The fault of a level that the rule cannot have."""
    if setting.level is None or setting.level in rule.levels:
        return []
    wrong = Text("“{name}” cannot be {level}", "“{name}”不能设为{level}").format(
        name=rule.name, level=LEVELS[setting.level]
    )
    return [Fault(where(setting), wrong, joined([LEVELS[level] for level in rule.levels]))]


def bad_values(rule: type[Rule], place: str, params: Mapping[str, Any], error: ValidationError) -> list[Fault]:
    """What a rule's settings may not be, each with its label and what it may be."""
    faults = []
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else ""
        wrong = Text("“{label}” cannot be {value}", "“{label}”不能是 {value}")
        value = one["input"] if name in params else ""
        faults.append(Fault(place, wrong.format(label=label_of(rule, name).text, value=value), allowed(rule, name)))
    return faults


def allowed(rule: type[Rule], name: str) -> Text:
    """What a setting may be."""
    field = rule.model_fields[name]
    least = next((one.ge for one in field.metadata if hasattr(one, "ge")), None)
    most = next((one.le for one in field.metadata if hasattr(one, "le")), None)
    kind = field.annotation
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum)):
        choices = get_args(kind) or tuple(kind)  # type: ignore[arg-type]
        return joined([same(choice) for choice in choices])
    if least is not None and most is not None:
        return Text(f"a whole number from {least} to {most}", f"{least} 到 {most} 的整数")
    if least is not None:
        return Text(f"a whole number, at least {least}", f"不小于 {least} 的整数")
    if kind is bool:
        return Text("yes or no", "是或否")
    return Text("a list", "列表")
