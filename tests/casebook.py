"""Cases: a small school and a hand-placed timetable in YAML, and what a rule must find there.

A file names its `rule` and its `cases`; `shared` may hold anything the cases repeat by anchor. A reference
that leads nowhere raises, except those of `foreign` lessons: another's timetable may name strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Finding, Verdict
from tests.case_school import WORDS, day_of, minute_of, only, problem_of, timetable_of
from tests.case_settings import check_references, settings_of

CASE_KEYS = {"name", "settings", "school", "timetable", "expect", "not_checked", "asked", "posts"}


@dataclass(frozen=True)
class Expected:
    """A finding that must be there: `also` are the key's parts beside owner and day, if they matter."""

    owner: str
    amount: int
    day: int | None = None
    also: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Case:
    """One small school, one timetable of it, and all that a rule finds there."""

    rule: str
    name: str
    settings: Mapping[str, Any]
    school: Mapping[str, Any]
    timetable: Mapping[str, Any]
    expect: tuple[Expected, ...]
    not_checked: int = 0
    asked: int = 0
    posts: bool = True


# -- reading -------------------------------------------------------------------------------------------------


class _Loader(yaml.SafeLoader):
    """YAML in which `off` and `on` are words and a key may stand only once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value if key.value != "<<"]
        if twice := {str(key) for key in keys if keys.count(key) > 1}:
            raise ValueError(f"line {node.start_mark.line + 1}: key twice: {sorted(twice)}")
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def load_cases(path: Path) -> list[Case]:
    """Every case of a file, in its order."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    only(content, {"rule", "cases", "shared"}, path.name)
    names = [one["name"] for one in content["cases"]]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{path.name}: name twice: {sorted(twice)}")
    return [_case(content["rule"], one) for one in content["cases"]]


def _case(rule: str, one: Mapping[str, Any]) -> Case:
    only(one, CASE_KEYS, one["name"])
    expect = []
    for item in one["expect"]:
        only(item, {"owner", "amount", "day", "also"}, one["name"])
        day = day_of(item["day"]) if "day" in item else None
        also = tuple(_part(part) for part in item.get("also", ()))
        expect.append(Expected(str(item["owner"]), item["amount"], day, also))
    return Case(
        rule=rule,
        name=one["name"],
        settings=settings_of(one.get("settings") or {}),
        school=one.get("school") or {},
        timetable=one.get("timetable") or {},
        expect=tuple(expect),
        not_checked=one.get("not_checked", 0),
        asked=one.get("asked", 0),
        posts=one.get("posts", True),
    )


def _part(part: str | int | date) -> str | int:
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, str) and re.fullmatch(r"\d\d:\d\d", part):
        return minute_of(part)
    return WORDS.get(part, part) if isinstance(part, str) else part


# -- building ------------------------------------------------------------------------------------------------


def build(case: Case) -> tuple[Problem, Timetable]:
    """The school and the timetable of a case."""
    problem = problem_of(case.school)
    check_references(problem, case.settings)
    return problem, timetable_of(problem, case.timetable)


# -- comparing -----------------------------------------------------------------------------------------------


def matches(case: Case, findings: Iterable[Finding]) -> list[str]:
    """What differs between the findings and those the case expects, in words; nothing where they agree."""
    found = list(findings)
    problems = []
    counted = [one for one in found if one.amount]
    keys = [one.key for one in counted]
    problems += [f"key twice: {key}" for key in dict.fromkeys(keys) if keys.count(key) > 1]
    problems += [f"key without weeks at its end: {key}" for key in keys if not isinstance(key[-1], Weeks)]
    problems += [f"amount 0: {one.key}" for one in found if not one.amount and one.verdict in _COUNTING]
    left = list(counted)
    for wanted in sorted(case.expect, key=lambda one: (one.day is None, -len(one.also))):
        hit = next((one for one in left if _meets(wanted, one)), None)
        if hit is None:
            problems.append(f"not found: {wanted}")
        else:
            left.remove(hit)
    problems += [f"not expected: {one.key} amount {one.amount}" for one in left]
    for verdict, wanted_times in ((Verdict.NOT_CHECKED, case.not_checked), (Verdict.ASK, case.asked)):
        if (times := sum(1 for one in found if one.verdict is verdict)) != wanted_times:
            problems.append(f"{times} {verdict}, expected {wanted_times}")
    return problems


_COUNTING = (Verdict.BROKEN, Verdict.NOTICE)


def _meets(wanted: Expected, found: Finding) -> bool:
    rest: list[str | int] = list(found.key[1:])
    days = [part for part in rest if isinstance(part, int)]
    if found.key[0] != wanted.owner or found.amount != wanted.amount:
        return False
    if wanted.day is not None:
        if days[:1] != [wanted.day]:
            return False
        rest.remove(wanted.day)
    for part in wanted.also:
        if part not in rest:
            return False
        rest.remove(part)
    return True
