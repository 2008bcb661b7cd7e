"""Proofs by adding up the hard rules: whole certificates, checked by another hand; never of a possible school."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

import constraints
from scheduler.domain.policy import Level, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.engine import prover, relaxation
from scheduler.engine.relaxation import Outcome, Proof, Watch, prove
from scheduler.engine.relaxation.certificate import Times, gap, rounded
from scheduler.engine.relaxation.linear import prices
from scheduler.engine.relaxation.rows import BUILT, Row, Rows, rows_of
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.rules.base import Rule
from scheduler.samples import generate, plans, sample
from scheduler.samples.impossible import mornings_full
from tests import strategies
from tests.precheck import busy_schools, full_schools
from tests.precheck.small import STRUCTURE, changed
from tests.precheck.solver import solvable

SCHOOLS = 240


def proof_of(problem: Problem, rules: tuple[Rule, ...] | list[Rule]) -> Proof | None:
    return prove(problem, rules, Watch(60)).proof


def full_mornings() -> tuple[Problem, tuple[Rule, ...], Proof]:
    problem = mornings_full()
    rules = constraints.bind(problem)
    proof = proof_of(problem, rules)
    assert proof is not None
    return problem, rules, proof


def by_hand(rows: Rows, times: Times) -> tuple[int, int]:
    """(least the rows ask for, most the variables can give), added up variable by variable."""
    asked, given = 0, 0
    for var, (low, high) in enumerate(zip(rows.lows, rows.highs, strict=True)):
        total = 0
        for at, count in times.items():
            row = rows.rows[at]
            coeff = sum(c for v, c in zip(row.vars, row.coeffs, strict=True) if v == var)
            total += -count * coeff if row.upper else count * coeff
        given += max(total * low, total * high)
    for at, count in times.items():
        row = rows.rows[at]
        asked += -count * row.bound if row.upper else count * row.bound
    return asked, given


def random_school(seed: int) -> tuple[Problem, list[Rule]]:
    random = Random(f"relaxation {seed}")
    match seed % 3:
        case 0:
            return busy_schools.school(random), busy_schools.rules(random)
        case 1:
            return full_schools.school(random), full_schools.rules(random)
        case _:
            problem = strategies.school(random)
            kinds = [kind for kind in strategies.posted_rules() if kind.id not in {one.id for one in STRUCTURE}]
            further = [strategies.rule(random, kind, Level.HARD, problem) for kind in random.sample(kinds, 3)]
            return problem, [*STRUCTURE, *further]


def test_what_is_proven_is_impossible_with_just_the_rules_the_proof_uses() -> None:
    seen: Counter[bool] = Counter()
    for seed in range(SCHOOLS):
        problem, rules = random_school(seed)
        proof = proof_of(problem, rules)
        seen[proof is not None] += 1
        if proof is not None:
            asked, given = by_hand(proof.rows, proof.times)
            assert asked - given == proof.missing > 0, seed
            used = {row.origin[0] for row, _ in proof.parts if row.origin != BUILT}
            named = [rule for rule in rules if rule.label in used]
            assert {rule.label for rule in named} == used, seed
            assert not solvable(problem, named), seed
    assert min(seen[True], seen[False]) >= 60


def test_the_rows_of_a_possible_school_fit_together() -> None:
    cleared = 0
    for seed in range(SCHOOLS):
        problem, rules = random_school(seed)
        if solvable(problem, rules):
            cleared += 1
            assert prove(problem, rules, Watch(60)) == Outcome(None, True), seed
    assert cleared >= 40


def test_fractions_see_most_small_impossible_schools() -> None:
    impossible = [school for seed in range(SCHOOLS // 2) if not solvable(*(school := random_school(seed)))]
    proven = sum(proof_of(problem, rules) is not None for problem, rules in impossible)
    assert proven >= 0.7 * len(impossible) > 0


def test_every_row_of_a_proof_says_which_rule_asked_it_of_whom() -> None:
    problem, rules, proof = full_mornings()
    known = {rule.label for rule in rules if rule.level is Level.HARD}
    origins = [row.origin for row, _ in proof.parts if row.origin != BUILT]
    assert {label for label, _ in origins} <= known
    assert {str(key[0]) for label, key in origins if label == "teacher_clash"} == {
        t.id for t in problem.teachers if t.subjects == (plans.PE,)
    }


def test_a_proof_with_a_row_less_or_a_wrong_multiplier_is_none() -> None:
    _, _, proof = full_mornings()
    assert gap(proof.rows, proof.times) == 1
    for at in proof.times:
        assert gap(proof.rows, {other: n for other, n in proof.times.items() if other != at}) <= 0
    lessons = next(at for at in proof.times if proof.rows.rows[at].origin[0] == "every_lesson_placed")
    with pytest.raises(ValueError, match="only be added"):
        gap(proof.rows, {**proof.times, lessons: -1})


def test_a_proof_with_one_more_place_is_none() -> None:
    _, _, proof = full_mornings()
    at = next(at for at in proof.times if proof.rows.rows[at].origin[0] == "teacher_clash")
    rows = list(proof.rows.rows)
    rows[at] = replace(rows[at], bound=2)
    assert gap(replace(proof.rows, rows=tuple(rows)), proof.times) <= 0


def test_prices_that_prove_nothing_are_refused() -> None:
    problem = sample("tiny")
    rows = rows_of(problem, constraints.bind(problem))
    random = Random("no proof")
    for _ in range(50):
        hint = {at: random.random() for at in random.sample(range(len(rows.rows)), 30)}
        assert rounded(rows, hint) is None
    assert rounded(rows, {}) is None


def test_multipliers_come_out_whole_and_as_small_as_they_can() -> None:
    three = Row((0, 1, 2), (1, 1, 1), 2, False, BUILT)
    pairs = [Row(pair, (1, 1), 1, True, BUILT) for pair in ((0, 1), (1, 2), (0, 2))]
    rows = Rows((three, *pairs), (0, 0, 0), (1, 1, 1))
    hint = prices(rows, range(4), Watch(10))
    assert hint is not None
    assert rounded(rows, hint) == {0: 2, 1: 1, 2: 1, 3: 1}
    assert gap(rows, {0: 2, 1: 1, 2: 1, 3: 1}) == 1
    assert gap(rows, {0: 1, 1: 1, 2: 1, 3: 1}) < 0


def test_without_time_nothing_is_claimed() -> None:
    problem = mornings_full()
    assert prove(problem, constraints.bind(problem), Watch(0)) == Outcome(None, False)
    watch = Watch(60)
    watch.cancel()
    assert prove(problem, constraints.bind(problem), watch) == Outcome(None, False)


def test_a_proof_that_had_no_time_to_get_short_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaxation, "REDUCTION_SECONDS", 0.0)
    _, _, proof = full_mornings()
    assert not proof.shortest
    assert proof.missing > 0


def test_of_a_short_proof_no_rule_of_an_owner_can_be_left_out() -> None:
    _, rules, proof = full_mornings()
    assert proof.shortest
    background = {rule.label for rule in rules if rule.id in relaxation.BACKGROUND}
    owners = {(row.origin[0], row.origin[1][0]) for row, _ in proof.parts if row.origin[0] not in (*background, "")}
    assert len(owners) == 6  # three class meetings, three classes without main subjects in the afternoon
    for label, owner in owners:
        kept = [
            at
            for at in proof.times
            if proof.rows.rows[at].origin[1][:1] != (owner,) or proof.rows.rows[at].origin[0] != label
        ]
        assert prices(proof.rows, kept, Watch(10)) == {}


def test_thirty_six_classes_with_crowded_afternoons_are_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaxation, "REDUCTION_SECONDS", 1.0)
    problem = generate(36, 1)
    ban = RuleSetting(
        id="period_ban",
        instance="period_ban#afternoons",
        level=Level.HARD,
        params={"subjects": [*MAIN, plans.LOCAL], "periods": [5, 6], "days": [1, 2, 3, 4]},
        scope=Scope(grades=(plans.GRADES[4],)),
        source="school",
        reason="main subjects in the mornings",
    )
    crowded = changed(problem, rules=(*problem.rules, ban))
    rules = constraints.bind(crowded)
    proof = proof_of(crowded, rules)
    assert proof is not None
    assert proof.missing > 0
    assert "period_ban#afternoons" in {row.origin[0] for row, _ in proof.parts}


MAIN = (plans.CHINESE, plans.WRITING, plans.MATHS, "英语", "科学", "道德与法治", "信息科技", "劳动")


def test_a_run_without_a_timetable_tells_why() -> None:
    problem = mornings_full()
    run = Run(problem, constraints.bind(problem), Settings(workers=1, seconds=30, draft=False), strict=True)
    events = list(run)
    assert events[-1].status == "impossible"  # type: ignore[attr-defined]
    assert [e.name for e in events if e.event == "stage"] == ["first", "confirm", "proof"]  # type: ignore[attr-defined]
    assert run.proof is not None
    assert run.proof.missing > 0


def test_a_proof_beside_the_search_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "PATIENCE_SECONDS", 0.0)
    problem = mornings_full()
    run = Run(problem, constraints.bind(problem), Settings(workers=1, seconds=30, draft=False), strict=True)
    assert list(run)[-1].status == "impossible"  # type: ignore[attr-defined]
    assert run.proof is not None


def test_a_search_that_finds_something_is_not_disturbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "PATIENCE_SECONDS", 0.0)
    problem = sample("tiny")
    run = Run(problem, constraints.bind(problem), Settings(workers=1, seconds=30), strict=True)
    assert list(run)[-1].status == "optimal"  # type: ignore[attr-defined]
    assert run.proof is None
