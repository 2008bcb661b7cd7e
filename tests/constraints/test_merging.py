"""Two settings of one rule become one: between presets the stricter value, against a school's own its word."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import pytest
from pydantic import Field

from constraints.merging import edited, label_of, level_of, loosenings, looser, strictest, value_of
from scheduler.domain.policy import Level, Owners, RuleException, RuleSetting, Scope
from scheduler.domain.text import Label, Text
from scheduler.rules.base import Rule


class _Sample(Rule):
    """A rule with a setting of each kind."""

    id = "sample"
    name = Text("Sample", "样例")
    says = Text("", "")
    unit = Text("lesson", "节")
    of = Owners.CLASSES
    levels: ClassVar[tuple[Level, ...]] = tuple(Level)

    level: Level = Level.SOFT
    most: Annotated[int | None, Label("Most", "最多", None, "lower")] = 5
    least: Annotated[int | None, Label("Least", "最少", None, "higher")] = 2
    all_if_empty: Annotated[tuple[str, ...], Label("Names", "名单", None, "union")] = ()
    none_if_empty: Annotated[tuple[str, ...], Label("Subjects", "科目", None, "union")] = Field(default=("语文",))
    plain: Annotated[str, Label("Plain", "其他")] = "a"
    bare: int = 1


Sample: Any = _Sample
"""Taken as any rule: nothing is posted or judged by it."""


def setting(
    source: str = "甲：一", level: Level | None = None, weight: int | None = None, **params: Any
) -> RuleSetting:
    return RuleSetting(id="sample", level=level, weight=weight, params=params, source=source)


def merged(one: RuleSetting, other: RuleSetting) -> RuleSetting:
    found = strictest(Sample, one, other)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "new", "old", "is_looser"),
    [
        ("most", 6, 5, True),
        ("most", 5, 5, False),
        ("most", 4, 5, False),
        ("most", None, 5, True),
        ("most", 5, None, False),
        ("most", "6", 5, False),
        ("most", 6, "5", False),
        ("least", 1, 2, True),
        ("least", 2, 2, False),
        ("least", 3, 2, False),
        ("plain", "b", "a", False),
        ("plain", None, "a", False),
        ("bare", 9, 1, False),
        ("none_if_empty", ("语文",), ("语文", "数学"), True),
        ("none_if_empty", ("语文", "数学"), ("语文",), False),
        ("none_if_empty", ("语文",), ("语文",), False),
        ("none_if_empty", (), ("语文",), True),
        ("all_if_empty", ("a",), (), True),
        ("all_if_empty", (), (), False),
        ("all_if_empty", (), ("a",), False),
        ("all_if_empty", ("a",), ("a", "b"), True),
        ("all_if_empty", ("a", "b"), ("a",), False),
        ("all_if_empty", ("a",), ("a",), False),
    ],
)
def test_what_asks_less(name: str, new: object, old: object, *, is_looser: bool) -> None:
    assert looser(Sample, name, new, old) is is_looser


def test_a_setting_is_called_by_its_label_else_by_its_name() -> None:
    assert label_of(Sample, "most").zh == "最多"
    assert label_of(Sample, "bare").text == Text("bare", "bare")
    assert label_of(Sample, "unknown").text == Text("unknown", "unknown")


def test_a_value_not_said_is_the_rules_own() -> None:
    assert value_of(Sample, setting(most=3), "most") == 3
    assert value_of(Sample, setting(), "most") == 5
    assert value_of(Sample, setting(), "unknown") is None
    assert value_of(Sample, setting(all_if_empty=["a"]), "all_if_empty") == ("a",)
    assert level_of(Sample, setting()) is Level.SOFT
    assert level_of(Sample, setting(level=Level.HARD)) is Level.HARD


def test_of_two_presets_each_value_is_the_stricter_one_and_whose_it_is_is_told() -> None:
    both = merged(setting("甲：一", most=4, least=2), setting("乙：二", most=5, least=3))
    assert both.params == {"most": 4, "least": 3}
    assert both.source == "甲：一；least：乙：二"
    both = merged(setting("甲：一", most=6, least=2), setting("乙：二", most=5, least=3))
    assert both.params == {"most": 5, "least": 3}
    assert both.source == "乙：二"
    both = merged(setting("甲：一", most=6, least=2, bare=1), setting("乙：二", most=5, least=3, level=Level.HARD))
    assert both.source == "乙：二"
    assert merged(setting("甲：一", most=4), setting("乙：二", most=5)).source == "甲：一"


def test_several_values_taken_are_listed_once_each() -> None:
    one = setting("甲：一", level=Level.HARD, most=6, least=2, all_if_empty=("a", "b"), none_if_empty=("语文",))
    other = setting("乙：二", most=5, least=3, all_if_empty=("a",), none_if_empty=("数学",))
    both = merged(one, other)
    assert both.params == {"most": 5, "least": 3, "all_if_empty": ("a", "b"), "none_if_empty": ("语文", "数学")}
    assert both.source == "甲：一；most、least、none_if_empty：乙：二"
    back = merged(other, one)
    assert back.source == "乙：二；all_if_empty、none_if_empty、level：甲：一"
    assert back.params["none_if_empty"] == ("数学", "语文")


def test_a_limit_that_only_one_names_is_the_stricter() -> None:
    assert merged(setting("甲：一", most=None), setting("乙：二", most=5)).params == {"most": 5}
    assert merged(setting("甲：一", most=None), setting("乙：二", most=5)).source == "乙：二"
    assert merged(setting("甲：一", most=5), setting("乙：二", most=None)).params == {"most": 5}


def test_an_empty_list_that_means_everyone_does_not_merge_with_names() -> None:
    assert strictest(Sample, setting(all_if_empty=("a",)), setting(all_if_empty=())) is None
    assert strictest(Sample, setting(all_if_empty=()), setting(all_if_empty=("a",))) is None
    assert merged(setting(none_if_empty=("语文",)), setting(none_if_empty=())).params == {"none_if_empty": ("语文",)}


def test_what_has_no_stricter_does_not_merge_unless_equal() -> None:
    assert strictest(Sample, setting(plain="a"), setting(plain="b")) is None
    assert strictest(Sample, setting(bare=1), setting(bare=2)) is None
    assert merged(setting(plain="b"), setting(plain="b")).params == {"plain": "b"}


def test_who_is_bound_must_be_alike() -> None:
    narrow = setting().model_copy(update={"scope": Scope(grades=("g1",))})
    assert strictest(Sample, setting(), narrow) is None
    assert merged(narrow, narrow).scope == narrow.scope


@pytest.mark.parametrize(
    ("one", "other", "level", "source"),
    [
        (Level.SOFT, Level.RELAXABLE, Level.RELAXABLE, "乙：二"),
        (Level.RELAXABLE, Level.SOFT, Level.RELAXABLE, "甲：一"),
        (Level.RELAXABLE, Level.HARD, Level.HARD, "乙：二"),
        (Level.HARD, Level.RELAXABLE, Level.HARD, "甲：一"),
        (Level.HARD, Level.SOFT, Level.HARD, "甲：一"),
        (None, Level.HARD, Level.HARD, "乙：二"),
        (Level.HARD, Level.HARD, Level.HARD, "甲：一；乙：二"),
    ],
)
def test_the_stricter_level_wins(one: Level | None, other: Level, level: Level, source: str) -> None:
    both = merged(setting("甲：一", one), setting("乙：二", other))
    assert (both.level, both.source) == (level, source)


def test_the_greater_weight_wins_and_none_is_one() -> None:
    assert merged(setting(weight=3), setting(weight=5)).weight == 5
    assert merged(setting(weight=3), setting()).weight == 3
    assert merged(setting(), setting(weight=3)).weight == 3
    assert merged(setting(), setting()).weight == 1
    assert merged(setting(), setting(weight=1)).weight == 1
    assert merged(setting(weight=1), setting()).weight == 1


def test_equal_words_of_two_documents_are_told_once() -> None:
    assert merged(setting("甲：每天一小时"), setting("乙：每天一小时")).source == "甲：每天一小时"
    assert merged(setting("甲：一小时"), setting("乙：两小时")).source == "甲：一小时；乙：两小时"
    assert merged(setting("甲：第一：三"), setting("乙：第二：三")).source == "甲：第一：三；乙：第二：三"


def test_a_schools_own_word_stands_over_the_preset() -> None:
    excepted = RuleException(who="1A", off=True, reason="改建")
    base = setting("甲：一", Level.HARD, 4, most=4, least=2).model_copy(
        update={"scope": Scope(grades=("g1",)), "exceptions": (RuleException(who="1B", off=True, reason="借用"),)}
    )
    own = RuleSetting(
        id="sample",
        level=Level.SOFT,
        weight=9,
        scope=Scope(grades=("g2",)),
        exceptions=(excepted,),
        params={"most": 6},
        source="校务会",
        reason="场地",
    )
    now = edited(base, own)
    assert (now.level, now.weight, now.scope) == (Level.SOFT, 9, Scope(grades=("g2",)))
    assert now.exceptions == (*base.exceptions, excepted)
    assert now.params == {"most": 6, "least": 2}
    assert (now.source, now.reason) == ("甲：一；校务会", "场地")


def test_what_a_school_does_not_say_stays_as_the_preset_has_it() -> None:
    base = setting("甲：一", Level.HARD, 4, most=4).model_copy(update={"scope": Scope(grades=("g1",))})
    now = edited(base, RuleSetting(id="sample", source="甲：一"))
    assert (now.level, now.weight, now.scope, now.params) == (Level.HARD, 4, base.scope, {"most": 4})
    assert now.source == "甲：一"


def told(own: RuleSetting, base: RuleSetting | None = None) -> list[str]:
    return [text.zh for text in loosenings(Sample, base or setting(level=Level.RELAXABLE, most=5), own)]


def test_each_way_of_asking_less_is_named() -> None:
    assert told(setting()) == []
    assert told(RuleSetting(id="sample", off=True)) == ["停用"]
    assert told(setting(level=Level.SOFT)) == ["降低级别"]
    assert told(setting(level=Level.RELAXABLE)) == []
    assert told(setting(level=Level.HARD)) == []
    assert told(setting(most=6)) == ["最多"]
    assert told(setting(most=5, least=1)) == ["最少"]
    assert told(RuleSetting(id="sample", scope=Scope(grades=("g1",)))) == ["缩小范围"]
    narrow = setting().model_copy(update={"scope": Scope(grades=("g1",))})
    assert told(RuleSetting(id="sample", scope=Scope(grades=("g1",))), narrow) == []
    assert told(RuleSetting(id="sample"), narrow) == []
    assert told(RuleSetting(id="sample", exceptions=(RuleException(who="1A", off=True),))) == ["例外"]
    assert told(RuleSetting(id="sample", exceptions=(RuleException(who="1A", off=True, reason="改建"),))) == []


def test_a_hard_rule_made_relaxable_asks_less() -> None:
    assert told(setting(level=Level.RELAXABLE), setting(level=Level.HARD)) == ["降低级别"]
    assert told(setting(level=Level.SOFT), setting(level=Level.HARD)) == ["降低级别"]
