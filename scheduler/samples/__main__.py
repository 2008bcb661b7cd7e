"""`python -m scheduler.samples [OUTDIR]`: write every sample school."""

from __future__ import annotations

import sys
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.io import write_problem
from scheduler.samples.catalogue import SAMPLES
from scheduler.samples.reasons import IMPOSSIBLE
from scheduler.samples.writing import as_yaml, expected, expected_impossible, readme
from scheduler.services.load import rule_infos


def write_workbook(problem: Problem, path: Path) -> None:
    """The school as a workbook in its own language."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lang = "en" if "plain" in problem.presets else "zh"
    write_problem(problem, path, lang=lang, rule_infos=rule_infos())


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
    write_text(readme(), out / "README.md")


if __name__ == "__main__":
    write_all(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_inputs"))
