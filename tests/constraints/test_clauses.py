"""Every clause of the work plans is kept by exactly one rule, and said in our words in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from constraints import CATALOGUE
from constraints.clauses import CLAUSES, KINDS, Clause
from scheduler.domain.text import LANGS

PLACE = re.compile(r"D[02]:L\d+(-\d+)?(; D[02]:L\d+(-\d+)?)*")


def test_a_rule_claims_only_clauses_there_are() -> None:
    claimed = Counter(clause for rule in CATALOGUE for clause in rule.clauses)
    assert set(claimed) <= {clause.id for clause in CLAUSES}


def test_every_clause_is_kept_by_exactly_one_rule() -> None:
    claimed = Counter(clause for rule in CATALOGUE for clause in rule.clauses)
    assert claimed == {clause.id: 1 for clause in CLAUSES}


def test_a_rule_that_answers_for_a_clause_names_its_source() -> None:
    for rule in CATALOGUE:
        if rule.clauses:
            assert all(rule.source.to(lang).strip() for lang in LANGS), rule.id


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_a_clause_says_in_both_languages_what_it_asks_and_where(clause: Clause) -> None:
    assert [one.id for one in CLAUSES].count(clause.id) == 1
    assert clause.says.en.endswith(".")
    assert clause.says.zh.endswith("。")
    assert not re.search("[一-鿿]", clause.says.en)
    assert re.search("[一-鿿]", clause.says.zh)
    follows = clause.where.removeprefix("→ ")
    assert PLACE.fullmatch(clause.where) or follows in {one.id for one in CLAUSES} - {clause.id}
    assert set(clause.kind) <= set(KINDS)
    assert len(set(clause.kind)) == len(clause.kind) > 0
