"""python -m tests.told: write down what each rule tells of its cases, in tests/told, to be read before it is kept.

Sentences in both languages, the lessons they point to, the rows of evidence, and how big the rule's models are
(yes/nos and numbers, constraints): a rule that posts more than it needs shows here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from constraints import CATALOGUE
from constraints.presets import PRESETS
from scheduler.domain.base import Value
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import WEEKDAYS
from scheduler.domain.timetable import Timetable
from scheduler.engine.context import ModelContext, post_all
from scheduler.rules.base import Rule
from scheduler.verify import judge
from scheduler.words import sentence
from tests.casebook import Case, build, load_cases

TESTS = Path(__file__).parent
FOLDER = TESTS / "told"
PRESETS_KEPT = TESTS / "constraints" / "presets.txt"
SETTINGS_KEPT = TESTS / "constraints" / "settings.txt"
PLAIN = re.compile(r"typing\.|Annotated\[|, FieldInfo\(.*?\)\]\)\]|<class '|'>|\w+\.\w+\.(?:\w+\.)*")
KIND = (
    "of",
    "levels",
    "clauses",
    "judges_only",
    "judges_input",
    "planning",
    "prunes",
    "by_courses",
    "reads_rooms",
    "names_rooms",
    "numbers",
)


def told(kind: type[Rule], cases: Iterable[Case]) -> str:
    """All a rule tells of its cases."""
    out: list[str] = []
    models: dict[Level, list[int]] = {level: [0, 0] for level in kind.levels}
    for case in cases:
        problem, timetable = build(case)
        rule = kind.model_validate(dict(case.settings))
        out += [f"# {case.name}", *_of_case(problem, timetable, rule), ""]
        for level, counts in models.items() if case.posts and not kind.judges_only else ():
            for at, size in enumerate(_size(problem, kind.model_validate({**case.settings, "level": level}))):
                counts[at] += size
    if not kind.judges_only:
        out += ["# models of all cases: variables, constraints"]
        out += [f"{level}: {variables}, {constraints}" for level, (variables, constraints) in models.items()]
    return "\n".join(out).rstrip() + "\n"


def presets_told() -> str:
    """Every row of every preset, as a school file would say it."""
    out: list[str] = []
    for preset in PRESETS:
        out += [f"# {preset.id}: {preset.name.en} {preset.name.zh}", f"{preset.about.en} {preset.about.zh}"]
        out += [*(row.model_dump_json(exclude_defaults=True) for row in preset.table), ""]
    return "\n".join(out).rstrip() + "\n"


def settings_told() -> str:
    """What kind of rule each is; its settings with types, defaults and bounds; those of its rows too."""
    out: list[str] = []
    for kind in CATALOGUE:
        out += [f"# {kind.id}", *(f"{name}: {_flag(getattr(kind, name))}" for name in KIND)]
        out += [f"- {line}" for line in _fields(kind)]
        out += [""]
    for row in _rows():
        out += [f"# {row.__module__}.{row.__name__}", *(f"- {line}" for line in _fields(row)), ""]
    return "\n".join(out).rstrip() + "\n"


def _flag(value: object) -> str:
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _fields(kind: type[BaseModel]) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        if name in Rule.model_fields and repr(field) == repr(Rule.model_fields[name]):
            continue
        bounds = [one for one in field.metadata if not isinstance(one, Label)]
        begun = repr(field.get_default(call_default_factory=True))
        yield f"{name}: {PLAIN.sub('', str(field.annotation))} = {begun} {bounds}"


def _rows() -> Iterator[type[BaseModel]]:
    """Values that rules have in their settings: they are defined beside the rules."""
    for name in sorted(name for name in sys.modules if name.startswith("constraints.")):
        for one in vars(sys.modules[name]).values():
            if (
                isinstance(one, type)
                and issubclass(one, Value)
                and one.__module__ == name
                and not issubclass(one, Rule)
            ):
                yield one


def _of_case(problem: Problem, timetable: Timetable, rule: Rule) -> Iterator[str]:
    report = judge(problem, timetable, [rule], evidence=True).rules[0]
    yield f"judged: {report.judged}"
    for found in report.findings:
        words = sentence(problem, rule, found)
        yield f"- {words.en}"
        yield f"  {words.zh}"
        if found.lessons:
            yield f"  lessons: {', '.join(_place(timetable, at) for at in found.lessons)}"
    for row in report.evidence:
        yield "= " + ", ".join(f"{name} {_plain(value)}" for name, value in row.items())


def _place(timetable: Timetable, at: int) -> str:
    lesson = timetable.lessons[at]
    day = WEEKDAYS[lesson.day - 1].en[:3] if lesson.day <= len(WEEKDAYS) else f"day {lesson.day}"
    return f"{lesson.course or lesson.subject} {day} {lesson.period}"


def _plain(value: Any) -> str:
    return f"{value.en} {value.zh}" if isinstance(value, Text) else str(value)


def _size(problem: Problem, rule: Rule) -> tuple[int, int]:
    """Variables and constraints of a model of the rule alone."""
    context = ModelContext(problem)
    post_all(context, [rule])
    context.make_starts()
    context.model.minimise([(1, one.amount) for one in context.measured.values()])
    context.model.finish()
    return len(context.model.proto.variables), len(context.model.proto.constraints)


def main() -> None:
    """Write every file."""
    FOLDER.mkdir(exist_ok=True)
    for kind in CATALOGUE:
        text = told(kind, load_cases(TESTS / "cases" / f"{kind.id}.yml"))
        (FOLDER / f"{kind.id}.txt").write_text(text, encoding="utf-8")
    PRESETS_KEPT.write_text(presets_told(), encoding="utf-8")
    SETTINGS_KEPT.write_text(settings_told(), encoding="utf-8")


if __name__ == "__main__":
    main()
