"""What the presets ask: the national rules, the variants of the work plans, offices' practice; no rule of its own.

Sources name a rule of the state, or a line of the work plans (D0:L101) as `clauses.py` does. Figures marked 待确认
are practice, to be confirmed by the school.
"""

from __future__ import annotations

from constraints.preset_rows import JUNIOR, PRIMARY, SECONDARY, by_grade, law, pe_first
from scheduler.domain.planning import Organiser
from scheduler.domain.policy import Level, RuleSetting

ANYONE = tuple(one.value for one in Organiser)
TWO_MAIN, THREE_MAIN = ("@chinese", "@maths"), ("@chinese", "@maths", "@english")
NOT_THE_BUREAU = tuple(one for one in ANYONE if one != Organiser.BUREAU)

RECORDS: tuple[RuleSetting, ...] = (
    law("teaching_days", "周末、假日不上课（no-weekend-holiday）"),
    law("follow_timetable", "按课表上课、调课报批（follow-timetable）"),
    law("term_end_protected", "期末不停音体美（protect-subjects）"),
    law("homework_quota", "作业由班主任统筹（homework-coordination）"),
    law("activity_table", "文体、实践、社团各有安排（young-pioneers-club）"),
    law("publication", "开学头一周公示（publication-pack）"),
    law("attestations", "责任到人、逐项确认（responsibility）"),
)
"""What is judged from records and planning tables, wherever work plans are followed; nothing of it is solved."""

PLANS: tuple[RuleSetting, ...] = (
    law("daily_activity", "每天活动一小时（daily-activity-1h）", minimum=60),
    law("long_break_free", "大课间不排课（dakejian-protected）", minutes=25, per_day=1),
    law("breaks_protected", "课间午间不占用（breaks-protected）", break_min=10, noon_min=60),
    law("daily_exercises", "眼保健操、广播体操（daily-eye-radio-exercise）", level=Level.SOFT),
    law("protected_subjects", "主科不占技能课（protect-subjects）"),
    law("qualified_teachers", "技能课由本科教师上（qualified-teacher-protected）"),
    law("plan_hours", "科目齐、课时足（course-hours-exact）"),
    *RECORDS,
)
"""What all work plans of the two collections ask alike."""

NATIONAL_2021: tuple[RuleSetting, ...] = (
    law("daily_hours_cap", "学校卫生工作条例、GB/T 17223", "daily_hours_cap#primary", PRIMARY, cap=360),
    law("daily_hours_cap", "学校卫生工作条例、GB/T 17223", "daily_hours_cap#junior", JUNIOR, cap=420),
    law("school_day_bounds", "2021 年睡眠管理通知", "school_day_bounds#primary", PRIMARY, earliest=500),
    law("school_day_bounds", "2021 年睡眠管理通知", "school_day_bounds#secondary", SECONDARY, earliest=480),
    law("daily_activity", "每天体育活动 1 小时（daily-activity-1h）", minimum=60),
    law("long_break_free", "2021 年体质管理通知", minutes=30, per_day=1),
    law("breaks_protected", "不占用课间午间（breaks-protected）", break_min=10, noon_min=60),
    law("protected_subjects", "主科不占技能课（protect-subjects）"),
    law("qualified_teachers", "技能课由本科教师上（qualified-teacher-protected）"),
    law("plan_hours", "科目齐、课时足（course-hours-exact）"),
    pe_first(Level.SOFT, "体育课不排第1节"),
    *by_grade("homework_cap", "2021 年作业管理通知", "cap", (0, 0)),
    law("homework_cap", "2021 年作业管理通知", "homework_cap#average_primary", ("@3-6",), cap=60, average=True),
    law("homework_cap", "2021 年作业管理通知", "homework_cap#average_junior", JUNIOR, cap=90, average=True),
    *by_grade("exam_count", "2021 年考试管理通知", "limit", (0, 0, 1, 1, 1, 1, 2, 2, 4), organisers=ANYONE),
    *RECORDS,
)
"""Grade 9: final, mid-term and two mock exams."""

NATIONAL_2025: tuple[RuleSetting, ...] = (
    law("daily_activity", "2025 年每天体育活动 2 小时", "daily_activity#two_hours", minimum=120, count_breaks=True),
    law("long_break_free", "2025 年上下午大课间", minutes=30, per_day=2),
    law("breaks_protected", "2025 年课间 15 分钟", break_min=15),
    law("subject_days", "每天一节体育课（pe-hours）", "subject_days#daily_pe", subjects=("@sport",)),
    pe_first(Level.RELAXABLE, "体育课不排第1节"),
    law("homework_quota", "2025 年倡导每周一天无作业", no_homework_days=1),
)

CURRICULUM_2022: tuple[RuleSetting, ...] = (
    law(
        "weekly_must_have",
        "体育与健康一、二年级每周 4 节",
        "weekly_must_have#pe_1_2",
        ("@0-2",),
        subjects=("@sport",),
        minimum=4,
    ),
    law(
        "weekly_must_have",
        "体育与健康三至九年级每周 3 节",
        "weekly_must_have#pe_3_9",
        ("@3-9",),
        subjects=("@sport",),
        minimum=3,
    ),
    law("weekly_must_have", "劳动每周至少 1 节", "weekly_must_have#labour", ("@0-9",), subjects=("@labour",)),
    law(
        "weekly_must_have",
        "综合实践每周至少 1 节，可集中实施",
        "weekly_must_have#practice",
        ("@0-9",),
        subjects=("@practice",),
        or_practice_week=True,
    ),
    law("weekly_must_have", "班队会每周至少 1 节", "weekly_must_have#team", ("@0-9",), subjects=("@team",)),
    law("lesson_length", "小学每节 40 分钟", "lesson_length#primary", PRIMARY, Level.SOFT, minutes=40),
    law("lesson_length", "初中每节 45 分钟", "lesson_length#junior", JUNIOR, Level.SOFT, minutes=45),
)
"""Lessons every week must have and how long they are. Lengths give notice only: long and short ones are allowed."""

GRADED_LEARNING: tuple[RuleSetting, ...] = tuple(
    law(
        "daily_hours_cap",
        "GB/T 17223 分年级学习时间（数值待确认）",
        f"daily_hours_cap#learning_{low}_{high}",
        (f"@{low if low > 1 else 0}-{high}",),
        Level.SOFT,
        cap=cap,
        definition="learning",
    )
    for low, high, cap in ((1, 2, 240), (3, 4, 300), (5, 6, 360), (7, 9, 420))
)

D0_3 = (
    *by_grade("homework_cap", "D0:L101", "cap", (0, 0, 30, 30, 45, 60)),
    *by_grade("exam_count", "D0:L103 期中、期末各一次", "limit", (2,) * 6, organisers=ANYONE),
)
D0_4 = by_grade("homework_cap", "D0:L123", "cap", (0, 30, 30, 45, 60, 60))
D0_5 = (
    law("daily_hours_cap", "D0:L135 教育教学活动时间", "daily_hours_cap#primary", PRIMARY, cap=360),
    *by_grade("homework_cap", "D0:L137", "cap", (0, 0, 30, 30, 60, 60)),
    law("exam_count", "D0:L139 形式多样", "exam_count#varied", PRIMARY, limit=None, organisers=ANYONE, varied=True),
)
D2_1 = (
    law("daily_hours_cap", "D2:L21 在校时间", "daily_hours_cap#on_campus", PRIMARY, cap=360, definition="on_campus"),
    *by_grade("exam_count", "D2:L23 只有期末", "limit", (1,) * 6, organisers=NOT_THE_BUREAU),
    law(
        "exam_count",
        "D2:L23 只考语文、数学",
        "exam_count#main_subjects",
        PRIMARY,
        limit=None,
        organisers=NOT_THE_BUREAU,
        subjects=TWO_MAIN,
    ),
    law("attestations", "D2:L22 课内作业当堂完成", items=("in-lesson-homework",)),
)
D2_2 = (
    law("daily_hours_cap", "D2:L43 学习活动时间", "daily_hours_cap#learning", PRIMARY, cap=360, definition="learning"),
    *by_grade("homework_cap", "D2:L38", "cap", (0, 0, 60, 60, 60, 60)),
    *by_grade("exam_count", "D2:L39 期末一次", "limit", (1,) * 6, organisers=ANYONE),
)
D2_COUNTY = by_grade(
    "exam_count", "D2:L74-75 小学期末一次，初中期中、期末", "limit", (1,) * 6 + (2,) * 3, organisers=ANYONE
)

WORKLOAD: tuple[RuleSetting, ...] = (
    law("teacher_weekly_load", "教师表里的上下限"),
    law(
        "teacher_weekly_load",
        "小学语数 16 节（待确认）",
        "teacher_weekly_load#primary_main",
        PRIMARY,
        taught=TWO_MAIN,
        most=16,
    ),
    law("teacher_weekly_load", "小学 20 节（待确认）", "teacher_weekly_load#primary", PRIMARY, most=20),
    law(
        "teacher_weekly_load",
        "初中语数英 12 节（待确认）",
        "teacher_weekly_load#junior_main",
        JUNIOR,
        taught=THREE_MAIN,
        most=12,
    ),
    law("teacher_weekly_load", "初中 16 节（待确认）", "teacher_weekly_load#junior", JUNIOR, most=16),
)
"""Norms of two provinces, the upper ends; duties are taken off by the teacher's own reduction."""

PRACTICE: tuple[RuleSetting, ...] = (
    law("same_teacher_apart", "同一教师的主科与技能课不相邻，防变相挤占"),
    law("class_teacher_present", "班主任每天在本班有课"),
    law("teacher_free", "每半天留一节备课（no-skip-prepared）"),
    law("balanced_classes", "小学班额 45 人（待确认）", "balanced_classes#primary", PRIMARY, size=45),
    law("balanced_classes", "初中班额 50 人（待确认）", "balanced_classes#junior", JUNIOR, size=50),
)
"""What academic offices add of their own."""
