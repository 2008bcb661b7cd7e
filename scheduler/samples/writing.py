"""What stands beside the sample workbooks: expected.yml and the README, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from scheduler.domain.curriculum import CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.text import LANGS, Text
from scheduler.domain.time import WEEKDAYS
from scheduler.samples.bells import figures
from scheduler.samples.catalogue import SAMPLES, Sample
from scheduler.samples.reasons import IMPOSSIBLE
from scheduler.samples.scenarios import QUESTIONS, Question

HEAD = Text(
    "Each folder holds a school as a workbook and, in expected.yml, its figures and what to see in it. "
    "`python -m scheduler.samples` makes everything here again.",
    "每个文件夹是一所学校的工作簿，expected.yml 写着它的数字和看点。"
    "`python -m scheduler.samples` 可重新生成这里的全部文件。",
)


def both(text: Text) -> dict[str, str]:
    """A text as a mapping, Chinese first."""
    return {lang: text.to(lang) for lang in LANGS}


def class_lessons(problem: Problem) -> int:
    """Lessons the classes have in an odd week, a joint lesson once for each class, options once."""
    index = problem.index
    total = 0
    for c in problem.classes:
        leaf = (c.leaves or (c.id,))[0]
        total += sum(course.periods for course in index.courses_of_pupil[leaf] if course.weeks != "even")
    return total


def minutes(problem: Problem) -> dict[str, dict[str, dict[str, int]]]:
    """Minutes of Monday and of the second day in each bell schedule, under the three meanings of six hours."""
    days = (WEEKDAYS[0].en, WEEKDAYS[1].en)
    return {
        bell.id: {name: figures(rows) for name, rows in zip(days, bell.days, strict=False)} for bell in problem.bells
    }


def expected(sample: Sample) -> dict[str, Any]:
    """The contents of a sample's expected.yml."""
    problem = sample.build()
    courses = problem.courses
    return {
        "name": sample.name,
        "school": problem.school,
        "about": both(sample.about),
        "status": "optimal" if sample.proven else "feasible",
        "presets": list(problem.presets),
        "classes": len(problem.classes),
        "teachers": len(problem.teachers),
        "courses": len(courses),
        "meetings": sum(c.kind is CourseKind.MEETING for c in courses),
        "lessons": sum(c.lessons for c in courses),
        "class_lessons": class_lessons(problem),
        "minutes": minutes(problem),
        "see": [both(text) for text in sample.see],
    }


def expected_impossible() -> dict[str, Any]:
    """The contents of impossible/expected.yml."""
    return {
        one.name: {
            "status": "impossible",
            "rule": one.rule,
            "need": one.need,
            "have": one.have,
            "proof": one.proof,
            "reason": both(one.reason),
        }
        for one in IMPOSSIBLE
    }


def as_yaml(values: Mapping[str, Any]) -> str:
    """Values as readable YAML."""
    return yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=110)


def as_question(question: Question) -> str:
    """A scenario's file: what is asked of which school, then the changes."""
    asks = f"# {question.asks.zh}（{question.school}）\n# {question.asks.en} ({question.school})\n"
    return asks + as_yaml(question.content())


def readme() -> str:
    """The list of all samples."""
    lines = ["# 样例学校 Sample schools", "", HEAD.zh, "", HEAD.en, "", "| 样例 Sample | | |", "|---|---|---|"]
    for sample in SAMPLES:
        see = Text(
            " ".join(t.en for t in (sample.about, *sample.see)), "".join(t.zh for t in (sample.about, *sample.see))
        )
        lines.append(f"| [{sample.name}]({sample.name}/) | {see.zh} | {see.en} |")
    lines += ["", "## 排不出来的学校 Impossible schools", "", "| | | |", "|---|---|---|"]
    for one in IMPOSSIBLE:
        lines.append(f"| [{one.name}](impossible/{one.name}.xlsx) | {one.reason.zh} | {one.reason.en} |")
    lines += ["", "## 方案 Scenarios", "", "| | | | |", "|---|---|---|---|"]
    for question in QUESTIONS:
        link = f"[{question.name}](scenarios/{question.name}.yml)"
        lines.append(f"| {link} | {question.school} | {question.asks.zh} | {question.asks.en} |")
    return "\n".join(lines) + "\n"
