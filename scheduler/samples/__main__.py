"""`python -m scheduler.samples [OUTDIR]`: write every sample school."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

import constraints
from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang
from scheduler.io.workbook import write_school
from scheduler.rules.info import info_of
from scheduler.samples.catalogue import SAMPLES
from scheduler.samples.reasons import IMPOSSIBLE
from scheduler.samples.scenarios import QUESTIONS
from scheduler.samples.writing import as_question, as_yaml, expected, expected_impossible, readme

TIME_OF_WRITING = "docProps/core.xml"


def write_workbook(problem: Problem, path: Path) -> None:
    """The school as a workbook in its own language; a file that says the same already is left alone."""
    lang: Lang = "en" if "plain" in problem.presets else "zh"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / path.name
        write_school(problem, fresh, lang=lang, rule_infos=[info_of(rule) for rule in constraints.CATALOGUE])
        if not path.exists() or members(fresh) != members(path):
            path.write_bytes(fresh.read_bytes())


def members(workbook: Path) -> dict[str, bytes]:
    """What a workbook holds, but for the time it was written."""
    with zipfile.ZipFile(workbook) as book:
        return {name: book.read(name) for name in book.namelist() if name != TIME_OF_WRITING}


def write_text(text: str, path: Path) -> None:
    """A text file with plain line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_all(out: Path) -> None:
    """Every sample, every impossible school, what is expected of them, and the list."""
    for sample in SAMPLES:
        write_workbook(sample.build(), out / sample.name / "school.xlsx")
        write_text(as_yaml(expected(sample)), out / sample.name / "expected.yml")
    for one in IMPOSSIBLE:
        write_workbook(one.build(), out / "impossible" / f"{one.name}.xlsx")
    write_text(as_yaml(expected_impossible()), out / "impossible" / "expected.yml")
    for question in QUESTIONS:
        write_text(as_question(question), out / "scenarios" / f"{question.name}.yml")
    write_text(readme(), out / "README.md")


if __name__ == "__main__":
    write_all(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_inputs"))
