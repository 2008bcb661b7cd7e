"""The primary samples: base and daily-PE forms at three sizes, a tight one, a small one, and any size by seed."""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.samples import plans
from scheduler.samples.bells import primary_bells
from scheduler.samples.primary import PrimarySchool, build
from scheduler.samples.rooms import BASE_ROOMS, DAILY_FIELDS, TIGHT_FIELDS, rooms_for_size

UPPER = frozenset({5, 6})

TITLES = {1: "清溪完全小学", 3: "育才小学", 6: "实验小学", 10: "中心小学"}

SPORT_EVERY_DAY = RuleSetting(
    id="daily_activity",
    instance="daily_activity#每天一节体育课",
    params={"minimum": 100},
    source="学校",
    reason="两个大课间 60 分钟，加每天一节体育课 40 分钟",
)
"""Two long breaks alone give 60 minutes, so 100 a day means a sport lesson on every day."""

BASE_RULES: tuple[RuleSetting, ...] = (
    RuleSetting(
        id="subject_days",
        instance="subject_days#体育",
        params={"subjects": [plans.PE]},
        source="学校",
        reason="体育课分布到尽可能多的日子",
    ),
)
DAILY_RULES: tuple[RuleSetting, ...] = (SPORT_EVERY_DAY,)
STRICTER = ("national-2021", "national-2025")


def base(per_grade: int) -> PrimarySchool:
    """The base form of a sample school with 1, 3, 6 or 10 classes a grade."""
    features: dict[int, dict[str, object]] = {
        1: {"odd_even": UPPER, "joint": ((plans.MUSIC, "五(1)", "六(1)"),)},
        3: {"odd_even": frozenset({5}), "doubles": {plans.CHINESE: UPPER}, "pull_out": True},
        6: {"doubles": {plans.ART: UPPER}, "clubs": {3: 3, 4: 5}},
        10: {"doubles": {plans.CHINESE: frozenset({6})}},
    }
    school = PrimarySchool(
        title=TITLES[per_grade],
        per_grade=per_grade,
        seed=f"primary-{per_grade}",
        rooms=BASE_ROOMS[per_grade],
        rules=BASE_RULES,
    )
    return replace(school, **features[per_grade])  # type: ignore[arg-type]


def daily(per_grade: int) -> PrimarySchool:
    """The form with a sport lesson on every day: own plan, more fields, 15-minute breaks, PE meets after school."""
    school = base(per_grade)
    return replace(
        school,
        title=f"{school.title}（每天一节体育课）",
        table=plans.PRIMARY_DAILY_PE,
        rooms=replace(school.rooms, fields=DAILY_FIELDS[per_grade]),
        bells=primary_bells(rest=15, activity_sport=False),
        odd_even=frozenset(),
        clubs={},
        doubles={},
        joint=(),
        pull_out=False,
        pe_meets=False,
        presets=STRICTER,
        rules=DAILY_RULES,
    )


def tight() -> PrimarySchool:
    """Daily sport for 36 classes on seven places: only the first period, joint lessons and indoors let it fit."""
    school = daily(6)
    pairs = tuple((plans.SPORT, f"{grade}({a})", f"{grade}({a + 1})") for grade in "五六" for a in (1, 3, 5))
    return replace(
        school,
        title="实验小学（每天一节体育课，场地紧张）",
        rooms=replace(school.rooms, fields=TIGHT_FIELDS),
        joint=pairs,
    )


def primary(per_grade: int) -> Problem:
    """A base sample."""
    return build(base(per_grade))


def primary_daily_pe(per_grade: int) -> Problem:
    """A daily-PE sample."""
    return build(daily(per_grade))


def primary_tight() -> Problem:
    """The sample with few places for sport."""
    return build(tight())


def generate(classes: int = 36, seed: int = 1, slack: float = 1.15) -> Problem:
    """A base primary school of any size for measurements; `classes` is a multiple of six.

    `slack` is how many more places rooms and fields offer than their lessons need (1.0 = none to spare).
    """
    if classes < 6 or classes % 6:
        raise ValueError(f"classes must be a multiple of six, not {classes}")
    per_grade = classes // 6
    return build(
        PrimarySchool(
            title=f"测试小学 {classes} 班（{seed}）",
            per_grade=per_grade,
            seed=f"generate-{classes}-{seed}",
            rooms=rooms_for_size(per_grade, slack),
            doubles={plans.CHINESE: UPPER},
            rules=BASE_RULES,
        )
    )
