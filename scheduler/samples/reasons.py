"""The schools that cannot be timetabled, each with its reason and the numbers that prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.samples import impossible


@dataclass(frozen=True, slots=True)
class Impossible:
    """A school without a timetable: the rule that cannot be kept, what is needed and what there is.

    `proof` says what shows it: counting, or only adding up all rules ("lp").
    """

    name: str
    build: Callable[[], Problem]
    rule: str
    need: int
    have: int
    reason: Text
    proof: Literal["counting", "lp"] = "counting"


IMPOSSIBLE: tuple[Impossible, ...] = (
    Impossible(
        "teacher_overloaded",
        impossible.teacher_overloaded,
        "teacher_clash",
        20,
        15,
        Text(
            "The PE teacher has 20 lessons and is there in 3 periods a day: 3 × 5 = 15.",
            "体育教师每周 20 节课，每天只有 3 节可排：3 × 5 = 15。",
        ),
    ),
    Impossible(
        "class_of_31_lessons",
        impossible.class_of_31_lessons,
        "class_clash",
        31,
        30,
        Text("Class 四(1) has 31 lessons in 30 periods.", "四(1)班一周 31 节课，只有 30 个节次。"),
    ),
    Impossible(
        "pe_places_one_short",
        impossible.pe_places_one_short,
        "room_capacity",
        18,
        16,
        Text(
            "Daily sport on Monday: 4 periods × 4 places = 16, fewer than 18 classes.",
            "每天一节体育课：周一体育位 4 节 × 4 班 = 16，少于 18 个班。",
        ),
    ),
    Impossible(
        "art_rooms_full",
        impossible.art_rooms_full,
        "room_capacity",
        72,
        58,
        Text(
            "72 art lessons need an art room; 2 rooms × 29 periods (without Monday's class meeting) = 58.",
            "美术 72 节都要用美术教室，2 间 × 29 节（周一末节班队会除外）= 58。",
        ),
    ),
    Impossible(
        "meeting_takes_too_many",
        impossible.meeting_takes_too_many,
        "group_meeting",
        18,
        13,
        Text(
            "On Tuesday in period 5 a meeting leaves 13 teachers for 18 classes in session.",
            "周二第5节开全校大教研，18 个班在上课，只剩 13 位教师。",
        ),
    ),
    Impossible(
        "flag_in_long_break",
        impossible.flag_in_long_break,
        "daily_activity",
        36,
        24,
        Text(
            "With flag raising in Monday's long break every class needs sport on Monday: 4 periods × 6 places = 24, "
            "fewer than 36 classes.",
            "升旗占用周一大课间，要满 1 小时活动每班周一都要有体育课：4 节 × 6 班 = 24，少于 36 个班。",
        ),
    ),
    Impossible(
        "fixed_at_one_time",
        impossible.fixed_at_one_time,
        "fixed_lessons",
        2,
        1,
        Text(
            "Mathematics of 三(1) and of 三(2) are both fixed on Tuesday in period 2 with one teacher.",
            "三(1)和三(2)的数学同一位教师，都固定在周二第2节。",
        ),
    ),
    Impossible(
        "day_over_six_hours",
        impossible.day_over_six_hours,
        "daily_hours_cap",
        380,
        360,
        Text(
            "With morning reading of 20 minutes and self-study of 40 a day has 380 organised minutes, more than 360.",
            "加上早读 20 分钟、自习 40 分钟，一天教育教学活动 380 分钟，超过 360 分钟。",
        ),
    ),
    Impossible(
        "breaks_too_short",
        impossible.breaks_too_short,
        "breaks_protected",
        10,
        5,
        Text(
            "After eye exercises 5 minutes of break are left; 10 are due.",
            "做完眼保健操，课间只剩 5 分钟，少于 10 分钟。",
        ),
    ),
    Impossible(
        "more_days_than_open",
        impossible.more_days_than_open,
        "subject_per_day",
        3,
        2,
        Text(
            "Mathematics has 3 lessons, one a day at most, and may be taught on 2 days only.",
            "数学每周 3 节、每天最多 1 节，但只有 2 天可以排。",
        ),
    ),
    Impossible(
        "uneven_days_of_a_teacher",
        impossible.uneven_days_of_a_teacher,
        "subject_per_day",
        6,
        5,
        Text(
            "6 PE lessons, one a day for each of three classes; the teacher's days hold 1 + 3 + 1 = 5.",
            "三个班体育共 6 节，每班一天最多 1 节，教师各天能上 1 + 3 + 1 = 5 节。",
        ),
    ),
    Impossible(
        "mornings_full",
        impossible.mornings_full,
        "period_ban",
        6,
        5,
        Text(
            "Chinese and mathematics fill the mornings: 6 PE lessons, one teacher, 5 afternoon periods are left.",
            "语文、数学排满了上午，体育 6 节只剩下午 5 个时段，教师只有一位。",
        ),
        proof="lp",
    ),
)
