"""The questions deans ask most, as scenarios on the sample schools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Text
from scheduler.samples import plans

Patches = Sequence[Mapping[str, Any]]
PE_POOL, TRACK, COURT = "体育场地", "田径场", "篮球场"
GRADES = plans.GRADES[:6]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its file, the sample school it is asked of, what a dean wants to know, the changes."""

    name: str
    school: str
    asks: Text
    title: str
    patches: Patches
    weeks: tuple[int, int] | None = None

    def scenario(self) -> Scenario:
        """The scenario as it is read from its file."""
        return Scenario.model_validate(self.content())

    def content(self) -> dict[str, Any]:
        """What stands in the file."""
        weeks = {} if self.weeks is None else {"weeks": list(self.weeks)}
        return {"name": self.title, **weeks, "patches": [dict(patch) for patch in self.patches]}


def _plan(grades: Sequence[str], subject: str, periods: int, **more: Any) -> dict[str, Any]:
    return {
        "kind": "plan_changed",
        "grades": list(grades),
        "subject": subject,
        "periods": periods,
        "filed": True,
        **more,
    }


def _sport(grades: Sequence[str], periods: int) -> dict[str, Any]:
    return _plan(grades, plans.SPORT, periods, like=plans.PE, counted_in=plans.LOCAL, class_teachers=True)


DAILY_PE: Patches = (
    _plan(GRADES[:2], plans.CHINESE, 7),
    _plan(GRADES[2:4], plans.LOCAL, 0),
    _plan(GRADES[4:5], plans.MIND, 0),
    _plan(GRADES[4:5], plans.SAFETY, 0),
    _plan(GRADES[5:6], plans.LOCAL, 0),
    _plan(GRADES[4:6], plans.MATHS, 4),
    _sport(GRADES[:2], 1),
    _sport(GRADES[2:], 2),
    {
        "kind": "rule_changed",
        "setting": {
            "id": "daily_activity",
            "instance": "daily_activity#每天一节体育课",
            "params": {"minimum": 100},
            "reason": "两个大课间 60 分钟，加每天一节体育课 40 分钟",
        },
    },
)
"""A sport lesson on each day: paid by 校本 first, then by one lesson of 语文 or 数学; class teachers take them."""

MORE_PLACES: Patches = (
    {"kind": "room_added", "room": "操场东区", "places": 2, "pools": [PE_POOL]},
    {"kind": "meeting_dropped", "meeting": "体育教研组:教研活动"},
)
"""Five places instead of three, and the PE group meets after school."""

PE_TEACHER, CLASS_TEACHER = "程桂兰", "于海燕"
QUESTIONS: tuple[Question, ...] = (
    Question(
        "01_cap_five_and_a_half_hours",
        "primary_18",
        Text("The cap of 6 hours becomes 5.5", "每天 6 小时改为 5.5 小时"),
        "在校时间上限 5.5 小时",
        (
            {
                "kind": "rule_changed",
                "setting": {"id": "daily_hours_cap", "params": {"cap": 330, "definition": "on_campus"}},
            },
        ),
    ),
    Question(
        "02_daily_pe",
        "primary_18",
        Text("A sport lesson on every day, with five places", "每天一节体育课，体育位增到 5 个"),
        "每天一节体育课（体育位 5 个）",
        (*DAILY_PE, *MORE_PLACES),
    ),
    Question(
        "02_daily_pe_places_as_now",
        "primary_18",
        Text("A sport lesson on every day, with the places as they are", "每天一节体育课，场地不变"),
        "每天一节体育课（场地不变）",
        DAILY_PE,
    ),
    Question(
        "03_pe_teacher_leaves",
        "primary_18",
        Text("A PE teacher leaves, colleagues take over", "少一位体育教师，同事分担"),
        f"{PE_TEACHER}离开，同事分担",
        ({"kind": "teacher_leaves", "teacher": PE_TEACHER, "most": 24},),
    ),
    Question(
        "03_pe_teacher_hired",
        "primary_18",
        Text("A PE teacher leaves, another is hired", "少一位体育教师，另聘一位"),
        f"{PE_TEACHER}离开，另聘教师",
        ({"kind": "teacher_replaced", "teacher": PE_TEACHER, "by": "新聘体育教师"},),
    ),
    Question(
        "04_playground_repair",
        "records",
        Text("The playground is under repair for two weeks", "操场维修两周"),
        "操场第 6—7 周维修",
        (
            {"kind": "room_closed", "room": TRACK, "times": [{"day": 0, "reason": "维修"}]},
            {"kind": "room_added", "room": "风雨操场", "places": 1, "pools": [PE_POOL]},
        ),
        weeks=(6, 7),
    ),
    Question(
        "05_two_more_classes",
        "primary_18",
        Text("Two classes more", "增加两个班"),
        "一年级、三年级各增一个班",
        (
            {"kind": "class_added", "id": "一(4)", "like": "一(3)", "class_teacher": "新班主任1"},
            {"kind": "class_added", "id": "三(4)", "like": "三(3)", "class_teacher": "新班主任2"},
        ),
    ),
    Question(
        "06_breaks_of_fifteen_minutes",
        "primary_18",
        Text("Breaks of 15 minutes instead of 10", "课间由 10 分钟改为 15 分钟"),
        "课间 10 分钟改 15 分钟",
        ({"kind": "breaks_lengthened", "minutes": 5, "up_to": 15},),
    ),
    Question(
        "07_merged_meeting",
        "primary_18",
        Text("English and science meet together", "英语、科学信息两组合并教研"),
        "英语与科学信息合并教研，时间待定",
        (
            {
                "kind": "meeting_added",
                "id": "英语科学信息联合教研",
                "groups": ["英语教研组", "科学信息教研组"],
                "periods": 2,
                "instead": True,
            },
        ),
    ),
    Question(
        "08_three_months_leave",
        "records",
        Text("A teacher is on leave for three months", "一位教师请假三个月"),
        f"{CLASS_TEACHER}请假三个月",
        ({"kind": "teacher_replaced", "teacher": CLASS_TEACHER, "by": "代课教师2"},),
        weeks=(9, 21),
    ),
    Question(
        "09_winter_schedule",
        "primary_18",
        Text("Winter: the afternoon begins 20 minutes earlier", "冬季作息：下午提前 20 分钟"),
        "冬季作息（午休缩短 20 分钟）",
        ({"kind": "bells_shifted", "minutes": -20, "half": "afternoon"},),
    ),
    Question(
        "10_make_up_saturday",
        "records",
        Text("The make-up Saturday runs Thursday's timetable", "调休的周六改上周四的课"),
        "10 月 10 日（周六）改上周四的课",
        (
            {
                "kind": "calendar_changed",
                "entries": [
                    {"first": "2026-10-10", "last": "2026-10-10", "kind": "make_up", "runs": 4, "note": "调休"}
                ],
            },
        ),
    ),
)
"""All ten, two of them in two forms."""
