"""The parts of a finding's key in a dean's words."""

from __future__ import annotations

import pytest

from constraints.class_clash import ClassClash
from constraints.day_length import DayLength
from constraints.days_between import DaysBetween
from constraints.tag_gaps import TagGaps
from scheduler.domain.problem import Problem
from scheduler.domain.time import BellPeriod, BellSchedule, Weeks
from scheduler.rules.base import Finding, Key, Rule, Verdict
from scheduler.words import key_words, rule_title, when_words

ROW = BellPeriod(start=510, end=550)
SCHOOL = Problem(bells=(BellSchedule(id="main", days=((ROW,),) * 5),))


class OfTheTerm(ClassClash):
    """A rule whose keys name weeks and days."""

    numbers = ("week", "day")


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        (ClassClash, ("1A", 2, 510, Weeks.ODD), ["周二", "08:30"]),
        (ClassClash, ("1A", 2, 3, Weeks.ODD), ["周二", "第3节"]),
        (DaysBetween, ("1A", "PE", 2, 3, Weeks.ALL), ["周二", "周三"]),
        (OfTheTerm, ("1A", 4, 2, "Maths", Weeks.ALL), ["第4周", "周二"]),
        (OfTheTerm, ("1A", 0, "weekend", Weeks.ALL), ["按计划"]),
        (ClassClash, ("1A", 2, "2026-10-01", Weeks.ALL), ["2026-10-01", "周二"]),
    ],
)
def test_numbers_of_a_key_are_what_the_rule_says_they_are(kind: type[Rule], key: Key, words: list[str]) -> None:
    rule = kind()
    finding = Finding(rule.label, key, Verdict.BROKEN, 1)
    assert [word.zh for word in when_words(SCHOOL, rule, finding)] == words
    told = [word.zh for word in key_words(SCHOOL, rule, finding)]
    assert len(told) == len(key)
    assert {word for word in words if not word.startswith("2026")} <= set(told)


def test_a_title_tells_whom_a_rule_is_about_and_which_lessons_count() -> None:
    rules: tuple[Rule, ...] = (
        DayLength(),
        DayLength(who="pupils", tag="laboratory"),
        TagGaps(first_tag="sport", second_tag="water", ordered=True),
    )
    assert [rule_title(SCHOOL, rule).en for rule in rules] == [
        "Length of a day (teachers)",
        "Length of a day (pupils, laboratory)",
        "Periods between marked lessons (pupils, sport, water, Only the first before the second)",
    ]
