"""Which sheet is which, in either language."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.text import Text
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import (
    activities,
    bells,
    classes,
    courses,
    exams,
    fixed,
    homework,
    notice,
    owners,
    patrol,
    plain,
    plan,
    rooms,
    rule_rows,
    rules,
    scenarios,
    school,
    teachers,
    teaching,
    teams,
    term,
)
from scheduler.io.workbook.sheets import Desk, Grid, Section, sections

SHEETS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    ("school", school.TITLE, ("学校", "学期", "基本信息")),
    ("bells", bells.TITLE, ("作息", "作息时间表", "作息表")),
    ("classes", classes.TITLE, ("班级", "年级", "班级表")),
    ("plan", plan.TITLE, ("课时表", "计划", "课时计划", "课程设置", "curriculum")),
    ("teaching", teaching.TITLE, ("任课表", "分课表", "课务安排", "课务分工", "教师任课表")),
    ("teachers", teachers.TITLE, ("教师表", "教师信息", "教师名单")),
    ("rooms", rooms.TITLE, ("场地表", "教室", "功能室")),
    ("teams", teams.TITLE, ("教师组", "教研组", "会议", "教研活动", "meetings")),
    ("rules", rules.TITLE, ("排课规则", "规则设置")),
    ("rule_rows", rule_rows.TITLE, ("规则行", "规则明细表")),
    ("fixed", fixed.TITLE, ("固定课", "不排课", "固定与不排", "预排")),
    ("divisions", courses.TITLE, ("分组", "合班", "走班", "分组合班")),
    ("duty", teachers.DUTY_TITLE, ("值守表", "值班")),
    ("filed", plan.FILED_TITLE, ("备案计划", "备案版")),
    ("courses", courses.OTHER_TITLE, ("课程",)),
    ("calendar", term.TITLE, ("教学日历", "行事历", "学期校历")),
    ("activities", activities.TITLE, ("活动", "课外活动安排", "社团", "社团活动")),
    ("homework", homework.TITLE, ("作业", "作业安排", "作业公示", "作业量")),
    ("exams", exams.TITLE, ("考试", "考试计划")),
    ("notice", notice.TITLE, ("公示", "公示栏", "notice")),
    ("owners", owners.TITLE, ("责任人", "责任", "确认", "responsibility")),
    ("scenarios", scenarios.TITLE, ("方案推演", "推演", "what if")),
    ("patrol", patrol.TITLE, ("巡课", "巡课表", "巡课日志", "实际上课记录", "log", "patrol")),
)
HELP = Text("Help", "说明")
LISTS = Text("Lists", "选项")


def find_sheets(grids: Sequence[Grid], desk: Desk) -> dict[str, list[Section]]:
    """The sections of each sheet by its id; sheets of no known name are noted."""
    known = {plain.key(w): an_id for an_id, title, more in SHEETS for w in (title.en, title.zh, *more)}
    out: dict[str, list[Section]] = {}
    for grid in grids:
        word = plain.key(grid.title)
        an_id = known.get(word)
        if an_id is not None and an_id not in out:
            out[an_id] = sections(grid)
        elif an_id is not None:
            desk.fault(
                grid.title,
                "A1",
                Text("two sheets hold the same kind of data", "有两张同类的工作表"),
                Text("delete or rename one", "请删除或改名其中一张"),
            )
        elif word not in {plain.key(w) for t in (HELP, LISTS) for w in (t.en, t.zh)}:
            desk.note(NoteKind.LEFT_OUT, Text("this sheet was not read", "未读取这张工作表"), grid.title)
    return out


def title_of(an_id: str) -> Text:
    """A sheet's title."""
    return next(title for known, title, _ in SHEETS if known == an_id)
