"""Every setting that lists names is looked up in the school."""

from __future__ import annotations

from scheduler.domain.policy import RuleSetting
from tests.constraints.test_binding import faults


def test_names_in_a_rules_other_lists_are_looked_up_too() -> None:
    found = faults(
        RuleSetting(id="same_time", params={"courses": ["201 语文"]}),
        RuleSetting(id="lesson_order", params={"first": ["语文"], "then": ["实验"]}),
        RuleSetting(id="not_adjacent", params={"subjects": ["语文"], "others": ["体肓"]}),
    )
    assert [fault.wrong.zh for fault in found] == [
        "没有名为“201 语文”的任课",
        "没有名为“实验”的科目",
        "没有名为“体肓”的科目",
    ]


def test_names_in_rows_are_looked_up_each_once() -> None:
    rows = [{"courses": ["201 语文", "202 语文"], "days": 2}, {"courses": ["202 语文", "203 语文"], "days": 2}, "?"]
    found = faults(RuleSetting(id="lessons_spread", params={"rows": rows}))
    assert [fault.wrong.zh for fault in found[:3]] == [f"没有名为“{name} 语文”的任课" for name in (201, 202, 203)]
    assert len(found) == 4
    assert "任课（每行一组）" in found[3].wrong.zh
