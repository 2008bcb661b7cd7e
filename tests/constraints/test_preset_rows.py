"""What makes the rows of presets, called by hand: each field of a row as it must come out."""

from __future__ import annotations

from typing import Any

from constraints.preset_rows import by_grade, law, pe_first, wish
from scheduler.domain.policy import Level, RuleSetting, Scope


def said(row: RuleSetting) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "instance", "scope", "level", "weight", "params", "source")}


def test_a_law_binds_grades_and_subjects_at_the_rules_own_level_unless_told() -> None:
    assert said(law("daily_activity", "国办")) == {
        "id": "daily_activity",
        "instance": "",
        "scope": Scope(),
        "level": None,
        "weight": None,
        "params": {},
        "source": "国办",
    }
    told = law("subject_days", "课标", "subject_days#2", ("@1-2",), Level.RELAXABLE, ("语文",), limit=3)
    assert said(told) == {
        "id": "subject_days",
        "instance": "subject_days#2",
        "scope": Scope(grades=("@1-2",), subjects=("语文",)),
        "level": Level.RELAXABLE,
        "weight": None,
        "params": {"limit": 3},
        "source": "课标",
    }


def test_a_wish_is_soft_and_weighs() -> None:
    assert said(wish("teacher_gaps", 7)) == {
        "id": "teacher_gaps",
        "instance": "",
        "scope": Scope(),
        "level": Level.SOFT,
        "weight": 7,
        "params": {},
        "source": "quality",
    }
    assert said(wish("teacher_gaps", 7, "teacher_gaps#2", limit=4))["instance"] == "teacher_gaps#2"
    assert wish("teacher_gaps", 7, limit=4).params == {"limit": 4}


def test_sport_is_banned_from_the_first_period_of_all_who_have_it() -> None:
    assert said(pe_first(Level.RELAXABLE, "惯例")) == {
        "id": "period_ban",
        "instance": "period_ban#pe_first",
        "scope": Scope(),
        "level": Level.RELAXABLE,
        "weight": 2,
        "params": {"subjects": ("@sport",), "periods": (1,)},
        "source": "惯例",
    }


def test_figures_by_grade_are_one_instance_each_the_first_for_children_before_school_too() -> None:
    first, second = by_grade("homework_cap", "国办", "minutes", (0, 60), weekend=1)
    assert said(first) == {
        "id": "homework_cap",
        "instance": "homework_cap#1",
        "scope": Scope(grades=("@0-1",)),
        "level": None,
        "weight": None,
        "params": {"minutes": 0, "weekend": 1},
        "source": "国办",
    }
    assert (second.instance, second.scope.grades, second.params) == (
        "homework_cap#2",
        ("@2-2",),
        {"minutes": 60, "weekend": 1},
    )
