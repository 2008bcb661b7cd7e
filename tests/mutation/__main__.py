"""python -m tests.mutation [FILE …]: change the rules and the judge in every small way; does some test notice?

Without files: all of constraints/ and scheduler/verify.py, and docs/mutation.md is written. What was tried is kept in
out/ until its file changes, so a stopped run goes on; `--survivors` tries those again that survived.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QINGKE_SCHOOLS", "3")

from tests.mutation.kept import Kept, name
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.report import page
from tests.mutation.running import SURVIVED, UNREACHED, Mutating

TESTS = (
    "tests/test_cases.py",
    "tests/test_told.py",
    "tests/test_verify.py",
    "tests/constraints",
    "tests/properties/test_judge_laws.py",
    "tests/properties/test_model_is_judge.py",
    "tests/docs/test_pages.py::test_the_rule_reference_is_what_the_rules_say",
)
RETOLD = "tests/constraints/test_rule_texts.py::test_every_finding_of_a_case_is_a_whole_sentence"
"""Of each case; test_told holds the same sentences word for word."""
FLAGS = (
    "-qqq",
    "--assert=plain",
    f"--deselect={RETOLD}",
    "--capture=no",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
)
PAGE, KEPT = Path("docs/mutation.md"), Path("out/mutation.jsonl")


def main() -> int:
    """Run the mutants and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-n", type=int, default=1, dest="processes")
    parser.add_argument("-k", default="", dest="keyword", help="only tests whose name has this, as in pytest")
    parser.add_argument("--survivors", action="store_true", help="again those that survived")
    given = parser.parse_args()
    paths = tuple(given.files) or (*sorted(Path("constraints").glob("*.py")), Path("scheduler/verify.py"))
    kept = Kept(KEPT)
    begin = time.monotonic()

    def told(words: str) -> None:
        print(f"[{time.monotonic() - begin:5.0f} s] {words}", flush=True)

    def every() -> Iterator[Mutant]:
        return (one for path in paths for one in mutants_of(path))

    def left() -> Iterator[Mutant]:
        for one in every():
            fate = kept.fates.get(name(one), ("", ""))[0]
            if (not fate) if not given.survivors else fate in (SURVIVED, UNREACHED):
                yield one

    mutating = Mutating(left(), paths, given.processes, told, (lambda _: None) if given.keyword else kept.add)
    chosen = ["-k", given.keyword] if given.keyword else []
    code = pytest.main([*FLAGS, *chosen, *TESTS], [mutating])
    if code != pytest.ExitCode.OK:
        print(f"pytest ended with {code!r}")
        return 2
    outcomes = mutating.outcomes if given.keyword else list(kept.outcomes(every()))
    dead, count = sum(one.dead for one in outcomes), len(outcomes)
    told(f"{count} mutants, {dead} killed, {100 * dead / max(1, count):.1f} %")
    if not given.files and not given.keyword:
        PAGE.write_text(page(outcomes), encoding="utf-8")
    return 0


sys.exit(main())
