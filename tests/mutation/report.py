"""The mutation run in words: docs/mutation.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from tests.mutation.running import Outcome

HEAD = """# Mutation run

Written by `make mutation`; do not edit by hand. Each line of the rules and of the judge is changed in every way the
operators know, one change at a time, and the tests run against it: a change that no test notices survives. A survivor
that changes nothing anybody could see counts as a survivor too.

| | |
|---|---|
| tool | mutmut {version}: its operators; run by `tests/mutation`, see below |
| files | all of `constraints/`, `scheduler/verify.py` |
| mutants | {mutants} |
| killed | {killed} ({why}) |
| kill rate | {rate} % |
| survivors | {alive} |

## What is changed, and what not

{operators}

Changed are functions and methods, as in mutmut; also properties, class bodies (defaults, bounds and levels of the
rules) and tables of modules, which mutmut leaves alone. Not changed is text for people (`Text`, `Label`, the name,
sentence, source and unit of a rule, docstrings, Chinese strings, the clauses), the ids of rules, annotations and types.

## How it runs

mutmut's own runner begins pytest anew for each mutant, which reads all the case files again: 96 mutants of one rule
took it 57 seconds on two cores, so a whole run would take more than an hour, and tables and settings would still be
left out. Here one pytest session is collected once; each mutant is put into a fork of it, where the changed code takes
the place of the code in memory, and meets the tests that enter the changed function, the likeliest killer first, until
one fails. `python -m tests.mutation FILE …` runs single files, `--survivors` again those that survived.

## By file

| file | mutants | killed | % |
|---|---|---|---|
{files}

## Survivors

"""


def page(outcomes: Sequence[Outcome]) -> str:
    """The whole page."""
    count, dead = len(outcomes), sum(one.dead for one in outcomes)
    fates = Counter(one.fate for one in outcomes if one.dead)
    operators = Counter(one.mutant.operator for one in outcomes)
    return (
        HEAD.format(
            version=version("mutmut"),
            mutants=f"{count:,}",
            killed=f"{dead:,}",
            why=", ".join(f"{number:,} {fate}" for fate, number in fates.most_common()),
            rate=f"{100 * dead / count:.1f}",
            alive=count - dead,
            operators=", ".join(f"{name.replace('_', ' ')} ({n:,})" for name, n in operators.most_common()),
            files="\n".join(_files(outcomes)),
        )
        + "\n".join(_survivors(outcomes))
        + "\n"
    )


def _files(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for path in sorted({str(one.mutant.path) for one in outcomes}):
        here = [one for one in outcomes if str(one.mutant.path) == path]
        dead = sum(one.dead for one in here)
        yield f"| {path} | {len(here)} | {dead} | {100 * dead / len(here):.0f} |"


def _survivors(outcomes: Sequence[Outcome]) -> Iterator[str]:
    alive = sorted((one for one in outcomes if not one.dead), key=lambda one: (str(one.mutant.path), one.mutant.line))
    path = ""
    for one in alive:
        if str(one.mutant.path) != path:
            path = str(one.mutant.path)
            yield f"### {path}\n"
        yield f"Line {one.mutant.line}\n\n```diff\n- {one.mutant.before}\n+ {one.mutant.after}\n```\n"
