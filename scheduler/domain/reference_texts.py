"""Texts that no file can carry, and rule settings that name what nobody has."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, Text


def text_faults(problem: Problem) -> Iterator[Fault]:
    """Names with control characters, halves of characters, or blanks at an end."""
    for path, word in _texts("", problem.model_dump(exclude={"rules"})):
        if _flawed(word):
            yield Fault(
                path,
                Text("has control characters, or blanks at an end", "含有控制字符，或首尾有空格"),
                Text("type it anew", "请重新输入"),
            )


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a dumped problem with its path; list entries by their ids."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            label = inner["id"] if isinstance(inner, dict) and "id" in inner else at
            yield from _texts(f"{path}[{label}]", inner)


def _flawed(word: str) -> bool:
    if word.isascii() and word.isprintable():
        return word != word.strip()
    return word != word.strip() or any(
        unicodedata.category(c) in ("Cc", "Cs") or c in "\ufeff\ufffe\uffff" for c in word
    )


def rule_faults(problem: Problem) -> Iterator[Fault]:
    """Scopes and exceptions for unknown ids, settings that are no plain JSON."""
    index = problem.index
    known = {
        "grades": set(index.grades),
        "classes": {*index.classes, *index.pupils, *index.groups},
        "teachers": set(index.teachers),
        "groups": {*index.groups, *(g.id for g in problem.teacher_groups)},
        "subjects": set(index.subjects),
    }
    anyone = set().union(*known.values(), index.rooms, index.pools, index.groups, index.courses, index.pupils)
    for at, rule in enumerate(problem.rules):
        where = f"rules[{at}]"
        wrong = [(f, w) for f, ids in known.items() for w in getattr(rule.scope, f) if w not in ids]
        wrong += [("exceptions", e.who) for e in rule.exceptions if e.who not in anyone]
        for field, word in wrong:
            yield Fault(f"{where}.{field}", Text(f"{rule.id}: there is no “{word}”", f"{rule.id}：没有“{word}”"))
        for path, params in [("params", rule.params), *(("exceptions", e.params) for e in rule.exceptions)]:
            if not _plain_json(params):
                yield Fault(
                    f"{where}.{path}", Text(f"{rule.id}: settings are no plain JSON", f"{rule.id}：设置不是普通 JSON")
                )
        words = [rule.id, rule.instance, rule.source, rule.reason, *rule.params]
        words += [w for e in rule.exceptions for w in (e.reason, *e.params)]
        if any(_flawed(word) for word in words):
            yield Fault(
                where, Text(f"{rule.id}: control characters or blanks at an end", f"{rule.id}：含控制字符或首尾空格")
            )


def _plain_json(value: Any) -> bool:
    try:
        return bool(json.loads(json.dumps(value, allow_nan=False)) == value)
    except (TypeError, ValueError, RecursionError):
        return False
