"""What adding up all rules says: to a dean, in both languages, without a word of the solver's."""

from __future__ import annotations

import re
from random import Random

import constraints
from scheduler.domain.problem import Problem
from scheduler.engine.relaxation import Proof, Watch, prove
from scheduler.engine.relaxation.rows import rows_of
from scheduler.engine.settings import Settings
from scheduler.io.imported import Imported
from scheduler.precheck import Severity
from scheduler.rules.base import Key
from scheduler.samples import plans, sample
from scheduler.samples.impossible import mornings_full
from scheduler.services.generate import Generation
from scheduler.services.load import School
from scheduler.services.proof import added_up
from scheduler.services.proof_words import told
from tests.precheck import busy_schools, full_schools

SOLVER_WORDS = re.compile(
    r"\b(LP|linear|dual|slack|bound|row|rows|solver|relax\w*|multiplier)\b|线性|松弛|对偶|求解|乘子", re.I
)


def school(problem: Problem) -> School:
    return School(problem, constraints.bind(problem), Imported(problem, ()))


def counted_by_hand(problem: Problem) -> Proof:
    """Mornings for Chinese and mathematics, Monday's last period for the class, five afternoon periods for PE."""
    rows = rows_of(problem, constraints.bind(problem))
    main, morning, last = (plans.CHINESE, plans.MATHS), (510, 565), 795
    (pe,) = [t.id for t in problem.teachers if t.subjects == (plans.PE,)]

    def needed(label: str, key: Key) -> bool:
        match label:
            case "every_lesson_placed":
                return problem.index.courses[str(key[0])].subject in (*main, plans.PE)
            case "class_clash":
                return key[2] in morning or key[1:3] == (1, last)
            case "teacher_clash":
                return key[0] == pe and key[2] not in morning and key[1:3] != (1, last)
            case _:
                return label.startswith("period_ban") or (label == "fixed_lessons" and len(key) == 4)

    return Proof(rows, {at: 1 for at, row in enumerate(rows.rows) if needed(*row.origin)}, True)


def test_the_reason_names_rules_people_lessons_and_what_is_left_for_them() -> None:
    problem = mornings_full()
    proof = counted_by_hand(problem)
    assert proof.missing == 1
    found = told(problem, constraints.bind(problem), proof)
    assert (found.severity, found.proof, found.need, found.have) == (Severity.RED, "lp", 24, 23)
    assert found.reason.zh == (
        "这几条合在一起就排不下：【固定课】三(1) 班队会、三(2) 班队会、三(3) 班队会（周一第4节）；"
        "【科目不排节次（语文、数学）】三(1)、三(2)、三(3)。"
        "三(1)、三(2)、三(3)的语文、数学、体育与健康每周 24 节，只排得下 23 节"
        "（三(1)、三(2)、三(3)各 6 个时段 + 陆伟 5 个时段）。"
    )
    assert found.reason.en == (
        "Together these leave too little: [Fixed lessons] 三(1) 班队会, 三(2) 班队会, 三(3) 班队会 (Monday period 4); "
        "[Periods closed to subjects (语文, 数学)] 三(1), 三(2), 三(3). "
        "三(1), 三(2), 三(3): 24 lessons of 语文, 数学, 体育与健康 a week, and room for 23 "
        "(三(1), 三(2), 三(3) 6 periods each + 陆伟 5 periods)."
    )
    assert found.remedy.zh == (
        "去掉其中任何一条，这个矛盾就没有了。可以从这里松一松：挪动一节固定课、放开一个禁排的节次、把一个班换给别的教师。"
    )
    assert set(found.rules) == {"every_lesson_placed", "class_clash", "teacher_clash", "fixed_lessons", "period_ban"}


def test_a_school_refused_by_all_rules_together_is_refused_by_the_check() -> None:
    found = added_up(school(mornings_full()), seconds=60)
    assert (found.severity, found.proof, found.missing) == (Severity.RED, "lp", 1)
    assert "陆伟" in found.reason.zh


def test_a_school_whose_rules_fit_hears_that_this_is_no_promise() -> None:
    found = added_up(school(sample("tiny")), seconds=60)
    assert found.severity is Severity.GREEN
    assert "还不等于一定排得出来" in found.reason.zh


def test_what_was_not_finished_is_said_to_be_open() -> None:
    found = added_up(school(sample("tiny")), seconds=0.001)
    assert found.severity is Severity.YELLOW
    assert "没有结论" in found.reason.zh


def test_a_generation_tells_what_its_run_has_proven() -> None:
    generation = Generation(school(mornings_full()), Settings(workers=1, seconds=30, draft=False))
    assert not generation.reasons
    assert not generation.proven
    assert list(generation)[-1].status == "impossible"  # type: ignore[attr-defined]
    (reason,) = generation.proven
    assert (reason.proof, reason.missing) == ("lp", 1)


def test_every_proof_is_told_in_numbers_that_fall_short_and_in_school_words() -> None:
    seen = 0
    for seed in range(90):
        random = Random(f"words {seed}")
        made = busy_schools if seed % 2 else full_schools
        problem, rules = made.school(random), made.rules(random)
        proof = prove(problem, rules, Watch(60)).proof
        if proof is not None:
            found = told(problem, rules, proof)
            assert found.need - found.have == proof.missing > 0, seed
            for text in (found.reason, found.remedy):
                assert not SOLVER_WORDS.search(text.en + text.zh), text
                assert "{" not in text.en + text.zh
            assert str(found.need) in found.reason.zh
            assert str(found.have) in found.reason.en
            seen += 1
    assert seen >= 30
