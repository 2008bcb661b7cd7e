"""python -m tests.mutation [FILE …]: change the rules and the judge in every small way; does some test notice?

Without files: all of constraints/ and scheduler/verify.py, and docs/mutation.md is written.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QINGKE_SCHOOLS", "3")

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.report import page
from tests.mutation.running import Mutating

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
PAGE, KEPT = Path("docs/mutation.md"), Path("out/mutation.json")


def main() -> int:
    """Run the mutants and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-n", type=int, default=1, dest="processes")
    parser.add_argument("-k", default="", dest="keyword", help="only tests whose name has this, as in pytest")
    parser.add_argument("--survivors", action="store_true", help="only those that survived the last whole run")
    given = parser.parse_args()
    whole = not (given.files or given.keyword or given.survivors)
    paths = tuple(given.files) or (*sorted(Path("constraints").glob("*.py")), Path("scheduler/verify.py"))
    before = json.loads(KEPT.read_text(encoding="utf-8")) if given.survivors else None
    begin = time.monotonic()

    def told(words: str) -> None:
        print(f"[{time.monotonic() - begin:5.0f} s] {words}", flush=True)

    def mutants() -> Iterator[Mutant]:
        for one in (one for path in paths for one in mutants_of(path)):
            if before is None or [str(one.path), one.before, one.after] in before:
                yield one

    mutating = Mutating(mutants(), paths, given.processes, told)
    chosen = ["-k", given.keyword] if given.keyword else []
    code = pytest.main([*FLAGS, *chosen, *TESTS], [mutating])
    if code != pytest.ExitCode.OK:
        print(f"pytest ended with {code!r}")
        return 2
    alive = [one.mutant for one in mutating.outcomes if not one.dead]
    count = len(mutating.outcomes)
    told(f"{count} mutants, {count - len(alive)} killed, {100 * (count - len(alive)) / max(1, count):.1f} %")
    if whole:
        PAGE.write_text(page(mutating.outcomes), encoding="utf-8")
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps([[str(m.path), m.before, m.after] for m in alive]), encoding="utf-8")
    return 0


sys.exit(main())
