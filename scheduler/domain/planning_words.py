"""What people call the planning tables' kinds, the lines of the public notice, and the duties people confirm."""

from __future__ import annotations

from scheduler.domain.planning import (
    ActivityKind,
    DayKind,
    ExamForm,
    ExamRange,
    HomeworkKind,
    Organiser,
    TaughtState,
)
from scheduler.domain.text import Text

DAY_NAMES: dict[DayKind, Text] = {
    DayKind.TEACHING: Text("teaching", "上课"),
    DayKind.HOLIDAY: Text("holiday", "放假"),
    DayKind.MAKE_UP: Text("make-up day", "调休上课"),
    DayKind.REVIEW: Text("review", "复习"),
    DayKind.EXAM: Text("exam", "考试"),
    DayKind.PRACTICE: Text("practice week", "实践周"),
    DayKind.PARENTS: Text("parents' meeting", "家长会"),
}
ACTIVITY_NAMES: dict[ActivityKind, Text] = {
    ActivityKind.CULTURE: Text("arts and sports", "文体"),
    ActivityKind.PRACTICE: Text("social practice", "社会实践"),
    ActivityKind.CLUB: Text("club", "社团"),
}
HOMEWORK_NAMES: dict[HomeworkKind, Text] = {
    HomeworkKind.WRITTEN: Text("written", "书面"),
    HomeworkKind.READING: Text("reading", "阅读"),
    HomeworkKind.PRACTICE: Text("practice", "活动实践"),
}
RANGE_NAMES: dict[ExamRange, Text] = {
    ExamRange.SCHOOL: Text("whole school", "全校"),
    ExamRange.GRADE: Text("whole grade", "全年级"),
    ExamRange.CLASS: Text("one class", "班"),
}
ORGANISER_NAMES: dict[Organiser, Text] = {
    Organiser.SCHOOL: Text("school", "学校"),
    Organiser.RESEARCH: Text("research office", "教研室"),
    Organiser.COLLEGE: Text("teachers' college", "进修学校"),
    Organiser.BUREAU: Text("education bureau", "教育局"),
}
FORM_NAMES: dict[ExamForm, Text] = {
    ExamForm.WRITTEN: Text("written", "笔试"),
    ExamForm.ORAL: Text("oral", "口试"),
    ExamForm.INTERVIEW: Text("interview", "面试"),
    ExamForm.PRACTICAL: Text("practical", "实操"),
}
STATE_NAMES: dict[TaughtState, Text] = {
    TaughtState.NORMAL: Text("normal", "正常"),
    TaughtState.MOVED: Text("moved", "调课"),
    TaughtState.COVERED: Text("covered", "代课"),
    TaughtState.TAKEN: Text("taken", "挤占"),
    TaughtState.MISSED: Text("missed", "缺课"),
    TaughtState.LATE: Text("late", "迟到"),
    TaughtState.EARLY: Text("early", "提前下课"),
    TaughtState.OVERRUN: Text("overrun", "拖堂"),
}
PUBLIC_NAMES: dict[str, Text] = {
    "phone": Text("Supervision telephone", "监督电话"),
    "place": Text("Place of the notice", "公示地点"),
    "head": Text("First responsible person", "第一责任人"),
    "homework_rules": Text("Rules on homework", "作业量控制办法"),
    "textbooks": Text("Textbooks chosen", "教科书选用"),
    "workbooks": Text("Exercise books chosen", "作业本选用"),
    "published": Text("Published on", "公示日期"),
    "filed": Text("Filed on", "备案日期"),
}
"""By the ids of `planning.PUBLIC_ITEMS`."""

DUTY_NAMES: dict[str, Text] = {
    "no-tutoring-outside-hours": Text("No subject classes outside school hours", "不办学科辅导班"),
    "in-lesson-homework": Text("Minutes for exercises inside the lesson", "课堂留作业时间"),
    "no-ranking": Text("No ranking by marks", "不按分数排名"),
    "textbook-list": Text("Only listed books", "教材教辅用目录内的"),
    "no-grade-retention": Text("No pupil repeats a year", "不留级"),
    "no-early-finish": Text("Teaching goes on to the end of term", "不抢进度、不提前结课"),
    "teacher-open-lesson": Text("Each teacher gives an observed lesson", "每人一堂公开课"),
    "parent-feedback": Text("Parents' meeting and survey each term", "家长会与家长问卷"),
    "audit-archive": Text("Checks are kept on file", "检查结果存档"),
    "responsibility": Text("Each duty has a named person", "各项责任到人"),
    "no-punitive-homework": Text("No homework as punishment", "不布置惩罚性作业"),
}
"""Duties no timetable shows: people confirm them, by the ids an `Attestation` names."""


def week_name(week: int) -> Text:
    """A week of the term; 0 is what was planned."""
    return Text(f"week {week}", f"第{week}周") if week else Text("by the plan", "按计划")
